/** A time as the API writes it: UTC, with a Z. */
const apiTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * Fields that name a day rather than a moment (agreements, invoices, warranties). The server stores the day at
 * 00:00Z; moved into a zone west of Greenwich it would become the day before.
 */
const dayField =
  /(?:^|[./])(?:date|\w*Date|dateAcquired|(?:estimated|actual|scheduled)(?:Start|End))$/;

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
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return undefined;
  if (dayField.test(field) && /T00:00:00(?:\.0+)?Z$/.test(value))
    return { text: value.slice(0, 10), isDay: true };
  const part = Object.fromEntries(
    formatter(zone)
      .formatToParts(time)
      .map(({ type, value: text }) => [type, text]),
  );
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = part;
  const clock = `${hour}:${minute}${seconds ? `:${second}` : ''}`;
  return { text: `${year.padStart(4, '0')}-${month}-${day} ${clock}`, isDay: false };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it a thousand times. */
function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}
