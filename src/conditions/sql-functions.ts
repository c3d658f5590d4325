import { isRecord } from '../text/records.js';
import { meets, type Semantics } from './evaluate.js';
import { foldCase } from './fold.js';
import type { Comparison } from './tree.js';

/** What a database has to have, as functions that always give the same answer, for conditions in SQL. */
export const sqlFunctions: Readonly<Record<string, (...values: unknown[]) => unknown>> = {
  fold_case: (text) => (typeof text === 'string' ? foldCase(text) : text),
  meets_comparison: (value, comparison) => (meetsComparison(value, String(comparison)) ? 1 : 0),
  unless_empty: (json) => (isEmpty(json) ? null : 1),
};

interface Question {
  condition: Comparison;
  semantics: Semantics;
}

/** The comparisons that were asked about last: each is asked once a record. */
const questions = new Map<string, Question>();
const mostQuestions = 100;

function meetsComparison(value: unknown, comparison: string): boolean {
  let question = questions.get(comparison);
  if (question === undefined) {
    if (questions.size >= mostQuestions) questions.clear();
    question = JSON.parse(comparison) as Question;
    questions.set(comparison, question);
  }
  return meets(question.condition, () => value, question.semantics);
}

/** A reference that is absent, or points nowhere, which `meets` takes for the same. */
function isEmpty(json: unknown): boolean {
  if (typeof json !== 'string' || !json.startsWith('{')) return json === null;
  const record: unknown = JSON.parse(json);
  return isRecord(record) && meets(isNull, () => record);
}

const isNull: Comparison = {
  kind: 'compare',
  field: { path: '' },
  operator: '=',
  value: { kind: 'null' },
};
