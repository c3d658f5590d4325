import type { JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import { notFound, type SandboxRequest, type World } from './handle.js';
import { pageOf } from './paging.js';
import { filterRecords, projectRecord, sortRecords } from './query.js';
import type { StoredRecord } from './records.js';
import type { Route } from './routes.js';

/** A page of a collection, filtered and sorted. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const names = namesOf(route, world);
  const sorted = sortRecords(
    filtered(request, route, world),
    request.query.get('orderBy') ?? undefined,
    names,
  );
  const page = pageOf(sorted, request.query, request.url);
  return {
    status: 200,
    body: page.records.map((one) => projectRecord(one, fieldsOf(request))),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  return { status: 200, body: { count: filtered(request, route, world).length } };
}

export function record(request: SandboxRequest, route: Route, { store }: World): Answer {
  return { status: 200, body: projectRecord(find(route, store).record, fieldsOf(request)) };
}

/** The record that a route by id means. Throws a 404 where there is none, or it belongs to another. */
export function find(route: Route, store: World['store']): StoredRecord {
  const found = store.get(route.collection, route.id ?? 0);
  if (found === undefined || (route.parent !== null && found.parent !== route.parent))
    throw notFound(route.collection, route.id ?? 0);
  return found;
}

export function fieldsOf(request: SandboxRequest): string | undefined {
  return request.query.get('fields') ?? undefined;
}

function filtered(request: SandboxRequest, route: Route, world: World): JsonRecord[] {
  const records = world.store.list(route.collection, route.parent).map((stored) => stored.record);
  const conditions = request.query.get('conditions') ?? undefined;
  return filterRecords(records, conditions, namesOf(route, world));
}

/** Names of the fields of a collection's records, in lower case. */
function namesOf(route: Route, { catalog }: World): Set<string> {
  const endpoint = catalog
    .match(route.collection.replaceAll('{}', '{id}'))
    .find((match) => match.endpoint.method === 'GET')?.endpoint;
  const schema =
    endpoint?.response.payload?.schema ?? route.endpoint.response.payload?.schema ?? '';
  return new Set(catalog.fields(schema).map(({ name }) => name.toLowerCase()));
}
