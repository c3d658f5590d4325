import authored from '../../../data/sandbox/requests.json' with { type: 'json' };
import slots from '../../../data/sandbox/slots.json' with { type: 'json' };
import type { Chance, Ground } from '../ground.js';
import { type Row } from './authored.js';
import { arrivals, nextOpen } from './arrivals.js';
import { clientsOf, ownCompany, type Client, type Person } from './clients.js';
import { desks, type Desk, type DeskStatus } from './desks.js';
import { crewOf, type Timekeeper } from './members.js';
import { priorityFor } from './slas.js';
import { workOn, type Stretch } from './ticket-work.js';
import { turn } from '../turn.js';

/** All that is decided about a ticket before any of its records is written. */
export interface TicketPlan {
  id: number;
  entered: number;
  client: Client;
  contact: Person;
  request: Request;
  summary: string;
  /** Fills the blanks of the request's texts. */
  day: string;
  status: DeskStatus;
  /** 0 (high) to 2 (low). */
  impact: number;
  severity: number;
  priority: number;
  sla: number;
  source: number;
  owner: Timekeeper | undefined;
  /** Owner first. */
  crew: readonly Timekeeper[];
  work: readonly Stretch[];
  closed: number | undefined;
  /** When somebody first looked at it, whether or not time was recorded. */
  taken: number;
  parent: number | undefined;
  hasChildren: boolean;
  /** The ticket that this one was merged into. */
  mergedInto: { id: number; summary: string } | undefined;
  hasMerged: boolean;
  chance: Chance;
}

export interface Request {
  desk: Desk;
  type: Row;
  subType: Row;
  item: Row;
  hours: readonly [number, number];
  weight: number;
  summaries: readonly string[];
  problem: string;
  analysis: string;
  resolution: string;
}

const requests = authored.map((one): Request => {
  const desk = desks.find(({ row }) => row['name'] === one.board) ?? turn(desks, 0);
  const named = <T extends Row>(list: readonly T[], name: string): T =>
    list.find((row) => row['name'] === name) ?? turn(list, 0);
  return {
    ...one,
    desk,
    type: named(desk.types, one.type),
    subType: named(desk.subTypes, one.subType),
    item: named(desk.items, one.item),
    hours: [one.hours[0] ?? 0, one.hours[1] ?? 0],
  };
});
const current = weighted(requests.filter(({ desk }) => !desk.isInactive));
const nightly = weighted(requests.filter(({ desk }) => desk.isInactive));

/** Days since the night desk was closed. */
const nightDeskClosed = 230;

/**
 * The plans of all tickets in the order in which they came in. What is decided by chance does not depend on the day of
 * the week: a sandbox begun today has the same tickets, owners and statuses as one begun tomorrow.
 */
export function* ticketPlans(ground: Ground): Generator<TicketPlan> {
  const { tickets: count, epoch } = ground.origin;
  const clients = clientsOf(ground);
  const callers = clients.filter(({ type }) => type === 'Customer').flatMap(seats);
  const former = [...callers, ...clients.filter(({ type }) => type === 'Former Customer')];
  const own = turn(clients, ownCompany - 1);
  let index = 0;
  let before: TicketPlan | undefined;
  let incident: TicketPlan | undefined;
  for (const entered of arrivals(ground, count)) {
    const id = ++index;
    const chance = ground.chance(`ticket ${id}`);
    const age = ((count - index + 1) / count) * 365;
    const mergedInto = id % 131 === 8 ? before : undefined;
    const parent = id % 97 === 51 || id % 97 === 52 ? incident : undefined;
    const like = mergedInto ?? parent;
    const client =
      like?.client ??
      (chance.happens(0.015) ? own : chance.pick(age > nightDeskClosed ? former : callers));
    const request =
      like?.request ??
      chance.pick(age > nightDeskClosed && chance.happens(0.06) ? nightly : current);
    const plan = planned({
      id,
      entered,
      now: epoch.getTime(),
      age,
      client,
      contact: mergedInto?.contact ?? callerOf(client, chance),
      request,
      mergedInto,
      chance,
    });
    plan.parent = parent?.id;
    plan.hasChildren = id % 97 === 50 && id < count;
    plan.hasMerged = id % 131 === 7 && id < count;
    if (plan.hasChildren) incident = plan;
    before = plan;
    yield plan;
  }
}

