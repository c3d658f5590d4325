import { pathOf } from '../../api/request.js';
import { templateOf } from '../../memory/placeholders.js';
import type { Journal } from '../../rows/journal.js';
import type { KnownRow } from '../../rows/journal-lines.js';
import { unsent, type RowOutcome } from '../../rows/outcome.js';
import type { Services } from '../../services.js';
import { counted } from '../../text/counted.js';
import { isNumber } from '../../text/json.js';
import { decodePercent } from '../../text/percent.js';
import type { Result } from '../define.js';
import { ifReadable, readRows } from '../read-aside.js';
import { rowsNamed, type ReadyRow, type RowFault } from './check-rows.js';
import type { EachHow, Rows } from './each-row.js';
import { rowsResult } from './report-rows.js';
import { isUnknown, resumeRows } from './resume-rows.js';
import type { RowTemplate } from './row-template.js';
import { rowsPlan } from './rows-plan.js';
import { runRows } from './run-rows.js';

interface Writing extends Rows {
  template: RowTemplate;
  ready: readonly ReadyRow[];
  faults: readonly RowFault[];
}

/** Sends the writes of checked rows, approved together, and tells what became of every row. */
export async function writeRows(
  { template, table, name, ready, faults }: Writing,
  { parallel, journal: pending, failed: file }: EachHow,
  services: Services,
): Promise<Result> {
  const outcomes: RowOutcome[] = [
    ...[...(pending?.known.values() ?? [])].flatMap(({ outcome }) =>
      outcome?.ok === true ? [outcome] : [],
    ),
    ...faults.map(({ row, message }) => unsent(row.number, null, message)),
  ];
  let stoppedBy: unknown;
  const [first, ...others] = ready;
  if (first !== undefined) {
    const { method, path } = template.call;
    const catalog = await services.catalog();
    const shown = templateOf(path);
    const title = `${method} ${shown} for ${counted(ready.length, 'row')} of ${name}`;
    const notes = notesFor(table.rows.length, ready, faults, pending?.known);
    await services.approve(rowsPlan(title, shown, [first, ...others], notes, catalog, services));
    const journal = await pending?.open(ready.length);
    if (journal !== undefined) await noteNewest(ready, journal, template, services);
    const looksFirst = template.call.params['unlessExists'] !== undefined;
    const resumed =
      journal === undefined
        ? { open: ready, outcomes: [] }
        : await resumeRows(ready, journal, looksFirst, services);
    const run = await runRows(resumed.open, { parallel, journal }, services);
    outcomes.push(...resumed.outcomes, ...run.outcomes);
    stoppedBy = run.stoppedBy;
  }
  outcomes.sort((a, b) => a.row - b.row);
  const failed = new Set(outcomes.filter(({ ok }) => ok === false).map(({ row }) => row));
  await file?.write(table.rows.filter(({ number }) => failed.has(number)));
  return rowsResult(outcomes, { stoppedBy, resumable: pending !== undefined }, services);
}

/** What is sent of all rows, where it is not all. */
function notesFor(
  all: number,
  ready: readonly ReadyRow[],
  faults: readonly RowFault[],
  known: ReadonlyMap<number, KnownRow> | undefined,
): string[] {
  const done = all - ready.length - faults.length;
  const unknown = ready.filter(({ row }) => isUnknown(known?.get(row.number))).length;
  return [
    ...repeatedNotes(ready),
    ...(done === 0 ? [] : [`${counted(done, 'row')} done before: not sent again.`]),
    ...(faults.length === 0 ? [] : [`${counted(faults.length, 'row')} left out: invalid.`]),
    ...(unknown === 0
      ? []
      : [`${counted(unknown, 'row')} of unknown outcome: looked for first, sent only if missing.`]),
  ];
}

/** Rows that change one record between them: likely a mistake, and else their order counts. */
function repeatedNotes(ready: readonly ReadyRow[]): string[] {
  const rows = new Map<string, number[]>();
  for (const { row, call } of ready) {
    const { method, target } = call.request;
    if (method === 'POST') continue;
    const numbers = rows.get(pathOf(target)) ?? [];
    numbers.push(row.number);
    rows.set(pathOf(target), numbers);
  }
  const repeated = [...rows].filter(([, { length }]) => length > 1);
  const shown = repeated.slice(0, mostRepeated).map(([path, numbers]) => {
    return `One record is written by ${rowsNamed(numbers)}, in this order: ${decodePercent(path)}.`;
  });
  const more = repeated.length - shown.length;
  return more > 0 ? [...shown, `${more} more records are written by several rows.`] : shown;
}

const mostRepeated = 3;

/** Before the first row of a list: by what is newest then, what is created can be told from what was there before. */
async function noteNewest(
  ready: readonly ReadyRow[],
  journal: Journal,
  { call }: RowTemplate,
  services: Services,
): Promise<void> {
  const paths = new Set(ready.map(({ call: { request } }) => pathOf(request.target)));
  const [path] = paths;
  if (call.method !== 'POST' || path === undefined || paths.size > 1 || journal.known.size > 0)
    return;
  const catalog = await services.catalog();
  const isList = catalog
    .match(path)
    .some(({ endpoint: { method, response } }) => method === 'GET' && response.payload?.list);
  if (!isList) return;
  const query = { orderBy: 'id desc', fields: 'id', pageSize: 1 };
  const rows = await ifReadable(readRows(path, query, services));
  const newest = rows?.length === 0 ? 0 : rows?.[0]?.['id'];
  if (isNumber(newest)) await journal.noteNewest(path, Number(newest));
}
