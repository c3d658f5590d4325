import { randomUUID } from 'node:crypto';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault, type Answer, type Fault } from './answer.js';
import { follow } from './changes.js';
import { mergeCustomFields } from './custom-fields.js';
import { refuseDependents } from './dependents.js';
import { rules, type Derivation, type Rules } from './derive.js';
import type { SandboxRequest, World } from './handle.js';
import { ownerFields } from './owner.js';
import { applyPatch, patchedFields } from './patch.js';
import { projectRecord } from './query.js';
import { fieldsOf, find } from './read.js';
import { apiTime } from './records.js';
import type { Route } from './routes.js';
import { noteUnknown } from './strict.js';
import { noteTaken } from './unique.js';
import { validated } from './validate.js';

export function create(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const record = created(recordBody(request), route, world);
    const { status, payload } = route.endpoint.response;
    const echoed = rules[route.collection]?.echo?.(record) ?? record;
    const shown = projectRecord(world.links.on(echoed, route.collection), fieldsOf(request));
    return { status, body: payload?.list === true ? [shown] : shown };
  });
}

/** A new record of a route's collection, stored with everything that follows from it. */
export function created(sent: JsonRecord, route: Route, world: World): JsonRecord {
  const derivation = derivationOf(route, world, 'create', undefined, sent);
  const body = complete(sent, route, world, derivation);
  const stamp = apiTime(derivation.now);
  const { id } = world.store.insert(route.collection, route.parent, (next) =>
    idFirst({
      ...body,
      id: next,
      _info: {
        lastUpdated: stamp,
        updatedBy: world.member,
        dateEntered: stamp,
        enteredBy: world.member,
      },
    }),
  );
  return stored(Number(id), route, world, derivation);
}

/** PUT and PATCH. */
export function change(request: SandboxRequest, route: Route, world: World): Answer {
  return world.store.atomic(() => {
    const sent = route.kind === 'patch' ? parsedBody(request) : recordBody(request);
    const record = changed(sent, route, world);
    const shown = world.links.on(record, route.collection);
    return { status: 200, body: projectRecord(shown, fieldsOf(request)) };
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
  const info = isRecord(before['_info']) ? before['_info'] : {};
  const record = idFirst({
    ...after,
    ...(before['mobileGuid'] === undefined ? {} : { mobileGuid: before['mobileGuid'] }),
    id: before['id'],
    _info: { ...info, lastUpdated: apiTime(derivation.now), updatedBy: world.member },
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

function patched(before: JsonRecord, sent: unknown, route: Route, world: World): JsonRecord {
  const { fields, resource } = shapeOf(route, world);
  return applyPatch(before, sent, {
    resource,
    fields,
    fieldsOf: (schema) => world.references.fieldsOf(schema),
    ignoreReferencePaths: world.switches.referencePaths === 'ignore',
  });
}

/** Everything that is not sent is reset, but for what a PUT leaves alone. */
function replaced(before: JsonRecord, body: JsonRecord): JsonRecord {
  const custom = mergeCustomFields(before['customFields'], body['customFields']);
  return { ...body, ...(custom === undefined ? {} : { customFields: custom }) };
}

function shapeOf({ endpoint }: Route, { references }: World) {
  const schema = endpoint.response.payload?.schema ?? endpoint.body?.schema ?? '';
  const name = schema.split('.').at(-1) ?? schema;
  const resource = name.charAt(0).toLowerCase() + name.slice(1);
  return { schema, resource, fields: references.fieldsOf(schema) };
}

function complete(
  body: JsonRecord,
  route: Route,
  world: World,
  derivation: Derivation,
  operations?: unknown,
): JsonRecord {
  const rule = rules[route.collection] ?? {};
  const { schema, resource, fields } = shapeOf(route, world);
  const patchedNames = operations === undefined ? undefined : patchedFields(operations);
  const own = {
    ...withoutDerived(body, rule, derivation.before),
    ...ownerFields(fields, route, world),
  };
  const record = rule.defaults?.(own, derivation) ?? own;
  // What a PATCH brings about is checked like what it says.
  const brought = Object.keys(record).filter((name) => record[name] !== own[name]);
  const touched = patchedNames === undefined ? undefined : new Set([...patchedNames, ...brought]);
  const required = fields.map((field) =>
    rule.required?.includes(field.name) === true ? { ...field, required: true } : field,
  );
  const checked = validated(record, {
    resource,
    schema,
    fields: required,
    store: world.store,
    references: world.references,
    replaces: route.kind === 'replace',
    touched,
    before: derivation.before,
    check: (one, fault) => {
      noteCreateOnly(body, rule, derivation, touched, fault);
      if (touched === undefined) noteUnknown(body, fields, world.switches, fault);
      noteTaken(one, rule.unique ?? [], route, world, fault);
      rule.check?.(one, derivation, fault);
    },
  });
  if (derivation.before === undefined && fields.some(({ name }) => name === 'mobileGuid'))
    checked['mobileGuid'] ??= randomUUID();
  return rule.finish?.(checked, derivation) ?? checked;
}

/** What is sent for a field that the server alone writes is ignored: it stays as it was. */
function withoutDerived(
  body: JsonRecord,
  { derived = [] }: Rules,
  before: JsonRecord | undefined,
): JsonRecord {
  const record = { ...body };
  for (const name of ['id', '_info', ...derived]) {
    if (before?.[name] === undefined) Reflect.deleteProperty(record, name);
    else record[name] = before[name];
  }
  return record;
}

function noteCreateOnly(
  body: JsonRecord,
  { createOnly = [] }: Rules,
  { before }: Derivation,
  touched: ReadonlySet<string> | undefined,
  fault: Fault,
): void {
  if (before === undefined) return;
  for (const name of createOnly) {
    const value = body[name];
    const given =
      touched?.has(name) ??
      (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);
    if (given) fault('InvalidField', 'typeIds', `${name} can only be used when it is created`);
  }
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
