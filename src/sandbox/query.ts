import { meetsChild, meetsCustomField } from '../conditions/evaluate-lists.js';
import { meets, type Semantics } from '../conditions/evaluate.js';
import { parseCondition } from '../conditions/parse.js';
import { readerOf } from '../conditions/read-record.js';
import type { RecordShape } from '../conditions/shape.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import type { Condition } from '../conditions/tree.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';
import { refuseCondition, type FilterName } from './refuse.js';

export type Filters = Partial<Record<FilterName, string | undefined>>;

const filterNames = ['conditions', 'childConditions', 'customFieldConditions'] as const;

/** A filter that has been read and checked. */
export interface ReadFilter {
  name: FilterName;
  condition: Condition;
}

/** The filters that are asked for; what the server does not understand is refused as there. */
export function readFilters(filters: Filters, shape: RecordShape): ReadFilter[] {
  return filterNames.flatMap((name) => {
    const condition = readFilter(filters[name]);
    if (condition === undefined) return [];
    refuseCondition(name, condition, shape);
    return [{ name, condition }];
  });
}

/** Whether a record meets all filters. */
export function isChosen(
  filters: readonly ReadFilter[],
  record: JsonRecord,
  semantics: Semantics = {},
): boolean {
  return filters.every((filter) => meetsFilter(filter, record, semantics));
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

function meetsFilter(
  { name, condition }: ReadFilter,
  record: JsonRecord,
  semantics: Semantics,
): boolean {
  switch (name) {
    case 'conditions':
      return meets(condition, readerOf(record), semantics);
    case 'childConditions':
      return meetsChild(condition, record, semantics);
    case 'customFieldConditions':
      return meetsCustomField(condition, record, semantics);
  }
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
