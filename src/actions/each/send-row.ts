import { pathOf, type ApiRequest } from '../../api/request.js';
import {
  CancelledError,
  CwmError,
  LocalError,
  OutcomeUnknownError,
  UnavailableError,
} from '../../errors/errors.js';
import type { Journal } from '../../rows/journal.js';
import { unsent, type RowOutcome } from '../../rows/outcome.js';
import type { Services } from '../../services.js';
import { isNumber } from '../../text/json.js';
import { valueOf } from '../../text/json-text.js';
import { isRecord } from '../../text/records.js';
import { sentences } from '../../text/sentences.js';
import type { Result } from '../define.js';
import { sayingOnce, type ReadyRow } from './check-rows.js';

/** What came of a row; `error` is what was thrown, for who decides whether to go on. */
export interface Sent {
  outcome: RowOutcome;
  error?: unknown;
}

/** Sends rows that were approved together. An interruption lets those under way end. */
export function rowSender(
  journal: Journal | undefined,
  services: Services,
): (ready: ReadyRow) => Promise<Sent> {
  const { signal: goesOn } = new AbortController();
  const using: Services = {
    ...services,
    api: async (until = goesOn) => await services.api(until),
    refuseUnapproved: () => undefined,
    expect: () => undefined,
    report: sayingOnce(services.report),
  };
  return async ({ row: { number }, call }) => {
    const id = idInPath(call.request);
    // Known to the journal before the first byte leaves.
    const approve = async () => await journal?.sending(number, services.now());
    const send = async (): Promise<Sent> =>
      await call.send({ ...using, approve }).then(
        (result): Sent => ({ outcome: doneRow(number, result, id) }),
        (error: unknown): Sent => ({ outcome: failedRow(number, error, id, services), error }),
      );
    let sent = await send();
    for (let pauses = 1; pauses <= mostPauses && asksForPause(sent.error); pauses++) {
      await services.wait(pauses * pause).catch(() => undefined);
      if (services.signal.aborted) break;
      sent = await send();
    }
    try {
      await journal?.ended(sent.outcome);
    } catch (error) {
      return { outcome: sent.outcome, error };
    }
    return sent;
  };
}

/** A run of many rows has more patience than a single call: waits for a row, and milliseconds of the first. */
const mostPauses = 3;
const pause = 5000;

/** Nothing was done, and the server will take it later. */
function asksForPause(error: unknown): boolean {
  return error instanceof UnavailableError && error.request?.status === 429;
}

function doneRow(row: number, result: Result, id: unknown): RowOutcome {
  const value = result.kind === 'one' ? valueOf(result.value) : undefined;
  const own = isRecord(value) ? value['id'] : undefined;
  const isId = isNumber(own) || typeof own === 'string';
  return { row, status: result.status ?? null, ok: true, id: isId ? own : id, error: null };
}

function failedRow(
  row: number,
  error: unknown,
  id: unknown,
  { signal, redact }: Services,
): RowOutcome {
  // A wait for another try, which the interruption ended, is no CwmError.
  if (signal.aborted && (!(error instanceof CwmError) || error instanceof CancelledError))
    return unsent(row, id);
  if (error instanceof LocalError) return unsent(row, id);
  if (!(error instanceof CwmError))
    return { row, status: null, ok: null, id, error: String(error) };
  const { message, details, request } = error;
  const said = details.map((detail) => detail.message).filter((one) => !message.includes(one));
  const ok = error instanceof OutcomeUnknownError ? null : false;
  return {
    row,
    status: request?.status ?? null,
    ok,
    id,
    error: redact(said.length === 0 ? message : sentences([message, ...said])),
  };
}

/** The id of the record that a path ends with. */
function idInPath({ method, target }: ApiRequest): unknown {
  const digits = method === 'POST' ? undefined : /\/(\d{1,15})$/.exec(pathOf(target))?.[1];
  return digits === undefined ? null : Number(digits);
}
