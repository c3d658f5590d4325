import type { Context } from '../context.js';
import type { GlobalOptions } from './global-options.js';

/** Whether somebody is there who sees a question and can answer it. */
export function canAsk(
  { stdin, stdout, stderr }: Context['io'],
  { input }: Pick<GlobalOptions, 'input'>,
): boolean {
  // Opening standard input takes longest, and where the result goes into a pipe nobody needs it.
  return input && stdout.isTerminal && stderr.isTerminal && stdin.isTerminal;
}
