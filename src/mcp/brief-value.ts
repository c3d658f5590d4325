import { toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';

/** Characters of JSON that a preview has room for: some two thousand tokens. */
const room = 6000;

/** Ever less: characters of a text, and entries of a list. */
const limits = [
  { text: 400, entries: 20 },
  { text: 100, entries: 5 },
  { text: 40, entries: 2 },
] as const;

/** A value whole where there is room for it, else with long texts and lists cut short. */
export function briefValue(value: unknown): { value: unknown; isWhole: boolean } {
  if (toJson(value).length <= room) return { value, isWhole: true };
  for (const limit of limits) {
    const cut = cutValue(value, limit);
    if (toJson(cut).length <= room) return { value: cut, isWhole: false };
  }
  return { value: shortened(toJson(value), room), isWhole: false };
}

function cutValue(value: unknown, limit: { text: number; entries: number }): unknown {
  if (typeof value === 'string') return shortened(value, limit.text);
  if (Array.isArray(value)) {
    const shown = value.slice(0, limit.entries).map((entry: unknown) => cutValue(entry, limit));
    const left = value.length - shown.length;
    return left === 0 ? shown : [...shown, `… and ${left} more`];
  }
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([name]) => name !== '_info');
  return Object.fromEntries(members.map(([name, member]) => [name, cutValue(member, limit)]));
}
