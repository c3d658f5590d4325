import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';

/** Reads other forms of a date, such as `today` or `+7d`; undefined for what is none. */
export type ToDate = (text: string, field: Field) => string | undefined;

/**
 * A date as a body carries it: UTC in whole seconds. The server refuses fractions, offsets and the brackets
 * that belong to conditions. Throws UsageError for what is no date.
 */
export function toBodyDate(
  written: string,
  text: string,
  field: Field,
  toDate: ToDate | undefined,
): string {
  const bare = /^\s*\[?([^[\]]*)\]?\s*$/.exec(text)?.[1]?.trim() ?? '';
  // Calendars keep times of a day in fields of this format.
  if (/^\d\d:\d\d:\d\d$/.test(bare)) return bare;
  const [, day, time, zone] = isoForm.exec(bare) ?? [];
  // A date without a zone is one of the user's, which only the other reader knows.
  const own = zone === undefined ? toDate?.(bare, field) : undefined;
  if (own !== undefined) return own;
  if (day === undefined || !isDay(day)) throw noDate(written, text, field, toDate !== undefined);
  if (field.format === 'date') return day;
  const instant = new Date(`${day}T${wholeSeconds(time ?? '00:00')}${zoneText(zone)}`);
  if (Number.isNaN(instant.getTime())) throw noDate(written, text, field, toDate !== undefined);
  return instant.toISOString().replace(/\.\d+Z$/, 'Z');
}

export function isDateField({ type, format }: Field): boolean {
  return type === 'string' && (format === 'date-time' || format === 'date');
}

const isoForm =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

function wholeSeconds(time: string): string {
  return time.replace(/[.,]\d+$/, '');
}

function zoneText(zone: string | undefined): string {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '') ?? [];
  return sign === undefined ? 'Z' : `${sign}${hours ?? ''}:${minutes}`;
}

/** A day that the calendar has: `2026-02-30` would roll over into March. */
function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function noDate(written: string, text: string, field: Field, relative: boolean): UsageError {
  const forms = field.format === 'date' ? '2026-01-31' : '2026-01-31T09:00:00Z or 2026-01-31';
  return new UsageError(`${written} takes a date, not "${text}".`, {
    hint: `Write ${forms}${relative ? ', or today, yesterday, -7d, +60d' : ''}.`,
  });
}
