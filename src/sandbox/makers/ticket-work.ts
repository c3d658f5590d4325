import type { Chance } from '../ground.js';
import type { Timekeeper } from './members.js';
import { nextOpen } from './arrivals.js';
import type { Request } from './ticket-plan.js';

/** A stretch of work on a ticket: what becomes a time entry. */
export interface Stretch {
  member: Timekeeper;
  start: number;
  end: number;
  /** Break within it. */
  deduct: number;
  /** What is recorded: end less start less the break. */
  hours: number;
  /** The last one of a closed ticket. */
  resolves: boolean;
}

const minute = 60_000;
const quarter = 15 * minute;

/**
 * The work on a ticket that somebody took, in order. It begins after the ticket came in and ends before the records
 * were made, in whole quarters of an hour that add up to what such a request takes.
 */
export function workOn({
  request,
  crew,
  entered,
  now,
  isClosed,
  chance,
}: {
  request: Request;
  crew: readonly Timekeeper[];
  entered: number;
  now: number;
  isClosed: boolean;
  chance: Chance;
}): Stretch[] {
  const [least, most] = request.hours;
  const share = isClosed ? 1 : chance.next();
  const quarters = Math.round((least + (most - least) * chance.next()) * share * 4);
  if (quarters === 0) return [];
  const count = Math.min(
    quarters,
    crew.length > 1 ? chance.between(2, 3) : quarters > 4 ? chance.between(1, 3) : 1,
  );
  const stretches: Stretch[] = [];
  let free = nextOpen(entered + chance.between(5, 150) * minute);
  let left = quarters;
  for (let index = 0; index < count; index++) {
    const isLast = index === count - 1;
    const part = isLast
      ? left
      : Math.max(1, Math.min(left - (count - index - 1), Math.round(left / (count - index))));
    left -= part;
    const deduct = part >= 12 ? 0.5 : 0;
    const length = part * quarter + deduct * 4 * quarter;
    const start = rounded(Math.min(free, now - length));
    const end = start + length;
    if (start < (stretches.at(-1)?.end ?? entered)) break;
    const member = crew[index % crew.length] ?? crew[0];
    if (member === undefined) break;
    stretches.push({ member, start, end, deduct, hours: part / 4, resolves: isClosed && isLast });
    free = nextOpen(end + chance.between(30, 60 * 26) * minute);
  }
  const last = stretches.at(-1);
  if (isClosed && last !== undefined) last.resolves = true;
  return stretches;
}

/** Down to five minutes: nobody records the second. */
function rounded(time: number): number {
  return time - (time % (5 * minute));
}
