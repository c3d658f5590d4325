import { Temporal } from '@js-temporal/polyfill';
import type { Clock } from './clock.js';
import { parseIso, readRelative, type IsoParts, type Relative } from './forms.js';

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
  const relative = readRelative(text);
  try {
    const reading = relative === undefined ? readIso(text) : fromNow(relative, clock);
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

function fromNow(relative: Relative, clock: Clock): Reading {
  const today = here(clock).toPlainDate();
  switch (relative.kind) {
    case 'now':
      return instant(here(clock));
    case 'day':
      return day(today.add({ days: relative.away }));
    case 'weekday':
      return day(today.subtract({ days: (today.dayOfWeek - relative.weekday + 7) % 7 }));
    case 'period':
      return period(today, relative);
    case 'offset':
      return offset(today, relative, clock);
  }
}

/** The week from Monday, month, quarter or year that lies `away` from the one with a day. */
function period(
  today: Temporal.PlainDate,
  { away, unit }: Extract<Relative, { kind: 'period' }>,
): Reading {
  const monthStart = today.with({ day: 1 });
  const [start, length] = {
    week: [today.subtract({ days: today.dayOfWeek - 1 }), { weeks: 1 }] as const,
    month: [monthStart, { months: 1 }] as const,
    quarter: [monthStart.subtract({ months: (today.month - 1) % 3 }), { months: 3 }] as const,
    year: [monthStart.with({ month: 1 }), { years: 1 }] as const,
  }[unit];
  const step = Temporal.Duration.from(length);
  const first = away < 0 ? start.subtract(step) : away > 0 ? start.add(step) : start;
  return { kind: 'days', unit: 'period', first, next: first.add(step) };
}

/** `-7d`: days, weeks, months and years away are days of the calendar; hours and minutes away are points in time. */
function offset(
  today: Temporal.PlainDate,
  { sign, count, unit }: Extract<Relative, { kind: 'offset' }>,
  clock: Clock,
): Reading {
  const away = { [`${unit}s`]: sign === '-' ? -count : count };
  if (unit === 'minute' || unit === 'hour') return instant(here(clock).add(away));
  // The 31st in a month that has 30 days is its 30th.
  return day(today.add(away));
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
