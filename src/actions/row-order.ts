import { inInfo, readerOf } from '../conditions/read-record.js';
import { kindOf, lookUp, type RecordShape } from '../conditions/shape.js';
import { parseFieldList, parseOrderBy } from '../conditions/lists.js';
import { UsageError } from '../errors/errors.js';
import { valueOf } from '../text/json-text.js';
import { plainNumbers } from '../text/json.js';
import { isRecord } from '../text/records.js';

/** What a row is sorted by; undefined where it has no value. */
export type SortKeys = readonly (string | number | undefined)[];

export interface RowOrder {
  keysOf: (row: unknown) => SortKeys;
  compare: (a: SortKeys, b: SortKeys) => number;
}

/** The order that the server gives rows with `orderBy`, told from the rows themselves. Throws UsageError where they do not tell it. */
export function rowOrder(
  orderBy: string,
  fields: string | undefined,
  shape: RecordShape,
): RowOrder {
  const keys = parseOrderBy(orderBy).map(({ field, direction }) => ({
    path: field.path,
    isDate: sortsByDate(field.path, fields, shape),
    sign: direction === 'desc' ? -1 : 1,
  }));
  return {
    keysOf(row) {
      const record = plainNumbers(valueOf(row));
      const read = readerOf(isRecord(record) ? record : {});
      return keys.map(({ path, isDate }) => sortKey(read(path), isDate));
    },
    compare(a, b) {
      for (const [index, { sign }] of keys.entries()) {
        const order = compareKeys(a[index], b[index]);
        if (order !== 0) return sign * order;
      }
      return 0;
    },
  };
}

function sortsByDate(path: string, fields: string | undefined, shape: RecordShape): boolean {
  const found = lookUp(path, shape);
  const kind = found.kind === 'found' && found.list === undefined ? kindOf(found.field) : undefined;
  if (kind === undefined || kind === 'list' || kind === 'reference' || kind === 'any') {
    throw new UsageError(
      `A filter that is sent in several requests cannot be sorted by ${path}: rows do not tell its order.`,
      {
        hint: 'Sort by a field with one value, such as id or company/name, or leave out --order-by.',
      },
    );
  }
  if (fields !== undefined && !isAmong(path, fields)) {
    throw new UsageError(
      `A filter that is sent in several requests is sorted by ${path}, which is not among the fields.`,
      { hint: `Add it: --fields ${fields},${inInfo.has(path.toLowerCase()) ? '_info' : path}` },
    );
  }
  return kind === 'date';
}

function isAmong(path: string, fields: string): boolean {
  const names = parseFieldList(fields).map((name) => name.path.toLowerCase());
  return placesOf(path).some((place) =>
    names.some((name) => place === name || place.startsWith(`${name}/`)),
  );
}

/** Where rows have the value of a field, in lower case. */
function placesOf(path: string): string[] {
  const lower = path.toLowerCase();
  return inInfo.has(lower) ? [lower, `_info/${lower}`] : [lower];
}

function sortKey(value: unknown, isDate: boolean): string | number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return typeof value === 'number' ? value : undefined;
  const time = isDate ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value : time;
}

const collator = new Intl.Collator('en', { sensitivity: 'accent' });

/** Like SQL Server: what has no value comes first, text is compared without case. */
function compareKeys(a: SortKeys[number], b: SortKeys[number]): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}
