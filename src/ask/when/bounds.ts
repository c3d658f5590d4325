import { offset } from './count-words.js';
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
    periodOf(/^now$/i.test(a ?? '') ? 'today' : (a ?? ''), today, lean),
    periodOf(b ?? '', today, lean),
  ];
  if (one === undefined || other === undefined) return undefined;
  return [
    ['>=', one.first],
    ['<=', other.last],
  ];
}

export function within(a: string | undefined, { today, lean }: When): Bounds | undefined {
  // At the end of October is on no certain day.
  if (isEdge(a)) return undefined;
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

/** The first or the last day of something longer: a bound, and no time that something happened. */
function isEdge(text: string | undefined): boolean {
  return /\b(?:beginning|start|end|close)\s+of\b/i.test(text ?? '') && !fromToday.test(text ?? '');
}

const fromToday = /\bof\s+(?:(?:the|this|last|next)\s+)?(?:day|week|month|quarter|year)$/i;

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
