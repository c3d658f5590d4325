import { toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { recordText, rowLine } from './as-text.js';
import { estimateTokens } from './tokens.js';
import type { ToolAnswer } from './tool.js';

/** Tokens that an answer takes at most, as JSON and as text, unless a larger page was asked for. */
const usual = 4000;

/** And at most however large a page was asked for. */
const hardest = 20_000;

/** Rows on a page that nobody asked for a size of. */
const usualRows = 25;

/** Tokens that an answer may take, where so many rows were asked for. */
export function roomFor(rows = 0): number {
  return Math.min(Math.max((rows / usualRows) * usual, usual), hardest);
}

/** Whether the whole answer takes no more than that. */
export function fitsWhole({ structured, text }: ToolAnswer, room: number): boolean {
  return estimateTokens(toJson(structured)) <= room && estimateTokens(text) <= room;
}

/** How many rows from the first fit; each is there whole or not at all. */
export function rowsThatFit(rows: readonly unknown[], whole: number): number {
  const room = whole - beside;
  let json = 0;
  // The head of the table has the names of all columns, each row's among them.
  let text = estimateTokens(rows.slice(0, 1).map(namesOf).join());
  for (const [index, row] of rows.entries()) {
    json += estimateTokens(`${toJson(row)},`);
    text += estimateTokens(`${rowLine(row)}\n`) + 1;
    if (json > room || text > room) return index;
  }
  return rows.length;
}

/** Tokens that are left for what is beside rows: the cursor, what was left out, notices. */
const beside = 300;

function namesOf(row: unknown): string {
  return isRecord(row) ? Object.keys(row).join(' | ') : '';
}

export interface Fitted {
  value: unknown;
  /** What is not there, or not whole. */
  leftOut: string[];
}

/** As much of one value as fits: long texts and lists are cut, then its last fields go. */
export function fitValue(value: unknown, whole: number): Fitted {
  const room = whole - beside;
  for (let characters = 80_000; ; characters = Math.floor(characters * 0.8)) {
    const leftOut: string[] = [];
    const isLast = characters < 80;
    const most = { text: characters, list: Math.max(3, Math.floor(characters / 16)) };
    const cut = shorten(value, most, '', leftOut);
    if (fits(cut, room)) return { value: cut, leftOut };
    if (isLast) return dropFields(cut, room, leftOut);
  }
}

function fits(value: unknown, room: number): boolean {
  return estimateTokens(toJson(value)) <= room && estimateTokens(recordText(value)) <= room;
}

interface Most {
  /** Characters. */
  text: number;
  /** Elements. */
  list: number;
}

function shorten(value: unknown, most: Most, place: string, leftOut: string[]): unknown {
  if (typeof value === 'string') {
    if (value.length <= most.text) return value;
    const kept = value.slice(0, most.text).replace(/[\ud800-\udbff]$/, '');
    leftOut.push(`${place || 'text'}: ${value.length - kept.length} of ${value.length} characters`);
    return `${kept}… [cut: ${value.length - kept.length} more characters]`;
  }
  if (Array.isArray(value)) {
    if (value.length > most.list)
      leftOut.push(`${place || 'list'}: ${value.length - most.list} of ${value.length} elements`);
    return value
      .slice(0, most.list)
      .map((element, index) => shorten(element, most, `${place}[${index}]`, leftOut));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      shorten(member, most, place === '' ? name : `${place}.${name}`, leftOut),
    ]),
  );
}

function dropFields(value: unknown, room: number, cut: readonly string[]): Fitted {
  if (!isRecord(value)) return { value: null, leftOut: ['all of it'] };
  const entries = Object.entries(value);
  let [low, high] = [0, entries.length];
  // The most fields that fit.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(Object.fromEntries(entries.slice(0, middle)), room)) low = middle;
    else high = middle - 1;
  }
  const kept = Object.fromEntries(entries.slice(0, low));
  const gone = entries.slice(low).map(([name]) => name);
  const still = cut.filter((one) => Object.hasOwn(kept, one.split(/[.:[]/, 1)[0] ?? ''));
  return { value: kept, leftOut: [...still, ...gone] };
}
