import type { Temporal } from '@js-temporal/polyfill';
import type { Clock } from './clock.js';
import { manyDays, notADate } from './forms.js';
import { readDate, type Reading } from './reading.js';
import { toServerTime } from './server-time.js';

/** A stretch of time: a second, a day or a longer period. */
export interface Moment {
  start: Date;
  /** The first moment after it. */
  end: Date;
  precision: 'instant' | 'day' | 'period';
}

/**
 * The time that a text such as `today` or `2026-01-31T18:04` stands for; undefined where it is no date. A day goes
 * from its first moment in the zone to that of the next: 23 or 25 hours where the clocks change.
 */
export function parseMoment(text: string, clock: Clock): Moment | undefined {
  const reading = readDate(text, clock);
  if (reading?.kind === 'instant') return instantAt(reading.at);
  const start = (date: Temporal.PlainDate) => date.toZonedDateTime(clock.zone).epochMilliseconds;
  return reading === undefined ? undefined : stretch(reading, start);
}

/** The same for a field that carries a calendar day: its days are the written ones, from 00:00Z whatever the zone. */
export function parseDays(text: string, clock: Clock): Moment | undefined {
  const reading = readDate(text, clock);
  if (reading === undefined) return undefined;
  const days: Extract<Reading, { kind: 'days' }> =
    reading.kind === 'days'
      ? reading
      : { kind: 'days', unit: 'day', first: reading.day, next: reading.day.add({ days: 1 }) };
  return stretch(days, (date) => date.toZonedDateTime('UTC').epochMilliseconds);
}

/** The moment that a text stands for; throws UsageError where it is no date. */
export function readMoment(text: string, clock: Clock): Moment {
  const moment = parseMoment(text, clock);
  if (moment === undefined) throw notADate(text);
  return moment;
}

/** One point in time for a field that is set: of a day its start. Throws UsageError for a period and for no date. */
export function momentToSet(text: string, clock: Clock): string {
  return startOfOne(text, readMoment(text, clock));
}

/** `today` as a field that carries a calendar day takes it. Throws UsageError for a period and for no date. */
export function dayAtMidnightZ(text: string, clock: Clock): string {
  const days = parseDays(text, clock);
  if (days === undefined) throw notADate(text);
  return startOfOne(text, days);
}

function startOfOne(text: string, { start, precision }: Moment): string {
  if (precision === 'period') throw manyDays(text);
  return toServerTime(start);
}

function instantAt(at: Temporal.Instant): Moment {
  const start = Math.floor(at.epochMilliseconds / 1000) * 1000;
  return { start: new Date(start), end: new Date(start + 1000), precision: 'instant' };
}

function stretch(
  { unit, first, next }: Extract<Reading, { kind: 'days' }>,
  startOf: (date: Temporal.PlainDate) => number,
): Moment {
  return { start: new Date(startOf(first)), end: new Date(startOf(next)), precision: unit };
}
