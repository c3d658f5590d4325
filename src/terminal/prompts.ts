import { CancelledError, cancelledBy } from '../errors/errors.js';

/** Questions to a person. Only this file knows the library that asks them. */
export interface Prompt {
  confirm: (question: string) => Promise<boolean>;
}

/** Asks on the terminal. Questions go to standard error, so that a result can still be redirected. */
export function terminalPrompt(
  input: () => NodeJS.ReadableStream,
  output: () => NodeJS.WritableStream,
  signal: AbortSignal,
): Prompt {
  return {
    async confirm(question) {
      const { confirm } = await import('@inquirer/prompts');
      const ended = new AbortController();
      // The library waits on when the input ends: Ctrl-D, or a terminal that went away.
      const onData = (chunk: Buffer | string) => {
        if (chunk.toString().includes('\u0004')) ended.abort();
      };
      const onEnd = () => {
        ended.abort();
      };
      const keyboard = input();
      keyboard.on('data', onData).once('end', onEnd);
      try {
        return await confirm(
          { message: question, default: false },
          { input: keyboard, output: output(), signal: AbortSignal.any([signal, ended.signal]) },
        );
      } catch (error) {
        if (
          error instanceof Error &&
          /^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)
        ) {
          if (ended.signal.aborted) return false;
          const options = { hint: 'Nothing was sent.', cause: error };
          throw signal.aborted
            ? cancelledBy(signal, options)
            : new CancelledError('SIGINT', options);
        }
        throw error;
      } finally {
        keyboard.off('data', onData).off('end', onEnd);
      }
    },
  };
}
