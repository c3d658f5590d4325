/** What became of the call of one row. */
export interface RowOutcome {
  row: number;
  /** HTTP status of the answer; null where there was none. */
  status: number | null;
  /** Null where nobody knows whether it was carried out. */
  ok: boolean | null;
  /** Of the record that was made or changed, where it is known. */
  id: unknown;
  error: string | null;
}

export const outcomeColumns: readonly (keyof RowOutcome)[] = ['row', 'status', 'ok', 'id', 'error'];

/** The outcome of a row that was left where it was; `why` is a word or two. */
export function unsent(row: number, why: string, id: unknown = null): RowOutcome {
  return { row, status: null, ok: false, id, error: why };
}

/** A row that is being sent: whether it was carried out is not known yet. */
export function sendingRow(row: number): RowOutcome {
  return { row, status: null, ok: null, id: null, error: null };
}
