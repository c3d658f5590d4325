import { isPattern, literalDigits, type Semantics } from './evaluate.js';
import { foldCase } from './fold.js';
import { likePattern, literalPattern } from './like.js';
import { readServerDate } from './server-date.js';
import type { Compare, Comparison, Condition, In, Joined, Literal, Match } from './tree.js';

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
export function toSql(condition: Condition, columnOf: ColumnOf, semantics: Semantics = {}): Sql {
  const whole = translated(condition, columnOf, semantics);
  return whole.values.length > mostValues ? everything : whole;
}

/** SQLite takes 32,766 in one statement, which may bind others too. */
const mostValues = 30_000;

function translated(condition: Condition, columnOf: ColumnOf, semantics: Semantics): Sql {
  if ('terms' in condition)
    return joinedSql(
      condition.kind,
      gathered(condition).map((term) => translated(term, columnOf, semantics)),
    );
  const column = columnOf(condition.field.path);
  return column === undefined ? everything : comparison(column, condition, semantics);
}

/** `a = 1 or a = 2` as `a in (1, 2)`, which SQLite looks up at once. */
function gathered({ kind, terms }: Joined): Condition[] {
  if (kind === 'and') return terms;
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

/** What is not translated leaves an `and` wider, and an `or` without bounds. */
export function joinedSql(kind: 'and' | 'or', terms: readonly Sql[]): Sql {
  const known = terms.filter(({ sql }) => sql !== everything.sql);
  if (known.length === 0 || (kind === 'or' && known.length < terms.length)) return everything;
  return {
    sql: balanced(
      known.map(({ sql }) => sql),
      kind,
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

function comparison(column: string, condition: Comparison, semantics: Semantics): Sql {
  switch (condition.kind) {
    case 'in':
      return equality(column, condition.values, condition.negated, semantics);
    case 'match':
      return match(column, condition, semantics);
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
  semantics: Semantics,
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
  semantics: Semantics,
): Sql {
  const sides = literals.map(sidesOf);
  const hasPattern = semantics.wildcardEquals === true && literals.some(isPattern);
  if (hasPattern || sides.includes(undefined)) return asked(column, among, semantics);
  const texts = sides.flatMap((side) => side?.text ?? []);
  const ascii = texts.filter(isAscii);
  const folded = texts.filter((text) => !isAscii(text));
  const numbers = sides.flatMap((side) => side?.number ?? []);
  const parts = [
    within(`${asciiOf(column, ascii.join(''))} COLLATE NOCASE`, ascii),
    within(foldedOf(column), folded),
    within(column, numbers),
  ].flat();
  const plain = `(${parts.length === 0 ? '0' : parts.join(' OR ')}) IS TRUE`;
  const values = [...ascii, ...folded, ...numbers];
  if (!readsText(literals, semantics)) return { sql: `(${plain})`, values, exact: true };
  const inText = asked(column, among, semantics);
  return {
    sql: `(CASE typeof(${column}) WHEN 'text' THEN ${inText.sql} ELSE ${plain} END)`,
    values: [...inText.values, ...values],
    exact: true,
  };
}

function within(value: string, values: readonly unknown[]): string[] {
  return values.length === 0 ? [] : [`${value} IN (${values.map(() => '?').join(',')})`];
}

function ordered(column: string, condition: Compare, semantics: Semantics): Sql {
  const { operator, value } = condition;
  const sides = sidesOf(value);
  if (sides === undefined || readsText([value], semantics))
    return asked(column, condition, semantics);
  const { text, number } = sides;
  const sql = byType(
    column,
    text === undefined ? '0' : `${foldedOf(column)} ${operator} ?`,
    number === undefined ? '0' : `${column} ${operator} ?`,
  );
  return { sql, values: [text, number].filter((side) => side !== undefined), exact: true };
}

function match(column: string, condition: Match, semantics: Semantics): Sql {
  const { operator, negated, value } = condition;
  const text = value.kind === 'string' ? foldCase(value.value) : undefined;
  const hasSets = semantics.sets === true && operator === 'like' && /[_[]/.test(text ?? '');
  if (text === undefined || hasSets || !isPlain(text) || text.length > longestPattern)
    return asked(column, condition, semantics);
  const pattern = operator === 'contains' ? `%${literalPattern(text)}%` : likePattern(text);
  const found = isAscii(text) ? asciiOf(column, text) : foldedOf(column);
  return {
    sql: String.raw`((${found} LIKE ? ESCAPE '\' AND typeof(${column}) = 'text') IS ${negated ? 'NOT ' : ''}TRUE)`,
    values: [pattern],
    exact: true,
  };
}

/** SQLite refuses patterns of more than 50,000 bytes. */
const longestPattern = 10_000;

/** Whole seconds sort as text does; a time that is written otherwise `meets` has to read. */
function dated(column: string, condition: Compare, text: string): Sql {
  const { operator } = condition;
  const time = readServerDate(text);
  const whole = Number.isNaN(time) ? '' : new Date(time).toISOString();
  if (!/^\d{4}-.*\.000Z$/.test(whole)) return asked(column, condition, {});
  const seconds = whole.replace('.000Z', 'Z');
  const rest = asked(column, condition, {});
  return {
    sql:
      `(CASE WHEN ${column} IS NULL THEN ${operator === '!=' ? 1 : 0} ` +
      `WHEN ${isWholeTime(column)} THEN ${column} ${operator} ? ELSE ${rest.sql} END)`,
    values: [seconds, ...rest.values],
    exact: true,
  };
}

/** The times that need no calendar first: those of the first 28 days of a month. */
function isWholeTime(column: string): string {
  const digits = '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z';
  const part = (start: number, least: string, most: string) =>
    `substr(${column}, ${start}, 2) BETWEEN '${least}' AND '${most}'`;
  const early = `${part(6, '01', '12')} AND ${part(9, '01', '28')} AND ${part(12, '00', '23')}`;
  const any = `strftime('%Y-%m-%dT%H:%M:%SZ', ${column}) = ${column}`;
  // JavaScript's and SQLite's calendars have a year 0, which servers do not.
  return `(${column} >= '0001' AND ((${column} GLOB '${digits}' AND ${early}) OR ${any}))`;
}

/** The comparison as `meets` makes it, which costs a call from SQLite for each value. */
function asked(column: string, condition: Comparison, semantics: Semantics): Sql {
  const literals = JSON.stringify({ condition: { ...condition, field }, semantics });
  return { sql: `meets_comparison(${column}, ?)`, values: [literals], exact: true };
}

const field = { path: '' };

/** Whether text is read as the number or truth value that the literal is. */
function readsText(literals: readonly Literal[], { typedByLiteral = false }: Semantics): boolean {
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
function foldedOf(column: string): string {
  return `CASE WHEN length(${column}) = octet_length(${column}) THEN lower(${column}) ELSE fold_case(${column}) END`;
}

/**
 * A value as it is compared with ASCII text, without case: the Kelvin sign and the dotted capital I are the only other
 * characters that have ASCII letters in lower case.
 */
function asciiOf(column: string, text: string): string {
  const kelvin = text.includes('k') ? `replace(${column}, char(8490), 'k')` : column;
  return text.includes('i') ? `replace(${kelvin}, char(304), 'i' || char(775))` : kelvin;
}

function isAscii(text: string): boolean {
  return /^[\x01-\x7f]*$/.test(text);
}

/** Text that SQLite sorts as JavaScript does, by code points as by code units, and does not end early. */
function isPlain(text: string): boolean {
  return /^[\x01-\ud7ff]*$/.test(text);
}
