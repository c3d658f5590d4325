import { literalDigits, type Semantics } from './evaluate.js';
import { foldCase } from './fold.js';
import { likePattern } from './like.js';
import { readServerDate } from './server-date.js';
import type { Compare, Comparison, Condition, Literal, Match } from './tree.js';

type Typing = Pick<Semantics, 'typedByLiteral'>;

/** A condition as an expression of SQLite; its values are bound, in their order. */
export interface Sql {
  sql: string;
  values: (string | number)[];
  /** Whether it chooses what `meets` does. If not it chooses more: `meets` has to look at what it leaves. */
  exact: boolean;
}

/** Gives the expression for the plain value at a path; undefined for what it cannot reach. */
export type ColumnOf = (path: string) => string | undefined;

/** All records: what cannot be translated. */
export const everything: Sql = { sql: '1', values: [], exact: false };

/**
 * Translates a condition as `meets` reads it, for a database that has `sqlFunctions`. `columnOf` gives an expression
 * such as `json_extract(record, '$.status.name')`, and undefined for what it cannot reach: lists, and what the
 * catalog does not describe. It stands in the SQL several times. What SQLite would judge otherwise than `meets` (dates
 * that are written otherwise than the server does, numbers of more digits than it keeps) is asked of `meets` value by
 * value. Records are taken as JSON.parse reads them: a stored fraction with more digits than a JavaScript number has is
 * that number.
 */
export function toSql(condition: Condition, columnOf: ColumnOf, semantics: Typing = {}): Sql {
  const whole = translated(condition, columnOf, semantics);
  return whole.values.length > mostValues ? everything : whole;
}

/** SQLite takes 32,766 in one statement, which may bind others too. */
const mostValues = 30_000;

function translated(condition: Condition, columnOf: ColumnOf, semantics: Typing): Sql {
  if ('terms' in condition)
    return joinedSql(
      condition.kind,
      condition.terms.map((term) => translated(term, columnOf, semantics)),
    );
  const column = columnOf(condition.field.path);
  return column === undefined ? everything : comparison(column, condition, semantics);
}

/** What is not translated leaves an `and` wider, and an `or` without bounds. */
export function joinedSql(kind: 'and' | 'or', terms: readonly Sql[]): Sql {
  const known = terms.filter(({ sql }) => sql !== everything.sql);
  if (known.length === 0 || (kind === 'or' && known.length < terms.length)) return everything;
  return {
    sql: joined(
      known.map(({ sql }) => sql),
      kind,
    ),
    values: known.flatMap(({ values }) => values),
    exact: terms.every(({ exact }) => exact),
  };
}

/** Halved again and again: SQLite reads no more than a thousand operators in each other. */
function joined(terms: readonly string[], word: 'and' | 'or'): string {
  if (terms.length < 2) return terms.join('');
  const half = terms.length >> 1;
  return `(${joined(terms.slice(0, half), word)} ${word.toUpperCase()} ${joined(terms.slice(half), word)})`;
}

function comparison(column: string, condition: Comparison, semantics: Typing): Sql {
  switch (condition.kind) {
    case 'in':
      return equality(column, condition.values, condition.negated, semantics);
    case 'match':
      return match(column, condition);
    case 'compare': {
      const { operator, value } = condition;
      if (value.kind === 'date') return dated(column, condition, value.text);
      if (operator === '=' || operator === '!=')
        return equality(column, [value], operator === '!=', semantics);
      return ordered(column, condition, semantics);
    }
  }
}

function equality(
  column: string,
  literals: readonly Literal[],
  negated: boolean,
  semantics: Typing,
): Sql {
  if (literals.length === 1 && literals[0]?.kind === 'null')
    return { sql: `${column} IS ${negated ? 'NOT ' : ''}NULL`, values: [], exact: true };
  const among: Comparison = { kind: 'in', field, negated: false, values: [...literals] };
  const whole = equals(column, literals, among, semantics);
  return negated ? { ...whole, sql: `NOT ${whole.sql}` } : whole;
}

function equals(
  column: string,
  literals: readonly Literal[],
  among: Comparison,
  semantics: Typing,
): Sql {
  const sides = literals.map(sidesOf);
  if (sides.includes(undefined)) return asked(column, among, semantics);
  const texts = sides.flatMap((side) => side?.text ?? []);
  const numbers = sides.flatMap((side) => side?.number ?? []);
  const within = (value: string, values: readonly unknown[]) =>
    values.length === 0 ? '0' : `${value} IN (${values.map(() => '?').join(',')})`;
  const inText = readsText(literals, semantics)
    ? asked(column, among, semantics)
    : { sql: within(folded(column), texts), values: texts };
  return {
    sql: byType(column, inText.sql, within(column, numbers)),
    values: [...inText.values, ...numbers],
    exact: true,
  };
}

