import { nearValues } from '../../text/near-name.js';
import { didYouMean, someOf } from '../../text/nearest.js';
import { shortened } from '../../text/shortened.js';
import { doubt, fault, type Finding } from './finding.js';
import { printCondition } from '../print.js';
import type { Comparison, Literal, Match } from '../tree.js';

/** A value near a listed one is a misspelling of it; one near none may be of a newer server. */
export function checkEnum(
  literal: Extract<Literal, { kind: 'string' }>,
  comparison: Comparison,
  allowed: readonly string[],
): Finding[] {
  const { value } = literal;
  const { path } = comparison.field;
  if (allowed.some((one) => one.toLowerCase() === value.toLowerCase())) return [];
  const near = nearValues(value, allowed);
  const values = `It has: ${someOf(allowed)}.`;
  const mean = didYouMean(near);
  if (mean === undefined)
    return [
      doubt(
        literal,
        `${path} has no value "${shortened(value)}" in the catalog; sent as it is`,
        values,
      ),
    ];
  return [fault(literal, `${path} has no value "${shortened(value)}"`, `${mean} ${values}`)];
}

/** The server refuses contains and like on such a field (seen in a client's tests). */
export function likeOnEnum(comparison: Match, allowed: readonly string[]): Finding {
  const { field, operator, negated, value } = comparison;
  const pattern = value.kind === 'string' ? value.value.replaceAll(/[%*]/g, '').toLowerCase() : '';
  const meant = allowed.filter((one) => pattern !== '' && one.toLowerCase().includes(pattern));
  const values = meant.map((one) => ({ kind: 'string', value: one }) as const);
  const [only, second] = values;
  const instead =
    only === undefined
      ? `Write = or in (…). It has: ${someOf(allowed)}.`
      : second === undefined
        ? `Write ${printCondition({ kind: 'compare', field, operator: negated ? '!=' : '=', value: only })}`
        : `Write ${printCondition({ kind: 'in', field, negated, values })}`;
  return fault(
    comparison,
    `${field.path} has values from a list, and takes no ${operator}`,
    instead,
  );
}
