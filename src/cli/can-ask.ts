import type { Context } from '../context.js';
import type { GlobalOptions } from './global-options.js';

/** Whether somebody is there who sees a question and can answer it. */
export function canAsk(
  { stdin, stdout, stderr }: Context['io'],
  { input }: Pick<GlobalOptions, 'input'>,
): boolean {
  return stdin.isTerminal && stdout.isTerminal && stderr.isTerminal && input;
}
