import type { ReadStream, WriteStream } from 'node:tty';
import { inertLine } from '../text/sanitize.js';
import { editLine } from './edit-line.js';
import { takeTypedAhead } from './typed-ahead.js';

export interface LineOptions {
  /** What stands before the line. */
  prompt: string;
  /** Earlier lines, the newest first. */
  history: readonly string[];
  /** What is there to be changed, with the cursor at a place of it. */
  initial?: string;
  cursor?: number;
  /** What can stand at the end of a text. */
  complete: (text: string) => Promise<LineCompletion>;
}

/**
 * Texts that can take the place of the last characters, from `from` on. They are put in as they are: what ends a word has
 * a blank at its end.
 */
export interface LineCompletion {
  from: number;
  texts: readonly string[];
}

export type LineAnswer =
  | { kind: 'line'; text: string }
  /** Ctrl-C: what was typed is dropped. */
  | { kind: 'interrupted'; isEmpty?: boolean }
  /** Ctrl-D, or a terminal that went away. */
  | { kind: 'end' };

export interface Terminal {
  input: ReadStream;
  output: WriteStream;
  signal: AbortSignal;
  /** It knows no codes that move a cursor (TERM=dumb): its own driver lets the person write the line, without Tab and Ctrl-R. */
  isDumb: boolean;
}

/** Shows earlier lines to choose one of; undefined where the person chose none. */
export type FindEarlier = (history: readonly string[]) => Promise<string | undefined>;

/** Terminals on which somebody was told how to leave: once is enough. */
const told = new WeakSet<ReadStream>();

/** Reads one line on a terminal. What was pasted after it waits for the next one. */
export async function readLine(
  options: LineOptions,
  terminal: Terminal,
  findEarlier: FindEarlier,
): Promise<LineAnswer> {
  const { input, output } = terminal;
  const history = options.history.map(inertLine);
  let { initial, cursor } = options;
  for (;;) {
    const edited = await editLine(
      {
        ...options,
        history,
        ...(initial === undefined ? {} : { initial }),
        ...(cursor === undefined ? {} : { cursor }),
      },
      terminal,
    );
    if (edited.kind === 'interrupted') {
      takeTypedAhead(input);
      if (edited.isEmpty === true && !told.has(input)) output.write('Ctrl-D leaves.\r\n');
      if (edited.isEmpty === true) told.add(input);
    }
    if (edited.kind !== 'search') return edited;
    // Keys are for the box from now on, which is not there at once.
    input.setRawMode(true);
    const ahead = takeTypedAhead(input);
    if (ahead.length > 0) input.unshift(ahead);
    const found = await findEarlier(history);
    [initial, cursor] = found === undefined ? [edited.text, edited.cursor] : [found, undefined];
  }
}
