import { Temporal } from '@js-temporal/polyfill';
import type { Clock } from './clock.js';
import { parseIso, type IsoParts } from './forms.js';

/** What a text says: a point in time, or days of the calendar from the first up to but not including the next. */
export type Reading =
  | {
      kind: 'instant';
      at: Temporal.Instant;
      /** The day as it is written. */ day: Temporal.PlainDate;
    }
  | { kind: 'days'; unit: 'day' | 'period'; first: Temporal.PlainDate; next: Temporal.PlainDate };

/** Reads a date in one of the forms of `forms.ts`; undefined for any other text, and beyond the years 1 to 9999. */
export function readDate(text: string, clock: Clock): Reading | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  // A capital M means months elsewhere: which of the two is not guessed.
  if (/^[+-]\d+M$/.test(text.trim())) return undefined;
  try {
    const reading = readIso(text) ?? readNamed(words, clock) ?? readOffset(words, clock);
    return reading !== undefined && isWritable(reading) ? reading : undefined;
  } catch (error) {
    // Temporal's answer to what lies beyond its calendar.
    if (error instanceof RangeError) return undefined;
    throw error;
  }

  function readIso(isoText: string): Reading | undefined {
    const parts = parseIso(isoText);
    if (parts === undefined) return undefined;
    const date = Temporal.PlainDate.from(parts);
    return parts.time === undefined ? day(date) : isoInstant(date, parts.time, parts.offset);
  }

  /**
   * A local time that does not exist, when clocks go forward, is moved forward as far as they are; of one that
   * exists twice, when they go back, the first counts (Temporal's `compatible`).
   */
  function isoInstant(
    date: Temporal.PlainDate,
    time: NonNullable<IsoParts['time']>,
    offset: string | undefined,
  ): Reading {
    const zone = offset === 'Z' ? 'UTC' : (offset ?? clock.zone);
    const at = date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' });
    return { kind: 'instant', at: at.toInstant(), day: date };
  }
}

function readNamed(words: string, clock: Clock): Reading | undefined {
  const today = here(clock).toPlainDate();
  switch (words) {
    case 'now':
      return instant(here(clock));
    case 'today':
      return day(today);
    case 'yesterday':
      return day(today.subtract({ days: 1 }));
    case 'tomorrow':
      return day(today.add({ days: 1 }));
  }
  const weekday = weekdays.indexOf(words) + 1;
  if (weekday > 0) return day(today.subtract({ days: (today.dayOfWeek - weekday + 7) % 7 }));
  const [, which = '', unit = ''] =
    /^(this|last|next) (week|month|quarter|year)$/.exec(words) ?? [];
  return unit === '' ? undefined : period(today, { last: -1, this: 0, next: 1 }[which] ?? 0, unit);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The week from Monday, month, quarter or year that lies `away` from the one with a day. */
function period(today: Temporal.PlainDate, away: number, unit: string): Reading {
  const monthStart = today.with({ day: 1 });
  const [start, length] = {
    week: [today.subtract({ days: today.dayOfWeek - 1 }), { weeks: 1 }] as const,
    month: [monthStart, { months: 1 }] as const,
    quarter: [monthStart.subtract({ months: (today.month - 1) % 3 }), { months: 3 }] as const,
    year: [monthStart.with({ month: 1 }), { years: 1 }] as const,
  }[unit] ?? [today, { days: 1 }];
  const step = Temporal.Duration.from(length);
  const first = away < 0 ? start.subtract(step) : away > 0 ? start.add(step) : start;
  return { kind: 'days', unit: 'period', first, next: first.add(step) };
}

/** `-7d`: days, weeks, months and years away are days of the calendar; hours and minutes away are points in time. */
function readOffset(words: string, clock: Clock): Reading | undefined {
  const [, sign = '', count = '', unit = ''] =
    /^([+-])(\d{1,5}) ?(mo|y|w|d|h|min|m)$/.exec(words) ?? [];
  const amount = Number(`${sign}${count}`);
  const today = () => here(clock).toPlainDate();
  switch (unit) {
    case 'm':
    case 'min':
      return instant(here(clock).add({ minutes: amount }));
    case 'h':
      return instant(here(clock).add({ hours: amount }));
    case 'd':
      return day(today().add({ days: amount }));
    case 'w':
      return day(today().add({ weeks: amount }));
    // The 31st in a month that has 30 days is its 30th.
    case 'mo':
      return day(today().add({ months: amount }));
    case 'y':
      return day(today().add({ years: amount }));
    default:
      return undefined;
  }
}

function here({ now, zone }: Clock): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
}

function instant(at: Temporal.ZonedDateTime): Reading {
  return { kind: 'instant', at: at.toInstant(), day: at.toPlainDate() };
}

function day(first: Temporal.PlainDate): Reading {
  return { kind: 'days', unit: 'day', first, next: first.add({ days: 1 }) };
}

function isWritable(reading: Reading): boolean {
  const { year } = reading.kind === 'days' ? reading.first : reading.day;
  return year >= 1 && year <= 9999;
}
