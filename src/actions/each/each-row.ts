import { isRead } from '../../catalog/model.js';
import { resolveEndpoint } from '../../catalog/resolve.js';
import { templateOf } from '../../memory/placeholders.js';
import type { Journal } from '../../rows/journal.js';
import type { KnownRow } from '../../rows/journal-lines.js';
import type { Row, Table } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { many, type Result } from '../define.js';
import { checkRows, refuseFaults, type ReadyRow, type RowFault } from './check-rows.js';
import { collectedColumns, collectRows } from './collect-rows.js';
import type { RowTemplate } from './row-template.js';
import { writeRows } from './write-rows.js';

export interface Rows {
  table: Table;
  /** What they are called where something is said of them. */
  name: string;
}

export interface EachHow {
  /** Leaves out rows that cannot be sent. */
  skipInvalid: boolean;
  /** How many are under way at a time. */
  parallel: number;
  /** Where it is written down what becomes of each write; without one no other run can go on. */
  journal?: {
    known: ReadonlyMap<number, KnownRow>;
    open: (rows: number) => Promise<Journal>;
  };
  /** Where the rows go that failed. */
  failed?: FailedRows | undefined;
}

/** Takes the rows that failed, once all have been tried; without them nothing of it is left. */
export interface FailedRows {
  write: (rows: readonly Row[]) => Promise<void>;
  discard: () => Promise<void>;
}

/** Makes the call of a template for each row: all are checked, then approved together, then sent. */
export async function eachRow(
  template: RowTemplate,
  rows: Rows,
  how: EachHow,
  services: Services,
): Promise<Result> {
  const catalog = await services.catalog();
  const { method, path } = template.call;
  const { endpoint } = resolveEndpoint(catalog, templateOf(path), method, false);
  const { known = new Map<number, KnownRow>() } = how.journal ?? {};
  const isDone = ({ number }: Row) => known.get(number)?.outcome?.ok === true;
  const left = rows.table.rows.filter((row) => !isDone(row));
  const { ready, faults } = await checkRows(template, { ...rows.table, rows: left }, services);
  if (!how.skipInvalid) refuseFaults(faults, left.length, template);
  if (template.how.dryRun) return many<unknown>(await dryRows(ready, faults, services));
  services.expect('records');
  if (isRead(endpoint)) {
    const columns = collectedColumns(template, endpoint, catalog);
    const { parallel, failed } = how;
    return collectRows({ ready, faults, parallel, columns, failed }, services);
  }
  return await writeRows({ template, ...rows, ready, faults }, how, services);
}

/** What each row would send, or why it cannot be sent. */
async function dryRows(
  ready: readonly ReadyRow[],
  faults: readonly RowFault[],
  services: Services,
): Promise<unknown[]> {
  const shown: { row: number }[] = faults.map(({ row, message }) => ({
    row: row.number,
    ...{ error: message },
  }));
  for (const { row, call } of ready) {
    const result = await call.send(services);
    if (result.kind === 'one') shown.push({ row: row.number, ...(result.value as object) });
  }
  return shown.toSorted((a, b) => a.row - b.row);
}
