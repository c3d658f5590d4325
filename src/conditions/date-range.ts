import type { Moment } from '../dates/moment.js';
import { toServerTime } from '../dates/server-time.js';
import type { CompareOperator } from './tree.js';

/** One comparison with a time as the server takes it, without its brackets. */
export interface DateComparison {
  operator: CompareOperator;
  value: string;
}

/** What an operator means for a moment: one comparison, or two that are joined. */
export interface DateRange {
  join: 'and' | 'or';
  comparisons: DateComparison[];
}

/**
 * A day or a period is a range: `=` inside it, `>=` from its start, `<` before it, `<=` through its end, `>` after
 * it. A point in time is compared as it is.
 */
export function rangeFor(operator: CompareOperator, { start, end, precision }: Moment): DateRange {
  const from: DateComparison = { operator: '>=', value: toServerTime(start) };
  const before: DateComparison = { operator: '<', value: toServerTime(start) };
  const through: DateComparison = { operator: '<', value: toServerTime(end) };
  const after: DateComparison = { operator: '>=', value: toServerTime(end) };
  if (precision === 'instant')
    return { join: 'and', comparisons: [{ operator, value: from.value }] };
  switch (operator) {
    case '=':
      return { join: 'and', comparisons: [from, through] };
    case '!=':
      return { join: 'or', comparisons: [before, after] };
    case '<':
      return { join: 'and', comparisons: [before] };
    case '<=':
      return { join: 'and', comparisons: [through] };
    case '>':
      return { join: 'and', comparisons: [after] };
    case '>=':
      return { join: 'and', comparisons: [from] };
  }
}
