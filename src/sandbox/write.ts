import { isRecord, type JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import { parsedBody, recordBody } from './body.js';
import { follow } from './changes.js';
import { complete, patched, replaced } from './complete.js';
import { refuseDependents } from './dependents.js';
import { rules, type Derivation } from './rules/index.js';
import type { SandboxRequest, World } from './handle.js';
import { enteredInfo, updatedInfo } from './info.js';
import { projectRecord } from './query.js';
import { fieldsOf, find } from './read.js';
import type { Route } from './routes.js';

export function create(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const record = created(recordBody(request), route, world);
    const echoed = rules[route.collection]?.echo?.(record) ?? record;
    return answerOf(request, route, echoed, world);
  });
}

/** A new record of a route's collection, stored with everything that follows from it. */
export function created(sent: JsonRecord, route: Route, world: World): JsonRecord {
  const derivation = derivationOf(route, world, 'create', undefined, sent);
  const body = complete(sent, route, world, derivation);
  const { id } = world.store.insert(route.collection, route.parent, (next) =>
    idFirst({
      ...body,
      id: next,
      _info: enteredInfo(derivation.now, world.member),
    }),
  );
  return stored(Number(id), route, world, derivation);
}

/** PUT and PATCH. */
export function change(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const sent = route.kind === 'patch' ? parsedBody(request) : recordBody(request);
    const record = changed(sent, route, world);
    return answerOf(request, route, record, world);
  });
}

/** The record of a route after a PUT's body or a PATCH's operations. */
export function changed(sent: unknown, route: Route, world: World): JsonRecord {
  const { id, record: before } = find(route, world.store);
  const isPatch = route.kind === 'patch';
  const body = isRecord(sent) ? sent : {};
  const derivation = derivationOf(route, world, isPatch ? 'patch' : 'replace', before, body);
  const written = isPatch ? patched(before, sent, route, world) : replaced(before, body);
  const after = complete(written, route, world, derivation, isPatch ? sent : undefined);
  const record = idFirst({
    ...after,
    ...(before['mobileGuid'] === undefined ? {} : { mobileGuid: before['mobileGuid'] }),
    id: before['id'],
    _info: updatedInfo(before, derivation.now, world.member),
  });
  world.store.update(route.collection, id, record);
  return stored(id, route, world, derivation);
}

export function remove(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    removed(route, world, request.query);
    return { status: 204 };
  });
}

export function removed(route: Route, world: World, query: URLSearchParams): void {
  const { id, record } = find(route, world.store);
  refuseDependents({ id, record }, route, world, query);
  world.store.deleteWithChildren(route.collection, id);
  rules[route.collection]?.after?.(record, derivationOf(route, world, 'patch', record, {}));
  const { collection, parent } = route;
  follow({ collection, id, parent, before: record, after: undefined }, world);
}

/** What a write answers: the record, where the endpoint declares a list a list of it. */
function answerOf(
  request: SandboxRequest,
  { endpoint, collection }: Route,
  record: JsonRecord,
  { links }: World,
): Answer {
  const { status, payload } = endpoint.response;
  const shown = projectRecord(links.on(record, collection), fieldsOf(request));
  return { status, body: payload?.list === true ? [shown] : shown };
}

/** What follows is done, and the record read again: it may have changed with it. */
function stored(id: number, route: Route, world: World, derivation: Derivation): JsonRecord {
  const { collection, parent } = route;
  const read = () => world.store.get(collection, id)?.record ?? {};
  rules[collection]?.after?.(read(), derivation);
  const { before, sent } = derivation;
  const record = read();
  const quiet = sent['skipCallback'] === true;
  follow({ collection, id, parent, before, after: record, quiet }, world);
  return record;
}

function derivationOf(
  route: Route,
  { store, references, now, member }: World,
  kind: Derivation['kind'],
  before: JsonRecord | undefined,
  sent: JsonRecord,
): Derivation {
  return { store, references, now: now(), parent: route.parent, by: member, kind, before, sent };
}

function idFirst(record: JsonRecord): JsonRecord {
  const { id, ...rest } = record;
  return { id, ...rest };
}
