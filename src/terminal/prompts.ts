import type * as Prompts from '@inquirer/prompts';
import { CancelledError, cancelledBy } from '../errors/errors.js';

/** Questions to a person. Only this file knows the library that asks them. */
export interface Prompt {
  confirm: (question: string) => Promise<boolean>;
  /** A line of text. Throws CancelledError where none is given. */
  text: (question: string) => Promise<string>;
}

/** Asks on the terminal. Questions go to standard error, so that a result can still be redirected. */
export function terminalPrompt(
  input: () => NodeJS.ReadableStream,
  output: () => NodeJS.WritableStream,
  signal: AbortSignal,
): Prompt {
  /** Undefined where the input ended: Ctrl-D, or a terminal that went away, at which the library waits on. */
  const ask = async <T>(
    question: (on: Terminal, library: Library) => Promise<T>,
  ): Promise<T | undefined> => {
    const library = await import('@inquirer/prompts');
    const ended = new AbortController();
    const onData = (chunk: Buffer | string) => {
      if (chunk.toString().includes('\u0004')) ended.abort();
    };
    const onEnd = () => {
      ended.abort();
    };
    const keyboard = input();
    keyboard.on('data', onData).once('end', onEnd);
    try {
      const on = {
        input: keyboard,
        output: output(),
        signal: AbortSignal.any([signal, ended.signal]),
      };
      return await question(on, library);
    } catch (error) {
      if (
        error instanceof Error &&
        /^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)
      ) {
        if (ended.signal.aborted) return undefined;
        const options = { hint: 'Nothing was sent.', cause: error };
        throw signal.aborted ? cancelledBy(signal, options) : new CancelledError('SIGINT', options);
      }
      throw error;
    } finally {
      keyboard.off('data', onData).off('end', onEnd);
    }
  };
  return {
    async confirm(message) {
      return (await ask((on, { confirm }) => confirm({ message, default: false }, on))) ?? false;
    },
    async text(message) {
      const text = await ask((on, { input: line }) => line({ message }, on));
      if (text === undefined) throw new CancelledError('SIGINT', { hint: 'Nothing was sent.' });
      return text;
    },
  };
}

type Library = typeof Prompts;

interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  signal: AbortSignal;
}
