import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { invalidObject, missing, type Answer } from '../answer.js';
import { amend, stored, transfer } from '../amend.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { collections, idOf, omit } from '../records.js';
import { parsedBody } from '../body.js';
import { isBelow } from '../rules/families.js';
import { done, idIn, idsIn, told } from './asked.js';

export const ticketActions: Readonly<Record<string, Special>> = {
  'POST /service/tickets/{parentId}/merge': merge,
  'POST /service/tickets/{parentId}/attachChildren': attachChildren,
  'POST /service/tickets/{parentId}/convert': (request, match, world) =>
    convert(request, match, world, collections.tickets),
  'POST /project/tickets/{parentId}/convert': (request, match, world) =>
    convert(request, match, world, collections.projectTickets),
};

/** Tickets go into another: they are closed with the status given, and say where they went. */
function merge(request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record: target } = stored(collections.tickets, idIn(match, 'parentId'), world);
  const ids = idsIn(told(request, match, world)['mergeTicketIds']);
  const status = statusOn(target, request, world);
  refuseFamily(id, ids, 'mergeTicketIds', world);
  return world.store.atomic(() => {
    for (const child of ids)
      amend(
        collections.tickets,
        child,
        {
          status,
          board: target['board'],
          mergedParentTicket: world.references.to('TicketReference', target),
        },
        world,
      );
    amend(collections.tickets, id, { hasMergedChildTicketFlag: true }, world);
    return done(
      `${ids.length} ${ids.length === 1 ? 'ticket was' : 'tickets were'} merged into ${id}.`,
    );
  });
}

/** The status that a body names, which must be one of the ticket's board. */
function statusOn(ticket: JsonRecord, request: SandboxRequest, world: World): JsonRecord {
  // As it was sent: what was checked already is a status of whichever board has the name first.
  const body = parsedBody(request);
  const named = isRecord(body) && isRecord(body['status']) ? body['status'] : {};
  const board = idOf(ticket['board']) ?? 0;
  const found = world.store
    .list(collections.statuses, board)
    .find(({ id, record }) =>
      named['id'] === undefined ? record['name'] === named['name'] : id === Number(named['id']),
    );
  if (found !== undefined) return world.references.to('ServiceStatusReference', found.record);
  throw invalidObject('ticket', [
    {
      code: 'NotFound',
      field: 'status/id',
      message: `Status ${String(named['id'] ?? named['name'])} was not found for board ${board}`,
    },
  ]);
}

function attachChildren(request: SandboxRequest, match: Match, world: World): Answer {
  const { id } = stored(collections.tickets, idIn(match, 'parentId'), world);
  const ids = idsIn(told(request, match, world)['childTicketIds']);
  refuseFamily(id, ids, 'childTicketIds', world);
  return world.store.atomic(() => {
    for (const child of ids) amend(collections.tickets, child, { parentTicketId: id }, world);
    if (ids.length > 0) amend(collections.tickets, id, { hasChildTicket: true }, world);
    return done(
      `${ids.length} ${ids.length === 1 ? 'ticket was' : 'tickets were'} attached to ${id}.`,
    );
  });
}

/** A ticket of the service desk becomes one of a project, or the other way round; its notes go with it. */
function convert(
  request: SandboxRequest,
  match: Match,
  world: World,
  from: typeof collections.tickets | typeof collections.projectTickets,
): Answer {
  const id = idIn(match, 'parentId');
  const { record } = stored(from, id, world);
  const body = told(request, match, world);
  const isService = from === collections.tickets;
  const recordType = typeof body['recordType'] === 'string' ? body['recordType'] : 'ProjectTicket';
  const to = recordType === 'ServiceTicket' ? collections.tickets : collections.projectTickets;
  if (isService && to === from)
    throw invalidObject('convertToProject', [
      {
        code: 'InvalidField',
        field: 'recordType',
        message: `Ticket ${id} is a service ticket already`,
      },
    ]);
  const phase = isRecord(body['phase']) ? body['phase'] : undefined;
  const kept = omit(record, isService ? ofService : ofProject);
  const placed: JsonRecord = {
    project: body['project'] ?? projectOf(phase, world) ?? record['project'],
    phase: phase ?? record['phase'],
    wbsCode: body['wbsCode'] ?? record['wbsCode'],
    isIssueFlag: recordType === 'ProjectIssue',
  };
  const converted = { ...kept, ...(to === collections.projectTickets ? placed : {}), recordType };
  return world.store.atomic(() => {
    if (to === from) {
      amend(from, id, converted, world);
      return done(`Ticket ${id} is now a ${recordType}.`);
    }
    const notes = world.store.list(`${from}/{}/notes`, id);
    const moved = transfer(from, id, to, null, converted, world);
    for (const note of notes)
      transfer(`${from}/{}/notes`, note.id, `${to}/{}/notes`, moved, note.record, world);
    return done(`Ticket ${id} is now ${recordType} ${moved}.`);
  });
}

/** What only the one kind of ticket has. */
const ofService = ['team', 'sla', 'slaStatus', 'parentTicketId', 'hasChildTicket'];
const ofProject = ['project', 'phase', 'wbsCode', 'isIssueFlag'];

/** The project of a phase: the phase alone says it. */
function projectOf(phase: JsonRecord | undefined, world: World): JsonRecord | undefined {
  if (phase === undefined) return undefined;
  const parent = world.store.get('/project/projects/{}/phases', Number(phase['id']))?.parent;
  if (parent === undefined || parent === null) return undefined;
  const project = world.store.get('/project/projects', parent)?.record;
  return project === undefined ? undefined : world.references.to('ProjectReference', project);
}

/** A ticket neither belongs to itself nor to one that does not exist. */
function refuseFamily(id: number, ids: readonly number[], field: string, { store }: World): void {
  const faults = ids.flatMap((child) => {
    if (child === id)
      return [{ code: 'InvalidField', field, message: `Ticket ${id} cannot go into itself` }];
    if (isBelow(id, child, store))
      return [{ code: 'InvalidField', field, message: `Ticket ${id} is below ticket ${child}` }];
    return store.get(collections.tickets, child) === undefined
      ? [{ code: 'NotFound', field, message: `Ticket ${child} was not found` }]
      : [];
  });
  if (ids.length === 0) faults.push(missing(field));
  if (faults.length > 0) throw invalidObject('ticket', faults);
}
