import { countPattern, offset } from './count-words.js';
import { addDays, isoDay, monthsFrom, weekdayOf } from './calendar.js';

/** A day, or days from a first to a last one, each as `--where` takes a date. */
export interface Period {
  first: string;
  last: string;
}

/** Which way a date without a year is meant: tickets were entered in the past, warranties expire in the future. */
export type Lean = 'past' | 'future';

const months =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

const short = (names: readonly string[]) =>
  names.map((name) => (name.length > 3 ? `${name}|${name.slice(0, 3)}` : name)).join('|');
const month = String.raw`(?:${short(months)}|sept)\.?(?![\p{L}])`;
const weekday = `(?:${weekdays.map((name) => `${name}|${name.slice(0, 3)}(?:s|rs)?`).join('|')})`;
const ordinal = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const year = String.raw`(?:19|20)\d\d`;
const unit = '(?:week|month|quarter|year)';
/** What has a beginning and an end that are spoken of. */
const longer = String.raw`(?:(?:this|last|next)\s+)?${month}(?:,?\s+${year})?(?!\d)|q[1-4](?:[\s,/-]+(?:of\s+)?${year})?(?!\d)|${year}(?!\d|[.,-]\d)|(?:this|last|next)\s+${unit}`;

/** The forms of a period, each with what it means; the first that fits the whole text counts. */
const forms: readonly {
  pattern: string;
  read: (parts: string[], today: string, lean: Lean) => Period | undefined;
}[] = [
  {
    pattern: String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?`,
    read: ([all = '']) => same(all),
  },
  {
    pattern: String.raw`(${year})-(0[1-9]|1[0-2])(?!\d|-)`,
    read: ([, y, m]) => monthsFrom(Number(y), Number(m), 1),
  },
  { pattern: String.raw`(?:the\s+)?day\s+before\s+yesterday`, read: () => same('-2d') },
  { pattern: String.raw`(?:the\s+)?day\s+after\s+tomorrow`, read: () => same('+2d') },
  { pattern: '(today|yesterday|tomorrow)', read: ([, word = '']) => same(word.toLowerCase()) },
  { pattern: String.raw`this\s+(?:morning|afternoon|evening)|tonight`, read: () => same('today') },
  {
    pattern: String.raw`(this|the\s+current|current|last|the\s+previous|previous|next|the\s+following|the\s+upcoming|upcoming)\s+(${unit})`,
    read: ([, which = '', of = '']) => same(`${whichOf(which)} ${of.toLowerCase()}`),
  },
  {
    pattern: String.raw`(?:the\s+)?(?:end|close)\s+of\s+(?:(?:the|this)\s+)?(day|${unit})|(${unit})[\s-]+end`,
    read: ([, of, other]) => lastDayOf((of ?? other ?? '').toLowerCase()),
  },
  {
    pattern: String.raw`(?:the\s+)?(?:beginning|start|first)\s+of\s+(?:(the|this|last|next)\s+)?(${unit})`,
    read: ([, which = 'this', of = '']) =>
      same(`${which.toLowerCase() === 'the' ? 'this' : which.toLowerCase()} ${of.toLowerCase()}`),
  },
  // The beginning of October, the end of Q1 2026, the start of 2025.
  {
    pattern: String.raw`(?:the\s+)?(?:very\s+)?(beginning|start|end|close)\s+of\s+(${longer})`,
    read: ([, which = '', of = ''], today, lean) => edgeOf(which, periodOf(of, today, lean)),
  },
  {
    pattern: String.raw`(?:the\s+)?(first|second|1st|2nd)\s+half\s+of\s+(?:the\s+month\s+of\s+)?(${month}(?:,?\s+${year})?)(?!\d)`,
    read: ([, which = '', of = ''], today, lean) => halfOf(which, periodOf(of, today, lean)),
  },
  // 90 days from now, 2 weeks ago.
  {
    pattern: String.raw`(${countPattern})\s*(minute|min|hour|hr|day|week|month|quarter|year)s?\s+(ago|from\s+(?:now|today))`,
    read: ([, n, of, way = '']) => {
      const date = offset(n, of, /ago/i.test(way) ? '-' : '+');
      return date === undefined ? undefined : same(date);
    },
  },
  {
    pattern: String.raw`(?:(this|last|next|past|coming)\s+)?(${weekday})(?![\p{L}])`,
    read: ([, which, name = ''], today, lean) =>
      weekdayNear(name, which?.toLowerCase(), today, lean),
  },
  {
    pattern: String.raw`(?:the\s+)?(${ordinal})(?:\s+of)?\s+(${month})(?:,?\s+(${year}))?(?!\d)`,
    read: ([, day = '', name = '', y], today, lean) => dayOfMonth(day, name, y, today, lean),
  },
  {
    pattern: String.raw`(${month})\s+(?:the\s+)?(${ordinal})(?!\d)(?:,?\s+(${year}))?(?!\d)`,
    read: ([, name = '', day = '', y], today, lean) => dayOfMonth(day, name, y, today, lean),
  },
  {
    pattern: String.raw`(?:(this|last|next)\s+)?(${month})(?:,?\s+(?:of\s+)?(${year}))?(?!\d)`,
    read: ([, which, name = '', y], today, lean) => {
      const number = monthNumber(name);
      const turn =
        which === undefined
          ? lean
          : which.toLowerCase() === 'next'
            ? 'future'
            : which.toLowerCase() === 'last'
              ? 'past'
              : lean;
      return monthsFrom(yearFor(number, 1, y, today, turn), number, 1);
    },
  },
  {
    pattern: String.raw`q([1-4])(?:[\s,/-]+(?:of\s+)?(${year}))?(?!\d)|(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+(?:of\s+)?(${year}))?(?!\d)`,
    read: ([, digit, y, word, otherYear], today, lean) => {
      const quarter =
        digit === undefined
          ? (ordinals.indexOf((word ?? '').slice(0, 2).toLowerCase()) % 4) + 1
          : Number(digit);
      const first = quarter * 3 - 2;
      return monthsFrom(yearFor(first, 3, y ?? otherYear, today, lean), first, 3);
    },
  },
  {
    pattern: String.raw`h([12])(?:[\s,/-]+(${year}))?(?!\d)`,
    read: ([, half, y], today, lean) => {
      const first = half === '1' ? 1 : 7;
      return monthsFrom(yearFor(first, 6, y, today, lean), first, 6);
    },
  },
];

const ordinals = ['fi', 'se', 'th', 'fo', '1s', '2n', '3r', '4t'];

/** Matches a period; a year alone is one only behind a word that says so (`yearPattern`). */
export const periodPattern = `(?:${forms.map(({ pattern }) => pattern.replaceAll(/(?<!\\)\((?!\?)/g, '(?:')).join('|')})`;

/** A year alone. */
export const yearPattern = String.raw`(?:${year})(?![\d.,-]\d|\d)`;

/** What a text of `periodPattern` or `yearPattern` means; undefined for a day that no calendar has. */
export function periodOf(text: string, today: string, lean: Lean): Period | undefined {
  const plain = text.trim();
  if (/^\d{4}$/.test(plain)) return monthsFrom(Number(plain), 1, 12);
  for (const { pattern, read } of forms) {
    const parts = new RegExp(`^(?:${pattern})$`, 'iu').exec(plain);
    if (parts !== null) return read([...parts], today, lean);
  }
  return undefined;
}

function same(date: string): Period {
  return { first: date, last: date };
}

/** The first or the last day; of a week or a month that is told by today, the whole, of which a bound takes its side. */
function edgeOf(which: string, whole: Period | undefined): Period | undefined {
  return whole && same(/^(?:beginning|start)$/i.test(which) ? whole.first : whole.last);
}

function halfOf(which: string, whole: Period | undefined): Period | undefined {
  if (whole === undefined) return undefined;
  const [start, middle] = [whole.first, whole.first.replace(/\d\d$/, '15')];
  if (/^(?:first|1st)$/i.test(which)) return { first: start, last: middle };
  return { first: addDays(middle, 1), last: whole.last };
}

function whichOf(text: string): string {
  const word = text.toLowerCase().replace(/^the\s+/, '');
  if (word === 'current' || word === 'this') return 'this';
  return word === 'last' || word === 'previous' ? 'last' : 'next';
}

function lastDayOf(of: string): Period {
  return same(of === 'day' ? 'today' : `this ${of}`);
}

/** Between Monday and Friday: the Monday before that Friday, or the Friday after that Monday, whatever day it is. */
export function weekdaysBetween(
  a: string | undefined,
  b: string | undefined,
  today: string,
  lean: Lean,
): [Period, Period] | undefined {
  const alone = new RegExp(`^${weekday}$`, 'iu');
  if (a === undefined || b === undefined || !alone.test(a) || !alone.test(b)) return undefined;
  const apart = (weekdayNumber(b) - weekdayNumber(a) + 7) % 7;
  const end = weekdayNumber(b) - weekdayOf(today);
  const last = addDays(today, lean === 'past' ? (end > 0 ? end - 7 : end) : (end + 7) % 7);
  return [same(addDays(last, -apart)), same(last)];
}

function weekdayNumber(text: string): number {
  return weekdays.findIndex((name) => name.startsWith(text.toLowerCase().slice(0, 3))) + 1;
}

/** The latest of that name or the coming one, today among either; `last` and `next` leave today out. */
function weekdayNear(text: string, which: string | undefined, today: string, lean: Lean): Period {
  const number = weekdayNumber(text);
  const ahead = (number - weekdayOf(today) + 7) % 7;
  const isComing =
    which === 'next' ||
    which === 'coming' ||
    which === 'this' ||
    (which === undefined && lean === 'future');
  if (isComing) return same(addDays(today, ahead === 0 && which === 'next' ? 7 : ahead));
  if (which !== undefined) return same(addDays(today, ahead === 0 ? -7 : ahead - 7));
  return same(weekdays[number - 1] ?? text);
}

function dayOfMonth(
  day: string,
  name: string,
  y: string | undefined,
  today: string,
  lean: Lean,
): Period | undefined {
  const number = monthNumber(name);
  const dayNumber = Number.parseInt(day, 10);
  if (y !== undefined) return sameDay(Number(y), number, dayNumber);
  const thisYear = Number(today.slice(0, 4));
  const here = isoDay(thisYear, number, dayNumber) ?? '';
  const shift = lean === 'past' && here > today ? -1 : lean === 'future' && here < today ? 1 : 0;
  return sameDay(thisYear + shift, number, dayNumber);
}

function sameDay(y: number, m: number, d: number): Period | undefined {
  const day = isoDay(y, m, d);
  return day === undefined ? undefined : same(day);
}

function monthNumber(name: string): number {
  return months.findIndex((one) => one.startsWith(name.toLowerCase().slice(0, 3))) + 1;
}

/** The year of months that are named without one: the latest that has begun, or the coming that is not over. */
function yearFor(
  first: number,
  count: number,
  y: string | undefined,
  today: string,
  lean: Lean,
): number {
  if (y !== undefined) return Number(y);
  const [thisYear, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (lean === 'past') return first > now ? thisYear - 1 : thisYear;
  return first + count - 1 < now ? thisYear + 1 : thisYear;
}
