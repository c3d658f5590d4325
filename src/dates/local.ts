/** `2026-01-31T17:04:26Z` as a clock in a zone shows it: `2026-01-31 18:04`. What is no such time stays as it is. */
export function formatLocal(isoText: string, zone: string, seconds = false): string {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(isoText))
    return isoText;
  const time = new Date(isoText);
  if (Number.isNaN(time.getTime())) return isoText;
  const parts = Object.fromEntries(
    localFormat(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month, day, hour, minute, second } = parts;
  const clock = `${hour}:${minute}${seconds ? `:${second}` : ''}`;
  return `${year.padStart(4, '0')}-${month}-${day} ${clock}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a thousand times as long as using it, and a table has many cells. */
function localFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}
