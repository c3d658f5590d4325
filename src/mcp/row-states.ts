import { isUnsent, type RowOutcome } from '../rows/outcome.js';

/** What became of a row, in a word. */
export type RowState = 'done' | 'failed' | 'unknown' | 'not_sent';

const states: readonly RowState[] = ['done', 'failed', 'unknown', 'not_sent'];

/** How many rows there are of each state; `not_sent` only where there are such. */
export function countsOf(outcomes: readonly RowOutcome[]): Partial<Record<RowState, number>> {
  const counts = states.map((state) => [state, rowsOf(outcomes, state).length] as const);
  return Object.fromEntries(counts.filter(([state, count]) => state !== 'not_sent' || count > 0));
}

/** The numbers of the rows of each state that there is, such as `1-12, 14`. */
export function rangesOf(outcomes: readonly RowOutcome[]): Partial<Record<RowState, string>> {
  const ranges = states.map((state) => [state, rangesText(rowsOf(outcomes, state))] as const);
  return Object.fromEntries(ranges.filter(([, text]) => text !== ''));
}

/** The same in a line: `rows 1-12 done, 13 unknown`. */
export function statesText(outcomes: readonly RowOutcome[]): string {
  const parts = Object.entries(rangesOf(outcomes));
  return `rows ${parts.map(([state, rows]) => `${rows} ${state.replace('_', ' ')}`).join('; ')}`;
}

function rowsOf(outcomes: readonly RowOutcome[], state: RowState): number[] {
  return outcomes.filter((outcome) => stateOf(outcome) === state).map(({ row }) => row);
}

function stateOf(outcome: RowOutcome): RowState {
  if (outcome.ok === null) return 'unknown';
  if (outcome.ok) return 'done';
  return isUnsent(outcome) ? 'not_sent' : 'failed';
}

function rangesText(rows: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open?.last === row - 1) open.last = row;
    else ranges.push({ first: row, last: row });
  }
  return ranges.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(', ');
}
