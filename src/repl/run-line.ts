import { showFailure } from '../cli/failure.js';
import { runProgram, type Program } from '../cli/program.js';
import type { Context } from '../context.js';
import { exitCodes } from '../errors/exit-codes.js';
import type { Shell } from '../text/shell-words.js';
import { dotWords } from './dot-commands.js';
import { withoutStdin } from './piped-lines.js';
import { sentenceIn, sentenceWords } from './sentence-line.js';
import type { Session } from './session.js';
import { commandWords } from './split-line.js';

export interface LineFacts {
  /** Where it stands among others, told with its error. */
  label?: string;
  /** It is not to be brought back. */
  isSecret?: boolean;
}

/** Runs one line to its exit code; undefined for one that says nothing, and for one that ends the session. */
export type RunLine = (text: string, facts?: LineFacts) => Promise<number | undefined>;

export function lineRunner(session: Session, program: Program, context: Context): RunLine {
  return async (text, { label, isSecret = false } = {}) => {
    const split = attempt(() => wordsOf(text, context.shell));
    const argv = split.kind === 'done' ? split.value : [];
    if (split.kind === 'done' && argv.length === 0) return undefined;
    const line = session.begin({ text, argv, label, isSecret });
    const code = await context.within(line, async (own) => {
      if (split.kind === 'done')
        return await runProgram(argv, program, { ...own, io: withoutStdin(own.io) });
      line.fail(split.error);
      return await showFailure(split.error, line.words, own);
    });
    session.finish(code);
    return session.isOver && code === exitCodes.ok ? undefined : code;
  };
}

function wordsOf(text: string, shell: Shell): string[] {
  const sentence = sentenceIn(text);
  return sentence === undefined ? dotWords(commandWords(text, shell)) : sentenceWords(sentence);
}

type Attempt<T> = { kind: 'done'; value: T } | { kind: 'failed'; error: unknown };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { kind: 'done', value: work() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
