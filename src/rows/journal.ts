import type { RowOutcome } from './outcome.js';

/** What is written down of each row while it is sent, so that a run that broke off can go on. */
export interface Journal {
  /** Resolves when it is certain to be known that this row may have been sent. */
  sending: (row: number) => Promise<void>;
  ended: (outcome: RowOutcome) => Promise<void>;
}