function planned({
  id,
  entered,
  now,
  age,
  client,
  contact,
  request,
  mergedInto,
  chance,
}: {
  id: number;
  entered: number;
  now: number;
  age: number;
  client: Client;
  contact: Person;
  request: Request;
  mergedInto: TicketPlan | undefined;
  chance: Chance;
}): TicketPlan {
  const { desk } = request;
  const status = statusOf(desk, age, mergedInto !== undefined, chance);
  const day = chance.pick(slots.day);
  const impact = chance.happens(0.08) ? 0 : chance.happens(0.4) ? 1 : 2;
  const severity = chance.happens(0.1) ? 0 : chance.happens(0.5) ? 1 : 2;
  const isNew = status.name === 'New';
  const crew = isNew && chance.happens(0.55) ? [] : crewFor(desk, age, chance);
  const work =
    crew.length === 0 || isNew || mergedInto !== undefined || status.name === 'Cancelled'
      ? []
      : workOn({ request, crew, entered, now, isClosed: status.closedStatus, chance });
  const end = work.at(-1)?.end ?? Math.min(now, entered + chance.between(4, 90) * 60_000);
  const alert = request.desk.row['name'] === 'Alerts';
  return {
    id,
    entered,
    client,
    contact,
    request,
    summary: mergedInto?.summary ?? filled(chance.pick(request.summaries), chance, day),
    day,
    status,
    impact,
    severity,
    priority: priorityFor(impact, severity),
    sla: client.row.id % 6 === 0 ? 3 : client.row.id % 4 === 1 ? 2 : alert && impact === 0 ? 4 : 1,
    source: alert
      ? 4
      : chance.happens(0.45)
        ? 2
        : chance.happens(0.55)
          ? 1
          : chance.happens(0.8)
            ? 3
            : 5,
    owner: crew[0],
    crew,
    work,
    closed: status.closedStatus ? Math.min(now, end + chance.between(1, 240) * 1000) : undefined,
    taken: Math.min(now, nextOpen(entered + chance.between(2, 100) * 60_000)),
    parent: undefined,
    hasChildren: false,
    mergedInto:
      mergedInto === undefined ? undefined : { id: mergedInto.id, summary: mergedInto.summary },
    hasMerged: false,
    chance,
  };
}

/** Most of what came in lately is open; little of what is old. Fifteen in a hundred over the year. */
function statusOf(desk: Desk, age: number, merged: boolean, chance: Chance): DeskStatus {
  const named = (name: string) => desk.statuses.find((status) => status.name === name);
  const closed = named('Closed') ?? turn(desk.statuses, 3);
  const share = Math.min(0.93, 0.9 * Math.exp(-age / 25) + 0.35 * Math.exp(-age / 90));
  const isOpen = chance.happens(share);
  if (merged || desk.isInactive)
    return desk.isInactive && chance.happens(0.3) ? (named('Handed Over') ?? closed) : closed;
  if (!isOpen) {
    const other = named('Recovered') ?? named('Cancelled');
    return other !== undefined && chance.happens(0.12) ? other : closed;
  }
  if (chance.happens(age < 1 ? 0.6 : age < 5 ? 0.25 : 0.06)) return turn(desk.statuses, 0);
  const further = desk.statuses
    .slice(4)
    .filter(({ closedStatus, setup }) => !closedStatus && setup['inactive'] !== true);
  if (further.length > 0 && chance.happens(0.5)) return chance.pick(further);
  return turn(desk.statuses, chance.happens(0.55) ? 1 : 2);
}

function crewFor(desk: Desk, age: number, chance: Chance): Timekeeper[] {
  const all = crewOf(desk.row.id, age);
  const owner = chance.pick(all);
  if (all.length < 2 || !chance.happens(0.14)) return [owner];
  return [owner, chance.pick(all.filter((one) => one !== owner))];
}

/** The more people work somewhere, the more often somebody calls. */
function seats(client: Client): Client[] {
  return Array.from({ length: 1 + Math.round(client.employees / 20) }, () => client);
}

function weighted(list: readonly Request[]): Request[] {
  return list.flatMap((request) => Array.from({ length: request.weight }, () => request));
}

function callerOf(client: Client, chance: Chance): Person {
  const active = client.contacts.filter(({ inactive }) => !inactive);
  return chance.pick(active);
}

const blanks = new Map<string, readonly string[]>(Object.entries(slots));

/** The text with its blanks filled: `{place}`; the same `{day}` in all texts of a ticket. */
export function filled(text: string, chance: Chance, day: string): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{(\w+)\}/g, (_, slot: string) =>
    slot === 'day' ? day : chance.pick(blanks.get(slot) ?? ['']),
  );
}