function ordered(column: string, condition: Compare, semantics: Typing): Sql {
  const { operator, value } = condition;
  const sides = sidesOf(value);
  if (sides === undefined || readsText([value], semantics))
    return asked(column, condition, semantics);
  const { text, number } = sides;
  const sql = byType(
    column,
    text === undefined ? '0' : `${folded(column)} ${operator} ?`,
    number === undefined ? '0' : `${column} ${operator} ?`,
  );
  return { sql, values: [text, number].filter((side) => side !== undefined), exact: true };
}

function match(column: string, condition: Match): Sql {
  const { operator, negated, value } = condition;
  const text = value.kind === 'string' ? foldCase(value.value) : undefined;
  if (text === undefined || !isPlain(text) || text.length > longestPattern)
    return asked(column, condition, {});
  const found =
    operator === 'contains'
      ? byType(column, `instr(${folded(column)}, ?) > 0`, '0')
      : byType(column, String.raw`${folded(column)} LIKE ? ESCAPE '\'`, '0');
  const bound = operator === 'contains' ? text : likePattern(text);
  return { sql: negated ? `NOT ${found}` : found, values: [bound], exact: true };
}

/** SQLite refuses patterns of more than 50,000 bytes. */
const longestPattern = 10_000;

/** Whole seconds sort as text does; a time that is written otherwise `meets` has to read. */
function dated(column: string, condition: Compare, text: string): Sql {
  const { operator } = condition;
  const time = readServerDate(text);
  const whole = Number.isNaN(time) ? '' : new Date(time).toISOString();
  if (!/^\d{4}-.*\.000Z$/.test(whole)) return asked(column, condition, {});
  const isWhole = `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) = ${column}`;
  const rest = asked(column, condition, {});
  return {
    sql:
      `(CASE WHEN ${column} IS NULL THEN ${operator === '!=' ? 1 : 0} ` +
      `WHEN ${isWhole} THEN ${column} ${operator} ? ELSE ${rest.sql} END)`,
    values: [whole.replace('.000Z', 'Z'), ...rest.values],
    exact: true,
  };
}

/** The comparison as `meets` makes it, which costs a call from SQLite for each value. */
function asked(column: string, condition: Comparison, semantics: Typing): Sql {
  const literals = JSON.stringify({ condition: { ...condition, field }, semantics });
  return { sql: `meets_comparison(${column}, ?)`, values: [literals], exact: true };
}

const field = { path: '' };

/** Whether text is read as the number or truth value that the literal is. */
function readsText(literals: readonly Literal[], { typedByLiteral = false }: Typing): boolean {
  return typedByLiteral && literals.some(({ kind }) => kind === 'number' || kind === 'boolean');
}

/** What a literal is compared with where the value is text, and where it is a number or a truth value. */
interface Sides {
  text: string | undefined;
  number: number | undefined;
}

/** Undefined where SQLite would not compare as `meets` does. */
function sidesOf(literal: Literal): Sides | undefined {
  const text = literal.kind === 'string' ? foldCase(literal.value) : undefined;
  const digits = literalDigits(literal);
  // Up to 15 digits the number that is nearest to a literal is no other literal's.
  const isKept = digits === undefined || digits.replaceAll(/\D/g, '').length <= 15;
  if (literal.kind === 'date' || literal.kind === 'null' || !isKept) return undefined;
  if (text !== undefined && !isPlain(text)) return undefined;
  return { text, number: digits === undefined ? undefined : Number(digits) };
}

/** Never null, so that it can be negated: what is absent meets nothing. JSON's truth values are 1 and 0 in SQLite. */
function byType(column: string, ofText: string, ofNumber: string): string {
  return `(CASE typeof(${column}) WHEN 'text' THEN ${ofText} WHEN 'null' THEN 0 ELSE ${ofNumber} END)`;
}

/** SQLite folds the case of ASCII alone, which has as many bytes as characters. */
function folded(column: string): string {
  return `CASE WHEN length(${column}) = octet_length(${column}) THEN lower(${column}) ELSE fold_case(${column}) END`;
}

/** Text that SQLite sorts as JavaScript does, by code points as by code units, and does not end early. */
function isPlain(text: string): boolean {
  return /^[\x01-\ud7ff]*$/.test(text);
}
