import { randomUUID } from 'node:crypto';
import type { JsonRecord } from '../text/records.js';
import { resourceOf, type Fault } from './answer.js';
import type { Field } from '../catalog/model.js';
import { mergeCustomFields } from './custom-fields.js';
import { rules, type Derivation, type Rules } from './rules/index.js';
import type { World } from './handle.js';
import { definedFor } from './makers/custom-fields.js';
import { ownerFields } from './owner.js';
import { applyPatch, patchedFields } from './patch.js';
import { pick } from './records.js';
import type { Route } from './routes.js';
import { noteUnknown } from './strict.js';
import { noteTaken } from './unique.js';
import { validated } from './validate.js';

/** A written record, checked as a whole, with everything that the server adds to it. */
export function complete(
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
  const whole = route.kind === 'patch' ? checked : filledIn(checked, fields, schema, rule);
  const finished = rule.finish?.(whole, derivation) ?? whole;
  return pick(
    finished,
    fields.map(({ name }) => name),
  );
}

/**
 * What a record shows although nobody said it: flags are down, custom fields there without a value, and choices made
 * that a PUT asks for.
 */
function filledIn(
  record: JsonRecord,
  fields: readonly Field[],
  schema: string,
  { derived = [] }: Rules,
): JsonRecord {
  const flags = fields
    .filter(({ name, type }) => type === 'boolean' && /Flag$/.test(name) && !derived.includes(name))
    .map(({ name }) => [name, false] as const);
  const choices = fields.flatMap(({ name, allowed, requiredOnUpdate }) => {
    if (!requiredOnUpdate || allowed === undefined) return [];
    return [[name, allowed.find((one) => one === 'NoDefault') ?? allowed[0]] as const];
  });
  const custom = mergeCustomFields(definedFor(schema), record['customFields']);
  return {
    ...Object.fromEntries<unknown>([...flags, ...choices]),
    ...record,
    ...(custom === undefined ? {} : { customFields: custom }),
  };
}

export function patched(before: JsonRecord, sent: unknown, route: Route, world: World): JsonRecord {
  const { fields, resource } = shapeOf(route, world);
  return applyPatch(before, sent, {
    resource,
    fields,
    fieldsOf: (schema) => world.references.fieldsOf(schema),
    ignoreReferencePaths: world.switches.subPaths === 'ignore',
  });
}

/** Everything that is not sent is reset, but for what a PUT leaves alone. */
export function replaced(before: JsonRecord, body: JsonRecord): JsonRecord {
  const custom = mergeCustomFields(before['customFields'], body['customFields']);
  return { ...body, ...(custom === undefined ? {} : { customFields: custom }) };
}

function shapeOf({ endpoint }: Route, { references }: World) {
  const schema = endpoint.response.payload?.schema ?? endpoint.body?.schema ?? '';
  return { schema, resource: resourceOf(schema), fields: references.fieldsOf(schema) };
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
