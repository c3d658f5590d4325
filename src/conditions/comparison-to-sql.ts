import { ofTimes, wholeSeconds } from './dates-to-sql.js';
import { isPattern, literalDigits, type Semantics } from './evaluate.js';
import { foldCase } from './fold.js';
import { likePattern, literalPattern } from './like.js';
import { joinedSql, type Sql } from './sql.js';
import type { Compare, Comparison, Literal, Match } from './tree.js';

/** One comparison; `column` gives the plain value that is compared. */
export function comparisonToSql(column: string, condition: Comparison, semantics: Semantics): Sql {
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
  if (condition.operator !== '!=') return stretchToSql(column, [condition]);
  const { sql, ...rest } = stretchToSql(column, [{ ...condition, operator: '=' }]);
  return { ...rest, sql: `NOT ${sql}` };
}

/** Comparisons of one value with dates, all of which have to hold. */
export function stretchToSql(column: string, comparisons: readonly Compare[]): Sql {
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
