/** A date without a time of day, as a server reads it: midnight in UTC. */
export function isDayAlone(text: string): boolean {
  return /^\d{4}-\d\d?-\d\d?$/.test(text.trim());
}

/** What takes in a whole day, or leaves it out. */
export function wholeDay(path: string, operator: '=' | '!=', day: string): string {
  const next = dayAfter(day);
  const where = `--where ${path}${operator}${day}`;
  if (next === undefined) return `The whole day: ${where}`;
  const range =
    operator === '='
      ? `(${path}>=[${day}] and ${path}<[${next}])`
      : `(${path}<[${day}] or ${path}>=[${next}])`;
  return `The whole day: ${range}, or ${where}`;
}

function dayAfter(day: string): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const next = new Date(Date.UTC(year, month - 1, date + 1));
  return Number.isNaN(next.getTime()) ? undefined : next.toISOString().slice(0, 10);
}
