import type { Field } from '../../catalog/model.js';
import { kindOf, looksDated, type ValueKind } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import { joined, type Comparison, type Condition, type Literal } from '../tree.js';
import { dateCondition, type DateReader } from './date.js';
import type { WhereOperator } from './operators.js';
import type { Word } from './text.js';
import { isMe, isNull, looksLikeDate, toLiteral } from './value.js';

export interface ClauseRules {
  /** Refuse a value of another kind than the field's; otherwise it goes out as what it looks like. */
  check: boolean;
  readDate: DateReader;
  /** Identifier of the member that `me` stands for; throws where nobody is known. */
  me: () => string;
  isDay: (path: string) => boolean;
  /** Whether the parameter that the clause is for takes lists; the vendor offers `in` in conditions alone. */
  takesIn: boolean;
}

/** A comparison of a field that is no reference, its values typed by the field; by their looks where nobody knows it. */
export function fieldClause(
  path: string,
  field: Field | undefined,
  operator: WhereOperator,
  given: readonly Word[],
  rules: ClauseRules,
): Condition {
  const words = given.map((one) =>
    holdsMember(field) && isMe(one) ? { ...one, text: rules.me(), quoted: true } : one,
  );
  const [word] = words;
  if (word === undefined) throw new Error('a clause has a value');
  const date = words.find((one) => isDate(one, field, operator));
  if (operator.kind === 'compare' && isNull(word)) return nullClause(path, operator.operator, word);
  if (date !== undefined) {
    const { readDate, isDay } = rules;
    return dateCondition(path, operator, date, {
      readDate,
      isDay: isDay(path),
      isTyped: kindOrAny(field) !== 'any',
    });
  }
  if (operator.kind === 'match') return matchClause(path, operator, word.text, word);
  const literals = words.map((one) => {
    if (isNull(one)) throw nullInList(one);
    return toLiteral(one, path, field, rules.check);
  });
  return compareAll(path, operator, literals, rules.takesIn);
}

/** One comparison with a literal, or with a list of them, however the parameter takes lists. */
export function compareAll(
  path: string,
  operator: Exclude<WhereOperator, { kind: 'match' }>,
  literals: readonly Literal[],
  takesIn: boolean,
): Condition {
  const field = { path };
  if (operator.kind === 'in' && takesIn)
    return { kind: 'in', field, negated: operator.negated, values: [...literals] };
  const one = operator.kind === 'in' ? (operator.negated ? '!=' : '=') : operator.operator;
  return joined(
    one === '!=' ? 'and' : 'or',
    literals.map((value) => ({ kind: 'compare', field, operator: one, value })),
  );
}

/** A comparison of text with a word, or with what stands for it. */
export function matchClause(
  path: string,
  { operator, negated }: Extract<WhereOperator, { kind: 'match' }>,
  text: string,
  { at }: Word,
): Comparison {
  const value: Literal = { kind: 'string', value: text, at };
  return { kind: 'match', field: { path }, operator, negated, value };
}

export function nullClause(path: string, operator: string, { at }: Word): Comparison {
  if (operator === '=' || operator === '!=')
    return { kind: 'compare', field: { path }, operator, value: { kind: 'null', at } };
  throw new ConditionSyntaxError(
    'null goes with = and != only',
    at,
    `Write ${path} = null or ${path} != null, or "null" in quotes for the text.`,
  );
}

export function nullInList({ at }: Word): ConditionSyntaxError {
  return new ConditionSyntaxError(
    'null has no place in a list',
    at,
    'It goes with = and != only; write "null" in quotes for the text.',
  );
}

/** Whether a value is compared as a date. */
export function isDate(word: Word, field: Field | undefined, operator: WhereOperator): boolean {
  if (mayBeDate(field)) return operator.kind !== 'match' && looksLikeDate(word);
  // Of a field that is declared as text nobody knows that it is a date: quotes keep its value a text.
  const isDeclared = field?.format !== undefined;
  return kindOrAny(field) === 'date' && (isDeclared || !word.quoted);
}

/** A text with the identifier of a member, as in closedBy, or of several. */
function holdsMember(field: Field | undefined): boolean {
  if (field === undefined || kindOf(field) !== 'text') return false;
  return field.name === 'resources' || (field.name.endsWith('By') && field.name !== 'orderBy');
}

/** Whether a field may hold dates, and other text as well. */
function mayBeDate(field: Field | undefined): boolean {
  if (field === undefined || kindOf(field) === 'any') return true;
  return kindOf(field) === 'text' && looksDated(field) === 'perhaps';
}

function kindOrAny(field: Field | undefined): ValueKind {
  return field === undefined ? 'any' : kindOf(field);
}
