import { ofTimes, wholeSeconds } from './dates-to-sql.js';
import { isPattern, literalDigits, type Semantics } from './evaluate.js';
import { foldCase } from './fold.js';
import { likePattern, literalPattern } from './like.js';
import type {
  Compare,
  Comparison,
  Condition,
  FieldName,
  In,
  Joined,
  Literal,
  Match,
} from './tree.js';

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
    ? stretch(column, term.comparisons)
    : comparison(column, term, semantics);
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
      if (value.kind === 'date') return dated(column, condition);
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

function dated(column: string, condition: Compare): Sql {
  if (condition.operator !== '!=') return stretch(column, [condition]);
  const { sql, ...rest } = stretch(column, [{ ...condition, operator: '=' }]);
  return { ...rest, sql: `NOT ${sql}` };
}

function stretch(column: string, comparisons: readonly Compare[]): Sql {
  const ends = comparisons.flatMap((one): Sql[] => {
    const end = wholeSeconds(one);
    return end === undefined
      ? []
      : [{ sql: `${column} ${one.operator} ?`, values: [end], exact: true }];
  });
  const asking = joinedSql(
    'and',
    comparisons.map((one) => asked(column, one, {})),
  );
  return ends.length < comparisons.length
    ? asking
    : ofTimes(column, joinedSql('and', ends), asking);
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
