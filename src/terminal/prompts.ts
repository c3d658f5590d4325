import type * as Prompts from '@inquirer/prompts';
import { CancelledError, cancelledBy } from '../errors/errors.js';
import { inertLine } from '../text/sanitize.js';
import type { LineAnswer, LineOptions } from './read-line.js';

/** Questions to a person. Only this file knows the library that asks them. Each throws CancelledError at Ctrl-C. */
export interface Prompt {
  confirm: (question: string) => Promise<boolean>;
  /** A line of text. Throws CancelledError where none is given. */
  text: (question: string, options?: TextOptions) => Promise<string>;
  /** A line of text that nobody shall see. */
  secret: (question: string) => Promise<string>;
  /** A box that finds choices for what has been typed so far. */
  search: <T>(question: string, find: Find<T>) => Promise<T>;
  /** One of a few. */
  select: <T>(question: string, choices: readonly Choice<T>[]) => Promise<T>;
  /** Any number of a few, in the order in which they stand. */
  checklist: <T>(question: string, choices: readonly Choice<T>[]) => Promise<T[]>;
  /** One line of a session. */
  line: (options: LineOptions) => Promise<LineAnswer>;
}

export interface TextOptions {
  /** What an empty answer stands for. */
  default?: string | undefined;
  /** What is there to be changed. */
  initial?: string | undefined;
  /** What is wrong with a text; undefined where nothing is. */
  check?: ((text: string) => string | undefined) | undefined;
}

export interface Choice<T> {
  value: T;
  name: string;
  /** Shown while the choice is pointed at. */
  description?: string;
  /** Chosen from the start, in a checklist. */
  checked?: boolean;
}

export type Find<T> = (typed: string) => Promise<readonly Choice<T>[]>;

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
  const must = async <T>(question: (on: Terminal, library: Library) => Promise<T>): Promise<T> => {
    const answer = await ask(question);
    if (answer === undefined) throw new CancelledError('SIGINT', { hint: 'Nothing was sent.' });
    return answer;
  };
  return {
    async confirm(message) {
      return (await ask((on, { confirm }) => confirm({ message, default: false }, on))) ?? false;
    },
    text: (message, { default: preset, initial, check } = {}) =>
      must((on, { input: line }) =>
        line(
          {
            message,
            ...(preset === undefined ? {} : { default: preset }),
            ...(initial === undefined ? {} : { default: initial, prefill: 'editable' as const }),
            validate: (text) => check?.(text) ?? true,
          },
          on,
        ),
      ),
    secret: (message) => must((on, { password }) => password({ message, mask: '*' }, on)),
    search: (message, find) =>
      must((on, { search }) =>
        search(
          { message, source: async (typed) => (await find(typed ?? '')).map(shown), pageSize: 10 },
          on,
        ),
      ),
    select: (message, choices) =>
      must((on, { select }) => select({ message, choices: choices.map(shown), loop: false }, on)),
    checklist: (message, choices) =>
      must((on, { checkbox }) =>
        checkbox({ message, choices: choices.map(shown), loop: false, pageSize: 15 }, on),
      ),
    async line(options) {
      const { readLine } = await import('./read-line.js');
      return await readLine(options, input(), output(), signal);
    },
  };
}

/** A choice as the library takes it; its texts may come from a server. */
function shown<T>({ value, name, description, checked = false }: Choice<T>) {
  return {
    value,
    name: inertLine(name),
    ...(description === undefined ? {} : { description: inertLine(description) }),
    checked,
  };
}

type Library = typeof Prompts;

interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  signal: AbortSignal;
}
