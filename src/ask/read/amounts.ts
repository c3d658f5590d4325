import { addClauses } from '../draft.js';
import type { Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import { countPattern } from '../when/count-words.js';
import { fieldOf, valueOf, type Groups } from './amount-value.js';
import { amountVerb } from './amount-verbs.js';
import { comparisons, type Operator } from './comparisons.js';
import type { Reader } from './reader.js';
import { inPlural, phrasePattern } from '../phrase-pattern.js';

/** A number with its currency. Where a form has two, `place` ends the names of its groups. */
function number(place = ''): string {
  return String.raw`(?<currency${place}>[$€£]?)\s*(?<count${place}>-?\d[\d,]*(?:\.\d+)?|\.\d+|${countPattern}|zero|half\s+an?)\s*(?<times${place}>k|thousand|m|million)?(?![\p{L}\p{N}])`;
}

/** The same with its unit, where it has one. */
function amount(place = ''): string {
  return String.raw`${number(place)}(?:\s*(?<unit${place}>hours?|hrs?|h|minutes?|mins?|percent|%|dollars|usd|units?|pieces|pcs|items?|gb|licen[cs]es)(?![\p{L}\p{N}]))?`;
}

const between = String.raw`(?:between|from)\s+${amount()}\s*(?:and|to|-|–)\s*${amount('High')}`;
const orMore = String.raw`${amount()}\s*(?:\+|or\s+(?:more|above|higher|longer|greater)|and\s+(?:up|above)|(?<less>or\s+(?:less|fewer|below|under|shorter|lower)))`;
const withHours = String.raw`(?<![\p{L}\p{N}])(?:with|having)\s+(?:exactly\s+)?${number()}\s*(?<unit>hours?|hrs?)(?![\p{L}\p{N}])`;

/** `more than 2 hours`, `with a total above 5,000`, `between 2 and 4 hours`. */
export const readAmounts: Reader = (sentence, subject, draft) => {
  const word = amountWord(subject);
  /** Takes the matches of a form, whose numbers are each compared by the operator in their place. */
  const readForm = (
    form: string,
    operatorsOf: (groups: Groups) => readonly Operator[],
    mayBeMain = true,
  ) => {
    sentence.takeEach(new RegExp(form), (match) => {
      const { groups = {} } = match;
      if (isNamePart(match, sentence.rest)) return undefined;
      const field = fieldOf(groups, subject.lore, mayBeMain && endsHere(sentence, match));
      const clauses = operatorsOf(groups).map((operator, at) => {
        const value = field && valueOf(field, groups, at === 0 ? '' : 'High', subject.shape);
        return value && `${field} ${operator} ${value}`;
      });
      return clauses.every((one) => one !== undefined) ? addClauses(draft, ...clauses) : undefined;
    });
  };
  readForm(beside(word, between), () => ['>=', '<=']);
  for (const [words, operator] of comparisons)
    readForm(beside(word, String.raw`(?:${words})\s*${amount()}`), () => [operator]);
  readForm(beside(word, orMore), ({ less }) => [less === undefined ? '>=' : '<=']);
  // `quantity 5`, `probability of 50`: a number right behind the word for it, where nothing else compares them.
  if (word !== undefined)
    readForm(String.raw`(?<before>${word})\s*(?:is|are|of|:)?\s*${amount()}`, () => ['='], false);
  // `with 0 hours`: as many as that.
  readForm(withHours, () => ['='], false);
};

/** A comparison with the word for what is compared before or behind it, where one stands there. */
function beside(word: string | undefined, form: string): string {
  const start = String.raw`(?<![\p{L}\p{N}])`;
  if (word === undefined) return start + form;
  return String.raw`${start}(?:(?:an?\s+|the\s+|with\s+)*(?<before>${word})\s*(?:is|are|was|that\s+is|which\s+is|of|:)?\s*|${amountVerb})?${form}(?:\s+(?:of\s+|in\s+|on\s+(?:the\s+)?)?(?<behind>${word}))?`;
}

/** A pattern for the words for amounts, in both numbers: in quantities of 4. */
function amountWord({ lore }: Subject): string | undefined {
  const words = Object.keys(lore.amounts).filter((word) => word !== '');
  const both = [...new Set([...words, ...words.map(inPlural)])];
  return both.length === 0 ? undefined : phrasePattern(both);
}

/** Work type After Hours, longer than an hour: with a capital behind a capital the word is of a name. */
function isNamePart({ index, groups }: RegExpExecArray, text: string): boolean {
  const isCapital = /^\p{Lu}\p{Ll}/u.test(groups?.['before'] ?? '');
  return isCapital && /\p{Lu}\p{Ll}+\s+$/u.test(text.slice(0, index));
}

/** Whether nothing follows that a bare number could be of: `more than 5`, not `more than 5 notes`. */
function endsHere(sentence: Sentence, { index, 0: all }: RegExpExecArray): boolean {
  const next = /^\s*([\p{L}\p{N}]+)?/u.exec(sentence.rest.slice(index + all.length))?.[1];
  return next === undefined || linking.has(next.toLowerCase());
}

const linking = new Set(
  'and or for by in on from at this last since before sorted ordered that which'.split(' '),
);
