import { isRead } from '../../catalog/model.js';
import { resolveEndpoint } from '../../catalog/resolve.js';
import { templateOf } from '../../memory/placeholders.js';
import { unsent } from '../../rows/outcome.js';
import type { Table } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { counted } from '../../text/counted.js';
import { many, type Result } from '../define.js';
import { checkRows, refuseFaults, type ReadyRow } from './check-rows.js';
import { rowsPlan } from './rows-plan.js';
import { rowsResult } from './report-rows.js';
import type { RowTemplate } from './row-template.js';
import { runRows } from './run-rows.js';

export interface Rows {
  table: Table;
  /** What they are called where something is said of them. */
  name: string;
}

export interface EachHow {
  skipInvalid: boolean;
  parallel: number;
}

/** Makes the call of a template for each row: all are checked, then approved together, then sent. */
export async function eachRow(
  template: RowTemplate,
  { table, name }: Rows,
  { skipInvalid, parallel }: EachHow,
  services: Services,
): Promise<Result> {
  const catalog = await services.catalog();
  const { method, path } = template.call;
  const { endpoint } = resolveEndpoint(catalog, templateOf(path), method, false);
  const { ready, faults } = await checkRows(template, table, services);
  if (!skipInvalid || ready.length === 0) refuseFaults(faults, table.rows.length);
  if (template.how.dryRun) return many<unknown>(await dryRows(ready, services));
  const [first, ...others] = ready;
  if (first === undefined || isRead(endpoint)) throw new Error('not yet');
  const shown = templateOf(path);
  const title = `${method} ${shown} for ${counted(ready.length, 'row')} of ${name}`;
  await services.approve(rowsPlan(title, shown, [first, ...others], [], catalog, services));
  const run = await runRows(ready, { parallel, journal: undefined }, services);
  const outcomes = [
    ...run.outcomes,
    ...faults.map(({ row, message }) => unsent(row.number, message)),
  ].sort((a, b) => a.row - b.row);
  return rowsResult(outcomes, { stoppedBy: run.stoppedBy, resumable: false }, services);
}

/** What each row would send. */
async function dryRows(ready: readonly ReadyRow[], services: Services): Promise<unknown[]> {
  const shown: unknown[] = [];
  for (const { row, call } of ready) {
    const result = await call.send(services);
    if (result.kind === 'one') shown.push({ row: row.number, ...(result.value as object) });
  }
  return shown;
}
