import { literalDigits } from './evaluate.js';
import { foldCase } from './fold.js';
import { likePattern } from './like.js';
import { readServerDate } from './server-date.js';
import type { CompareOperator, Comparison, Condition, Literal, Match } from './tree.js';

/** A condition as an expression of SQLite; its values are bound, in their order. */
export interface Sql {
  sql: string;
  values: (string | number)[];
  /** Whether it chooses what `meets` does. If not it chooses more: `meets` has to look at what it leaves. */
  exact: boolean;
}

/**
 * Translates a condition as `meets` reads it without options. `columnOf` gives the expression for the plain value at
 * a path, such as `json_extract(record, '$.status.name')`, and undefined for what it cannot reach: references and
 * lists. What SQLite would judge otherwise is left to `meets`: text that is not ASCII, numbers of more digits than
 * it keeps, dates that are written otherwise than the server does. Records are taken as JSON.parse reads them: a stored
 * fraction with more digits than a JavaScript number has is that number.
 */
export function toSql(condition: Condition, columnOf: (path: string) => string | undefined): Sql {
  const whole = translated(condition, columnOf);
  return whole.values.length > mostValues ? everything : whole;
}

/** SQLite takes 32,766 in one statement, which may bind others too. */
const mostValues = 30_000;

const everything: Sql = { sql: '1', values: [], exact: false };

function translated(condition: Condition, columnOf: (path: string) => string | undefined): Sql {
  if (!('terms' in condition)) {
    const column = columnOf(condition.field.path);
    return column === undefined ? everything : comparison(column, condition);
  }
  const terms = condition.terms.map((term) => translated(term, columnOf));
  const known = terms.filter(({ sql }) => sql !== everything.sql);
  if (known.length === 0 || (condition.kind === 'or' && known.length < terms.length))
    return everything;
  return {
    sql: balanced(
      known.map(({ sql }) => sql),
      condition.kind,
    ),
    values: known.flatMap(({ values }) => values),
    exact: terms.every(({ exact }) => exact),
  };
}

/** Halved again and again: SQLite reads no more than a thousand operators in each other. */
function balanced(terms: readonly string[], word: 'and' | 'or'): string {
  if (terms.length < 2) return terms.join('');
  const half = terms.length >> 1;
  return `(${balanced(terms.slice(0, half), word)} ${word.toUpperCase()} ${balanced(terms.slice(half), word)})`;
}

function comparison(column: string, condition: Comparison): Sql {
  switch (condition.kind) {
    case 'in':
      return equality(column, condition.values, condition.negated);
    case 'match':
      return match(column, condition);
    case 'compare': {
      const { operator, value } = condition;
      if (value.kind === 'date') return dated(column, operator, value.text);
      if (operator === '=' || operator === '!=')
        return equality(column, [value], operator === '!=');
      return ordered(column, operator, value);
    }
  }
}

function equality(column: string, literals: readonly Literal[], negated: boolean): Sql {
  if (literals.some(({ kind }) => kind === 'null')) {
    if (literals.length > 1) return everything;
    return { sql: `${column} IS ${negated ? 'NOT ' : ''}NULL`, values: [], exact: true };
  }
  const sides = literals.map(sidesOf);
  if (sides.includes(undefined)) return everything;
  const texts = sides.flatMap((side) => side?.text ?? []);
  const numbers = sides.flatMap((side) => side?.number ?? []);
  const among = (value: string, values: readonly unknown[]) =>
    values.length === 0 ? '0' : `${value} IN (${values.map(() => '?').join(',')})`;
  const sql = byType(column, among(folded(column), texts), among(column, numbers));
  return { sql: negated ? `NOT ${sql}` : sql, values: [...texts, ...numbers], exact: true };
}

function ordered(column: string, operator: CompareOperator, literal: Literal): Sql {
  const sides = sidesOf(literal);
  if (sides === undefined) return everything;
  const { text, number } = sides;
  const sql = byType(
    column,
    text === undefined ? '0' : `${folded(column)} ${operator} ?`,
    number === undefined ? '0' : `${column} ${operator} ?`,
  );
  return { sql, values: [text, number].filter((value) => value !== undefined), exact: true };
}

function match(column: string, { operator, negated, value }: Match): Sql {
  const text = value.kind === 'string' ? foldCase(value.value) : '';
  if (value.kind !== 'string' || !isPlain(text) || text.length > longestPattern) return everything;
  const found =
    operator === 'contains'
      ? byType(column, `instr(${folded(column)}, ?) > 0`, '0')
      : byType(column, String.raw`${folded(column)} LIKE ? ESCAPE '\'`, '0');
  const bound = operator === 'contains' ? text : likePattern(text);
  return { sql: negated ? `NOT ${found}` : found, values: [bound], exact: true };
}

/** SQLite refuses patterns of more than 50,000 bytes. */
const longestPattern = 10_000;

/** Whole seconds sort as text does; a time that is written otherwise is left to `meets`. */
function dated(column: string, operator: CompareOperator, text: string): Sql {
  const time = readServerDate(text);
  if (Number.isNaN(time) || time % 1000 !== 0) return everything;
  const whole = new Date(time).toISOString().replace('.000Z', 'Z');
  if (!/^\d{4}-/.test(whole)) return everything;
  const isWhole = `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) = ${column}`;
  const sql = `CASE WHEN ${isWhole} THEN ${column} ${operator} ? ELSE ${
    operator === '!=' ? '1' : `typeof(${column}) = 'text'`
  } END`;
  return { sql: `(${sql})`, values: [whole], exact: false };
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
  if (literal.kind === 'date' || !isKept || (text !== undefined && !isPlain(text)))
    return undefined;
  return { text, number: digits === undefined ? undefined : Number(digits) };
}

/** Never null, so that it can be negated: what is absent meets nothing. JSON's truth values are 1 and 0 in SQLite. */
function byType(column: string, ofText: string, ofNumber: string): string {
  return `(CASE typeof(${column}) WHEN 'text' THEN ${ofText} WHEN 'null' THEN 0 ELSE ${ofNumber} END)`;
}

/**
 * In lower case as far as ASCII text can tell. SQLite folds ASCII alone; the Kelvin sign and the dotted capital I are
 * the only others that have ASCII letters in lower case.
 */
function folded(column: string): string {
  return `lower(replace(replace(${column}, char(8490), 'k'), char(304), 'i' || char(775)))`;
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e\t\r\n]*$/.test(text);
}
