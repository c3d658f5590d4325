import type { Match } from '../../catalog/path-matcher.js';
import type { JsonRecord } from '../../text/records.js';
import { stored } from '../amend.js';
import { ApiFault, invalidObject, type Answer } from '../answer.js';
import { attachments } from '../attached.js';
import { follow } from '../changes.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { parentOf } from '../homes.js';
import { collections, idOf, type StoredRecord } from '../records.js';
import { idIn, told } from './asked.js';

/** What puts configurations on tickets and takes them off. */
export const configurations: Readonly<Record<string, Special>> = Object.fromEntries(
  attachments.flatMap((collection): [string, Special][] => {
    const path = collection.replace('{}', '{parentId}');
    return [
      [`POST ${path}`, (request, match, world) => attach(collection, request, match, world)],
      [`DELETE ${path}/{id}`, (_request, match, world) => detach(collection, match, world)],
    ];
  }),
);

function attach(collection: string, request: SandboxRequest, match: Match, world: World): Answer {
  const ticket = ticketOf(collection, match, world);
  const named = told(request, match, world);
  return world.store.atomic(() => {
    const { id, record } = configurationNamed(named, world);
    if (rowOf(collection, ticket, id, world) !== undefined)
      throw invalidObject('configuration', [
        {
          code: 'ObjectExists',
          field: 'id',
          message: `Configuration ${id} is attached to ticket ${ticket} already`,
        },
      ]);
    const reference = world.references.to('ConfigurationReference', record);
    const row = world.store.insert(collection, ticket, () => reference);
    follow({ collection, id, parent: ticket, before: undefined, after: row }, world);
    return { status: 201, body: reference };
  });
}

function detach(collection: string, match: Match, world: World): Answer {
  const ticket = ticketOf(collection, match, world);
  const id = idIn(match);
  return world.store.atomic(() => {
    const row = rowOf(collection, ticket, id, world);
    if (row === undefined) throw new ApiFault(404, 'NotFound', `Configuration ${id} not found`);
    world.store.delete(collection, row.id);
    follow({ collection, id, parent: ticket, before: row.record, after: undefined }, world);
    return { status: 204 };
  });
}

function ticketOf(collection: string, match: Match, world: World): number {
  return stored(parentOf(collection) ?? '', idIn(match, 'parentId'), world).id;
}

function rowOf(
  collection: string,
  ticket: number,
  id: number,
  { store }: World,
): StoredRecord | undefined {
  return store.list(collection, ticket).find(({ record }) => idOf(record) === id);
}

function configurationNamed({ id, deviceIdentifier }: JsonRecord, { store }: World): StoredRecord {
  if (id === undefined && deviceIdentifier === undefined)
    throw invalidObject('configuration', [
      {
        code: 'MissingRequiredField',
        field: 'id',
        message: 'id or deviceIdentifier is required',
      },
    ]);
  const found =
    id === undefined
      ? store.listBy(collections.configurations, 'deviceIdentifier', String(deviceIdentifier))[0]
      : store.get(collections.configurations, Number(id));
  if (found !== undefined) return found;
  const [field, value] = id === undefined ? ['deviceIdentifier', deviceIdentifier] : ['id', id];
  throw invalidObject('configuration', [
    {
      code: 'NotFound',
      field,
      message: `Configuration ${JSON.stringify(value)} was not found`,
    },
  ]);
}
