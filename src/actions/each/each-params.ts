import { UsageError } from '../../errors/errors.js';
import type { InputOf } from '../define.js';

/** What makes many calls of one. */
export const eachParams = {
  each: {
    kind: 'rows',
    summary: 'one call for each row of csv or JSON, with {column} for its values',
  },
  map: {
    kind: 'pairs',
    summary: 'with --each: fills one field of the body from a column; an empty cell leaves it out',
  },
  skipInvalid: {
    kind: 'boolean',
    default: false,
    summary: 'with --each: leave out rows that cannot be sent',
  },
  parallel: {
    kind: 'integer',
    min: 1,
    max: 4,
    default: 1,
    summary: 'with --each: calls under way at a time',
  },
  resume: {
    kind: 'boolean',
    default: false,
    summary: 'with --each: go on where an interrupted run ended',
  },
  failed: {
    kind: 'string',
    summary: 'with --each: write the rows that failed to this file, as they were',
    completes: 'file',
  },
} as const;

export type EachInput = InputOf<typeof eachParams>;

/** What only makes sense with rows. */
export function refuseWithoutRows({
  map,
  skipInvalid,
  parallel,
  resume,
  failed,
}: Omit<EachInput, 'each'>): void {
  const [flag] = [
    map === undefined ? undefined : '--map',
    skipInvalid ? '--skip-invalid' : undefined,
    parallel === 1 ? undefined : '--parallel',
    resume ? '--resume' : undefined,
    failed === undefined ? undefined : '--failed',
  ].filter((one) => one !== undefined);
  if (flag === undefined) return;
  throw new UsageError(`${flag} goes with --each.`, {
    hint: `Name the rows: --each '@tickets.csv'`,
  });
}
