import { didYouMean } from '../../text/nearest.js';
import { nearFields } from '../../text/near-name.js';
import { checkValue } from './value.js';
import { fault, type Finding } from './finding.js';
import { printCondition } from '../print.js';
import { lookUp, type RecordShape } from '../shape.js';
import type { Comparison } from '../tree.js';

/** Custom fields are chosen by caption and value alone; a value may be of any type. */
export function checkCustomField(comparison: Comparison, shape: RecordShape): Finding[] {
  const { field } = comparison;
  const name = field.path.toLowerCase();
  if (name === 'value') return [];
  if (name === 'caption') return checkValue(comparison, caption, shape);
  return [
    fault(
      field,
      `"${field.path}" is neither caption nor value`,
      advice(comparison, field.path, shape),
    ),
  ];
}

const caption = {
  kind: 'found',
  path: 'caption',
  list: undefined,
  field: { name: 'caption', type: 'string', required: false, requiredOnUpdate: false },
} as const;

function advice(comparison: Comparison, path: string, shape: RecordShape): string {
  const [, member = ''] = /^customFields\/(caption|value)$/i.exec(path) ?? [];
  const near = member === '' ? nearFields(path, ['caption', 'value']) : [member.toLowerCase()];
  const mean = didYouMean(near);
  if (mean !== undefined) return mean;
  const value = printCondition({ ...comparison, field: { path: 'value' } });
  const asCustom = `caption="${path}" and ${value}`;
  if (lookUp(path, shape).kind !== 'found') return `Write ${asCustom}`;
  return `A field of the record goes into --conditions: ${printCondition(comparison)} A custom field: ${asCustom}`;
}
