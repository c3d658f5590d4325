import type { KindWord } from './kind-words.js';
import { nameAt, type Name, type Spelling } from './names.js';
import { isPriority, type ValueBeside } from './value-behind.js';
import { ends, isCapital, type Word } from './words.js';

/** `the Help Desk board`, `high priority`, `"New" status`. */
export function valueBefore(
  words: readonly Word[],
  at: number,
  kind: KindWord,
  spelling: Spelling,
): ValueBeside | undefined {
  const more = shared(words, at, kind, spelling);
  const stops = more > 0 ? new Set<string>() : spelling.stops;
  const run = runBefore(words, at + more, kind, { ...spelling, stops });
  if (run === undefined) return undefined;
  const all = [run.name];
  let { start } = run;
  for (;;) {
    const isJoined = ['and', 'or', ',', '/'].includes(words[start - 1]?.lower ?? '');
    const other = isJoined ? runBefore(words, start - 1, kind, spelling) : undefined;
    if (other === undefined || other.name.isProper !== run.name.isProper) break;
    all.unshift(other.name);
    ({ start } = other);
  }
  const before = words[start - 1];
  const isLed = before !== undefined && ['on', 'in', 'the', 'from', 'of'].includes(before.lower);
  if (!run.name.isProper && kind.kind === 'text') return undefined;
  if (!run.name.isProper && kind.isLoose) return undefined;
  const strength =
    run.name.isQuoted || (run.name.isProper && isLed) ? 4.5 : run.name.isProper || isLed ? 2.5 : 2;
  const from = words[start]?.from ?? 0;
  return { value: all, negated: false, from, to: run.to, strength };
}

/**
 * How many words of the word for the field are the name's: the board of the field service board is Field Service, though
 * `service board` means a board.
 */
function shared(
  words: readonly Word[],
  at: number,
  { words: said }: KindWord,
  { capitalsTell }: Spelling,
): number {
  const [before, first] = [words[at - 1], words[at]];
  if (said < 2 || before?.kind !== 'word' || first === undefined || ends.has(before.lower))
    return 0;
  return capitalsTell && isCapital(before) !== isCapital(first) ? 0 : said - 1;
}

interface Run {
  name: Name;
  start: number;
  to: number;
}

/** The name that ends right before a word. */
function runBefore(
  words: readonly Word[],
  at: number,
  kind: KindWord,
  spelling: Spelling,
): Run | undefined {
  const last = words[at - 1];
  if (last === undefined || (last.kind !== 'word' && last.kind !== 'quoted')) return undefined;
  if (last.kind === 'quoted') return whole(words, at - 1, at, spelling);
  const isProper = spelling.capitalsTell && isCapital(last);
  let start = at - 1;
  const joins = (word: Word | undefined) =>
    word?.kind === 'word' &&
    !ends.has(word.lower) &&
    (isProper && word.from > 0 ? isCapital(word) : !spelling.stops.has(word.lower));
  if (ends.has(last.lower)) return undefined;
  while (at - start < 4 && !isPriority(kind) && joins(words[start - 1])) start--;
  return whole(words, start, at, spelling);
}

function whole(
  words: readonly Word[],
  start: number,
  end: number,
  spelling: Spelling,
): Run | undefined {
  const found = nameAt(words.slice(0, end), start, spelling);
  return found?.end === end ? { name: found.name, start, to: words[end - 1]?.to ?? 0 } : undefined;
}
