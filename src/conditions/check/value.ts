import type { Field } from '../../catalog/model.js';
import { listed } from '../../text/nearest.js';
import { checkEnum, likeOnEnum } from './enum.js';
import { wholeDay } from './day-alone.js';
import { doubt, fault, type Finding } from './finding.js';
import { correction } from './correction.js';
import { printCondition, printLiteral } from '../print.js';
import { isDayAlone } from '../server-date.js';
import { kindOf, looksDated, tellingMembers, type Lookup, type RecordShape } from '../shape.js';
import {
  isNegative,
  literalsOf,
  type CompareOperator,
  type Comparison,
  type Literal,
  type Match,
} from '../tree.js';

type Found = Extract<Lookup, { kind: 'found' }>;

/** Checks operator and values of a comparison with a field that is known. */
export function checkValue(comparison: Comparison, found: Found, shape: RecordShape): Finding[] {
  const { field } = found;
  // null goes with every field; the parser refuses it elsewhere than behind = and !=.
  const literals = literalsOf(comparison).filter(({ kind }) => kind !== 'null');
  if (literals.length === 0) return [];
  const kind = kindOf(field);
  switch (kind) {
    case 'any':
      return [];
    case 'list':
      return [doubt(comparison.field, `${comparison.field.path} is a list, which may not compare`)];
    case 'reference':
      return wholeReference(comparison, field, shape);
    default: {
      const ofOperator = checkOperator(comparison, field);
      if (comparison.kind === 'match') return ofOperator;
      const ofValues = literals.flatMap((one) => checkLiteral(one, comparison, found, shape));
      return [...ofOperator, ...ofValues];
    }
  }
}

/** `company = "Acme"`: a record is compared by one of its members. */
function wholeReference(comparison: Comparison, field: Field, shape: RecordShape): Finding[] {
  const members = tellingMembers(field, shape);
  if (members.length === 0) return [];
  const { path } = comparison.field;
  const [literal] = literalsOf(comparison);
  const suited = members.filter((member) => (member === 'id') === (literal?.kind === 'number'));
  const clauses = suited.map((member) =>
    printCondition({ ...comparison, field: { path: `${path}/${member}` } }),
  );
  const paths = members.map((member) => `${path}/${member}`);
  const hint =
    clauses.length === 0
      ? `Compare one of its members: ${listed(paths, 'or')}.`
      : `Write ${alternatives(clauses, comparison)}. Its members: ${listed(paths)}.`;
  return [fault(comparison.field, `${path} is a record, and takes no value`, hint)];
}

/** What is not the one must not be the other either. */
function alternatives(clauses: readonly string[], comparison: Comparison): string {
  const text = clauses.join(isNegative(comparison) ? ' and ' : ' or ');
  return clauses.length === 1 ? text : `(${text})`;
}

function checkOperator(comparison: Comparison, field: Field): Finding[] {
  const kind = kindOf(field);
  const { path } = comparison.field;
  if (comparison.kind === 'match') return checkMatch(comparison, field);
  if (comparison.kind !== 'compare' || !/^[<>]/.test(comparison.operator)) return [];
  if (kind === 'boolean')
    return [
      fault(
        comparison,
        `${path} is true or false, and ${comparison.operator} orders`,
        `Write ${path}=true or ${path}=false.`,
      ),
    ];
  if (kind !== 'enum') return [];
  const message = `${path} has values from a list, which ${comparison.operator} may not order as you expect`;
  return [doubt(comparison, message, 'Write = or in.')];
}

/** contains and like are for text. */
function checkMatch(comparison: Match, field: Field): Finding[] {
  const kind = kindOf(field);
  const { field: name, operator, value } = comparison;
  const { path } = name;
  switch (kind) {
    case 'boolean':
      return [
        fault(
          comparison,
          `${path} is true or false, and ${operator} is for text`,
          `Write ${path}=true or ${path}=false.`,
        ),
      ];
    case 'enum':
      return [likeOnEnum(comparison, field.allowed ?? [])];
    case 'date':
      if (!isStrictDate(field)) return [];
      return [
        fault(
          comparison,
          `${path} is a date, and ${operator} is for text`,
          `Write ${path}>=[2026-01-01] and ${path}<[2026-02-01].`,
        ),
      ];
    case 'integer':
    case 'number':
      return [
        doubt(
          comparison,
          `${path} is a number, and ${operator} is for text`,
          'Write = or in; < and > for a range.',
        ),
      ];
    default: {
      if (value.kind === 'string' && value.value === '')
        return [
          doubt(
            value,
            `the text behind ${operator} is empty`,
            'An empty variable may stand there; what has no value is = null.',
          ),
        ];
      // Servers seem to read _ and [ ] as wildcards too.
      if (operator !== 'like' || value.kind !== 'string' || /[%*_[]/.test(value.value)) return [];
      const around = printLiteral({ kind: 'string', value: `%${value.value}%` });
      return [doubt(value, 'like without % is the same as =', `Write like ${around}.`)];
    }
  }
}

function checkLiteral(
  literal: Literal,
  comparison: Comparison,
  { path: known, field, list }: Found,
  shape: RecordShape,
): Finding[] {
  const kind = kindOf(field);
  const { path } = comparison.field;
  const wrong = (message: string) => [
    fault(literal, message, correction(literal, comparison, field, shape)),
  ];
  switch (kind) {
    case 'text':
      if (literal.kind === 'string') return [];
      if (literal.kind === 'date' && looksDated(field) !== 'no') return [];
      return wrong(
        literal.kind === 'date'
          ? `${path} is text, not a date`
          : `${path} is text, which stands in quotes`,
      );
    case 'enum':
      if (literal.kind === 'string') return checkEnum(literal, comparison, field.allowed ?? []);
      return wrong(`${path} takes a value from a list, in quotes`);
    case 'integer':
      if (literal.kind === 'number' && !literal.text.includes('.')) return [];
      return wrong(`${path} takes a whole number without quotes`);
    case 'number':
      return literal.kind === 'number' ? [] : wrong(`${path} takes a number without quotes`);
    case 'boolean':
      return literal.kind === 'boolean' ? [] : wrong(`${path} takes true or false, without quotes`);
    case 'date': {
      if (literal.kind === 'string' && !isStrictDate(field)) return [];
      if (literal.kind !== 'date') return wrong(`${path} takes a date in [ ]`);
      const isPoint = field.format !== 'date' && list === undefined && !shape.isDay(known);
      const operator = comparing(comparison);
      if (operator === undefined || !isPoint || !isDayAlone(literal.text)) return [];
      const whole = wholeDay(path, operator, literal.text);
      const message = `[${literal.text}] means midnight (UTC) of that day exactly`;
      return whole === undefined ? [] : [doubt(literal, message, whole)];
    }
    default:
      return [];
  }
}

/** How a comparison compares with each of its values; undefined for one with text. */
function comparing(comparison: Comparison): CompareOperator | undefined {
  if (comparison.kind === 'compare') return comparison.operator;
  if (comparison.kind === 'match') return undefined;
  return comparison.negated ? '!=' : '=';
}

/** The definition declares many dates as plain strings: whether they take quotes, nobody knows. */
function isStrictDate({ format }: Field): boolean {
  return format === 'date-time' || format === 'date';
}
