/**
 * Milliseconds since 1970 of a date in brackets as the server reads it, leniently: a day alone, a blank for the T,
 * fractions; a missing zone means UTC. NaN for what is no date.
 */
export function readServerDate(text: string): number {
  // Days and months of one digit are padded: JavaScript reads such a day in the zone of the machine.
  const normal = text
    .trim()
    .replace(' ', 'T')
    .replace(/^(\d{4})-(\d\d?)-(\d\d?)(?!\d)/, (_date, year: string, month: string, day: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    );
  if (!/^\d{4}-\d\d-\d\d(?:T|$)/i.test(normal)) return Number.NaN;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(normal);
  return Date.parse(hasZone || !normal.includes('T') ? normal : `${normal}Z`);
}
