import type { ReadStream, WriteStream } from 'node:tty';
import { CancelledError, cancelledBy } from '../errors/errors.js';
import { inertLine } from '../text/sanitize.js';
import type { Question } from './question.js';
import type { LineAnswer, LineOptions } from './read-line.js';

/** Questions to a person. Each throws CancelledError at Ctrl-C. */
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
  check?: ((text: string) => Fault | Promise<Fault>) | undefined;
}

type Fault = string | undefined;

export interface Choice<T> {
  value: T;
  name: string;
  /** What stands in its place once it was chosen. */
  short?: string;
  /** Shown while the choice is pointed at. */
  description?: string;
  /** Chosen from the start, in a checklist. */
  checked?: boolean;
}

export type Find<T> = (typed: string) => Promise<readonly Choice<T>[]>;

/** Asks on the terminal. Questions go to standard error, so that a result can still be redirected. */
export function terminalPrompt(
  input: () => ReadStream,
  output: () => WriteStream,
  signal: AbortSignal,
  { isDumb = false, isOfLine = false } = {},
): Prompt {
  // What was pasted behind a line of a session is stopped with it.
  if (isOfLine) signal.addEventListener('abort', () => void dropTypedAhead(input()));
  let isFirst = true;
  const ask = async <T>(question: Question<T>, { isDecision = false } = {}) => {
    const { setTypedAside } = await import('./typed-ahead.js');
    // Who answers one question after the other may be quicker than the next; only what decides waits for them.
    if (isFirst || isDecision) await setTypedAside(input());
    isFirst = false;
    const { askOn } = await import('./question.js');
    try {
      return await askOn({ input: input(), output: output(), signal }, question);
    } catch (error) {
      if (error instanceof CancelledError) await dropTypedAhead(input());
      throw error;
    }
  };
  const must = async <T>(question: Question<T>, options = {}): Promise<T> => {
    const given = await ask(question, options);
    if (given === undefined) throw new CancelledError('SIGINT', { hint: 'Nothing was sent.' });
    return given.answer;
  };
  return {
    async confirm(message) {
      const given = await ask((on, { confirm }) => confirm({ message, default: false }, on), {
        isDecision: true,
      });
      return given?.answer === true;
    },
    text: (message, { default: preset, initial, check } = {}) =>
      must((on, { input: line }) =>
        line(
          {
            message,
            ...(preset === undefined ? {} : { default: preset }),
            ...(initial === undefined ? {} : { default: initial, prefill: 'editable' as const }),
            validate: async (text) => (await check?.(text)) ?? true,
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
      must((on, { select }) => select({ message, choices: choices.map(shown), loop: false }, on), {
        isDecision: true,
      }),
    checklist: (message, choices) =>
      must((on, { checkbox }) =>
        checkbox({ message, choices: choices.map(shown), loop: false, pageSize: 15 }, on),
      ),
    async line(options) {
      const { readLine } = await import('./read-line.js');
      const { askOn } = await import('./question.js');
      const { findIn } = await import('./earlier-lines.js');
      const terminal = { input: input(), output: output(), signal, isDumb };
      const answer = await readLine(options, terminal, async (lines) => {
        const find = findIn(lines, terminal.output.columns);
        const line = await askOn(
          terminal,
          (on, { search }) =>
            search(
              { message: 'Earlier lines:', source: find, pageSize: 10 },
              { ...on, clearPromptOnDone: true },
            ),
          { isOptional: true },
        );
        return line?.answer;
      });
      if (signal.aborted) throw cancelledBy(signal);
      return answer;
    },
  };
}

/** What was pasted after a line that somebody stopped is stopped with it. */
async function dropTypedAhead(input: ReadStream): Promise<void> {
  const { takeTypedAhead } = await import('./typed-ahead.js');
  takeTypedAhead(input);
}

/** A choice as the library takes it; its texts may come from a server. */
function shown<T>({ value, name, short, description, checked = false }: Choice<T>) {
  return {
    value,
    name: inertLine(name),
    ...(short === undefined ? {} : { short: inertLine(short) }),
    ...(description === undefined ? {} : { description: inertLine(description) }),
    checked,
  };
}
