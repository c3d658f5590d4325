import { CwmError } from '../errors/errors.js';
import type { Context } from '../context.js';
import type { Style } from '../terminal/style.js';
import { columnsOf, firstColumns } from '../text/columns.js';
import { inertLine } from '../text/sanitize.js';
import type { Session } from './session.js';

/** Most columns of a prompt, however wide the terminal is. */
const widest = 60;

export interface PromptLook {
  connection: Context['connection'];
  isReadOnly: Context['isReadOnly'];
  style: Style;
  /** Of the terminal. */
  columns: number;
}

/** Where requests go and whether a line may write: `sandbox rw> `. At least a third of the line is left to type in. */
export function promptText(
  session: Pick<Session, 'flags' | 'readOnly'>,
  { connection, isReadOnly, style, columns }: PromptLook,
): string {
  const { profile } = session.flags;
  const name = connectionText(() => connection(profile));
  if (name === undefined) return 'no connection> ';
  const readOnly = session.readOnly || isReadOnly(profile);
  const state = readOnly ? 'read-only' : 'rw';
  const most = Math.min(widest, Math.floor((columns * 2) / 3));
  const room = Math.max(cut.length + 1, most - ` ${state}> `.length);
  const shown = columnsOf(name) <= room ? name : `${firstColumns(name, room - cut.length)}${cut}`;
  return `${shown} ${readOnly ? style.green(state) : style.yellow(state)}> `;
}

/** Of plain characters, whose width every console knows. */
const cut = '...';

function connectionText(name: () => string): string | undefined {
  try {
    return inertLine(name());
  } catch (error) {
    // A line that needs it will tell what is missing.
    if (error instanceof CwmError) return undefined;
    throw error;
  }
}
