import { meetsChild, meetsCustomField } from '../conditions/evaluate-lists.js';
import { meets } from '../conditions/evaluate.js';
import { parseCondition } from '../conditions/parse.js';
import { readerOf } from '../conditions/read-record.js';
import type { RecordShape } from '../conditions/shape.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import type { Condition } from '../conditions/tree.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';
import { ownField, refuseCondition, type FilterName } from './refuse.js';

export type Filters = Partial<Record<FilterName, string | undefined>>;

const filterNames = ['conditions', 'childConditions', 'customFieldConditions'] as const;

/** The records that meet all filters; what the server does not understand is refused as there. */
export function filterRecords(
  records: readonly JsonRecord[],
  filters: Filters,
  shape: RecordShape,
): JsonRecord[] {
  let chosen = [...records];
  for (const name of filterNames) {
    const condition = readFilter(filters[name]);
    if (condition === undefined) continue;
    refuseCondition(name, condition, shape);
    chosen = chosen.filter((record) => isChosen(name, condition, record));
  }
  return chosen;
}

function readFilter(text: string | undefined): Condition | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return parseCondition(text);
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    throw new ApiFault(
      400,
      'ApiFindCondition',
      `${error.message} (position ${error.at.start + 1})`,
    );
  }
}

function isChosen(name: FilterName, condition: Condition, record: JsonRecord): boolean {
  switch (name) {
    case 'conditions':
      return meets(condition, readerOf(record));
    case 'childConditions':
      return meetsChild(condition, record);
    case 'customFieldConditions':
      return meetsCustomField(condition, record);
  }
}

/** Sorted by `orderBy` (`field asc|desc`, comma-separated), by id without one. */
export function sortRecords(
  records: readonly JsonRecord[],
  orderBy: string | undefined,
  shape: RecordShape,
): JsonRecord[] {
  const keys = (orderBy ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s+/))
    .filter(([field]) => field !== undefined && field !== '');
  for (const [field = ''] of keys) ownField(field, shape);
  return [...records].sort((a, b) => {
    for (const [field = '', direction = 'asc'] of keys) {
      const order = compareValues(readerOf(a)(field), readerOf(b)(field));
      if (order !== 0) return direction.toLowerCase() === 'desc' ? -order : order;
    }
    return Number(a['id']) - Number(b['id']);
  });
}

/** Only the fields asked for; a nested path keeps that leaf alone, `_info` goes unless it is named. */
export function projectRecord(record: JsonRecord, fields: string | undefined): JsonRecord {
  const paths = (fields ?? '')
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  if (paths.length === 0) return record;
  const projected: JsonRecord = {};
  for (const path of paths) copyPath(record, projected, path.split('/'));
  return projected;
}

function copyPath(from: JsonRecord, to: JsonRecord, [name = '', ...rest]: string[]): void {
  const key = Object.keys(from).find((one) => one.toLowerCase() === name.toLowerCase());
  if (key === undefined) return;
  const value = from[key];
  if (rest.length === 0 || !isRecord(value)) {
    to[key] = value;
    return;
  }
  const inner = isRecord(to[key]) ? to[key] : {};
  copyPath(value, inner, rest);
  to[key] = inner;
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return sortText(a).localeCompare(sortText(b), 'en', { sensitivity: 'base' });
}

function sortText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
