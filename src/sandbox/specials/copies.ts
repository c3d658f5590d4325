import { singular } from '../../catalog/words.js';
import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { add, stored } from '../amend.js';
import type { Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { collections, defaultOrFirst } from '../records.js';
import { done, idIn, told } from './asked.js';

/** A copy of a record: what it is made of, and the collections below it that go along. */
interface Copying {
  collection: string;
  /** Placeholder that names the record; without one the body may, and says what the copy is called. */
  id?: string;
  below?: readonly string[];
}

const copyings: Readonly<Record<string, Copying>> = {
  'POST /company/configurations/types/copy': {
    collection: '/company/configurations/types',
    below: ['questions'],
  },
  'POST /company/portalConfigurations/copy': { collection: '/company/portalConfigurations' },
  'POST /finance/agreements/types{id}/copy': { collection: '/finance/agreements/types', id: 'id' },
  'POST /finance/agreements/{parentId}/copy': {
    collection: '/finance/agreements',
    id: 'parentId',
    below: ['additions', 'adjustments', 'sites', 'workroles', 'worktypes'],
  },
  'POST /finance/taxCodes/{id}/copy': { collection: '/finance/taxCodes', id: 'id' },
  'POST /procurement/catalog/{id}/copy': {
    collection: '/procurement/catalog',
    id: 'id',
    below: ['components'],
  },
  'POST /procurement/purchaseorders/{id}/copy': {
    collection: '/procurement/purchaseorders',
    id: 'id',
    below: ['lineitems', 'notes'],
  },
  'POST /schedule/calendars/{id}/copy': { collection: '/schedule/calendars', id: 'id' },
  'POST /schedule/holidayLists/copy': {
    collection: '/schedule/holidayLists',
    below: ['holidays'],
  },
  'POST /service/boards/copy': {
    collection: collections.boards,
    below: ['statuses', 'types', 'subtypes', 'items', 'teams'],
  },
  'POST /service/surveys/{id}/copy': {
    collection: '/service/surveys',
    id: 'id',
    below: ['questions'],
  },
  'POST /service/surveys/{parentId}/questions/{id}/copy': {
    collection: '/service/surveys/{}/questions',
    id: 'id',
  },
  'POST /service/tickets/{id}/copy': { collection: collections.tickets, id: 'id' },
  'POST /system/surveys/{id}/copy': {
    collection: '/system/surveys',
    id: 'id',
    below: ['questions'],
  },
  'POST /system/workflows/{id}/copy': {
    collection: '/system/workflows',
    id: 'id',
    below: ['events', 'triggers'],
  },
  'POST /system/workflows/{parentId}/events/{id}/copy': {
    collection: '/system/workflows/{}/events',
    id: 'id',
  },
};

export const copies: Readonly<Record<string, Special>> = {
  ...Object.fromEntries(
    Object.entries(copyings).map(([route, copying]): [string, Special] => [
      route,
      (request, match, world) => copy(request, match, world, copying),
    ]),
  ),
  'POST /sales/opportunities/{parentId}/forecast/copy/{id}': copyForecast,
};

function copy(
  request: SandboxRequest,
  match: Match,
  world: World,
  { collection, id, below = [] }: Copying,
): Answer {
  const { name, id: bodyId } = id === undefined ? told(request, match, world) : {};
  const sourceId =
    id === undefined
      ? Number(bodyId ?? defaultOrFirst(world.store.list(collection))?.id)
      : idIn(match, id);
  const { record: source, parent } = stored(collection, sourceId, world);
  return world.store.atomic(() => {
    const named = typeof name === 'string' && name !== source['name'] ? { name } : undefined;
    const made = add(
      collection,
      parent,
      { ...renamed(source, collection, world), ...named },
      world,
    );
    for (const child of below) copyBelow(collection, child, source, made, world);
    return { status: match.endpoint.response.status, body: made };
  });
}

/** A record for a copy: its names say so, and it is nobody's default. */
function renamed(source: JsonRecord, collection: string, { references }: World): JsonRecord {
  const fields = references.fieldsOf(references.schemaOf(collection) ?? '');
  const copied: JsonRecord = { ...source };
  const first = ['name', 'summary', 'poNumber', 'question', 'description'].find(
    (name) => typeof source[name] === 'string',
  );
  for (const name of [first, 'identifier']) {
    const text = name === undefined ? undefined : source[name];
    if (name === undefined || typeof text !== 'string') continue;
    const most = fields.find((field) => field.name === name)?.maxLength ?? Infinity;
    copied[name] = `${text.slice(0, most - suffix.length)}${suffix}`;
  }
  if (copied['defaultFlag'] === true) copied['defaultFlag'] = false;
  return copied;
}

const suffix = ' (copy)';

function copyBelow(
  collection: string,
  child: string,
  source: JsonRecord,
  made: JsonRecord,
  world: World,
): void {
  const path = `${collection}/{}/${child}`;
  for (const { record } of world.store.list(path, Number(source['id'])))
    add(path, Number(made['id']), pointed(record, collection, path, source, made, world), world);
}

/** A child's fields that point at the record above it point at the copy. */
function pointed(
  child: JsonRecord,
  collection: string,
  path: string,
  source: JsonRecord,
  made: JsonRecord,
  { references }: World,
): JsonRecord {
  const owner = `${singular(collection.split('/').at(-1) ?? '')}Id`;
  const fields = references.fieldsOf(references.schemaOf(path) ?? '');
  const changed = Object.entries(child).map(([name, value]): [string, unknown] => {
    if (name === owner && value === source['id']) return [name, made['id']];
    const schema = fields.find((field) => field.name === name)?.schema ?? '';
    const isOwner = isRecord(value) && value['id'] === source['id'];
    return isOwner && references.collectionOf(schema) === collection
      ? [name, references.to(schema, made)]
      : [name, value];
  });
  return Object.fromEntries(changed);
}

/** The items of one opportunity's forecast are added to another's. */
function copyForecast(_request: SandboxRequest, match: Match, world: World): Answer {
  const [to, from] = [idIn(match, 'parentId'), idIn(match)].map((id) =>
    stored('/sales/opportunities', id, world),
  );
  const items = '/sales/opportunities/{}/forecast/items';
  return world.store.atomic(() => {
    const copied = world.store.list(items, from?.id ?? 0);
    for (const { record } of copied)
      add(
        items,
        to?.id ?? 0,
        {
          ...record,
          opportunity: world.references.to('OpportunityReference', to?.record ?? {}),
        },
        world,
      );
    return done(`${copied.length} items were copied.`);
  });
}
