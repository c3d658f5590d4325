import { patchChanges, putChanges } from '../api/changes.js';
import { mergeCustomFields } from '../api/custom-fields.js';
import { customerSees } from '../api/customer-sees.js';
import { encodeQuery, pathOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { listOf } from '../catalog/record-shape.js';
import { UsageError } from '../errors/errors.js';
import type { Services, WritePlan } from '../services.js';
import { parseJson, toJson } from '../text/json.js';
import { lazy } from '../text/lazy.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { explainConditionRefusal } from './explain-condition-refusal.js';
import { existingInWords } from './request-in-words.js';
import { ifReadable, readRecord, readRows } from './read-aside.js';

export interface Write {
  request: ApiRequest;
  endpoint: Endpoint;
  /** `--unless-exists`, in the server's spelling. */
  unlessExists: string | undefined;
  /** `--fields`, for the record that is there already too. */
  fields: string | undefined;
  dryRun: boolean;
  check: boolean;
}

export interface PreparedWrite {
  request: ApiRequest;
  /** What a person is told before the question, beside the request itself. */
  plan: Omit<WritePlan, 'title' | 'body' | 'request'>;
  /** What a dry run did not do. */
  notes: string[];
  /** The record that is there already: nothing is to be sent. */
  existing?: JsonRecord;
}

/** What a write needs from the server before it is approved; a dry run asks nothing and notes what would be asked. */
export async function prepareWrite(write: Write, services: Services): Promise<PreparedWrite> {
  const { request, unlessExists, dryRun } = write;
  const catalog = await services.catalog();
  const path = pathOf(request.target);
  const plan = planOf(request, catalog, services);
  if (unlessExists !== undefined)
    return {
      request,
      plan: { ...plan, inWords: () => unlessWords(path, unlessExists, services) },
      ...(await lookFirst(write, path, catalog, services)),
    };
  const body = plan.changes === undefined ? undefined : bodyOf(request);
  if (!hasCustomFields(body)) return { request, plan, notes: [] };
  if (dryRun) return { request, plan, notes: [mergeNote(path)] };
  services.refuseUnapproved(`PATCH ${path}`);
  const record = await readRecord(path, {}, services);
  const merged = withCustomFields(body, record, write.check);
  return {
    request: { ...request, body: toJson(merged) },
    plan: {
      ...plan,
      before: () => Promise.resolve(record),
      changes: () => Promise.resolve(patchChanges(record, merged)),
    },
    notes: [],
  };
}

/** What a person is told of a write, however it was written. */
export function planOf(
  { method, target, body: text }: ApiRequest,
  catalog: Catalog,
  services: Services,
): PreparedWrite['plan'] {
  const path = pathOf(target);
  const body = bodyOf({ body: text });
  const plan = { customerSees: customerSees(path, body) };
  const readable = catalog.match(path).some(({ endpoint }) => endpoint.method === 'GET');
  if (method === 'POST' || !readable) return plan;
  const before = lazy(() => ifReadable(readRecord(path, {}, services, { once: true })));
  if (method === 'DELETE') return { ...plan, before };
  const changes = async () => {
    const record = await before();
    if (record === undefined) return undefined;
    return method === 'PATCH' ? patchChanges(record, body) : putChanges(record, body);
  };
  return { ...plan, before, changes };
}

function bodyOf({ body }: Pick<ApiRequest, 'body'>): unknown {
  return body === undefined ? undefined : parseJson(body);
}

/** A POST that creates only what is not there: looks for it, with the conditions that say when it is the same. */
async function lookFirst(
  { endpoint, unlessExists = '', fields, dryRun }: Write,
  path: string,
  catalog: Catalog,
  services: Services,
): Promise<{ notes: string[]; existing?: JsonRecord }> {
  const list = isRead(endpoint) ? undefined : listOf(catalog, endpoint);
  if (list === undefined) {
    throw new UsageError(`--unless-exists does not go with ${endpoint.method} ${endpoint.path}.`, {
      hint: 'It goes with a POST that creates a record in a list.',
    });
  }
  const query = {
    conditions: unlessExists,
    ...(fields === undefined ? {} : { fields }),
    pageSize: 1,
  };
  if (dryRun) {
    const shown = `${path}?conditions=${unlessExists}`;
    const words = await existingInWords(path, unlessExists, services);
    const unless = words === undefined ? [] : [`In words: unless there are ${words}.`];
    const first = `First GET ${shown} would be sent; a match is printed instead.`;
    return { notes: [first, ...unless] };
  }
  const [existing] = await readRows(path, query, services).catch((error: unknown) => {
    const target = `${path}${encodeQuery([['conditions', unlessExists]])}`;
    throw explainConditionRefusal(error, { method: 'GET', target, body: undefined }, catalog);
  });
  if (existing === undefined) return { notes: [] };
  const { id } = existing;
  const name = typeof id === 'number' || typeof id === 'string' ? `${path}/${id}` : path;
  services.report.warn(`exists already: ${name}. Nothing was created.`);
  return { notes: [], existing };
}

/** They were looked for before the question. */
async function unlessWords(
  path: string,
  conditions: string,
  services: Services,
): Promise<string[]> {
  const words = await existingInWords(path, conditions, services);
  return words === undefined ? [] : [`unless there are ${words} (there are none)`];
}

export function hasCustomFields(body: unknown): boolean {
  return Array.isArray(body) && body.some(isCustomFieldsOperation);
}

function isCustomFieldsOperation(operation: unknown): operation is JsonRecord {
  if (!isRecord(operation)) return false;
  const { op, path, value } = operation;
  return (
    op !== 'remove' &&
    typeof path === 'string' &&
    /^\/?customFields$/.test(path) &&
    Array.isArray(value)
  );
}

/** The operations with the record's custom fields whole in them, as the last one leaves them. */
export function withCustomFields(body: unknown, record: JsonRecord, check: boolean): unknown {
  const stored = record['customFields'];
  if (!Array.isArray(stored) && check) {
    throw new UsageError('The record has no custom fields.', {
      hint: 'A server gives all that are defined, with or without a value. --no-check sends what was given as it is.',
    });
  }
  let current: readonly unknown[] = Array.isArray(stored) ? (stored as unknown[]) : [];
  if (!Array.isArray(body)) return body;
  return body.map((operation: unknown) => {
    if (!isCustomFieldsOperation(operation)) return operation;
    current = mergeCustomFields(current, operation['value'] as unknown[], check);
    return { ...operation, value: current };
  });
}

function mergeNote(path: string): string {
  return `First GET ${path} would be sent: customFields goes out whole, with these entries merged into the record's own.`;
}
