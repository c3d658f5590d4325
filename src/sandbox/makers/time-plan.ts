import authored from '../../../data/sandbox/work-notes.json' with { type: 'json' };
import type { Ground } from '../ground.js';
import { timekeepers, type Timekeeper } from './members.js';
import { ticketPlans, type TicketPlan } from './ticket-plan.js';
import { turn } from '../turn.js';

const day = 86_400_000;

/** Days for which there are sheets after somebody left: what was begun is finished. */
const notice = 21;

/** A time entry before it is written. */
export interface TimePlan {
  member: Timekeeper;
  start: number;
  end: number;
  hours: number;
  deduct: number;
  notes: string;
  /** The ticket that was worked on; a charge code where there is none. */
  ticket: TicketPlan | undefined;
  chargeCode: number;
  resolves: boolean;
  /** Id of the sheet that it stands on. */
  sheet: number;
}

export interface Sheet {
  id: number;
  member: Timekeeper;
  /** Saturday, 00:00 UTC. */
  start: number;
  /** Weeks ago; 0 is the current one. */
  age: number;
  name: string;
}

/** A sheet for each member and week, as long as the member was there. */
export function sheetPlans(ground: Ground): Sheet[] {
  const now = ground.origin.epoch.getTime();
  const sheets: Sheet[] = [];
  const last = weekOf(now);
  for (let start = weekOf(now - 366 * day); start <= last; start += 7 * day) {
    for (const member of timekeepers) {
      if (member.left !== undefined && start > now - (member.left - notice) * day) continue;
      sheets.push({
        id: sheets.length + 1,
        member,
        start,
        age: Math.round((last - start) / (7 * day)),
        name: `${date(start)} to ${date(start + 6 * day)}`,
      });
    }
  }
  return sheets;
}

/** All recorded time by its start: the work on tickets, and what was charged to codes in the last weeks. */
export function timePlans(ground: Ground, sheets: readonly Sheet[]): TimePlan[] {
  const ids = new Map(sheets.map((sheet) => [`${sheet.start} ${sheet.member.id}`, sheet.id]));
  const lastOf = new Map(sheets.map((sheet) => [sheet.member.id, sheet.id]));
  // What somebody finished long after the notice stands on the last sheet there was.
  const sheetFor = (start: number, member: Timekeeper) =>
    ids.get(`${weekOf(start)} ${member.id}`) ?? lastOf.get(member.id);
  const plans: TimePlan[] = [];
  for (const ticket of ticketPlans(ground)) {
    for (const [index, stretch] of ticket.work.entries()) {
      const sheet = sheetFor(stretch.start, stretch.member);
      if (sheet === undefined) throw new Error(`no sheet for work on ticket ${ticket.id}`);
      plans.push({
        ...stretch,
        notes: stretch.resolves
          ? ticket.request.resolution
          : turn(authored.work, ticket.id + index * 3),
        ticket,
        chargeCode: 0,
        sheet,
      });
    }
  }
  for (const sheet of sheets) {
    if (sheet.age === 0 || sheet.age > 12 || sheet.member.left !== undefined) continue;
    const start = sheet.start + 2 * day + 14 * 3_600_000;
    const hours = 0.5 + (sheet.member.id % 3) * 0.25;
    plans.push({
      member: sheet.member,
      start,
      end: start + hours * 3_600_000,
      hours,
      deduct: 0,
      notes: turn(authored.charge, sheet.member.id + sheet.age),
      ticket: undefined,
      chargeCode: (sheet.member.id + sheet.age) % 3 === 1 ? 2 : 1,
      resolves: false,
      sheet: sheet.id,
    });
  }
  return plans.sort((a, b) => a.start - b.start);
}

/** The Saturday on which the week of a moment begins. */
function weekOf(time: number): number {
  const midnight = time - (time % day);
  return midnight - ((new Date(midnight).getUTCDay() + 1) % 7) * day;
}

export function date(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
