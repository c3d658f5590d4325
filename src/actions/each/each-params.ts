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
