import type { Ground } from '../ground.js';

const hour = 3_600_000;
const daysBack = 365;

/** How much comes in at each hour of a day, in UTC, of customers from the East coast to the West. */
const byHour = [
  2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 12, 34, 46, 44, 36, 32, 40, 42, 36, 26, 14, 6,
] as const;
/** Sunday first. */
const byDay = [0.12, 1.25, 1.1, 1, 1, 0.9, 0.18] as const;

/**
 * The moments, in order, at which so many tickets came in over the year before the epoch: dense in the working hours
 * of weekdays, a little more from month to month.
 */
export function* arrivals(ground: Ground, count: number): Generator<number> {
  const epoch = ground.origin.epoch.getTime();
  const begin = epoch - daysBack * 24 * hour;
  const chance = ground.chance('arrivals');
  const weights = new Float64Array(daysBack * 24);
  let total = 0;
  for (let index = 0; index < weights.length; index++) {
    const time = new Date(begin + index * hour);
    const weight =
      (byHour[time.getUTCHours()] ?? 1) *
      (byDay[time.getUTCDay()] ?? 1) *
      (0.85 + (0.3 * index) / weights.length);
    weights[index] = weight;
    total += weight;
  }
  let place = 0;
  let passed = 0;
  for (let index = 0; index < count; index++) {
    const wanted = ((index + chance.next()) / count) * total;
    while (place < weights.length - 1 && passed + (weights[place] ?? 0) < wanted)
      passed += weights[place++] ?? 0;
    const share = Math.min(0.999, (wanted - passed) / (weights[place] ?? 1));
    yield Math.floor((begin + (place + share) * hour) / 1000) * 1000;
  }
}

/** When the desk works: 8 to 17 on weekdays, in the winter time of the East coast. */
const [opens, closes] = [13, 22];

/** The moment itself while the desk works, else when it opens next. */
export function nextOpen(time: number): number {
  let moment = time;
  for (;;) {
    const date = new Date(moment);
    const weekday = date.getUTCDay();
    const workday = weekday > 0 && weekday < 6;
    if (workday && date.getUTCHours() >= opens && date.getUTCHours() < closes) return moment;
    const midnight = moment - (moment % (24 * hour));
    moment =
      workday && date.getUTCHours() < opens
        ? midnight + opens * hour
        : midnight + (24 + opens) * hour;
  }
}

/** The moment so many minutes of the desk's hours later. */
export function afterOpen(time: number, minutes: number): number {
  let moment = nextOpen(time);
  let left = minutes * 60_000;
  for (;;) {
    const closing = moment - (moment % (24 * hour)) + closes * hour;
    if (moment + left <= closing) return moment + left;
    left -= closing - moment;
    moment = nextOpen(closing);
  }
}

/** Minutes of the desk's hours between two moments. */
export function openMinutes(from: number, to: number): number {
  let minutes = 0;
  const day = 24 * hour;
  for (let midnight = from - (from % day); midnight < to; midnight += day) {
    // The first day of all was a Thursday.
    const weekday = (midnight / day + 4) % 7;
    if (weekday === 0 || weekday === 6) continue;
    const begin = Math.max(from, midnight + opens * hour);
    const end = Math.min(to, midnight + closes * hour);
    if (end > begin) minutes += (end - begin) / 60_000;
  }
  return Math.round(minutes);
}
