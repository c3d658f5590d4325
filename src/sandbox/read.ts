import { isRecord, type JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import { notFound, type SandboxRequest, type World } from './handle.js';
import { pageOf, pagingOf, type PagingRules } from './paging.js';
import { filterRecords, projectRecord, sortRecords } from './query.js';
import type { StoredRecord } from './records.js';
import type { Route } from './routes.js';
import { shown, viewed } from './views.js';

/** A page of a collection, filtered and sorted. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const rules = pagingRules(request, world);
  pagingOf(request.query, rules);
  const names = namesOf(route, world);
  const sorted = sortRecords(
    filtered(request, route, world),
    request.query.get('orderBy') ?? undefined,
    names,
  );
  const page = pageOf(sorted, request.query, request.url, rules);
  return {
    status: 200,
    body: page.rows.map((one) =>
      projectRecord(world.links.on(one, route.collection), fieldsOf(request)),
    ),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

function pagingRules({ headers, sent }: SandboxRequest, { switches }: World): PagingRules {
  return {
    sent,
    forwardOnly: headers['pagination-type']?.toLowerCase() === 'forward-only',
    refuseLarge: switches.pageSize === 'refuse',
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  return { status: 200, body: { count: filtered(request, route, world).length } };
}

export function record(request: SandboxRequest, route: Route, world: World): Answer {
  const found = toAnswer(find(route, world.store), route, world);
  const linked = world.links.on(found, route.collection);
  return { status: 200, body: projectRecord(linked, fieldsOf(request)) };
}

/** What a new record starts from: the default one, else the setup that the first one has. */
export function defaults(route: Route, world: World): Answer {
  const records = world.store.list(route.collection, route.parent);
  const marked = records.find(({ record: { defaultFlag } }) => defaultFlag === true);
  if (marked !== undefined) return { status: 200, body: toAnswer(marked, route, world) };
  const setup = Object.entries(records[0]?.record ?? {}).filter(
    ([name, value]) => name !== '_info' && (isRecord(value) || typeof value === 'boolean'),
  );
  return { status: 200, body: Object.fromEntries(setup) };
}

/** The record that a route means: by its id, else the one that its parent has. Throws a 404 where there is none. */
export function find(route: Route, store: World['store']): StoredRecord {
  const found =
    route.id === null
      ? store.list(route.collection, route.parent)[0]
      : store.get(route.collection, route.id);
  if (found === undefined || (route.parent !== null && found.parent !== route.parent))
    throw notFound(route.collection, route.id ?? 0);
  return found;
}

export function fieldsOf(request: SandboxRequest): string | undefined {
  return request.query.get('fields') ?? undefined;
}

function filtered(request: SandboxRequest, route: Route, world: World): JsonRecord[] {
  const stored = viewed(route, world) ?? world.store.list(route.collection, route.parent);
  const kept = route.id === null ? stored : stored.filter(({ id }) => id === route.id);
  const conditions = request.query.get('conditions') ?? undefined;
  return filterRecords(
    kept.map((one) => toAnswer(one, route, world)),
    conditions,
    namesOf(route, world),
  );
}

/** A stored record as a route shows it. */
export function toAnswer(stored: StoredRecord, route: Route, world: World): JsonRecord {
  return shown(stored.record, route, world);
}

/** Names of the fields that a route's records show, in lower case. */
function namesOf(route: Route, { catalog, references }: World): Set<string> {
  const schema =
    route.kind === 'count'
      ? references.schemaOf(route.collection)
      : route.endpoint.response.payload?.schema;
  return new Set(catalog.fields(schema ?? '').map(({ name }) => name.toLowerCase()));
}
