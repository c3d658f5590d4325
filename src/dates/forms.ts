import { UsageError, type ErrorPlace } from '../errors/errors.js';

/** How dates are written, for messages. */
const dateForms =
  'Dates: 2026-01-31, 2026-01-31T18:04 (or 18:04:26; Z or +01:00 may follow), now, today, yesterday, tomorrow, monday to sunday (the latest), -7d, +2w, -3mo, -1y, -2h, +30m (minutes), this|last|next week|month|quarter|year.';

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

export interface IsoParts {
  year: number;
  month: number;
  day: number;
  /** Absent for a day alone. */
  time?: { hour: number; minute: number; second: number };
  /** `Z` or `+01:00`. */
  offset?: string;
}

/** A date that looks like ISO 8601, taken apart; undefined where it looks otherwise, is no date of the calendar, or no time of a day. */
export function parseIso(text: string): IsoParts | undefined {
  const match = iso.exec(text.trim());
  if (match === null) return undefined;
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.map(
    (part: string | undefined) => Number(part ?? 0),
  );
  const offset = match[7]?.toUpperCase();
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  if (match[4] === undefined) return { year, month, day };
  const parts = { year, month, day, time: { hour, minute, second } };
  if (offset === undefined) return parts;
  if (offset === 'Z') return { ...parts, offset };
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '') || '00'];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return { ...parts, offset: `${offset.charAt(0)}${hours}:${minutes}` };
}

/** A date that is told from now. */
export type Relative =
  | { kind: 'now' }
  | { kind: 'day'; away: -1 | 0 | 1 }
  /** The latest of that name; Monday is 1. */
  | { kind: 'weekday'; weekday: number }
  | { kind: 'period'; away: -1 | 0 | 1; unit: 'week' | 'month' | 'quarter' | 'year' }
  | { kind: 'offset'; sign: '+' | '-'; count: number; unit: OffsetUnit };

export type OffsetUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** `today`, `monday`, `last week` or `-7d`, in any case; undefined for any other text. */
export function readRelative(text: string): Relative | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (words === 'now') return { kind: 'now' };
  const away = days.get(words);
  if (away !== undefined) return { kind: 'day', away };
  const weekday = weekdays.indexOf(words) + 1;
  if (weekday > 0) return { kind: 'weekday', weekday };
  const [, which = '', period = ''] =
    /^(this|last|next) (week|month|quarter|year)$/.exec(words) ?? [];
  if (period !== '')
    // The expression lets nothing else pass.
    return { kind: 'period', away: periods.get(which) ?? 0, unit: period as 'week' };
  // A capital M means months elsewhere: which of the two is not guessed.
  if (/\d ?M$/.test(text.trim())) return undefined;
  const [, sign, count = '', letters = ''] = /^([+-])(\d{1,5}) ?([a-z]+)$/.exec(words) ?? [];
  const unit = offsetUnits.get(letters);
  if (unit === undefined) return undefined;
  return { kind: 'offset', sign: sign === '-' ? '-' : '+', count: Number(count), unit };
}

const days = new Map<string, -1 | 0 | 1>([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

const periods = new Map<string, -1 | 0 | 1>([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const offsetUnits = new Map<string, OffsetUnit>([
  ['m', 'minute'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
]);

/** The error for a text that is no date. Which day 03/04/2026 is, nobody can know: it is never guessed. */
export function notADate(text: string, place?: ErrorPlace): UsageError {
  const looksIso = iso.test(text.trim());
  return new UsageError(
    looksIso ? `There is no date "${text}".` : `"${text}" is not a date that cwm reads.`,
    {
      hint: looksIso ? dateForms : `${isoOf(text)}${dateForms}`,
      ...(place === undefined ? {} : { place }),
    },
  );
}

/** The error for a period where one point in time belongs. */
export function manyDays(text: string): UsageError {
  return new UsageError(`"${text}" is many days, and a field takes one.`, {
    hint: 'Write the day: 2026-01-31, today, +7d.',
  });
}

function isoOf(text: string): string {
  const match = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b/.exec(text);
  if (match === null) return '';
  const [, first = '', separator, second = '', year = ''] = match;
  const dayFirst = isoDay(year, second, first);
  const monthFirst = separator === '.' ? undefined : isoDay(year, first, second);
  const readings = [...new Set([dayFirst, monthFirst])].filter((one) => one !== undefined);
  return readings.length === 0 ? '' : `Write ${readings.join(' or ')}. `;
}

function isoDay(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseIso(text) === undefined ? undefined : text;
}

function daysOf(year: number, month: number): number {
  const next = new Date(0);
  next.setUTCFullYear(year, month, 0);
  return next.getUTCDate();
}
