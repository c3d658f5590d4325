import type { Field } from '../catalog/model.js';
import { manyDays, notADate, parseIso, readRelative } from '../dates/forms.js';
import { toServerTime } from '../dates/server-time.js';
import { UsageError } from '../errors/errors.js';

export interface DateText {
  /** The path as it was given, for messages. */
  written: string;
  text: string;
  field: Field;
  /** Schema that has the field; undefined for the record itself. */
  owner?: string | undefined;
}

/** Reads a date that names no zone, such as `today` or `2026-01-31`. Throws UsageError for what is none. */
export type ToDate = (text: string, field: Field, owner: string | undefined) => string;

/**
 * A date that somebody sets, as the body keeps it: one that names its zone is put as the server takes it, UTC in whole
 * seconds without fractions, offsets and the brackets that belong to conditions; any other waits until it is sent.
 * Throws UsageError for what is no date.
 */
export function writtenDate({ written, text, field }: DateText): string {
  const bare = bareDate(text);
  if (isTimeOfDay(bare)) return bare;
  return naming(written, () => {
    const relative = readRelative(bare);
    if (relative?.kind === 'period') throw manyDays(bare);
    return relative === undefined && (parseIso(bare) === undefined || namesZone(bare))
      ? isoDate(bare, field)
      : bare;
  });
}

/** A date of a body as it is sent; one that names its zone is left to the server. Throws UsageError for what is no date. */
export function dateToSend({ written, text, field, owner }: DateText, toDate?: ToDate): string {
  const bare = bareDate(text);
  if (isTimeOfDay(bare) || namesZone(text)) return text;
  return naming(written, () =>
    isDateWord(text) && toDate !== undefined ? toDate(bare, field, owner) : isoDate(bare, field),
  );
}

/** Whether a text is a date that says nothing of its zone: today, or 2026-01-31. */
export function isDateWord(text: string): boolean {
  const bare = bareDate(text);
  return readRelative(bare) !== undefined || (parseIso(bare) !== undefined && !namesZone(bare));
}

export function isDateField({ type, format }: Field): boolean {
  return type === 'string' && (format === 'date-time' || format === 'date');
}

/** What stands in the brackets that a date has in conditions. */
export function bareDate(text: string): string {
  return /^\s*\[?([^[\]]*)\]?\s*$/.exec(text)?.[1]?.trim() ?? text;
}

/** Whether a text is a date that says itself how far it is from UTC. */
function namesZone(text: string): boolean {
  return parseIso(bareDate(text))?.offset !== undefined;
}

/** Calendars keep times of a day in fields of dates. */
function isTimeOfDay(text: string): boolean {
  return /^\d\d:\d\d:\d\d$/.test(text);
}

/** A fault of a date with the path of its field before it. */
function naming(written: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, hint } = error;
    throw new UsageError(`${written}: ${message}`, { ...(hint && { hint }), cause: error });
  }
}

function isoDate(text: string, { format }: Field): string {
  const parts = parseIso(text);
  if (parts === undefined) throw notADate(text);
  const day = text.slice(0, '2026-01-31'.length);
  if (format === 'date') return day;
  const { time = { hour: 0, minute: 0, second: 0 }, offset = 'Z' } = parts;
  const clock = [time.hour, time.minute, time.second].map((one) => String(one).padStart(2, '0'));
  return toServerTime(new Date(`${day}T${clock.join(':')}${offset}`));
}
