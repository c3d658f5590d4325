import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { ApiFault, resourceOf, type Answer } from '../answer.js';
import type { SandboxRequest, World } from '../handle.js';
import { validated } from '../validate.js';
import { parsedBody } from '../body.js';

/** The id that a path gives for a placeholder. */
export function idIn({ values }: Match, name = 'id'): number {
  const id = Number(values[name]);
  if (Number.isSafeInteger(id)) return id;
  throw new ApiFault(404, 'ConnectWiseApi', 'The endpoint you are looking for does not exist.');
}

/** What an action is told, checked against its schema; nothing where it needs no body and gets none. */
export function told(request: SandboxRequest, { endpoint }: Match, world: World): JsonRecord {
  if (request.body.length === 0 && endpoint.body?.required !== true) return {};
  const body = parsedBody(request);
  if (!isRecord(body)) throw new ApiFault(400, 'InvalidObject', 'The body must be a JSON object.');
  const schema = endpoint.body?.schema;
  if (schema === undefined || schema === null) return body;
  return validated(body, {
    resource: resourceOf(schema),
    fields: world.references.fieldsOf(schema),
    store: world.store,
    references: world.references,
    replaces: false,
    touched: undefined,
  });
}

/** The ids of a list whose elements were checked to be whole numbers. */
export function idsIn(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

export function done(message: string): Answer {
  return { status: 200, body: { success: true, message } };
}
