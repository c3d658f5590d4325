import { UsageError } from '../errors/errors.js';
import type { Io } from '../terminal/io.js';
import { decodeChunks } from '../text/decode.js';

/** The lines of standard input as they come, without what ends them. */
export async function* pipedLines({ stdin }: Io, signal: AbortSignal): AsyncGenerator<string> {
  let rest = '';
  for await (const text of decodeChunks(stdin.chunks(signal), 'Standard input')) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines.map(withoutReturn);
  }
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Streams for a line of a session: what it is asked for stands in it, since standard input holds the lines. */
export function withoutStdin(io: Io): Io {
  return {
    ...io,
    stdin: {
      isTerminal: io.stdin.isTerminal,
      readAll: () => Promise.reject(refused()),
      async *chunks() {
        yield await Promise.reject<Uint8Array>(refused());
      },
    },
  };
}

function refused(): UsageError {
  return new UsageError(
    'A line of a session cannot read standard input: the commands come from there.',
    {
      hint: `Give the text in the line, or write it to a file: -d '@body.json'`,
    },
  );
}
