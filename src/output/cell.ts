import { isNumber } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { toLocalTime } from './local-time.js';
import { cellText } from './select.js';

export interface Cell {
  text: string;
  /** What the value is, as far as its layout goes; a moment is a time that depends on the zone. */
  kind: 'text' | 'number' | 'flag' | 'day' | 'moment' | 'none';
}

/** One value as a person reads it in a table. `field` is its path in the row. */
export function toCell(value: unknown, field: string, zone: string): Cell {
  if (value === undefined || value === null || value === '') return { text: '', kind: 'none' };
  if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', kind: 'flag' };
  if (isNumber(value)) return { text: cellText(value), kind: 'number' };
  const time = toLocalTime(value, field, zone);
  if (time !== undefined) return { text: time.text, kind: time.isDay ? 'day' : 'moment' };
  if (Array.isArray(value) && value.length === 0) return { text: '', kind: 'none' };
  const items = Array.isArray(value) ? value.map(itemText) : [undefined];
  const text = items.every((item) => item !== undefined) ? items.join(', ') : cellText(value);
  return { text, kind: 'text' };
}

/** An element of a list: by its name; a custom field or a phone number by what it is and its value. */
function itemText(item: unknown): string | undefined {
  if (!isRecord(item)) return cellText(item);
  const name = [item['name'], item['identifier'], item['summary']].find(isText);
  if (name !== undefined) return name;
  if (!Object.hasOwn(item, 'value')) return undefined;
  const type = isRecord(item['type']) ? item['type']['name'] : undefined;
  const caption = [item['caption'], type].find(isText);
  return caption === undefined ? undefined : `${caption}: ${cellText(item['value'])}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
