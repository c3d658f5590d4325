import { pathOf } from '../../api/request.js';
import { isNumber } from '../../text/json.js';
import type { Journal } from '../../rows/journal.js';
import type { KnownRow } from '../../rows/journal-lines.js';
import type { RowOutcome } from '../../rows/outcome.js';
import type { Services } from '../../services.js';
import type { ReadyRow } from './check-rows.js';
import { recheck } from './recheck.js';

/** Milliseconds in which a server that was cut off may still be at work. */
const settling = 3000;

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
    const verdict = await recheck(one.call.request, { after, claimed }, services);
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

function claimedIds({ known }: Journal): Set<number> {
  const ids = [...known.values()].map(({ outcome }) => (outcome?.ok === true ? outcome.id : null));
  return new Set(ids.filter(isNumber).map(Number));
}

async function settle(
  ready: readonly ReadyRow[],
  { known }: Journal,
  services: Services,
): Promise<void> {
  const times = ready.flatMap(({ row }) => {
    const one = known.get(row.number);
    return isUnknown(one) ? [one.sentAt?.getTime() ?? 0] : [];
  });
  const pause = Math.max(0, ...times) + settling - services.now().getTime();
  if (pause > 0) await services.wait(Math.min(pause, settling));
}
