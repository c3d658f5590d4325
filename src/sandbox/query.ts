import { meets } from '../conditions/evaluate.js';
import { parseCondition } from '../conditions/parse.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { comparisonsOf } from '../conditions/tree.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';

/** Names that filter and sort at top level although records carry them under `_info`. */
const infoFields = ['lastupdated', 'updatedby', 'dateentered', 'enteredby'];

/** The records that meet `conditions`; a name that records of this kind do not have is refused, as on the server. */
export function filterRecords(
  records: readonly JsonRecord[],
  conditions: string | undefined,
  names: ReadonlySet<string>,
): JsonRecord[] {
  if (conditions === undefined || conditions.trim() === '') return [...records];
  try {
    const condition = parseCondition(conditions);
    for (const { field } of comparisonsOf(condition)) refuseUnknown(field.path, names);
    return records.filter((record) => meets(condition, (path) => fieldAt(record, path)));
  } catch (error) {
    if (error instanceof ConditionSyntaxError)
      throw new ApiFault(
        400,
        'ApiFindCondition',
        `${error.message} (position ${error.at.start + 1})`,
      );
    throw error;
  }
}

/** Sorted by `orderBy` (`field asc|desc`, comma-separated), by id without one. */
export function sortRecords(
  records: readonly JsonRecord[],
  orderBy: string | undefined,
  names: ReadonlySet<string>,
): JsonRecord[] {
  const keys = (orderBy ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s+/))
    .filter(([field]) => field !== undefined && field !== '');
  for (const [field = ''] of keys) refuseUnknown(field, names);
  return [...records].sort((a, b) => {
    for (const [field = '', direction = 'asc'] of keys) {
      const order = compareValues(fieldAt(a, field), fieldAt(b, field));
      if (order !== 0) return direction.toLowerCase() === 'desc' ? -order : order;
    }
    return Number(a['id']) - Number(b['id']);
  });
}

function refuseUnknown(field: string, names: ReadonlySet<string>): void {
  const first = field.split('/')[0]?.toLowerCase() ?? '';
  if (names.has(first) || infoFields.includes(first)) return;
  throw new ApiFault(400, 'ApiFindCondition', `${field} is not a recognized name.`);
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

function fieldAt(record: JsonRecord, path: string): unknown {
  const lower = path.toLowerCase();
  if (infoFields.includes(lower) && isRecord(record['_info']))
    return memberAt(record, lower) ?? memberAt(record['_info'], lower);
  return lower
    .split('/')
    .reduce<unknown>(
      (value, name) => (isRecord(value) ? memberAt(value, name) : undefined),
      record,
    );
}

function memberAt(record: JsonRecord, lower: string): unknown {
  return record[Object.keys(record).find((key) => key.toLowerCase() === lower) ?? ''];
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return sortText(a).localeCompare(sortText(b), 'en', { sensitivity: 'base' });
}

function sortText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
