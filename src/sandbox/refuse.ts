import {
  kindOf,
  looksDated,
  lookUp,
  type RecordShape,
  type ValueKind,
} from '../conditions/shape.js';
import {
  comparisonsOf,
  literalsOf,
  type Comparison,
  type Condition,
  type Literal,
} from '../conditions/tree.js';
import type { Field } from '../catalog/model.js';
import { ApiFault } from './answer.js';

/** The parameters that choose records. */
export type FilterName = 'conditions' | 'childConditions' | 'customFieldConditions';

/** Refuses what the server refuses: names it does not know, values of another type, words that a filter does not take. */
export function refuseCondition(name: FilterName, condition: Condition, shape: RecordShape): void {
  for (const comparison of comparisonsOf(condition)) {
    const field = fieldOf(name, comparison.field.path, shape);
    if (comparison.kind === 'in' && name !== 'conditions')
      throw refused(`${comparison.field.path}: in is not available in ${name}.`);
    if (field === undefined) continue;
    for (const literal of literalsOf(comparison)) refuseLiteral(comparison, literal, field);
  }
}

/** The field at a path of the records themselves; undefined where the catalog does not describe it. */
export function ownField(path: string, shape: RecordShape): Field | undefined {
  const found = lookUp(path, shape);
  if (found.kind === 'open') return undefined;
  if (found.kind === 'unknown' || found.list !== undefined || kindOf(found.field) === 'list')
    throw unrecognized(path);
  return found.field;
}

function fieldOf(name: FilterName, path: string, shape: RecordShape): Field | undefined {
  switch (name) {
    case 'conditions':
      return ownField(path, shape);
    case 'childConditions': {
      const found = lookUp(path, shape);
      if (found.kind === 'open') return undefined;
      if (found.kind === 'unknown') throw unrecognized(path);
      if (found.list !== undefined) return found.field;
      // A list of plain values is compared as it is; of what type they are the catalog does not always say.
      if (kindOf(found.field) === 'list' && found.field.schema === undefined) return undefined;
      throw unrecognized(path);
    }
    case 'customFieldConditions':
      if (/^caption$/i.test(path)) return caption;
      // Its type is that of the literal.
      if (/^value$/i.test(path)) return undefined;
      throw unrecognized(path);
  }
}

const caption: Field = {
  name: 'caption',
  type: 'string',
  required: false,
  requiredOnUpdate: false,
};

function refuseLiteral(comparison: Comparison, literal: Literal, field: Field): void {
  const { path } = comparison.field;
  const kind = kindOf(field);
  if (literal.kind === 'null') return;
  if (!takes(kind, literal, field))
    throw refused(
      `${path}: expected ${expected[kind]}, not a ${literal.kind}. ` +
        'Strings are quoted ("text"), dates bracketed ([2026-01-31T18:04:26Z]), numbers are digits, booleans true or false, and nothing is null.',
    );
  if (kind !== 'enum' || literal.kind !== 'string') return;
  const allowed = field.allowed ?? [];
  const isKnown = allowed.some((one) => one.toLowerCase() === literal.value.toLowerCase());
  if (comparison.kind !== 'match' && isKnown) return;
  throw refused(
    `${path}: the enum value "${literal.value}" was invalid; it is one of ${allowed.join(', ')}.`,
  );
}

function takes(kind: ValueKind, literal: Literal, field: Field): boolean {
  switch (kind) {
    case 'text':
      // Some dates are declared as plain text.
      return literal.kind === 'string' || (literal.kind === 'date' && looksDated(field) !== 'no');
    case 'enum':
      return literal.kind === 'string';
    case 'integer':
    case 'number':
      // Quoted digits are tolerated (a client's report).
      return (
        literal.kind === 'number' ||
        (literal.kind === 'string' && /^-?\d+(?:\.\d+)?$/.test(literal.value))
      );
    case 'boolean':
      return literal.kind === 'boolean';
    case 'date':
      // Without a format it is a date by its name alone.
      return literal.kind === 'date' || (literal.kind === 'string' && field.format === undefined);
    case 'reference':
    case 'list':
      return false;
    case 'any':
      return true;
  }
}

const expected: Record<ValueKind, string> = {
  text: 'a string',
  enum: 'a string',
  integer: 'a number',
  number: 'a number',
  boolean: 'a boolean',
  date: 'a date',
  reference: 'null or one of its members',
  list: 'one of its members',
  any: 'a value',
};

function unrecognized(path: string): ApiFault {
  return refused(`${path} is not a recognized name.`);
}

function refused(message: string): ApiFault {
  return new ApiFault(400, 'ApiFindCondition', message);
}
