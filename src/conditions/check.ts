import type { RecordShape } from './shape.js';
import type { Condition, Span } from './tree.js';

/** The parameters that take a condition. */
export type FilterName =
  'conditions' | 'childConditions' | 'customFieldConditions' | 'unlessExists';

/** What is wrong with a condition for the records it is meant for, or looks so. */
export interface Finding {
  /** An error is not sent; a warning is, since a server may be newer than the catalog. */
  severity: 'error' | 'warning';
  message: string;
  /** What to write in its place. */
  hint?: string;
  at: Span;
}

/** Checks names, operators and values of a condition against the records that it chooses among. */
export function checkCondition(
  _name: FilterName,
  _condition: Condition,
  _shape: RecordShape,
): Finding[] {
  return [];
}
