import { AuthError, CwmError, UnavailableError } from '../../errors/errors.js';
import type { Journal } from '../../rows/journal.js';
import { sendingRow, unsent, type RowOutcome } from '../../rows/outcome.js';
import type { Services } from '../../services.js';
import type { ReadyRow } from './check-rows.js';
import { inOrder } from './in-order.js';
import { rowProgress } from './progress.js';
import { rowSender, type Sent } from './send-row.js';

export interface Run {
  outcomes: RowOutcome[];
  /** What ended it before its time, beside an interruption. */
  stoppedBy: unknown;
}

/** Rows in a row that found no server: the next ones would find none either. */
const mostUnavailable = 5;

/** Sends rows that were approved, some at a time, and tells what became of each. */
export async function runRows(
  ready: readonly ReadyRow[],
  { parallel, journal }: { parallel: number; journal: Journal | undefined },
  services: Services,
): Promise<Run> {
  const send = oneAtATime(rowSender(journal, services));
  const watch = rowProgress(ready.length, services);
  const outcomes: RowOutcome[] = [];
  let stoppedBy: unknown;
  let unavailable = 0;
  const work = async (one: ReadyRow): Promise<RowOutcome> => {
    services.report.row?.(sendingRow(one.row.number));
    const { outcome, error } = await send(one);
    unavailable = error instanceof UnavailableError ? unavailable + 1 : 0;
    const isHopeless = unavailable >= mostUnavailable || isLockedOut(error) || isOwnFault(error);
    if (isHopeless) stoppedBy ??= error;
    services.report.row?.(outcome);
    watch();
    return outcome;
  };
  const tell = () => {
    services.report.note('Those under way are finished. Ctrl-C again ends at once.');
  };
  services.signal.addEventListener('abort', tell, { once: true });
  const isOver = () => services.signal.aborted || stoppedBy !== undefined;
  for await (const outcome of inOrder(ready, parallel, work, isOver)) outcomes.push(outcome);
  services.signal.removeEventListener('abort', tell);
  for (const { row } of ready.slice(outcomes.length)) outcomes.push(unsent(row.number));
  return { outcomes, stoppedBy };
}

function isLockedOut(error: unknown): boolean {
  return error instanceof AuthError && error.request?.status === 401;
}

/** A journal that cannot be written, above all: what is sent without one could not be gone on with. */
function isOwnFault(error: unknown): boolean {
  return error !== undefined && (!(error instanceof CwmError) || error.code === 'local');
}

/** Calls on one path go out one after the other, in the order of their rows. */
function oneAtATime(send: (ready: ReadyRow) => Promise<Sent>): typeof send {
  const last = new Map<string, Promise<unknown>>();
  return async (ready) => {
    const { method, target } = ready.call.request;
    if (method === 'POST') return await send(ready);
    const before = last.get(target) ?? Promise.resolve();
    const sending = before.then(async () => await send(ready));
    last.set(
      target,
      sending.catch(() => undefined),
    );
    return await sending;
  };
}
