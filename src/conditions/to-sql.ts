import { comparisonToSql, stretchToSql } from './comparison-to-sql.js';
import type { Semantics } from './evaluate.js';
import { everything, joinedSql, type Sql } from './sql.js';
import type { Compare, Condition, FieldName, In, Joined, Literal } from './tree.js';

/** Gives the expression for the plain value at a path; undefined for what it cannot reach. */
export type ColumnOf = (path: string) => string | undefined;

/**
 * Translates a condition as `meets` reads it, for a database that has `sqlFunctions`. `columnOf` gives an expression
 * such as `json_extract(record, '$.status.name')`, and undefined for what it cannot reach: lists, and what the
 * catalog does not describe. It stands in the SQL several times. What SQLite would judge otherwise than `meets` (dates
 * that are written otherwise than the server does, numbers of more digits than it keeps) is asked of `meets` value by
 * value. Records are taken as JSON.parse reads them: a stored fraction with more digits than a JavaScript number has is
 * that number.
 */
export function toSql(condition: Condition, columnOf: ColumnOf, semantics: Semantics = {}): Sql {
  return joinedSql('and', termsToSql(condition, columnOf, semantics));
}

/** The same in parts, all of which have to hold. */
export function termsToSql(
  condition: Condition,
  columnOf: ColumnOf,
  semantics: Semantics = {},
): Sql[] {
  const parts =
    condition.kind === 'and'
      ? gathered(condition).map((term) => translated(term, columnOf, semantics))
      : [translated(condition, columnOf, semantics)];
  const values = parts.reduce((sum, part) => sum + part.values.length, 0);
  return values > mostValues ? [everything] : parts;
}

/** SQLite takes 32,766 in one statement, which may bind others too. */
const mostValues = 30_000;

/** A condition, or comparisons of one field with dates, all of which have to hold. */
type Term = Condition | { kind: 'stretch'; field: FieldName; comparisons: readonly Compare[] };

function translated(term: Term, columnOf: ColumnOf, semantics: Semantics): Sql {
  if ('terms' in term)
    return joinedSql(
      term.kind,
      gathered(term).map((one) => translated(one, columnOf, semantics)),
    );
  const column = columnOf(term.field.path);
  if (column === undefined) return everything;
  return term.kind === 'stretch'
    ? stretchToSql(column, term.comparisons)
    : comparisonToSql(column, term, semantics);
}

function gathered({ kind, terms }: Joined): Term[] {
  return kind === 'and' ? withStretches(terms) : withLists(terms);
}

/** Whether a value is a time that SQLite can compare is found out once for a stretch of time, not for each end. */
function withStretches(terms: readonly Condition[]): Term[] {
  const stretches = new Map<string, { field: FieldName; comparisons: Compare[] }>();
  const others: Condition[] = [];
  for (const term of terms) {
    if (term.kind !== 'compare' || term.value.kind !== 'date' || term.operator === '!=') {
      others.push(term);
      continue;
    }
    const path = term.field.path.toLowerCase();
    const known = stretches.get(path)?.comparisons ?? [];
    stretches.set(path, { field: term.field, comparisons: [...known, term] });
  }
  return [...others, ...[...stretches.values()].map((one): Term => ({ kind: 'stretch', ...one }))];
}

/** `a = 1 or a = 2` as `a in (1, 2)`, which SQLite looks up at once. */
function withLists(terms: readonly Condition[]): Condition[] {
  const lists = new Map<string, In>();
  const others: Condition[] = [];
  for (const term of terms) {
    const values = equalTo(term);
    if (values === undefined || 'terms' in term) {
      others.push(term);
      continue;
    }
    const path = term.field.path.toLowerCase();
    const known = lists.get(path)?.values ?? [];
    lists.set(path, {
      kind: 'in',
      field: term.field,
      negated: false,
      values: [...known, ...values],
    });
  }
  return [...lists.values(), ...others];
}

function equalTo(term: Condition): Literal[] | undefined {
  if (term.kind === 'in' && !term.negated) return term.values;
  if (term.kind !== 'compare' || term.operator !== '=') return undefined;
  // These have SQL of their own.
  return term.value.kind === 'null' || term.value.kind === 'date' ? undefined : [term.value];
}
