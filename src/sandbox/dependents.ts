import type { JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';
import type { World } from './handle.js';
import { updatedInfo } from './info.js';
import { collections } from './records.js';
import type { Route } from './routes.js';

/** What keeps a record from being deleted: the collections that point at it, by the field that does. */
const dependents: Readonly<
  Record<string, readonly (readonly [collection: string, field: string])[]>
> = {
  [collections.companies]: [
    [collections.tickets, 'company'],
    [collections.projectTickets, 'company'],
    ['/project/projects', 'company'],
    [collections.agreements, 'company'],
    ['/finance/invoices', 'company'],
    ['/company/configurations', 'company'],
    ['/sales/opportunities', 'company'],
    [collections.timeEntries, 'company'],
  ],
  [collections.contacts]: [
    [collections.tickets, 'contact'],
    ['/company/configurations', 'contact'],
    [collections.agreements, 'contact'],
    ['/sales/opportunities', 'contact'],
    ['/project/projects', 'contact'],
  ],
  [collections.boards]: [
    [collections.tickets, 'board'],
    [collections.projectTickets, 'board'],
    ['/project/projects', 'board'],
  ],
  [collections.statuses]: onTickets('status'),
  [collections.teams]: [[collections.tickets, 'team']],
  [collections.types]: onTickets('type'),
  [collections.subTypes]: onTickets('subType'),
  [collections.items]: onTickets('item'),
  [collections.priorities]: onTickets('priority'),
  [collections.sources]: onTickets('source'),
  [collections.tickets]: [[collections.timeEntries, 'ticket']],
  [collections.projectTickets]: [],
  '/project/projects': [[collections.projectTickets, 'project']],
  [collections.agreements]: [
    [collections.tickets, 'agreement'],
    [collections.timeEntries, 'agreement'],
    ['/finance/invoices', 'agreement'],
  ],
  '/company/configurations/types': [['/company/configurations', 'type']],
  '/company/configurations/statuses': [['/company/configurations', 'status']],
  '/company/companies/statuses': [[collections.companies, 'status']],
  [collections.workTypes]: [[collections.timeEntries, 'workType']],
  [collections.workRoles]: [[collections.timeEntries, 'workRole']],
};

function onTickets(field: string): [string, string][] {
  return [
    [collections.tickets, field],
    [collections.projectTickets, field],
  ];
}

/** Refuses to delete what others need. A contact's records go to another one where the request names it. */
export function refuseDependents(
  { id, record }: { id: number; record: JsonRecord },
  route: Route,
  world: World,
  query: URLSearchParams,
): void {
  if (route.collection === collections.contacts && query.has('transfercontactid')) {
    transfer(id, Number(query.get('transfercontactid')), world);
    return;
  }
  if (record['invoiceFlag'] === true || record['status'] === 'Billed')
    throw conflict(`It was billed and cannot be deleted.`);
  for (const [collection, field] of dependents[route.collection] ?? []) {
    const users = pointingAt(collection, field, id, world, 1);
    if (users.length > 0)
      throw conflict(`It is in use by ${collection} ${users[0]?.id ?? ''} (${field}).`);
  }
}

function pointingAt(
  collection: string,
  field: string,
  id: number,
  { store }: World,
  limit: number,
) {
  return store.select(
    collection,
    null,
    { sql: `record ->> '$.${field}.id' = ?`, values: [id] },
    limit,
  );
}

function transfer(from: number, to: number, world: World): void {
  const heir = world.store.get(collections.contacts, to)?.record;
  if (heir === undefined || to === from)
    throw new ApiFault(404, 'NotFound', `Contact ${to} not found`);
  for (const [collection, field] of dependents[collections.contacts] ?? []) {
    for (const { id, record } of pointingAt(collection, field, from, world, -1)) {
      world.store.update(collection, id, {
        ...record,
        [field]: world.references.to('ContactReference', heir),
        _info: updatedInfo(record, world.now(), world.member),
      });
    }
  }
}

function conflict(why: string): ApiFault {
  return new ApiFault(409, 'Conflict', `The record cannot be deleted. ${why}`);
}
