import { plural, singular } from '../../catalog/words.js';
import { lookUp } from '../../conditions/shape.js';
import { addClauses } from '../draft.js';
import type { Lore } from '../phrases.js';
import { phrasePattern, type Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import { countOf, countPattern } from '../when/count-words.js';
import { comparisons } from './comparisons.js';
import type { Reader } from './reader.js';

const number = String.raw`([$€£]?)\s*(-?\d[\d,]*(?:\.\d+)?|\.\d+|${countPattern}|zero|half\s+an?)\s*(k|thousand|m|million)?(?![\p{L}\p{N}])`;
const unit = String.raw`(?:\s*(hours?|hrs?|h|minutes?|mins?|percent|%|dollars|usd|units?|pieces|pcs|items?|gb|licen[cs]es)(?![\p{L}\p{N}]))?`;

/** `more than 2 hours`, `with a total above 5,000`, `between 2 and 4 hours`. */
export const readAmounts: Reader = (sentence, subject, draft) => {
  const push = (clauses: string[]) => addClauses(draft, ...clauses);
  const between = String.raw`(?:between|from)\s+${number}${unit}\s*(?:and|to|-|–)\s*${number}${unit}`;
  sentence.takeEach(new RegExp(around(subject, between)), (match) => {
    const [
      ,
      before,
      currency,
      one = '',
      thousand,
      oneUnit,
      ,
      other = '',
      otherThousand,
      otherUnit,
      behind,
    ] = match;
    const amount = { before, behind, unit: otherUnit ?? oneUnit, currency };
    const low = fieldAndValue(amount, one, thousand, subject, endsHere(sentence, match));
    const high = fieldAndValue(amount, other, otherThousand, subject, endsHere(sentence, match));
    if (low === undefined || high === undefined) return undefined;
    return push([`${low.field} >= ${low.value}`, `${low.field} <= ${high.value}`]);
  });
  for (const [words, operator] of comparisons) {
    const form = String.raw`(?:${words})\s*${number}${unit}`;
    sentence.takeEach(new RegExp(around(subject, form)), (match) => {
      const [, before, currency, text = '', thousand, of, behind] = match;
      const found = fieldAndValue(
        { before, behind, unit: of, currency },
        text,
        thousand,
        subject,
        endsHere(sentence, match),
      );
      return found === undefined ? undefined : push([`${found.field} ${operator} ${found.value}`]);
    });
  }
  const plus = String.raw`${number}${unit}\s*(?:\+|or\s+(?:more|above|higher|longer|greater)|and\s+(?:up|above)|(or\s+(?:less|fewer|below|under|shorter|lower)))`;
  sentence.takeEach(new RegExp(around(subject, plus)), (match) => {
    const [, before, currency, text = '', thousand, of, isLess, behind] = match;
    const found = fieldAndValue(
      { before, behind, unit: of, currency },
      text,
      thousand,
      subject,
      endsHere(sentence, match),
    );
    return found === undefined
      ? undefined
      : push([`${found.field} ${isLess === undefined ? '>=' : '<='} ${found.value}`]);
  });
  readEquals(sentence, subject, push);
  readWith(sentence, subject, push);
};

/** `with 0 hours`: as many as that. */
function readWith(sentence: Sentence, subject: Subject, push: Push): void {
  const form = String.raw`(?<![\p{L}\p{N}])(?:with|having)\s+(?:exactly\s+)?${number}\s*(hours?|hrs?)(?![\p{L}\p{N}])`;
  sentence.takeEach(new RegExp(form), ([, currency, text = '', thousand, of]) => {
    const amount = { before: undefined, behind: undefined, unit: of, currency };
    const found = fieldAndValue(amount, text, thousand, subject, false);
    return found === undefined ? undefined : push([`${found.field} = ${found.value}`]);
  });
}

type Push = (clauses: string[]) => string;

/** `quantity 5`, `probability of 50`: a number right behind the word for it, where nothing else compares them. */
function readEquals(sentence: Sentence, subject: Subject, push: Push): void {
  const words = amountWords(subject);
  if (words.length === 0) return;
  const form = String.raw`(${phrasePattern(words)})\s*(?:is|are|of|:)?\s*${number}${unit}`;
  sentence.takeEach(new RegExp(form), ([, before, currency, text = '', thousand, of]) => {
    const found = fieldAndValue(
      { before, behind: undefined, unit: of, currency },
      text,
      thousand,
      subject,
      false,
    );
    return found === undefined ? undefined : push([`${found.field} = ${found.value}`]);
  });
}

/** A comparison with the word for what is compared before or behind it, where one stands there. */
function around(subject: Subject, form: string): string {
  const words = amountWords(subject);
  if (words.length === 0) return String.raw`(?<![\p{L}\p{N}])()?${form}()?`;
  const word = phrasePattern(words);
  return String.raw`(?<![\p{L}\p{N}])(?:(?:an?\s+|the\s+|with\s+)*(${word})\s*(?:is|are|was|that\s+is|which\s+is|of|:)?\s*)?${form}(?:\s+(?:of\s+|in\s+|on\s+(?:the\s+)?)?(${word}))?`;
}

/** In both numbers: in quantities of 4. */
function amountWords({ lore }: Subject): string[] {
  const words = Object.keys(lore.amounts).filter((word) => word !== '');
  return [...new Set([...words, ...words.map((word) => word.replace(/\S+$/, plural))])];
}

interface Amount {
  before: string | undefined;
  behind: string | undefined;
  unit: string | undefined;
  currency: string | undefined;
}

function fieldAndValue(
  amount: Amount,
  text: string,
  thousand: string | undefined,
  { lore, shape }: Subject,
  takesMain: boolean,
): { field: string; value: string } | undefined {
  const number = numberOf(text, thousand);
  if (number === undefined) return undefined;
  const said = wordOf(amount.before ?? amount.behind);
  const named = said === undefined || said in lore.amounts ? said : said.replace(/\S+$/, singular);
  const ofUnit = unitWord(amount);
  const field =
    (named === undefined ? undefined : lore.amounts[named]) ??
    (ofUnit === undefined ? undefined : amountFor(ofUnit, lore)) ??
    (ofUnit === undefined && takesMain ? amountFor('money', lore) : undefined);
  if (field === undefined) return undefined;
  const inMinutes = /^min/i.test(amount.unit ?? '');
  const isWhole = lookUp(field, shape);
  const isMinutes = /minutes/i.test(field);
  const value =
    inMinutes && !isMinutes
      ? number / 60
      : /^h/i.test(amount.unit ?? '') && isMinutes
        ? number * 60
        : number;
  if (isWhole.kind === 'found' && isWhole.field.type === 'integer' && !Number.isInteger(value))
    return undefined;
  return { field, value: String(Math.round(value * 10_000) / 10_000) };
}

/** Whether nothing follows that a bare number could be of: `more than 5`, not `more than 5 notes`. */
function endsHere(sentence: Sentence, { index, 0: all }: RegExpExecArray): boolean {
  const next = /^\s*([\p{L}\p{N}]+)?/u.exec(sentence.rest.slice(index + all.length))?.[1];
  return next === undefined || linking.has(next.toLowerCase());
}

const linking = new Set(
  'and or for by in on from at this last since before sorted ordered that which'.split(' '),
);

function unitWord({ unit, currency }: Amount): string | undefined {
  if (unit !== undefined && /^(?:h|min)/i.test(unit)) return 'hours';
  if (unit !== undefined && /^(?:percent|%)$/i.test(unit)) return 'percent';
  if (unit !== undefined && /^(?:units?|pieces|pcs|items?|licen[cs]es)$/i.test(unit))
    return 'quantity';
  if ((currency ?? '') !== '' || /^(?:dollars|usd)$/i.test(unit ?? '')) return 'money';
  return unit?.toLowerCase();
}

/** The field of a unit where no word names one: that of hours; of money the resource's main amount. */
function amountFor(word: string, lore: Lore): string | undefined {
  if (word !== 'money') return lore.amounts[word];
  const names = ['', 'total', 'amount', 'value', 'price', 'cost', 'revenue'];
  return names.map((name) => lore.amounts[name]).find((field) => field !== undefined);
}

function wordOf(text: string | undefined): string | undefined {
  const word = text?.toLowerCase().replaceAll(/[\s-]+/g, ' ');
  return word === '' ? undefined : word;
}

function numberOf(text: string, thousand: string | undefined): number | undefined {
  const plain = text.toLowerCase().replaceAll(/\s+/g, ' ');
  const base = /^-?\.?\d/.test(plain)
    ? Number(plain.replaceAll(',', ''))
    : plain === 'zero'
      ? 0
      : plain.startsWith('half')
        ? 0.5
        : countOf(plain);
  if (base === undefined || Number.isNaN(base)) return undefined;
  const times = thousand === undefined ? 1 : /^(?:k|thousand)$/i.test(thousand) ? 1000 : 1_000_000;
  return base * times;
}
