import { isMissing } from '../clause.js';
import { kindWords, type KindWord } from '../kind-words.js';
import { addReading, readNames, type NameReading } from '../name-filter.js';
import type { Names, Spelling } from '../names.js';
import type { Sentence } from '../sentence.js';
import { spansOf, type Span } from '../spans.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { valueBefore } from '../value-before.js';
import { valueBehind } from '../value-behind.js';
import { wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';

/** `on the Help Desk board`, `status New or In Progress`, `high priority`, `not of type Incident`: a word for a field beside its value. */
export const readKinds: Reader = (sentence, subject, draft) => {
  sentence.opened(() => {
    const known = kindWords(subject);
    if (known.size === 0) return;
    readPriorityNumbers(sentence, subject, draft);
    const spelling = spellingOf(sentence, subject);
    // What stands before another value may have been taken with it.
    const isThere = ({ from, to }: Span<KindWord>) =>
      !sentence.rest.slice(from, to).includes('\u0000') && !sentence.isHeld(from);
    for (const span of spansOf(sentence.rest, (phrase) => known.get(phrase))) {
      const found = isThere(span) ? besideWord(sentence, span, subject, spelling) : undefined;
      if (found === undefined) continue;
      sentence.takeAt(found.from, found.to, addReading(draft, found.reading));
    }
  });
};

interface Beside {
  reading: NameReading;
  from: number;
  to: number;
}

function besideWord(
  sentence: Sentence,
  { from, to, value: kind }: Span<KindWord>,
  subject: Subject,
  spelling: Spelling,
): Beside | undefined {
  const words = wordsIn(sentence.rest);
  const at = words.findIndex((word) => word.from === from);
  const end = words.findIndex((word) => word.from >= to);
  if (at === -1) return undefined;
  const behind = valueBehind(words, end === -1 ? words.length : end, kind, subject, spelling);
  const before = valueBefore(words, at, kind, spelling);
  const best = [behind, before]
    .filter((one) => one !== undefined)
    .toSorted((one, other) => other.strength - one.strength);
  for (const one of best) {
    const start = Math.min(from, one.from);
    const lead = leadBefore(
      words,
      words.findIndex((word) => word.from === start),
    );
    const negated = one.negated !== lead.negated;
    const reading = readValue(kind.path, one.value, negated, subject);
    if (reading !== undefined)
      return { reading, from: lead.from ?? start, to: Math.max(to, one.to) };
  }
  return undefined;
}

function readValue(
  path: string,
  value: Names['all'] | 'missing' | readonly string[],
  negated: boolean,
  subject: Subject,
): NameReading | undefined {
  if (value === 'missing') {
    const where = isMissing(path, negated);
    return { filters: [{ where }], doubts: [], as: where };
  }
  const [first] = value;
  if (typeof first !== 'string') return readNames(path, value as Names['all'], negated, subject);
  if (negated) return undefined;
  const clauses = value as readonly string[];
  return { filters: clauses.map((where) => ({ where })), doubts: [], as: clauses.join(' and ') };
}

/** What belongs to a value before it: `on the`, `not in`, `except for those with`. */
function leadBefore(
  words: readonly Word[],
  at: number,
): { from: number | undefined; negated: boolean } {
  let first = at;
  while (first > 0 && leads.has(words[first - 1]?.lower ?? '')) first--;
  const two = [words[first - 2]?.lower, words[first - 1]?.lower].join(' ');
  const one = words[first - 1]?.lower ?? '';
  const negated = twoNegators.has(two) || negators.has(one);
  if (negated) first -= twoNegators.has(two) ? 2 : 1;
  return { from: first < at ? words[first]?.from : undefined, negated };
}

const leads = new Set(
  'on in of from with at to the a an for those ones whose where having assigned'.split(' '),
);
const negators = new Set(
  "not except excluding exclude besides without isn't aren't outside minus non".split(' '),
);
const twoNegators = new Set([
  'other than',
  'but not',
  'apart from',
  'aside from',
  'is not',
  'are not',
  'no longer',
  'everything but',
  'anything but',
  'all but',
]);

/** `P1`, `P1 and P2`: priorities by their number. */
function readPriorityNumbers(
  sentence: Sentence,
  subject: Subject,
  draft: Parameters<Reader>[2],
): void {
  const path = subject.lore.kinds['priority'];
  if (path === undefined) return;
  const form =
    /(?<![\p{L}\p{N}])(?:p[1-9]s?(?:\s*(?:,|\/|&|and|or)\s*)?)+(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])critical(?=\s*\u0000)/u;
  sentence.takeEach(form, ([all]) => {
    const names = (all.match(/p[1-9]|critical/gi) ?? []).map((text) => ({
      text,
      isQuoted: false,
      isProper: true,
    }));
    const reading = readNames(path, names, false, subject);
    return reading && addReading(draft, reading);
  });
}
