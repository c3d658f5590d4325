import { isExactNumber } from '../text/json.js';
import { isRecord } from '../text/records.js';

export interface Cleaned<T> {
  value: T;
  /** Characters that were removed. */
  removed: number;
}

/**
 * The one place that every text of every answer passes: what nobody can see is removed from it, since it can carry
 * words that only a model reads. Line ends become `\n`. What is seen stays, HTML too.
 */
export function cleanText(text: string): Cleaned<string> {
  if (!suspect.test(text)) return { value: text, removed: 0 };
  let value = text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
  let removed = 0;
  // What is removed may have been what something else belonged to.
  for (let before = -1; before < removed;) {
    before = removed;
    value = value.replaceAll(seenOrNot, (found, seen: string | undefined) => {
      if (seen !== undefined) return found;
      removed += 1;
      return '';
    });
  }
  return { value, removed };
}

/** The same for every text of a JSON value, names of members too. */
export function cleanJson<T>(given: T): Cleaned<T> {
  let removed = 0;
  const text = (one: string): string => {
    const cleaned = cleanText(one);
    removed += cleaned.removed;
    return cleaned.value;
  };
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (isExactNumber(value)) return value;
    if (Array.isArray(value)) return value.map(visit);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [text(name), visit(one)]));
  };
  return { value: visit(given) as T, removed };
}

/** Controls but for tab and newline, halves of characters, and all that has no shape of its own: bidirectional, zero-width, tags, variation selectors, soft hyphens. */
const unseen = String.raw`(?![\t\n])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`;

/** Scripts in which a joiner, or what keeps letters apart, changes how letters look. */
const joining = `[${[
  'Arab',
  'Syrc',
  'Mong',
  'Nkoo',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Mymr',
  'Khmr',
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join('')}]`;

/** A picture, with its colour of skin. */
const picture = String.raw`\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?`;

/** What has no shape and yet shows: each right behind what it belongs to, and one alone. */
const seen = [
  String.raw`(?<=${picture})\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
  String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
  String.raw`(?<=${joining})[\u200c\u200d](?=${joining})`,
  String.raw`(?<=\p{Script=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{Script=Mong})[\u180b-\u180d\u180f]`,
].join('|');

const seenOrNot = new RegExp(`(${seen})|${unseen}`, 'gu');

const suspect = new RegExp(String.raw`${unseen}|[\r\u2028\u2029]`, 'u');
