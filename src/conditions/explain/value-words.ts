import { shortened } from '../../text/shortened.js';
import { quoteText } from '../quote.js';
import { isDayAlone } from '../server-date.js';
import { relativeWords } from './relative-words.js';
import type { Literal } from '../tree.js';

/** What tells dates as a calendar of one zone has them. */
export interface DateWords {
  /** One point in time: `2026-11-15 00:00 Europe/Berlin`, of a calendar day `2026-11-15`. */
  point: (text: string, isDay: boolean) => string;
  /** A day or period from one time until before another, such as `yesterday (2026-11-21)`; undefined where it is none. */
  period: (from: string, until: string, isDay: boolean) => PeriodWords | undefined;
  /** `in the last 7 days (since 2026-11-15)`, for the first moment of a day that lies so far back. */
  lastDays: (text: string) => string | undefined;
}

export interface PeriodWords {
  /** `yesterday (2026-11-21)`, `on 2026-11-05`, `in 2026-10`, `last week (…)` */
  words: string;
  /** What the date of a record does to it: `is` yesterday, `falls in` last week. */
  verb: 'is' | 'falls' | 'falls in';
}

/** Dates as they are written. */
export const writtenDates: DateWords = {
  point(text, isDay) {
    const relative = relativeWords(text);
    if (relative !== undefined) return relative.words;
    // What is no date stands in brackets, as it was written.
    if (!/^[\d T:.+Z-]+$/i.test(text)) return `[${shortened(text)}]`;
    // A server takes a day alone for its midnight in UTC.
    if (!isDay && isDayAlone(text)) return `${text.trim()} 00:00 UTC`;
    return isDay ? text.replace(/T00:00:00(?:\.0+)?Z$/i, '') : text;
  },
  period: () => undefined,
  lastDays: () => undefined,
};

/** One value in words; a date by `dates`. */
export function valueWords(literal: Literal, dates: DateWords, isDay = false): string {
  switch (literal.kind) {
    case 'string':
      return nameWords(literal.value);
    case 'number':
      return shortened(literal.text);
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'empty';
    case 'date':
      return dates.point(literal.text, isDay);
  }
}

/** A name whose every word begins with a capital letter stands bare, since no word of ours does; other text in quotes. */
export function nameWords(text: string): string {
  return isName.test(text) && shortened(text) === text ? text : quoted(text);
}

const isName = /^\p{Lu}[\p{L}\p{N}.&'_-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.&'_-]*)*$/u;

/** A member's identifier is one word, and nothing else stands where it does. */
export function memberWords(literal: Literal, dates: DateWords): string {
  const isWord = literal.kind === 'string' && /^[a-z][\w.-]{0,40}$/i.test(literal.value);
  return isWord ? literal.value : valueWords(literal, dates);
}

export function quoted(text: string): string {
  return quoteText(shortened(text));
}

/** A few values; of many the first and how many more there are. */
export function listWords(values: readonly Literal[], dates: DateWords, isDay = false): string {
  const shown = values.length > 6 ? values.slice(0, 3) : values;
  const words = shown.map((value) => valueWords(value, dates, isDay)).join(', ');
  const more = values.length - shown.length;
  return more === 0 ? words : `${words} and ${more} more`;
}
