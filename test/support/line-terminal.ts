import { PassThrough, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { terminalPrompt, type Prompt } from '../../src/terminal/prompts.js';
import { createDisplay, type Display } from './display.js';

/** A terminal in memory: its prompt, its screen, and the keys. */
export interface LineTerminal {
  prompt: Prompt;
  display: Display;
  /** Keys as they come: each call is one piece. */
  type: (keys: string | Uint8Array) => void;
  /** Ends the input, as a terminal does that goes away. */
  hangUp: () => void;
  resize: (columns: number, rows: number) => void;
  /** Ends what is asked, as a request to end the process does. */
  abort: (reason: string) => void;
  /** Whether keys come one by one. */
  isRaw: () => boolean;
}

export function openLineTerminal({ columns = 80, rows = 24 } = {}): LineTerminal {
  const display = createDisplay(columns, rows);
  let isRaw = false;
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => (isRaw = raw),
  });
  const output = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string | Uint8Array, _encoding, done) {
        display.write(chunk);
        done();
      },
    }),
    // The library ends what it writes to, unless that is a stream of the process.
    { isTTY: true, columns, rows, end: () => undefined },
  );
  const ending = new AbortController();
  return {
    // They do what a prompt needs of a terminal, and are none.
    prompt: terminalPrompt(
      () => input as unknown as ReadStream,
      () => output as unknown as WriteStream,
      ending.signal,
    ),
    display,
    type: (keys) => void input.write(keys),
    hangUp: () => void input.end(),
    resize(wide, high) {
      display.resize(wide, high);
      Object.assign(output, { columns: wide, rows: high }).emit('resize');
    },
    abort: (reason) => ending.abort(reason),
    isRaw: () => isRaw,
  };
}
