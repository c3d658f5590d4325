import {
  clearScreenDown,
  createInterface,
  cursorTo,
  moveCursor,
  type Interface,
} from 'node:readline';
import { inertLine } from '../text/sanitize.js';
import { agreedText, layOutTexts } from './candidates.js';
import { openKeyboard } from './keyboard.js';
import type { LineAnswer, LineOptions, Terminal } from './read-line.js';

/** What became of a line: an answer, or the wish to look for an earlier one. */
export type Edited = LineAnswer | { kind: 'search'; text: string; cursor: number };

/** Lets a person write one line, and closes the reader: open, it would take what a later question is answered with. */
export async function editLine(
  { prompt, history, initial = '', cursor, complete }: LineOptions,
  { input, output, signal, isDumb }: Terminal,
): Promise<Edited> {
  return await new Promise((resolve) => {
    let answer: Edited = { kind: 'end' };
    const end = (edited: Edited) => {
      answer = edited;
      reader.close();
    };
    const leave = () => end({ kind: 'end' });
    const keyboard = openKeyboard(input, {
      tab() {
        if (!isDumb) void completeLine(reader, complete, output);
      },
      search() {
        if (isDumb) return;
        const { line: text, cursor: at } = reader;
        clearLine(reader, output);
        end({ kind: 'search', text, cursor: at });
      },
      // What was typed by then is not run, as the reader would do at the end of its input.
      gone: leave,
    });
    const reader = createInterface({
      input: keyboard.stream,
      output,
      prompt,
      history: [...history],
      historySize: history.length + 1,
      terminal: !isDumb,
    });
    reader.once('line', (text) => end({ kind: 'line', text }));
    reader.once('SIGINT', () => {
      toEnd(reader);
      const isEmpty = reader.line === '';
      output.write(isEmpty ? '\r\n' : '^C\r\n');
      end({ kind: 'interrupted', isEmpty });
    });
    reader.once('close', () => {
      signal.removeEventListener('abort', leave);
      keyboard.close();
      if (answer.kind === 'end') output.write('\r\n');
      resolve(answer);
    });
    signal.addEventListener('abort', leave, { once: true });
    // There the line can be copied.
    if (isDumb && initial !== '') output.write(`${inertLine(initial)}\r\n`);
    reader.prompt();
    if (!isDumb && initial !== '') reader.write(inertLine(initial));
    if (!isDumb && cursor !== undefined) moveTo(reader, cursor);
    if (signal.aborted) leave();
  });
}

/** Writes what can stand at the cursor, or lists it. A line that was changed meanwhile is left alone. */
async function completeLine(
  reader: Interface,
  complete: LineOptions['complete'],
  output: Terminal['output'],
): Promise<void> {
  const { line, cursor } = reader;
  const before = line.slice(0, cursor);
  const found = await Promise.resolve(before)
    .then(complete)
    .catch(() => undefined);
  if (found === undefined || reader.line !== line || reader.cursor !== cursor) return;
  const { from, texts } = found;
  const written = before.slice(from);
  const agreed = agreedText(written, texts);
  if (agreed !== undefined) replaceWritten(reader, written, agreed);
  else if (texts.length > 0) {
    const { rows } = toEnd(reader);
    const lines = layOutTexts(texts, output.columns, output.rows - 3);
    // The reader goes up as many rows as the line had before it writes that again.
    output.write(`\r\n${lines.join('\r\n')}${'\r\n'.repeat(rows + 1)}`);
    reader.prompt(true);
    moveTo(reader, cursor);
  }
}

function replaceWritten(reader: Interface, written: string, text: string): void {
  const isAtBlank = text.endsWith(' ') && reader.line[reader.cursor] === ' ';
  const wanted = isAtBlank ? text.slice(0, -1) : text;
  const isContinued = wanted.startsWith(written);
  const from = reader.cursor - written.length;
  if (!isContinued) untilStill(reader, { name: 'backspace' }, () => reader.cursor > from);
  reader.write(isContinued ? wanted.slice(written.length) : wanted);
}

/** Takes the line off the screen, the prompt before it too. */
function clearLine(reader: Interface, output: Terminal['output']): void {
  moveCursor(output, 0, -reader.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

function toEnd(reader: Interface): { rows: number } {
  moveTo(reader, reader.line.length);
  return reader.getCursorPos();
}

function moveTo(reader: Interface, place: number): void {
  untilStill(reader, { name: 'left' }, () => reader.cursor > place);
  untilStill(reader, { name: 'right' }, () => reader.cursor < place);
}

/** Presses a key as long as it is wanted and has an effect; on a terminal that knows no cursor it has none. */
function untilStill(reader: Interface, key: { name: string }, isWanted: () => boolean): void {
  for (let before = -1; isWanted() && reader.cursor !== before;) {
    before = reader.cursor;
    reader.write(null, key);
  }
}
