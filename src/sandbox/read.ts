import { isRecord } from '../text/records.js';
import { notFound, type Answer } from './answer.js';
import { chosen } from './choose.js';
import type { SandboxRequest, World } from './handle.js';
import { pageOf, pagingOf, pagingRules } from './paging.js';
import { projectRecord } from './query.js';
import { defaultOf, type StoredRecord } from './records.js';
import type { Route } from './routes.js';
import { shown, viewed } from './views.js';

/** A page of a collection, filtered and sorted. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const rules = pagingRules(request, world.switches);
  pagingOf(request.query, rules);
  const { ids, read } = chosen(request, route, world);
  const page = pageOf(ids, request.query, request.url, rules);
  return {
    status: 200,
    body: read(page.rows).map((one) =>
      projectRecord(world.links.on(one, route.collection), fieldsOf(request)),
    ),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  return { status: 200, body: { count: chosen(request, route, world).ids.length } };
}

export function record(request: SandboxRequest, route: Route, world: World): Answer {
  const found = shown(seen(route, world).record, route, world);
  const linked = world.links.on(found, route.collection);
  return { status: 200, body: projectRecord(linked, fieldsOf(request)) };
}

/** The record that a route means, as its list shows it. */
function seen(route: Route, world: World): StoredRecord {
  const view = viewed(route, world);
  if (view === undefined) return find(route, world.store);
  const found = view.find(({ id }) => id === route.id);
  if (found === undefined) throw notFound(route.collection, route.id ?? 0);
  return found;
}

/** What a new record starts from: the default one, else the setup that the first one has. */
export function defaults(route: Route, world: World): Answer {
  const records = world.store.list(route.collection, route.parent);
  const marked = defaultOf(records);
  if (marked !== undefined) return { status: 200, body: shown(marked.record, route, world) };
  const schema = route.endpoint.response.payload?.schema ?? '';
  const required = new Set(
    world.references
      .fieldsOf(schema)
      .filter((field) => field.required)
      .map(({ name }) => name),
  );
  const setup = Object.entries(records[0]?.record ?? {}).filter(
    ([name, value]) =>
      required.has(name) || (name !== '_info' && (isRecord(value) || typeof value === 'boolean')),
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
