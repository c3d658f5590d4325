import { readServerDate } from './server-date.js';
import type { Sql } from './sql.js';
import type { Compare } from './tree.js';

/** What a whole time is compared with as text; undefined where the literal is no whole second. */
export function wholeSeconds({ value }: Compare): string | undefined {
  const time = value.kind === 'date' ? readServerDate(value.text) : Number.NaN;
  const whole = Number.isNaN(time) ? '' : new Date(time).toISOString();
  return /^\d{4}-.*\.000Z$/.test(whole) ? whole.replace('.000Z', 'Z') : undefined;
}

/** Whole seconds sort as text does; a time that is written otherwise has to be asked about. Never null. */
export function ofTimes(column: string, within: Sql, asking: Sql): Sql {
  const time = `${column} GLOB '${form}'`;
  return {
    // What has the form is a whole time, or no date at all.
    sql: `((${within.sql} AND ${time} AND ${isReal(column)} OR NOT ${time} AND ${asking.sql}) IS TRUE)`,
    values: [...within.values, ...asking.values],
    exact: true,
  };
}

const form = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-5][0-9]:[0-5][0-9]Z';

/** Whether what has the form is in the calendar, which the first 28 days of a month need no calendar for. */
function isReal(column: string): string {
  const part = (start: number, least: string, most: string) =>
    `substr(${column}, ${start}, 2) BETWEEN '${least}' AND '${most}'`;
  const early = `${part(9, '01', '28')} AND ${part(6, '01', '12')} AND ${part(12, '00', '23')}`;
  const any = `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) = ${column}`;
  // JavaScript's and SQLite's calendars have a year 0, which servers do not.
  return `${column} >= '0001' AND (${early} OR ${any})`;
}
