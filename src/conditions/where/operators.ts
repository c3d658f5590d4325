import type { CompareOperator } from '../tree.js';

export type WhereOperator =
  | { kind: 'compare'; operator: CompareOperator }
  | { kind: 'match'; operator: 'contains' | 'like'; negated: boolean }
  | { kind: 'in'; negated: boolean };

/** A spelling of an operator in `--where`; not may have a blank behind it. */
export interface WhereSpelling {
  text: string;
  operator: WhereOperator;
  /** Taken, but not offered: what other languages write. */
  foreign?: true;
}

const compare = (operator: CompareOperator): WhereOperator => ({ kind: 'compare', operator });
const match = (operator: 'contains' | 'like', negated = false): WhereOperator => ({
  kind: 'match',
  operator,
  negated,
});

/** Every spelling of every operator, in the order in which they are offered. */
export const whereSpellings: readonly WhereSpelling[] = [
  { text: '=', operator: compare('=') },
  { text: '!=', operator: compare('!=') },
  { text: '==', operator: compare('='), foreign: true },
  { text: '<>', operator: compare('!='), foreign: true },
  { text: '<', operator: compare('<') },
  { text: '<=', operator: compare('<=') },
  { text: '>', operator: compare('>') },
  { text: '>=', operator: compare('>=') },
  { text: '~', operator: match('contains') },
  { text: '!~', operator: match('contains', true) },
  { text: 'contains', operator: match('contains') },
  { text: 'notcontains', operator: match('contains', true) },
  { text: 'like', operator: match('like') },
  { text: 'notlike', operator: match('like', true) },
  { text: 'in', operator: { kind: 'in', negated: false } },
  { text: 'notin', operator: { kind: 'in', negated: true } },
  { text: 'eq', operator: compare('=') },
  { text: 'ne', operator: compare('!=') },
  { text: 'lt', operator: compare('<') },
  { text: 'le', operator: compare('<=') },
  { text: 'gt', operator: compare('>') },
  { text: 'ge', operator: compare('>=') },
];

/** Whether it is a word rather than a sign. */
export function isWord(text: string): boolean {
  return /^[a-z]/.test(text);
}

/** The operator as a condition has it. */
export function inCondition(operator: WhereOperator): string {
  if (operator.kind === 'compare') return operator.operator;
  const word = operator.kind === 'in' ? 'in' : operator.operator;
  return operator.negated ? `not ${word}` : word;
}
