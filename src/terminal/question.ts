import type * as Library from '@inquirer/prompts';
import { CancelledError, cancelledBy } from '../errors/errors.js';
import type { Terminal } from './read-line.js';

/** A question in terms of the library, which only this file loads. */
export type Question<T> = (on: Place, library: typeof Library) => Promise<T>;

type Place = Omit<Terminal, 'isDumb'>;

/** Asks one question. Undefined where the input ended: Ctrl-D, or a terminal that went away, at which the library waits on. */
export async function askOn<T>(
  { input, output, signal }: Place,
  question: Question<T>,
  { isOptional = false } = {},
): Promise<{ answer: T } | undefined> {
  const library = await import('@inquirer/prompts');
  const ended = new AbortController();
  const end = () => {
    ended.abort();
  };
  let escape: NodeJS.Timeout | undefined;
  const onData = (chunk: Buffer | string) => {
    clearTimeout(escape);
    const keys = chunk.toString();
    if (keys.includes('\u0004')) end();
    // The code of an arrow begins like Escape, and may come in two parts.
    else if (isOptional && keys === '\u001b') escape = setTimeout(end, escapeDelay);
  };
  input.on('data', onData).once('end', end);
  if (input.readableEnded) end();
  try {
    const on = { input, output, signal: AbortSignal.any([signal, ended.signal]) };
    return { answer: await question(on, library) };
  } catch (error) {
    if (
      error instanceof Error &&
      /^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)
    ) {
      if (ended.signal.aborted || (isOptional && !signal.aborted)) return undefined;
      const options = { hint: 'Nothing was sent.', cause: error };
      throw signal.aborted ? cancelledBy(signal, options) : new CancelledError('SIGINT', options);
    }
    throw error;
  } finally {
    clearTimeout(escape);
    input.off('data', onData).off('end', end);
  }
}

/** Milliseconds after which Escape is a key of its own. */
const escapeDelay = 50;
