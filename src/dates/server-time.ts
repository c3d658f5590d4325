/** A time as the server takes it everywhere: whole seconds, UTC, in years of four digits. */
export function toServerTime(date: Date): string {
  const time = Math.min(Math.max(date.getTime(), earliest), latest);
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');
