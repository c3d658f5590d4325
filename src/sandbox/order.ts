import { foldCase } from '../conditions/fold.js';
import { readerOf } from '../conditions/read-record.js';
import type { RecordShape } from '../conditions/shape.js';
import type { JsonRecord } from '../text/records.js';
import { ownField } from './refuse.js';

/** One key that records are sorted by. */
export interface SortKey {
  path: string;
  descending: boolean;
}

/** The keys of an `orderBy` (`field asc|desc`, comma-separated). */
export function sortKeys(orderBy: string | undefined, shape: RecordShape): SortKey[] {
  const keys = (orderBy ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s+/))
    .filter(([path]) => path !== undefined && path !== '')
    .map(([path = '', direction = '']) => ({
      path,
      descending: direction.toLowerCase() === 'desc',
    }));
  for (const { path } of keys) ownField(path, shape);
  return keys;
}

/** Sorted by the keys, then by id: what is absent first, numbers before text, text without case and accents. */
export function sortRecords(
  records: readonly JsonRecord[],
  keys: readonly SortKey[],
): JsonRecord[] {
  return [...records].sort((a, b) => {
    for (const { path, descending } of keys) {
      const order = compareValues(readerOf(a)(path), readerOf(b)(path));
      if (order !== 0) return descending ? -order : order;
    }
    return Number(a['id']) - Number(b['id']);
  });
}

/** Text as it is sorted. */
export function sortText(text: string): string {
  if (/^[\x01-\x7f]*$/.test(text)) return text.toLowerCase();
  return foldCase(text.normalize('NFD').replaceAll(/\p{M}/gu, ''));
}

/** What `sortRecords` compares, in SQL: for a database that has `sort_text`. */
export function sortExpression(column: string): string {
  const isAscii = `length(${column}) = octet_length(${column})`;
  const text = `CASE WHEN ${isAscii} THEN lower(${column}) ELSE sort_text(${column}) END`;
  // Text is above the empty one, a number below it: quicker to find out than what the type is called.
  return `CASE WHEN ${column} >= '' THEN ${text} ELSE ${column} END`;
}

function compareValues(a: unknown, b: unknown): number {
  const [left, right] = [sortValue(a), sortValue(b)];
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return rankOf(left) - rankOf(right);
}

function sortValue(value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return sortText(typeof value === 'string' ? value : JSON.stringify(value));
}

function rankOf(value: string | number | null): number {
  return value === null ? 0 : typeof value === 'number' ? 1 : 2;
}

/** By code points, as SQLite does: beyond the first plane JavaScript's own order differs. */
function compareTexts(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a + b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
