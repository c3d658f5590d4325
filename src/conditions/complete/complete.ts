import { completeCondition } from './condition.js';
import { completeList } from './list.js';
import { completeWhere } from './where.js';
import { most, type CompleteOptions, type Completion } from './completion.js';
import type { RecordShape } from '../shape.js';

/**
 * What can stand at the cursor of a condition, a clause of --where, a sort order or a list of fields. The text may be
 * half written, or wrong: this never throws. What is known comes from the catalog alone.
 */
export function complete(
  text: string,
  cursor: number,
  shape: RecordShape,
  options: CompleteOptions,
): Completion {
  const at = Math.min(Math.max(0, Math.trunc(cursor) || 0), text.length);
  const found = completeAt(text, at, shape, options);
  return { ...found, candidates: found.candidates.slice(0, most) };
}

function completeAt(
  text: string,
  at: number,
  shape: RecordShape,
  options: CompleteOptions,
): Completion {
  switch (options.dialect) {
    case 'where':
      return completeWhere(text, at, shape, options);
    case 'orderBy':
    case 'fields':
      return completeList(text, at, shape, options);
    case 'conditions':
    case 'childConditions':
    case 'customFieldConditions':
      return completeCondition(text, at, shape, options);
  }
}
