import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, type Answer } from './answer.js';
import { follow } from './changes.js';
import { rules, type Derivation } from './derive.js';
import type { SandboxRequest, World } from './handle.js';
import { applyPatch, patchedFields } from './patch.js';
import { projectRecord } from './query.js';
import { fieldsOf, find } from './read.js';
import { apiTime } from './records.js';
import type { Route } from './routes.js';
import { validated } from './validate.js';

export function create(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const derivation = derivationOf(route, world);
    const body = complete(recordBody(request), route, world, derivation);
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
    const { collection, parent } = route;
    follow(
      { collection, id: Number(record['id']), parent, before: undefined, after: record },
      world,
    );
    const { status, payload } = route.endpoint.response;
    const shown = projectRecord(idFirst(record), fieldsOf(request));
    return { status, body: payload?.list === true ? [shown] : shown };
  });
}

/** PUT and PATCH. */
export function change(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const { id, parent, record: before } = find(route, world.store);
    const derivation = derivationOf(route, world);
    const operations = route.kind === 'patch' ? parsedBody(request) : undefined;
    const written = operations === undefined ? recordBody(request) : applyPatch(before, operations);
    const after = complete(written, route, world, derivation, operations);
    const info = isRecord(before['_info']) ? before['_info'] : {};
    const record = idFirst({
      ...after,
      id: before['id'],
      _info: { ...info, lastUpdated: apiTime(derivation.now), updatedBy: world.member },
    });
    world.store.update(route.collection, id, record);
    follow({ collection: route.collection, id, parent, before, after: record }, world);
    return { status: 200, body: projectRecord(record, fieldsOf(request)) };
  });
}

export function remove(route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const { id, parent, record: before } = find(route, world.store);
    world.store.delete(route.collection, id);
    follow({ collection: route.collection, id, parent, before, after: undefined }, world);
    return { status: 204 };
  });
}

export function parsedBody(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch (error) {
    throw new ApiFault(
      500,
      'ConnectWiseApi',
      error instanceof Error ? error.message : String(error),
    );
  }
}

function recordBody(request: SandboxRequest): JsonRecord {
  const body = parsedBody(request);
  if (!isRecord(body)) throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON object.');
  return body;
}

function complete(
  body: JsonRecord,
  route: Route,
  { catalog, store, references }: World,
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
    references,
    replaces: route.kind === 'replace',
    touched: operations === undefined ? undefined : patchedFields(operations),
  });
  return finish?.(checked, derivation) ?? checked;
}

function derivationOf(route: Route, { store, references, now, member }: World): Derivation {
  return { store, references, now: now(), parent: route.parent, by: member };
}

function idFirst(record: JsonRecord): JsonRecord {
  const { id, ...rest } = record;
  return { id, ...rest };
}
