import type { Context } from '../context.js';
import { RefusedError } from '../errors/errors.js';
import type { WritePlan } from '../services.js';
import { inertText } from '../text/sanitize.js';
import type { GlobalOptions } from './global-options.js';
import type { CliReport } from './report.js';

/** Approval of a write: `--yes`, else a question on a terminal, else refusal. */
export function createApproval(
  context: Context,
  options: Pick<GlobalOptions, 'yes' | 'input'>,
  report: CliReport,
): (plan: WritePlan) => Promise<void> {
  return async ({ title, body }) => {
    if (options.yes) return;
    const { stdin, stdout, stderr } = context.io;
    const canAsk = stdin.isTerminal && stdout.isTerminal && stderr.isTerminal && options.input;
    if (!canAsk) {
      throw new RefusedError(`${title} was not sent: it changes data and nobody approved it.`, {
        hint: 'Add --yes to send it, or --dry-run to look at it.',
      });
    }
    await report.flush();
    const shown = context.redact(body === undefined ? title : `${title}\n${indented(body)}`);
    await stderr.write(`${inertText(shown)}\n`);
    if (!(await context.prompt.confirm('Send it?')))
      throw new RefusedError('Not sent.', { hint: 'Nothing was changed.' });
  };
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
