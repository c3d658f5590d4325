import type { Field } from '../../catalog/model.js';
import { listed } from '../../text/nearest.js';
import { readRelative } from '../../dates/forms.js';
import { printCondition, printLiteral } from '../print.js';
import { readServerDate } from '../server-date.js';
import { kindOf, lookUp, tellingMembers, type RecordShape, type ValueKind } from '../shape.js';
import { literalText, type Comparison, type Literal } from '../tree.js';

/** The comparison, or the value, as it should be written. */
export function correction(
  literal: Literal,
  comparison: Comparison,
  field: Field,
  shape: RecordShape,
): string | undefined {
  const value = corrected(literal, kindOf(field));
  if (value !== undefined)
    return comparison.kind === 'compare'
      ? `Write ${printCondition({ ...comparison, value })}.`
      : `Write ${printLiteral(value)} in place of ${printLiteral(literal)}.`;
  if (kindOf(field) === 'date')
    return `Write ${comparison.field.path}>=[2026-01-31T18:04:26Z], or a date such as [today].`;
  return literal.kind === 'string' && field.name === 'id' && comparison.kind === 'compare'
    ? byName(comparison, shape)
    : undefined;
}

/** `status/id = "New"` means the name. */
function byName(comparison: Comparison, shape: RecordShape): string | undefined {
  const parent = comparison.field.path.split('/').slice(0, -1).join('/');
  const found = lookUp(parent, shape);
  if (parent === '' || found.kind !== 'found') return undefined;
  const clauses = tellingMembers(found.field, shape)
    .filter((member) => member !== 'id')
    .map((member) => printCondition({ ...comparison, field: { path: `${parent}/${member}` } }));
  return clauses.length === 0 ? undefined : `Write ${listed(clauses, 'or')}.`;
}

/** The literal that was meant for a field of a kind; undefined where it cannot be told. */
function corrected(literal: Literal, kind: ValueKind): Literal | undefined {
  const text = literalText(literal);
  switch (kind) {
    case 'text':
    case 'enum':
      return { kind: 'string', value: text };
    case 'integer': {
      const [, digits] = /^\s*(-?\d+)(?:\.0*)?\s*$/.exec(text) ?? [];
      return digits === undefined ? undefined : { kind: 'number', text: digits };
    }
    case 'number':
      return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text)
        ? { kind: 'number', text: text.trim() }
        : undefined;
    case 'boolean':
      if (/^\s*(?:true|yes|1)\s*$/i.test(text)) return { kind: 'boolean', value: true };
      return /^\s*(?:false|no|0)\s*$/i.test(text) ? { kind: 'boolean', value: false } : undefined;
    case 'date':
      return isDate(text) ? { kind: 'date', text: text.trim() } : undefined;
    default:
      return undefined;
  }
}

function isDate(text: string): boolean {
  return !Number.isNaN(readServerDate(text)) || readRelative(text) !== undefined;
}
