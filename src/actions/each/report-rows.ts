import {
  ApiError,
  cancelledBy,
  CwmError,
  OutcomeUnknownError,
  type ErrorDetail,
} from '../../errors/errors.js';
import { isUnsent, outcomeColumns, type RowOutcome } from '../../rows/outcome.js';
import { counted } from '../../text/counted.js';
import type { Services } from '../../services.js';
import { many, type Result } from '../define.js';

interface Ending {
  /** What ended the run before its time, beside an interruption. */
  stoppedBy?: unknown;
  /** Whether another run can go on where this one ended. */
  resumable: boolean;
}

/** The outcomes in the order of their rows, and the error that stands for those that failed. */
export function rowsResult(
  outcomes: readonly RowOutcome[],
  ending: Ending,
  services: Services,
): Result {
  const done = outcomes.filter(({ ok }) => ok === true).length;
  const wasSent = outcomes.some(({ ok }) => ok !== false);
  const wrote = wasSent ? { wrote: `${done} of ${counted(outcomes.length, 'row')}: done.` } : {};
  if (done === outcomes.length) services.report.note(`${counted(done, 'row')}: done.`);
  const failure = () => failureOf(outcomes, ending, services);
  return { ...many<unknown>(outcomes, outcomeColumns), outcomes, ...wrote, failure };
}

/** An interruption counts before all; that a row may have been carried out counts more than that another was refused. */
function failureOf(
  outcomes: readonly RowOutcome[],
  { stoppedBy, resumable }: Ending,
  { signal }: Services,
): CwmError | undefined {
  const bad = outcomes.filter(({ ok }) => ok !== true);
  if (bad.length === 0) return undefined;
  const unknown = bad.filter(({ ok }) => ok === null);
  const details = bad.filter((one) => !isUnsent(one)).map(detailOf);
  const again = resumable ? 'Go on with the same command and --resume' : 'Run it again';
  const look = resumable
    ? `${again}: it looks for them first.`
    : 'Look before you send them again.';
  const all = counted(outcomes.length, 'row');
  const count = `${outcomes.length - bad.length} of ${all} are done`;
  if (signal.aborted) {
    const open = unknown.length === 0 ? '' : `, of ${unknown.length} nobody knows`;
    return cancelledBy(signal, {
      details,
      hint: `${count}${open}. ${again}${resumable ? '.' : ''}`,
    });
  }
  const why = stoppedBy instanceof CwmError ? ` It was stopped: ${stoppedBy.message}` : '';
  if (unknown.length > 0)
    return new OutcomeUnknownError(
      `Whether ${counted(unknown.length, 'row')} of ${outcomes.length} were carried out is unknown.${why}`,
      { details, hint: `${count}. ${look}` },
    );
  if (stoppedBy !== undefined && stoppedBy instanceof CwmError && stoppedBy.code === 'local')
    return stoppedBy;
  return new ApiError(`${bad.length} of ${all} failed.${why}`, {
    details,
    hint: resumable
      ? `${again} to send those that failed once more.`
      : 'The output says which and why.',
  });
}

function detailOf({ row, ok, error }: RowOutcome): ErrorDetail {
  return {
    code: ok === null ? 'OutcomeUnknown' : 'RowFailed',
    message: error ?? '',
    field: `row ${row}`,
  };
}
