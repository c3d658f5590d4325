import type { CompleteOptions, Offer } from './completion.js';
import type { ValueKind } from '../shape.js';
import { inCondition, isWord, whereSpellings } from '../where/operators.js';

const equal = ['=', '!='];
const ordered = ['<', '<=', '>', '>='];
const matching = ['contains', 'not contains', 'like', 'not like'];
const listing = ['in', 'not in'];

const written: Record<ValueKind, readonly string[]> = {
  text: [...equal, ...matching, ...listing, ...ordered],
  enum: [...equal, ...listing],
  integer: [...equal, ...ordered, ...listing],
  number: [...equal, ...ordered, ...listing],
  boolean: equal,
  date: [...equal, ...ordered],
  reference: equal,
  list: [],
  any: [...equal, ...ordered, ...matching, ...listing],
};

/** Operators of a condition that suit what a field holds; those that stand behind a `not` where it is written. */
export function operatorsFor(
  kind: ValueKind,
  negated: boolean,
  dialect: CompleteOptions['dialect'],
): Offer[] {
  const all = written[kind].filter(
    // The vendor's guide has no in for them.
    (operator) => dialect === 'conditions' || !listing.includes(operator),
  );
  const fitting = negated
    ? all.filter((one) => one.startsWith('not ')).map((one) => one.slice('not '.length))
    : all;
  return fitting.map((text) => offer(text, notes[text]));
}

/** The spellings in --where of operators of a condition: words, or signs. */
const spelt = (written: readonly string[], words: boolean) =>
  whereSpellings
    .filter((one) => one.foreign !== true)
    .filter(
      ({ text, operator }) => isWord(text) === words && written.includes(inCondition(operator)),
    )
    .map(({ text }) => text);

const equalWords = spelt(equal, true);
const orderedWords = spelt(ordered, true);
const likeness = spelt(matching, false);
const matchingWords = spelt(matching, true);
const listingWords = spelt(listing, true);

const ofWhere: Record<ValueKind, readonly string[]> = {
  text: [...equal, ...likeness, ...matchingWords, ...listingWords, ...ordered, ...equalWords],
  enum: [...equal, ...listingWords, ...equalWords],
  integer: [...equal, ...ordered, ...listingWords, ...equalWords, ...orderedWords],
  number: [...equal, ...ordered, ...listingWords, ...equalWords, ...orderedWords],
  boolean: [...equal, ...equalWords],
  date: [...equal, ...ordered, ...equalWords, ...orderedWords],
  reference: [...equal, ...likeness, ...listingWords, ...equalWords],
  list: [],
  any: [
    ...equal,
    ...ordered,
    ...likeness,
    ...matchingWords,
    ...listingWords,
    ...equalWords,
    ...orderedWords,
  ],
};

/** Operators of --where, as signs and as words. */
export function whereOperatorsFor(kind: ValueKind, equalsWhat: string | undefined): Offer[] {
  return ofWhere[kind].map((text) =>
    offer(text, text === '=' ? (equalsWhat ?? notes[text]) : notes[text]),
  );
}

const notes: Record<string, string> = {
  contains: 'has the text in it',
  '~': 'has the text in it',
  '!~': 'has it not',
  like: '% stands for any letters',
  in: 'is one of several',
  'not in': 'is none of several',
  notin: 'is none of several',
  ...Object.fromEntries(
    whereSpellings
      .filter(({ text, operator }) => isWord(text) && operator.kind === 'compare')
      .map(({ text, operator }) => [text, inCondition(operator)]),
  ),
};

function offer(text: string, note: string | undefined): Offer {
  return note === undefined ? { text, kind: 'operator' } : { text, kind: 'operator', note };
}
