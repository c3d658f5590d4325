import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Chance, Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { nextOpen } from './arrivals.js';
import type { Row } from './authored.js';
import { Linker } from './linker.js';
import { timekeepers } from './members.js';
import { ticketPlans, type TicketPlan } from './ticket-plan.js';

const day = 86_400_000;
const hour = 3_600_000;
const types = { vacation: 2, activity: 3, ticket: 4 };

interface Appointment {
  type: number;
  objectId: number;
  name: string;
  member: Row | JsonRecord;
  start: number;
  end: number;
  /** Of work, where that is not the time between. */
  hours?: number;
  isDone: boolean;
  isOwner: boolean;
  where: number;
}

/** Who goes where and when: the people on tickets, sales activities and time off, past and to come. */
export const scheduleEntries: Maker = (ground, add) => {
  const link = new Linker(ground);
  const now = ground.origin.epoch.getTime();
  const appointments = [...visits(ground), ...activities(ground), ...timeOff(ground)];
  appointments.sort((a, b) => a.start - b.start);
  for (const [index, one] of appointments.entries())
    add(null, recordOf(one, ground.chance(`appointment ${index}`), now, ground, link));
};

function recordOf(
  one: Appointment,
  chance: Chance,
  now: number,
  ground: Ground,
  link: Linker,
): JsonRecord {
  const isPast = one.end < now;
  const acknowledged = isPast || chance.happens(0.5);
  const set = new Date(Math.min(one.start, now) - chance.between(1, 60) * hour);
  const member =
    'id' in one.member && !('name' in one.member)
      ? link.to('MemberReference', one.member as Row)
      : one.member;
  const by = 'mlee';
  const forProject = one.type === types.ticket && chance.happens(0.05);
  return {
    objectId: one.objectId,
    name: one.name.slice(0, 250),
    member,
    where: link.row('ServiceLocationReference', '/service/locations', one.where),
    dateStart: apiTime(new Date(one.start)),
    dateEnd: apiTime(new Date(one.end)),
    reminder: link.row('ReminderReference', '/schedule/reminderTimes', chance.between(1, 5)),
    status: link.row(
      'ScheduleStatusReference',
      '/schedule/statuses',
      isPast ? 2 : chance.between(1, one.type === types.ticket ? 3 : 2),
    ),
    type: link.row('ScheduleTypeReference', '/schedule/types', one.type),
    span: { id: 1, identifier: 'N' },
    doneFlag: one.isDone,
    acknowledgedFlag: acknowledged,
    ownerFlag: one.isOwner,
    meetingFlag: one.type === types.activity && chance.happens(0.5),
    allowScheduleConflictsFlag: chance.happens(0.2),
    addMemberToProjectFlag: forProject,
    projectRoleId: forProject ? chance.between(1, 2) : undefined,
    mobileGuid: chance.uuid(),
    acknowledgedDate: acknowledged ? apiTime(set) : undefined,
    closeDate: one.isDone ? apiTime(new Date(Math.min(one.end, now))) : undefined,
    notifyResource: chance.happens(0.6),
    notificationSent: isPast,
    notificationResponse: acknowledged ? chance.pick(['Accepted', 'Tentative']) : undefined,
    hours: one.hours ?? Math.round((one.end - one.start) / (hour / 4)) / 4,
    startTimeSet: one.type !== types.vacation,
    endTimeSet: one.type !== types.vacation,
    _info: ground.info(set, by),
  };
}

/** Everybody on a ticket that was planned ahead: visits, tickets of several people, some of the others. */
function* visits(ground: Ground): Generator<Appointment> {
  const now = ground.origin.epoch.getTime();
  for (const plan of ticketPlans(ground)) {
    const { crew, request, closed, id } = plan;
    const isVisit = request.desk.row['name'] === 'Field Service';
    const chance = ground.chance(`visit ${id}`);
    if (!isVisit && crew.length < 2 && !chance.happens(0.3)) continue;
    for (const [index, member] of crew.entries()) {
      const [start, end] = stretchOf(plan, member, chance, now);
      yield {
        type: types.ticket,
        objectId: id,
        name: `${String(plan.client.row['name'])} / Ticket# ${id} - ${plan.summary}`,
        member,
        start,
        end,
        isDone: closed !== undefined,
        isOwner: index === 0,
        where: isVisit ? 2 : 1,
      };
    }
  }
}

/** When somebody worked on it; else some days from now, or when it was closed without work. */
function stretchOf(
  { work, closed, request }: TicketPlan,
  member: Row,
  chance: Chance,
  now: number,
): [number, number] {
  const worked = work.find((stretch) => stretch.member === member);
  if (worked !== undefined) return [worked.start, worked.end];
  const length = Math.max(0.5, Math.round(request.hours[1] * 2) / 2) * hour;
  const begin =
    closed === undefined ? nextOpen(now + chance.between(2, 240) * hour) : closed - length;
  const start = begin - (begin % (hour / 2));
  return [start, start + length];
}

function* activities(ground: Ground): Generator<Appointment> {
  const now = ground.origin.epoch.getTime();
  for (const { id, name, assignTo, dateStart, dateEnd, company } of ground.all(
    collections.activities,
  )) {
    const start = Date.parse(String(dateStart));
    if (!isRecord(assignTo) || Number.isNaN(start)) continue;
    const end = Date.parse(String(dateEnd));
    const client = isRecord(company) ? `${String(company['name'])} / ` : '';
    yield {
      type: types.activity,
      objectId: Number(id),
      name: `${client}${String(name)}`,
      member: assignTo,
      start,
      end: end > start ? end : start + hour,
      isDone: start < now,
      isOwner: true,
      where: 1,
    };
  }
}

/** A week from a Monday for each, some of it still ahead. */
function* timeOff(ground: Ground): Generator<Appointment> {
  const now = ground.origin.epoch.getTime();
  for (const member of timekeepers.filter(({ left }) => left === undefined)) {
    const chance = ground.chance(`time off ${member.id}`);
    const begin = now + chance.between(-200, 60) * day;
    const midnight = begin - (begin % day);
    const start = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * day;
    yield {
      type: types.vacation,
      objectId: 2,
      name: 'Vacation',
      member,
      start,
      end: start + 5 * day,
      hours: 40,
      isDone: start + 5 * day < now,
      isOwner: true,
      where: 3,
    };
  }
}
