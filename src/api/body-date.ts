import type { Field } from '../catalog/model.js';
import { notADate, parseIso } from '../dates/forms.js';
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
 * A date as a body carries it: UTC in whole seconds. The server refuses fractions, offsets and the brackets
 * that belong to conditions. Throws UsageError for what is no date.
 */
export function toBodyDate({ written, text, field, owner }: DateText, toDate?: ToDate): string {
  const bare = bareDate(text);
  // Calendars keep times of a day in fields of this format.
  if (/^\d\d:\d\d:\d\d$/.test(bare)) return bare;
  try {
    // A date without a zone is one of the user's, which only the other reader knows.
    if (toDate !== undefined && !namesZone(text)) return toDate(bare, field, owner);
    return isoDate(bare, field);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, hint } = error;
    throw new UsageError(`${written}: ${message}`, { ...(hint && { hint }), cause: error });
  }
}

/** Whether a text is a date that says itself how far it is from UTC. */
export function namesZone(text: string): boolean {
  return parseIso(bareDate(text))?.offset !== undefined;
}

export function isDateField({ type, format }: Field): boolean {
  return type === 'string' && (format === 'date-time' || format === 'date');
}

function bareDate(text: string): string {
  return /^\s*\[?([^[\]]*)\]?\s*$/.exec(text)?.[1]?.trim() ?? text;
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
