import { isRead } from '../catalog/model.js';
import { inertText } from '../text/sanitize.js';
import type { Desk } from '../cli/define-command.js';
import type { Draft } from './draft.js';
import type { Preview } from './preview.js';

export type Decision = 'send' | 'change' | 'keep' | 'print' | 'leave';

/** Thrown out of a call that is about to be sent: the person wants something else. */
export class Reconsidered extends Error {
  readonly decision: Exclude<Decision, 'send'>;

  constructor(decision: Exclude<Decision, 'send'>) {
    super(`not sent: ${decision}`);
    this.decision = decision;
  }
}

/** Shows a read in full. */
export async function showPreview({ lines, words, notes }: Preview, desk: Desk): Promise<void> {
  await showRequest(
    [
      ...lines,
      ...(words === undefined ? [] : [`In words: ${words}.`]),
      ...(notes.length === 0 ? [] : [notes.join(' ')]),
    ],
    desk,
  );
}

/** Shows a request, its first line so that it is found again. */
export async function showRequest(lines: readonly string[], { say, style }: Desk): Promise<void> {
  const [title = '', ...rest] = lines.map(inertText);
  await say(['', style.bold(title), ...rest].join('\n'));
}

/** What is to become of the call. Throws Reconsidered for all but sending it. */
export async function decide(
  { endpoint }: Draft,
  { written }: Preview,
  { prompt, services }: Desk,
): Promise<void> {
  const isWrite = !isRead(endpoint);
  const canKeep = written !== undefined && services.remembers;
  const decision = await prompt.select<Decision>(
    isWrite ? 'Send it? It changes data.' : 'Send it?',
    [
      { name: 'Send it', value: 'send' },
      { name: 'Change …', value: 'change' },
      ...(canKeep ? [{ name: 'Save it without sending', value: 'keep' as const }] : []),
      ...(written === undefined
        ? []
        : [{ name: 'Print it as a command', value: 'print' as const }]),
      { name: 'Leave', value: 'leave' },
    ],
  );
  if (decision !== 'send') throw new Reconsidered(decision);
}
