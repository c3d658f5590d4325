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

/** Why a row has not been sent that could have been: the run ended before. */
const notYet = 'not sent';

/** The outcome of a row that was not sent; `why` tells what was in the way. */
export function unsent(row: number, id: unknown = null, why = notYet): RowOutcome {
  return { row, status: null, ok: false, id, error: why };
}

/** Whether the run ended before this row's turn came. */
export function isUnsent({ status, ok, error }: RowOutcome): boolean {
  return status === null && ok === false && error === notYet;
}

/** A row that is being sent: whether it was carried out is not known yet. */
export function sendingRow(row: number): RowOutcome {
  return { row, status: null, ok: null, id: null, error: null };
}
