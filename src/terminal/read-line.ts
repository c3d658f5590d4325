import { createInterface } from 'node:readline';

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

/** Texts that can take the place of the last characters, from `from` on. */
export interface LineCompletion {
  from: number;
  texts: readonly string[];
}

export type LineAnswer =
  | { kind: 'line'; text: string }
  /** Ctrl-C: what was typed is dropped. */
  | { kind: 'interrupted' }
  /** Ctrl-D, or a terminal that went away. */
  | { kind: 'end' };

/** Reads one line on a terminal and closes the reader: open, it would take what a later question is answered with. */
export async function readLine(
  { prompt, history, initial, complete }: LineOptions,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<LineAnswer> {
  const reader = createInterface({
    input,
    output,
    prompt,
    history: [...history],
    terminal: true,
    completer: (text: string, done: (error: null, found: [string[], string]) => void) => {
      complete(text).then(
        ({ from, texts }) => done(null, [[...texts], text.slice(from)]),
        () => done(null, [[], text]),
      );
    },
  });
  return await new Promise<LineAnswer>((resolve) => {
    const end = (answer: LineAnswer) => {
      resolve(answer);
      reader.close();
    };
    reader.once('line', (text) => end({ kind: 'line', text }));
    reader.once('SIGINT', () => end({ kind: 'interrupted' }));
    reader.once('close', () => resolve({ kind: 'end' }));
    signal.addEventListener('abort', () => end({ kind: 'end' }), { once: true });
    reader.prompt();
    if (initial !== undefined) reader.write(initial);
  });
}
