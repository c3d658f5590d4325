import {
  ApiError,
  AuthError,
  cancelledBy,
  UnavailableError,
  UsageError,
} from '../../errors/errors.js';
import { isUnfilled } from '../../memory/placeholders.js';
import type { Catalog } from '../../catalog/catalog.js';
import type { Endpoint } from '../../catalog/model.js';
import type { Row } from '../../rows/table.js';
import type { Services } from '../../services.js';
import { counted } from '../../text/counted.js';
import { splitList } from '../../text/split-list.js';
import type { Result } from '../define.js';
import { columnsOf } from '../send.js';
import type { FailedRows } from './each-row.js';
import { rowName, sayingOnce, type ReadyRow, type RowFault } from './check-rows.js';
import { inOrder } from './in-order.js';
import { rowProgress } from './progress.js';
import type { RowTemplate } from './row-template.js';

interface Collecting {
  ready: readonly ReadyRow[];
  faults: readonly RowFault[];
  parallel: number;
  columns: readonly string[] | undefined;
  failed: FailedRows | undefined;
}

type Answered = { row: Row } & ({ rows: unknown[] } | { error: unknown });

/** The records that reads of many rows give, as one result in the order of the rows. */
export function collectRows(
  { ready, faults, parallel, columns, failed: file }: Collecting,
  services: Services,
): Result {
  const failed: RowFault[] = [...faults];
  const using = { ...services, report: sayingOnce(services.report) };
  const watch = rowProgress(ready.length, services);
  const work = async ({ row, call }: ReadyRow): Promise<Answered> => {
    try {
      return { row, rows: await rowsOf(await call.send(using)) };
    } catch (error) {
      return { row, error };
    }
  };
  async function* records(): AsyncGenerator<readonly unknown[]> {
    for await (const answered of inOrder(ready, parallel, work, () => services.signal.aborted)) {
      watch();
      if (!('rows' in answered))
        failed.push({ row: answered.row, message: messageOf(answered.error) });
      // A page for each row: who goes on later knows by them how far it came.
      yield 'rows' in answered ? answered.rows : [];
    }
    if (services.signal.aborted) throw cancelledBy(services.signal);
  }
  async function* pages(): AsyncGenerator<readonly unknown[]> {
    let isWhole = false;
    try {
      yield* records();
      isWhole = true;
      await file?.write(failed.map(({ row }) => row).sort((a, b) => a.number - b.number));
    } finally {
      if (!isWhole) await file?.discard();
    }
  }
  const all = ready.length + faults.length;
  return {
    kind: 'pages',
    pages: pages(),
    ...(columns === undefined ? {} : { columns }),
    failure: () => failureOf(failed, all),
  };
}

/** Columns of what is collected, where they are the same for all rows. */
export function collectedColumns(
  { call }: RowTemplate,
  endpoint: Endpoint,
  catalog: Catalog,
): readonly string[] | undefined {
  const { fields, count } = call.params;
  if (count === true || isUnfilled({ ...call, path: '', data: null })) return undefined;
  return typeof fields === 'string' ? splitList(fields) : columnsOf(catalog, endpoint);
}

async function rowsOf(result: Result): Promise<unknown[]> {
  switch (result.kind) {
    case 'one':
      return [result.value];
    case 'many':
      return [...result.rows];
    case 'pages': {
      const rows: unknown[] = [];
      for await (const page of result.pages) rows.push(...page);
      return rows;
    }
    case 'none':
      return [];
    case 'bytes':
      throw new UsageError('The answer is a document, which is no record.', {
        hint: 'Fetch documents one by one, with --output-file.',
      });
  }
}

/** Throws what would meet every other row as well. */
function messageOf(error: unknown): string {
  const isOfAll =
    error instanceof UnavailableError ||
    (error instanceof AuthError && error.request?.status === 401);
  if (isOfAll || !(error instanceof Error)) throw error;
  return error.message;
}

function failureOf(failed: readonly RowFault[], all: number): ApiError | undefined {
  if (failed.length === 0) return undefined;
  return new ApiError(`${failed.length} of ${counted(all, 'row')} gave nothing.`, {
    hint:
      failed.length === all ? 'There are no records.' : 'The records of the others are complete.',
    details: failed.map(({ row, message }) => ({
      code: 'RowFailed',
      message,
      field: rowName(row),
    })),
  });
}
