/**
 * Milliseconds since 1970 of a date in brackets as the server reads it, leniently: a day alone, a blank for the T,
 * fractions; a missing zone means UTC. NaN for what is no date.
 */
export function readServerDate(text: string): number {
  const normal = text.trim().replace(' ', 'T');
  if (!/^\d{4}-\d\d?-\d\d?(?:T|$)/i.test(normal)) return Number.NaN;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(normal);
  return Date.parse(hasZone || !normal.includes('T') ? normal : `${normal}Z`);
}
