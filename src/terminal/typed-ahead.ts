import type { ReadStream } from 'node:tty';
import { CancelledError } from '../errors/errors.js';

/** What was typed or pasted before anybody asked for it, for each keyboard: it belongs to the next lines. */
const waiting = new WeakMap<ReadStream, Buffer>();

export function keepTypedAhead(input: ReadStream, bytes: Uint8Array): void {
  waiting.set(input, Buffer.concat([waiting.get(input) ?? Buffer.alloc(0), bytes]));
}

export function takeTypedAhead(input: ReadStream): Buffer {
  const bytes = waiting.get(input) ?? Buffer.alloc(0);
  waiting.delete(input);
  return bytes;
}

/** Milliseconds without a key after which what follows is an answer to what the person has seen by then. */
const quiet = 40;

/**
 * Puts aside, for the lines to come, what was typed before a question is shown: a `y` that was pasted after a command
 * approves nothing. Leaves the terminal in raw mode, for the question. Throws CancelledError where Ctrl-C is among it.
 */
export async function setTypedAside(input: ReadStream): Promise<void> {
  const chunks: Buffer[] = [];
  input.setRawMode(true);
  await new Promise<void>((resolve) => {
    const finish = () => {
      input.off('data', onData).off('end', finish).pause();
      clearTimeout(timer);
      resolve();
    };
    const onData = (chunk: Buffer | string) => {
      chunks.push(Buffer.from(chunk));
      timer.refresh();
    };
    const timer = setTimeout(finish, quiet);
    input.on('data', onData).once('end', finish).resume();
  });
  const bytes = Buffer.concat(chunks);
  if (bytes.includes(ctrlC)) {
    takeTypedAhead(input);
    input.setRawMode(false);
    throw new CancelledError('SIGINT', { hint: 'Nothing was sent.' });
  }
  keepTypedAhead(input, bytes);
}

const ctrlC = 0x03;
