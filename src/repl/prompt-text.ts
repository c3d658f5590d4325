import { CwmError } from '../errors/errors.js';
import type { Context } from '../context.js';
import type { Style } from '../terminal/style.js';
import { columnsOf, firstColumns } from '../text/columns.js';
import { inertLine } from '../text/sanitize.js';
import type { Session } from './session.js';

/** Most columns of a prompt, however wide the terminal is. */
const widest = 60;

/** Where requests go and whether a line may write: `sandbox rw> `. At least a third of the line is left to type in. */
export function promptText(
  { flags, readOnly }: Session,
  { connection, io }: Pick<Context, 'connection' | 'io'>,
  style: Style,
): string {
  const name = connectionText(() => connection(flags.profile));
  if (name === undefined) return 'no connection> ';
  const state = readOnly ? 'read-only' : 'rw';
  const most = Math.min(widest, Math.floor((io.stderr.columns * 2) / 3));
  const room = Math.max(1, most - ` ${state}> `.length);
  const shown = columnsOf(name) <= room ? name : `${firstColumns(name, room - 1)}…`;
  return `${shown} ${readOnly ? style.green(state) : style.yellow(state)}> `;
}

function connectionText(name: () => string): string | undefined {
  try {
    return inertLine(name());
  } catch (error) {
    // A line that needs it will tell what is missing.
    if (error instanceof CwmError) return undefined;
    throw error;
  }
}
