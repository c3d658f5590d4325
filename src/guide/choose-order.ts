import { recordShape } from '../catalog/record-shape.js';
import { fieldAt } from '../conditions/complete/values.js';
import type { ValueKind } from '../conditions/shape.js';
import { inputFor, withInputs, type Step } from './draft.js';
import { pickField } from './pick-field.js';

/** By which field the records are sorted, and which way. */
export const chooseOrder: Step = async (draft, asking) => {
  const { prompt } = asking.desk;
  if (inputFor(draft).orderBy !== undefined) {
    const isKept = await prompt.select('Sort', [
      { name: 'By another field', value: true },
      { name: 'As the server has them', value: false },
    ]);
    if (!isKept) return withInputs(draft, { orderBy: undefined });
  }
  const field = await pickField('Sort by which field?', 'orderBy', draft, asking);
  const { kind } = fieldAt(field, recordShape(asking.catalog, draft.endpoint));
  const [ascending, descending] = directions[kind] ?? ['from A to Z', 'from Z to A'];
  const direction = await prompt.select('Which way?', [
    { name: ascending, value: 'asc' },
    { name: descending, value: 'desc' },
  ]);
  return withInputs(draft, { orderBy: [field, direction] });
};

const numbers = ['smallest first', 'greatest first'] as const;

const directions: Partial<Record<ValueKind, readonly [string, string]>> = {
  date: ['oldest first', 'newest first'],
  integer: numbers,
  number: numbers,
  boolean: ['no before yes', 'yes before no'],
  any: ['ascending', 'descending'],
};
