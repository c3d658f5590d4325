import { isRecord } from '../text/records.js';
import { readServerDate } from './server-date.js';
import type { CompareOperator, Condition, Literal } from './tree.js';

/** Gives the value at a field path of the record that is tested; undefined where it has none. */
export type FieldReader = (path: string) => unknown;

/** Whether a record meets a condition: text without case, `%` and `*` as wildcards of like, absent equals null. */
export function meets(condition: Condition, read: FieldReader): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.terms.every((term) => meets(term, read));
    case 'or':
      return condition.terms.some((term) => meets(term, read));
    case 'compare':
      return compare(read(condition.field.path), condition.operator, condition.value);
    case 'in':
      return (
        condition.values.some((value) => compare(read(condition.field.path), '=', value)) !==
        condition.negated
      );
    case 'match':
      return (
        matches(read(condition.field.path), condition.operator, condition.value) !==
        condition.negated
      );
  }
}

function compare(actual: unknown, operator: CompareOperator, literal: Literal): boolean {
  if (literal.kind === 'null')
    return (operator === '=') === (actual === undefined || actual === null);
  if (actual === undefined || actual === null) return operator === '!=';
  const order = orderOf(actual, literal);
  if (order === undefined) return operator === '!=';
  return {
    '=': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  }[operator];
}

function orderOf(actual: unknown, literal: Exclude<Literal, { kind: 'null' }>): number | undefined {
  const value = comparable(actual, literal.kind);
  const wanted = wantedBy(literal);
  if (value === undefined || typeof value !== typeof wanted) return undefined;
  return value < wanted ? -1 : value > wanted ? 1 : 0;
}

function wantedBy(literal: Exclude<Literal, { kind: 'null' }>): string | number {
  switch (literal.kind) {
    case 'string':
      return literal.value.toLowerCase();
    case 'number':
      return Number(literal.text);
    case 'boolean':
      return Number(literal.value);
    case 'date':
      return readServerDate(literal.text);
  }
}

function comparable(actual: unknown, kind: Literal['kind']): string | number | undefined {
  if (isRecord(actual)) return undefined;
  if (kind === 'date') return typeof actual === 'string' ? Date.parse(actual) : undefined;
  if (kind === 'string') return String(actual).toLowerCase();
  return typeof actual === 'number' || typeof actual === 'boolean' ? Number(actual) : undefined;
}

function matches(actual: unknown, operator: 'contains' | 'like', literal: Literal): boolean {
  if (typeof actual !== 'string' || literal.kind !== 'string') return false;
  const text = actual.toLowerCase();
  const wanted = literal.value.toLowerCase();
  if (operator === 'contains') return text.includes(wanted);
  const pattern = wanted.split(/[%*]/).map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(text);
}
