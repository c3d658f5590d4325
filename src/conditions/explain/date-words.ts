import type { Clock } from '../../dates/clock.js';
import { formatLocal } from '../../dates/local.js';
import { parseDays, parseMoment, type Moment } from '../../dates/moment.js';
import { toServerTime } from '../../dates/server-time.js';
import { relativeWords } from './relative-words.js';
import { writtenDates, type DateWords } from './value-words.js';

/**
 * Tells dates as the calendar of a clock's zone has them. Each phrase is tried by reading it back: one is used only
 * where it names exactly the times that were written.
 */
export function dateWords(clock: Clock): DateWords {
  const calendar = { time: openCalendar(clock, false), day: openCalendar(clock, true) };
  return {
    point(text, isDay) {
      const at = exactTime(text);
      if (at === undefined) return writtenDates.point(text, isDay);
      const { dayOf, read } = isDay ? calendar.day : calendar.time;
      if (isDay) return isStart(read(dayOf(at)), at) ? dayOf(at) : text;
      const local = formatLocal(toServerTime(new Date(at)), clock.zone, at % 60_000 !== 0);
      // A local time that exists twice would be read as the first of them.
      return isStart(read(local), at) ? `${local} ${clock.zone}` : text;
    },
    period(from, until, isDay) {
      const bounds = [exactTime(from), exactTime(until)] as const;
      if (bounds[0] === undefined || bounds[1] === undefined) return undefined;
      const { dayOf, read } = isDay ? calendar.day : calendar.time;
      const [start, end] = [bounds[0], bounds[1]];
      const is = (words: string) => {
        const moment = read(words);
        return isStart(moment, start) && moment?.end.getTime() === end;
      };
      const first = dayOf(start);
      const last = dayOf(end - 1000);
      const day = ['today', 'yesterday', 'tomorrow'].find(is);
      if (day !== undefined) return { words: `${day} (${first})`, verb: 'is' };
      if (is(first)) return { words: `on ${first}`, verb: 'falls' };
      const named = periods.find(is);
      const whole = wholeName(first, last, (text) => isStart(read(text), start), end, read);
      if (named !== undefined)
        return { words: `${named} (${whole ?? `${first} to ${last}`})`, verb: 'falls in' };
      return whole === undefined ? undefined : { words: `in ${whole}`, verb: 'falls' };
    },
    lastDays(text) {
      const at = exactTime(text);
      if (at === undefined) return agoWords(relativeWords(text)?.daysAgo);
      const { dayOf, read } = calendar.time;
      const day = dayOf(at);
      const today = dayOf(clock.now.getTime());
      const ago = (Date.parse(`${today}T00:00Z`) - Date.parse(`${day}T00:00Z`)) / 86_400_000;
      if (!isStart(read(`-${ago}d`), at)) return undefined;
      const words = agoWords(ago);
      return words === undefined ? undefined : `${words} (${ago > 1 ? 'since ' : ''}${day})`;
    },
  };
}

/** Longer ago, the day tells more than how many days it is. */
const mostDays = 100;

function agoWords(days: number | undefined): string | undefined {
  if (days === undefined || days > mostDays) return undefined;
  if (days > 1) return `in the last ${days} days`;
  return days === 1 ? 'since yesterday' : 'since today';
}

const periods = ['this', 'last', 'next'].flatMap((which) =>
  ['week', 'month', 'quarter', 'year'].map((unit) => `${which} ${unit}`),
);

interface Calendar {
  dayOf: (time: number) => string;
  read: (text: string) => Moment | undefined;
}

function openCalendar(clock: Clock, isDay: boolean): Calendar {
  const zone = isDay ? 'UTC' : clock.zone;
  return {
    dayOf: (time) => formatLocal(toServerTime(new Date(time)), zone).slice(0, '2026-01-31'.length),
    read: (text) => (isDay ? parseDays : parseMoment)(text, clock),
  };
}

/** Milliseconds of a time in whole seconds that names its zone; how a server reads others is not certain. */
function exactTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.0+)?(?:Z|[+-]\d\d:\d\d)$/i.test(text))
    return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function isStart(moment: Moment | undefined, time: number): boolean {
  return moment?.start.getTime() === time;
}

/** `2026-10` or `2026` for a month or year from its first day through its last. */
function wholeName(
  first: string,
  last: string,
  begins: (text: string) => boolean,
  end: number,
  read: Calendar['read'],
): string | undefined {
  if (!begins(first) || read(last)?.end.getTime() !== end) return undefined;
  const [year, month] = [first.slice(0, 4), first.slice(0, 7)];
  if (first === `${year}-01-01` && last === `${year}-12-31`) return year;
  const next = new Date(Date.parse(`${last}T00:00Z`) + 86_400_000).getUTCDate();
  return first === `${month}-01` && last.startsWith(month) && next === 1 ? month : undefined;
}
