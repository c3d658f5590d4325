import type { RowOutcome } from '../rows/outcome.js';
import { rangesOf, type RowState } from './row-states.js';

/** What became so far of the rows that one call sends: known to the audit even where nobody waits for the answer. */
export class RowLog {
  readonly #rows = new Map<number, RowOutcome>();

  note(outcome: RowOutcome): void {
    this.#rows.set(outcome.row, outcome);
  }

  /** Numbers of rows by what became of them; undefined for a call that sent none. */
  ranges(): Partial<Record<RowState, string>> | undefined {
    return this.#rows.size === 0 ? undefined : rangesOf([...this.#rows.values()]);
  }
}
