import type { ConnectionStep } from '../api/check-connection.js';
import type { Desk } from '../cli/define-command.js';
import { inertLine } from '../text/sanitize.js';

/** Shows what a check found, a line each, with what to do about it below. */
export async function showStep(
  { name, status, text, cure }: ConnectionStep,
  { say, style }: Desk,
): Promise<void> {
  const colour = { ok: style.green, warn: style.yellow, fail: style.red }[status];
  await say(`${colour(status.padEnd(4))}  ${name.padEnd(10)}  ${inertLine(text)}`);
  if (cure !== undefined) await say(`${' '.repeat(18)}${inertLine(cure)}`);
}
