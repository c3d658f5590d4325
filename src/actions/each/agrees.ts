import { isNumber } from '../../text/json.js';
import { isRecord } from '../../text/records.js';

/**
 * Whether a stored value is what was sent, as servers keep it: references with more members, dates in another
 * spelling, texts without blanks at their end.
 */
export function agrees(sent: unknown, stored: unknown, isMember = false): boolean {
  if (isNothing(sent)) return isNothing(stored);
  if (isNumber(sent)) return isNumber(stored) && Number(sent) === Number(stored);
  if (typeof sent === 'string')
    return typeof stored === 'string' && isSameText(sent, stored, isMember);
  if (Array.isArray(sent))
    return (
      Array.isArray(stored) &&
      sent.length === stored.length &&
      sent.every((one, index) => agrees(one, stored[index], isMember))
    );
  if (isRecord(sent))
    return (
      isRecord(stored) &&
      Object.entries(sent).every(([name, value]) => agrees(value, stored[name], true))
    );
  return sent === stored;
}

/** No value, however it is said. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The server finds what a reference names without regard to case. */
function isSameText(sent: string, stored: string, isMember: boolean): boolean {
  if (sent === stored) return true;
  if (isDate(sent) && isDate(stored)) return Date.parse(sent) === Date.parse(stored);
  const [a, b] = [sent, stored].map((text) => text.replaceAll('\r\n', '\n').trim());
  return isMember ? a?.toLowerCase() === b?.toLowerCase() : a === b;
}

/** A point in time as the API writes it. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text);
}
