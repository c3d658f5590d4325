import { pathNames, isIndex } from '../../api/field-path.js';
import { pathOf, type ApiRequest } from '../../api/request.js';
import { CancelledError, CwmError, NotFoundError } from '../../errors/errors.js';
import type { Services } from '../../services.js';
import { parseJson } from '../../text/json.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { readRecord } from '../read-aside.js';
import { agrees } from './agrees.js';
import { lookForRecord, type Sought } from './look-for-record.js';

/** What a look at the server says of a write that may have been carried out. */
export type Verdict =
  | { kind: 'done'; id?: unknown }
  /** It was not, and can be sent. */
  | { kind: 'open' }
  | { kind: 'unknown'; why: string };

/** Looks whether a write of unknown outcome was carried out. Where that cannot be told for sure it stays unknown. */
export async function recheck(
  request: ApiRequest,
  about: Pick<Sought, 'after' | 'claimed'>,
  services: Services,
): Promise<Verdict> {
  const catalog = await services.catalog();
  const path = pathOf(request.target);
  const readable = catalog.match(path).find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  if (readable === undefined) return { kind: 'unknown', why: `nothing can be read at ${path}` };
  const isList = readable.response.payload?.list === true;
  const body = request.body === undefined ? undefined : parseJson(request.body);
  try {
    if (request.method === 'POST')
      return isList
        ? await lookForRecord({ path, body, ...about }, services)
        : { kind: 'unknown', why: `${path} is no list that it could be looked for in` };
    if (isList) return { kind: 'unknown', why: `${path} is no single record` };
    const record = await readIfThere(path, services);
    if (request.method === 'DELETE') return { kind: record === undefined ? 'done' : 'open' };
    if (record === undefined) return { kind: 'open' };
    return request.method === 'PATCH' ? patched(body, record) : put(body, record);
  } catch (error) {
    if (!(error instanceof CwmError) || error instanceof CancelledError) throw error;
    return { kind: 'unknown', why: error.message };
  }
}

async function readIfThere(path: string, services: Services): Promise<JsonRecord | undefined> {
  try {
    return await readRecord(path, {}, services);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** An operation that sets a field to a value can be told by it, and repeated; one that adds to a list cannot. */
function patched(body: unknown, record: JsonRecord): Verdict {
  const operations = Array.isArray(body) ? body.filter(isRecord) : [];
  const states = operations.map(({ op, path, value }) => {
    const names = typeof path === 'string' ? pathNames(path) : [];
    const isPlain = names.length > 0 && !names.some((name) => isIndex(name) || name === '-');
    if (!isPlain || !['replace', 'remove'].includes(String(op))) return undefined;
    return agrees(op === 'remove' ? null : asStored(names, value, record), valueAt(record, names));
  });
  if (states.length === 0 || states.includes(undefined))
    return { kind: 'unknown', why: 'the record does not tell what was done to a list' };
  return { kind: states.every(Boolean) ? 'done' : 'open' };
}

function put(body: unknown, record: JsonRecord): Verdict {
  if (!isRecord(body)) return { kind: 'unknown', why: 'its body is no record' };
  const fields = Object.entries(body).filter(([name]) => name !== '_info');
  const isThere = fields.every(([name, value]) => agrees(value, record[name]));
  return { kind: isThere ? 'done' : 'open' };
}

/** Custom fields that are set are some of those that the record has. */
function asStored(names: readonly string[], value: unknown, record: JsonRecord): unknown {
  const stored = record['customFields'];
  if (names.join('/') !== 'customFields' || !Array.isArray(value) || !Array.isArray(stored))
    return value;
  const given = value.filter(isRecord);
  return stored.map((entry: unknown) => {
    if (!isRecord(entry)) return entry;
    const own = given.find(({ id, caption }) =>
      id === undefined ? agrees(caption, entry['caption'], true) : agrees(id, entry['id']),
    );
    return own === undefined ? entry : { ...entry, value: own['value'] };
  });
}

function valueAt(record: JsonRecord, names: readonly string[]): unknown {
  let value: unknown = record;
  for (const name of names) value = isRecord(value) ? value[name] : undefined;
  return value;
}
