import { isDayName } from '../catalog/day-fields.js';
import { formatLocal } from '../dates/local.js';

/** A time as the API writes it: UTC, with a Z. */
const apiTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

export interface LocalTime {
  text: string;
  /** A calendar day, which is the same in every zone. */
  isDay: boolean;
}

/** What a value of the API is in a zone; undefined where it is no time. `field` is its path in the row. */
export function toLocalTime(
  value: unknown,
  field: string,
  zone: string,
  seconds = false,
): LocalTime | undefined {
  if (typeof value !== 'string' || !apiTime.test(value)) return undefined;
  if (Number.isNaN(Date.parse(value))) return undefined;
  // Moved into a zone west of Greenwich a day at 00:00Z would become the day before.
  const name = field.split(/[./]/).at(-1) ?? '';
  if (isDayName(name) && /T00:00:00(?:\.0+)?Z$/.test(value))
    return { text: value.slice(0, 10), isDay: true };
  return { text: formatLocal(value, zone, seconds), isDay: false };
}
