const form =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?(?:Z|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;

/**
 * Milliseconds since 1970 of a date in brackets as the server reads it, leniently: a day alone, a blank for the T,
 * fractions; a missing zone means UTC, on every machine. NaN for what is no date of the calendar.
 */
export function readServerDate(text: string): number {
  const match = form.exec(text.trim());
  if (match === null) return Number.NaN;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
    Number(match[group] ?? 0),
  ) as [number, number, number, number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, Number((match[7] ?? '').slice(0, 3).padEnd(3, '0')));
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && second < 60;
  if (!isReal || minute > 59 || year < 1) return Number.NaN;
  const ahead = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0);
  return date.getTime() - (match[8] === '-' ? -ahead : ahead) * 60_000;
}

/** A date without a time of day, as a server reads it: midnight in UTC. */
export function isDayAlone(text: string): boolean {
  return /^\d{4}-\d\d?-\d\d?$/.test(text.trim());
}
