import { CancelledError, cancelledBy } from '../errors/errors.js';

/** Questions to a person. Only this file knows the library that asks them. */
export interface Prompt {
  confirm: (question: string) => Promise<boolean>;
}

/** Asks on the terminal. Questions go to standard error, so that a result can still be redirected. */
export function terminalPrompt(output: () => NodeJS.WritableStream, signal: AbortSignal): Prompt {
  return {
    async confirm(question) {
      const { confirm } = await import('@inquirer/prompts');
      try {
        return await confirm({ message: question, default: false }, { output: output(), signal });
      } catch (error) {
        if (
          error instanceof Error &&
          /^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)
        ) {
          const options = { hint: 'Nothing was sent.', cause: error };
          throw signal.aborted
            ? cancelledBy(signal, options)
            : new CancelledError('SIGINT', options);
        }
        throw error;
      }
    },
  };
}
