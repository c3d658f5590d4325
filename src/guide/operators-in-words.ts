import { whereOperatorsFor } from '../conditions/complete/operators.js';
import type { ValueKind } from '../conditions/shape.js';
import type { Choice } from '../terminal/prompts.js';

/** How a field is compared: an operator of `--where`, and the value where it says that as well. */
export interface Comparing {
  operator: string;
  words: string;
  value?: 'null';
}

const words: Record<string, string> = {
  '=': 'is',
  '!=': 'is not',
  '~': 'contains',
  '!~': 'does not contain',
  in: 'is one of',
  notin: 'is none of',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

const wordsFor: Partial<Record<ValueKind, Record<string, string>>> = {
  date: {
    ...words,
    '=': 'is on or within',
    '!=': 'is not on or within',
    '<': 'is before',
    '<=': 'is before the end of',
    '>': 'is after',
    '>=': 'is since',
  },
  text: {
    ...words,
    '<': 'stands before',
    '<=': 'is or stands before',
    '>': 'stands after',
    '>=': 'is or stands after',
  },
};

/** The likely ones of a kind, which come first. */
const likely: Partial<Record<ValueKind, readonly string[]>> = {
  text: ['~', '='],
  date: ['>=', '>', '<'],
};

/** The operators that suit what a field holds, in words. */
export function operatorChoices(kind: ValueKind): Choice<Comparing>[] {
  const known = wordsFor[kind] ?? words;
  const first = likely[kind] ?? [];
  const all = whereOperatorsFor(kind, undefined)
    .map(({ text }) => text)
    .filter((text) => known[text] !== undefined);
  const ordered = [...first, ...all.filter((text) => !first.includes(text))];
  const offered: Comparing[] = [
    ...ordered.map((operator) => ({ operator, words: known[operator] ?? operator })),
    ...(all.includes('=') ? emptiness : []),
  ];
  return offered.map((value) => ({ name: value.words, value }));
}

const emptiness: readonly Comparing[] = [
  { operator: '=', words: 'is empty', value: 'null' },
  { operator: '!=', words: 'is not empty', value: 'null' },
];
