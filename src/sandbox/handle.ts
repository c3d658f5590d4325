import type { Catalog } from '../catalog/catalog.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, type Answer } from './answer.js';
import { parsedBody, recordBody } from './body.js';
import { rules, type Derivation } from './derive.js';
import { count, list } from './list.js';
import { applyPatch, patchedFields } from './patch.js';
import { projectRecord } from './query.js';
import { apiTime } from './records.js';
import { routeOf, type Route } from './routes.js';
import type { SandboxStore } from './store.js';
import { validated } from './validate.js';

export interface SandboxRequest {
  method: string;
  /** Path after `/apis/3.0`, percent-decoded by segment. */
  path: string;
  query: URLSearchParams;
  body: string;
  /** Address of the request without its query, for links. */
  url: string;
}

export interface World {
  catalog: Catalog;
  store: SandboxStore;
  now: () => Date;
  /** Identifier of the member whose keys are used. */
  member: string;
}

/** Answers one authenticated request. The catalog knows the routes, the store the records. */
export function handle(request: SandboxRequest, world: World): Answer {
  const matches = world.catalog.match(request.path);
  if (matches.length === 0)
    throw new ApiFault(404, 'ConnectWiseApi', 'The endpoint you are looking for does not exist.');
  const match = matches.find(({ endpoint }) => endpoint.method === request.method);
  if (match === undefined)
    throw new ApiFault(
      405,
      'MethodNotAllowed',
      `The method ${request.method} is not supported for this address.`,
    );
  const route = routeOf(match);
  if (route === undefined) {
    throw unsupported(
      `The sandbox does not simulate ${request.method} ${match.endpoint.path} yet.`,
    );
  }
  const { store } = world;
  if (route.kind !== 'create' && !store.knows(route.collection)) {
    throw unsupported(`The sandbox has no records of ${match.endpoint.path} yet.`);
  }
  if (
    route.parent !== null &&
    route.parentCollection !== undefined &&
    store.list(route.parentCollection, null).length > 0
  ) {
    if (store.get(route.parentCollection, route.parent) === undefined)
      throw notFound(route.parentCollection, route.parent);
  }
  switch (route.kind) {
    case 'list':
    case 'search':
      return list(request, route, world);
    case 'count':
      return count(request, route, world);
    case 'record':
      return { status: 200, body: projectRecord(find(route, store), fieldsOf(request)) };
    case 'create':
      return store.atomic(() => create(request, route, world));
    case 'replace':
    case 'patch':
      return store.atomic(() => change(request, route, world));
    case 'delete':
      return store.atomic(() => {
        find(route, store);
        store.delete(route.collection, route.id ?? 0);
        return { status: 204 };
      });
  }
}

function unsupported(message: string): ApiFault {
  return new ApiFault(400, 'SandboxUnsupported', message);
}

function create(request: SandboxRequest, route: Route, world: World): Answer {
  const derivation = derivationOf(route, world);
  const body = complete(recordBody(request.body), route, world, derivation);
  const stamp = apiTime(derivation.now);
  const record = world.store.insert(route.collection, route.parent, (id) => ({
    ...body,
    id,
    _info: {
      lastUpdated: stamp,
      updatedBy: world.member,
      dateEntered: stamp,
      enteredBy: world.member,
    },
  }));
  return { status: 201, body: projectRecord(idFirst(record), fieldsOf(request)) };
}

function change(request: SandboxRequest, route: Route, world: World): Answer {
  const before = find(route, world.store);
  const derivation = derivationOf(route, world);
  const operations = route.kind === 'patch' ? parsedBody(request.body) : undefined;
  const written =
    operations === undefined ? recordBody(request.body) : applyPatch(before, operations);
  const after = complete(written, route, world, derivation, operations);
  const info = isRecord(before['_info']) ? before['_info'] : {};
  const record = idFirst({
    ...after,
    id: before['id'],
    _info: { ...info, lastUpdated: apiTime(derivation.now), updatedBy: world.member },
  });
  world.store.update(route.collection, route.id ?? 0, record);
  return { status: 200, body: projectRecord(record, fieldsOf(request)) };
}

function complete(
  body: JsonRecord,
  route: Route,
  { catalog, store }: World,
  derivation: Derivation,
  operations?: unknown,
): JsonRecord {
  const { defaults, finish } = rules[route.collection] ?? {};
  const schema = route.endpoint.response.payload?.schema ?? route.endpoint.body?.schema ?? '';
  const resource = schema.charAt(0).toLowerCase() + schema.slice(1);
  const checked = validated(defaults?.(body, derivation) ?? body, {
    resource,
    fields: catalog.fields(schema),
    store,
    replaces: route.kind === 'replace',
    touched: operations === undefined ? undefined : patchedFields(operations),
  });
  return finish?.(checked, derivation) ?? checked;
}

function derivationOf(route: Route, { store, now, member }: World): Derivation {
  return { store, now: now(), parent: route.parent, by: member };
}

function find(route: Route, store: SandboxStore): JsonRecord {
  const found = store.get(route.collection, route.id ?? 0);
  if (found === undefined || (route.parent !== null && found.parent !== route.parent))
    throw notFound(route.collection, route.id ?? 0);
  return found.record;
}

function notFound(collection: string, id: number): ApiFault {
  const name =
    collection
      .split('/')
      .at(-1)
      ?.replace(/(?:ies|es|s)$/, (ending) =>
        ending === 'ies' ? 'y' : ending === 'es' ? 'e' : '',
      ) ?? '';
  return new ApiFault(
    404,
    'NotFound',
    `${name.charAt(0).toUpperCase()}${name.slice(1)} ${id} not found`,
  );
}

function idFirst(record: JsonRecord): JsonRecord {
  const { id, ...rest } = record;
  return { id, ...rest };
}

function fieldsOf(request: SandboxRequest): string | undefined {
  return request.query.get('fields') ?? undefined;
}
