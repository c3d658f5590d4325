import { compareDigits } from '../text/digits.js';
import { isExactNumber } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { foldCase } from './fold.js';
import { isLike } from './like.js';
import { readServerDate } from './server-date.js';
import type { CompareOperator, Compare, Condition, Literal, Match } from './tree.js';

/** Gives the value at a field path of the record that is tested; undefined where it has none. */
export type FieldReader = (path: string) => unknown;

/** What is not known for certain of a server, or differs between kinds of values. */
export interface Semantics {
  /** `_` and `[…]` are wildcards of like, as in SQL Server's. */
  sets?: boolean;
  /** `=` and `!=` take wildcards as like does. */
  wildcardEquals?: boolean;
  /** A value that is text is read as what the literal is: those of custom fields. */
  typedByLiteral?: boolean;
}

/**
 * Whether a record meets a condition. Text is compared without case, `%` and `*` are wildcards of like; numbers are
 * compared by their digits. What is absent equals null, differs from all else, and is neither below nor above it; so
 * does what is of another type. A quoted number meets a number, as servers tolerate.
 */
export function meets(condition: Condition, read: FieldReader, semantics: Semantics = {}): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.terms.every((term) => meets(term, read, semantics));
    case 'or':
      return condition.terms.some((term) => meets(term, read, semantics));
    case 'compare':
      return compares(read(condition.field.path), condition, semantics);
    case 'in': {
      const actual = read(condition.field.path);
      const among = condition.values.some((value) =>
        compares(actual, { operator: '=', value }, semantics),
      );
      return among !== condition.negated;
    }
    case 'match':
      return matches(read(condition.field.path), condition, semantics) !== condition.negated;
  }
}

function compares(
  actual: unknown,
  { operator, value: literal }: Pick<Compare, 'operator' | 'value'>,
  semantics: Semantics,
): boolean {
  const isEquality = operator === '=' || operator === '!=';
  if (literal.kind === 'null') return isEquality && (operator === '=') === isAbsent(actual);
  if (isEquality && semantics.wildcardEquals === true && isPattern(literal))
    return matches(actual, { operator: 'like', value: literal }, semantics) === (operator === '=');
  const order = isAbsent(actual) ? undefined : orderOf(actual, literal, semantics);
  return order === undefined ? operator === '!=' : holds(operator, order);
}

/** A reference that points nowhere may still carry its `_info`. */
function isAbsent(value: unknown): boolean {
  if (isRecord(value))
    return Object.entries(value).every(
      ([name, member]) => name === '_info' || (member ?? undefined) === undefined,
    );
  return value === undefined || value === null;
}

/** Whether a literal has wildcards. */
export function isPattern(literal: Literal): boolean {
  return literal.kind === 'string' && /[%*]/.test(literal.value);
}

function holds(operator: CompareOperator, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Below, at or above 0; undefined for what cannot be compared. */
function orderOf(actual: unknown, literal: Literal, semantics: Semantics): number | undefined {
  if (typeof actual !== 'string') return orderOfDigits(digitsIn(actual), literal);
  switch (literal.kind) {
    case 'string':
      return orderOfValues(foldCase(actual), foldCase(literal.value));
    case 'date':
      return orderOfValues(readServerDate(actual), readServerDate(literal.text));
    case 'number':
    case 'boolean':
      return semantics.typedByLiteral === true
        ? orderOfDigits(digitsInText(actual), literal)
        : undefined;
    case 'null':
      return undefined;
  }
}

function orderOfValues<T extends string | number>(a: T, b: T): number | undefined {
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

function orderOfDigits(actual: string | undefined, literal: Literal): number | undefined {
  const wanted = literalDigits(literal);
  return actual === undefined || wanted === undefined ? undefined : compareDigits(actual, wanted);
}

/** What a literal means beside a number or a truth value, which counts as 1 or 0. */
export function literalDigits(literal: Literal): string | undefined {
  switch (literal.kind) {
    case 'number':
      return literal.text;
    case 'boolean':
      return literal.value ? '1' : '0';
    case 'string':
      return digitsInText(literal.value);
    case 'date':
    case 'null':
      return undefined;
  }
}

function digitsIn(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return isExactNumber(value) ? value.value : undefined;
}

function digitsInText(text: string): string | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const word = text.toLowerCase();
  return word === 'true' ? '1' : word === 'false' ? '0' : undefined;
}

function matches(
  actual: unknown,
  { operator, value }: Pick<Match, 'operator' | 'value'>,
  { sets = false }: Semantics,
): boolean {
  if (typeof actual !== 'string' || value.kind !== 'string') return false;
  const [text, wanted] = [foldCase(actual), foldCase(value.value)];
  return operator === 'contains' ? text.includes(wanted) : isLike(text, wanted, sets);
}
