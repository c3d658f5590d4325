import type { Branch } from '../cli/tree.js';
import { finished, type Candidate } from '../complete/candidate.js';
import { completeLine } from '../complete/complete-line.js';
import type { Context } from '../context.js';
import type { LineOptions } from '../terminal/read-line.js';
import { quoted, shellWord, type Shell } from '../text/shell-words.js';
import { completeFile } from './files.js';
import { sentenceIn } from './sentence-line.js';
import { splitOpen, withoutName } from './split-line.js';

/** Completes a line of a session: by the commands of cwm, then by those of its own, which help does not list. */
export function lineCompleter(
  tree: readonly Branch[],
  own: readonly Branch[],
  { shell, local, cwd }: Pick<Context, 'shell' | 'local' | 'cwd'>,
): LineOptions['complete'] {
  const branches = [...tree, ...own.map((branch) => ({ ...branch, hidden: false }))];
  return async (text) => {
    if (sentenceIn(text) !== undefined) return { from: text.length, texts: [] };
    const { words, current, quote } = splitOpen(text, shell);
    const named = withoutName(words.map((word) => word.text));
    // `help call` is `call --help`.
    const before = named[0] === 'help' ? named.slice(1) : named;
    const answer = await completeLine(before, current.text, branches, await local());
    const files = answer.files === true ? await completeFile(current.text, cwd) : [];
    const { candidates } = finished({ candidates: [...answer.candidates, ...files] });
    const isOnly = candidates.length === 1;
    const spelt = candidates.map((one) =>
      quote === undefined ? bareWord(one, isOnly, shell) : quotedWord(one, quote, shell),
    );
    return { from: current.from, texts: spelt };
  };
}

/**
 * A word as it is written where no quote is open. One that goes on is not closed; a clause, into which blanks belong, is
 * put into quotes as soon as it is the only one.
 */
function bareWord(one: Candidate, isOnly: boolean, shell: Shell): string {
  const { text, open = false, isPhrase = false } = one;
  const needsNone = plain.test(text) || shellWord(text, shell) === text;
  if (needsNone && !(isPhrase && isOnly)) return open ? text : `${text} `;
  return quotedWord(one, "'", shell);
}

/** What every shell passes as it is in the place of an argument: flags, paths, names with their equals sign. */
const plain = /^[\w./-][\w./=:-]*$/;

/** A word within a quote; the flag that it is the value of stands before that. */
function quotedWord({ text, open = false }: Candidate, quote: string, shell: Shell): string {
  const [, flag = '', value = ''] = /^(--[\w-]+=)?([^]*)$/.exec(text) ?? [];
  const mark = /^["“”„]$/.test(quote) ? '"' : "'";
  const inner = mark === '"' ? escaped(value, shell) : quoted(value, shell).slice(1, -1);
  return `${flag}${mark}${inner}${open ? '' : `${mark} `}`;
}

/** Between double quotes variables and escapes have theirs. */
function escaped(text: string, shell: Shell): string {
  return shell === 'sh' ? text.replaceAll(/["\\$`]/g, '\\$&') : text.replaceAll(/["“”„$`]/g, '`$&');
}
