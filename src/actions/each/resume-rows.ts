import { pathOf } from '../../api/request.js';
import { counted } from '../../text/counted.js';
import { isNumber } from '../../text/json.js';
import type { Journal } from '../../rows/journal.js';
import type { KnownRow } from '../../rows/journal-lines.js';
import type { RowOutcome } from '../../rows/outcome.js';
import type { Services } from '../../services.js';
import type { ReadyRow } from './check-rows.js';
import { recheck, type Verdict } from './recheck.js';

/** Whether a row was sent, or about to be, and nobody knows what came of it. */
export function isUnknown(row: KnownRow | undefined): row is KnownRow {
  return row !== undefined && (row.outcome === undefined || row.outcome.ok === null);
}

/**
 * Looks for the rows that may have been sent before, one after the other and before anything else is sent: what is new on
 * the server by then is of these rows, or of others. Gives those that can be sent, and what became of the others.
 */
export async function resumeRows(
  ready: readonly ReadyRow[],
  journal: Journal,
  looksFirst: boolean,
  services: Services,
): Promise<{ open: ReadyRow[]; outcomes: RowOutcome[] }> {
  const claimed = claimedIds(journal);
  const open: ReadyRow[] = [];
  const outcomes: RowOutcome[] = [];
  await settle(ready, journal, services);
  for (const one of ready) {
    const { number } = one.row;
    const known = journal.known.get(number);
    // What looks before it creates finds what was created.
    if (!isUnknown(known) || looksFirst) {
      open.push(one);
      continue;
    }
    services.report.progress(`looking for what row ${number} did`, undefined);
    const path = pathOf(one.call.request.target);
    const newest = journal.newest.get(path);
    const after = newest === undefined ? undefined : Math.max(newest, known.highestBefore ?? 0);
    const seen = await recheck(one.call.request, { after, claimed }, services);
    const verdict: Verdict =
      seen.kind === 'open' && isWrittenByOthers(one, ready, journal)
        ? { kind: 'unknown', why: 'another row has written the same record' }
        : seen;
    if (verdict.kind === 'open') {
      open.push(one);
      continue;
    }
    const isDone = verdict.kind === 'done';
    const id = isDone ? (verdict.id ?? null) : null;
    if (isNumber(id)) claimed.add(Number(id));
    const outcome = {
      row: number,
      status: null,
      ok: isDone ? true : null,
      id,
      error: isDone ? null : `Whether it was carried out is unknown: ${verdict.why}.`,
    };
    outcomes.push(outcome);
    await journal.ended(outcome);
  }
  return { open, outcomes };
}

/** What another row has written since hides what this one did. */
function isWrittenByOthers(
  { row: { number }, call }: ReadyRow,
  ready: readonly ReadyRow[],
  { known }: Journal,
): boolean {
  if (call.request.method === 'POST') return false;
  const path = pathOf(call.request.target);
  const id = path.split('/').at(-1);
  const isDone = ({ outcome }: KnownRow) => outcome?.ok === true && String(outcome.id) === id;
  const mayBeDone = ({ row, call: other }: ReadyRow) =>
    row.number !== number &&
    isUnknown(known.get(row.number)) &&
    pathOf(other.request.target) === path;
  return [...known.values()].some(isDone) || ready.some(mayBeDone);
}

function claimedIds({ known }: Journal): Set<number> {
  const ids = [...known.values()].map(({ outcome }) => (outcome?.ok === true ? outcome.id : null));
  return new Set(ids.filter(isNumber).map(Number));
}

/** A server that was cut off may still be at work for as long as its answer would have been waited for. */
async function settle(
  ready: readonly ReadyRow[],
  { known }: Journal,
  services: Services,
): Promise<void> {
  const times = ready.flatMap(({ row }) => {
    const one = known.get(row.number);
    return isUnknown(one) && !hasAnswered(one) ? [one.sentAt?.getTime() ?? 0] : [];
  });
  if (times.length === 0) return;
  const longest = 1000 * (await services.api()).timeout;
  const pause = Math.max(...times) + longest - services.now().getTime();
  if (pause <= 0) return;
  services.report.note(
    `${counted(times.length, 'row')} may still be under way: looking for them in ${Math.ceil(pause / 1000)} seconds.`,
  );
  // A clock that was set back makes nobody wait for longer.
  await services.wait(Math.min(pause, longest));
}

/** Whether the server itself has ended the work; a gateway that gives up does not end it. */
function hasAnswered({ outcome }: KnownRow): boolean {
  const status = outcome?.status ?? undefined;
  return status !== undefined && ![502, 504].includes(status);
}
