import { isPossessive, nameAt, noOwners } from '../names.js';
import type { Sentence } from '../sentence.js';
import { spellingOf } from '../spelling.js';
import { wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';

/**
 * Texts in quotes and proper names are kept for the readers of names: in `for Open Systems Inc` no state is said. Runs
 * before the readers that know words.
 */
export const holdNames: Reader = (sentence, subject) => {
  const words = wordsIn(sentence.rest);
  const spelling = { ...spellingOf(sentence, subject), stops: new Set<string>() };
  const kinds = new Set(Object.keys(subject.lore.kinds));
  for (const [at, word] of words.entries()) {
    if (word.kind === 'quoted') sentence.hold(word.from, word.to);
    else if (aboutWords.has(word.lower)) holdFirst(words, at, sentence);
    if (!before.has(word.lower)) continue;
    const start = ['the', 'company', 'client', 'customer', 'vendor'].includes(
      words[at + 1]?.lower ?? '',
    )
      ? at + 2
      : at + 1;
    const found = nameAt(words, start, spelling);
    if (found?.name.isProper !== true || found.name.isQuoted) continue;
    const run = words.slice(start, found.end);
    while (run.length > 0 && isDate(run.at(-1))) run.pop();
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) continue;
    const next = words[found.end]?.lower ?? '';
    const isKind = [first.lower, last.lower, next].some((one) => kinds.has(one));
    if (!isKind) sentence.hold(first.from, last.to);
  }
  for (const word of words.filter(isPossessive))
    if (!isPeriod(word) && !noOwners.has(word.lower)) sentence.hold(word.from, word.to);
};

/** `this week's`, `Monday's`. */
function isPeriod(word: Word): boolean {
  const plain = word.lower.replace(/['’]s?$/, '');
  return /^(?:day|week|month|quarter|year)$/.test(plain) || isDate({ ...word, lower: plain });
}

const before = new Set(
  'for at of from by to with except excluding against vendor than running'.split(' '),
);

const aboutWords = new Set(
  'about containing contains contain mentioning mentions mention regarding concerning named called titled'.split(
    ' ',
  ),
);

/** What a text begins with is part of it, whatever else it may mean. */
function holdFirst(words: readonly Word[], at: number, sentence: Sentence): void {
  let next = at + 1;
  while (/^(?:the|a|an|word|words|phrase|text|term)$/.test(words[next]?.lower ?? '')) next++;
  const word = words[next];
  if (word?.kind === 'word') sentence.hold(word.from, word.to);
}

/** Words for days, months and quarters, which other readers know. */
function isDate(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|q[1-4]|h[12]|today|yesterday|tomorrow|(?:19|20)\d\d|fy\d+|\d{1,2}(?:st|nd|rd|th)?)$/.test(
      word.lower,
    )
  );
}
