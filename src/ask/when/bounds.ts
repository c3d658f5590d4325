import { countOf } from './count-words.js';
import { periodOf, weekdaysBetween, type Lean } from './period.js';

/** What is said of a date, as operators and dates of `--where`. */
export type Bounds = readonly (readonly [
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  date: string,
])[];

/** The day that a sentence is read on, and which way a period without a year or a week is meant. */
export interface When {
  today: string;
  lean: Lean;
}

/** From the first to the second. */
export function span(
  a: string | undefined,
  b: string | undefined,
  { today, lean }: When,
): Bounds | undefined {
  const [one, other] = weekdaysBetween(a, b, today, lean) ?? [
    periodOf(a ?? '', today, lean),
    periodOf(b ?? '', today, lean),
  ];
  if (one === undefined || other === undefined) return undefined;
  return [
    ['>=', one.first],
    ['<=', other.last],
  ];
}

export function within(a: string | undefined, { today, lean }: When): Bounds | undefined {
  const found = periodOf(a ?? '', today, lean);
  if (found === undefined) return undefined;
  if (found.first === found.last) return [['=', found.first]];
  return [
    ['>=', found.first],
    ['<=', found.last],
  ];
}

export function bound(
  operator: '<' | '<=' | '>' | '>=',
  a: string | undefined,
  { today, lean }: When,
): Bounds | undefined {
  const found = periodOf(a ?? '', today, lean);
  if (found === undefined) return undefined;
  const isStart = operator === '<' || operator === '>=';
  return [[operator, isStart ? found.first : found.last]];
}

/** `before year end` includes that day's period: it is over only with its end. */
export function isEnd(text: string | undefined): boolean {
  return /\bend\b/i.test(text ?? '');
}

export function before(n: string | undefined, of: string | undefined): Bounds | undefined {
  return away('<', n, of, '-');
}

export function since(n: string | undefined, of: string | undefined): Bounds | undefined {
  return away('>=', n, of, '-');
}

export function ahead(n: string | undefined, of: string | undefined): Bounds | undefined {
  const date = offset(n, of, '+');
  if (date === undefined) return undefined;
  return [
    ['>=', /[hm]$/.test(date) ? 'now' : 'today'],
    ['<=', date],
  ];
}

export function on(
  n: string | undefined,
  of: string | undefined,
  sign: '+' | '-',
): Bounds | undefined {
  return away('=', n, of, sign);
}

function away(
  operator: '<' | '>=' | '=',
  n: string | undefined,
  of: string | undefined,
  sign: '+' | '-',
): Bounds | undefined {
  const date = offset(n, of, sign);
  return date === undefined ? undefined : [[operator, date]];
}

/** `-30d`, as `--where` takes it. */
function offset(
  n: string | undefined,
  of: string | undefined,
  sign: '+' | '-',
): string | undefined {
  const number = countOf(n ?? '');
  if (number === undefined || of === undefined) return undefined;
  const word = of.toLowerCase();
  if (word === 'quarter') return `${sign}${number * 3}mo`;
  const letters = word.startsWith('mi') ? 'm' : word.startsWith('mo') ? 'mo' : word.charAt(0);
  return `${sign}${number}${letters}`;
}
