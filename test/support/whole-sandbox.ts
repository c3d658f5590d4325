import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { inject } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { jsonSchema } from '../../src/catalog/json-schema.js';
import { openCatalog } from '../../src/catalog/locate.js';
import type { Endpoint } from '../../src/catalog/model.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';

export interface Reply {
  status: number;
  body: unknown;
}

/** A sandbox that is asked over HTTP, and what its answers are held against. */
export interface WholeSandbox {
  catalog: Catalog;
  send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Reply>;
  /** The template with ids of records that exist, and that lead to others where any do. */
  fill: (template: string) => Promise<string>;
  /** What is wrong with an answer to an operation; undefined where it is as declared. */
  fault: (endpoint: Endpoint, reply: Reply) => string | undefined;
  close: () => Promise<void>;
}

export async function wholeSandbox(now = new Date('2026-11-02T15:00:00Z')): Promise<WholeSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
  const catalog = openCatalog({
    env: { CWM_CATALOG: inject('catalogFile') },
    dataFolder: () => folder,
    bundled: '',
    warn: () => undefined,
  });
  const { connection, close } = await startSandbox({ catalog, folder, now: () => now });
  const { baseUrl, username, password, clientId } = connection;
  const headers = {
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    clientId,
    'content-type': 'application/json',
  };
  const send: WholeSandbox['send'] = async (method, path, body, more) => {
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { ...headers, ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const text = isJson ? await response.text() : '';
    if (!isJson) await response.arrayBuffer();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    catalog,
    send,
    fill: filler(send),
    fault: judge(catalog),
    close: async () => {
      await close();
      catalog.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Most records that are tried until one leads on. */
const mostTried = 4;

function filler(send: WholeSandbox['send']): WholeSandbox['fill'] {
  const known = new Map<string, Promise<number[]>>();
  const idsBelow = (path: string): Promise<number[]> => {
    const found = known.get(path) ?? listed(path);
    known.set(path, found);
    return found;
  };
  const listed = async (path: string) => {
    const { body } = await send('GET', `${path}?pageSize=${mostTried}`);
    const rows = Array.isArray(body) ? body.filter(isRecord) : [];
    return rows.map(({ id }) => id).filter((id) => typeof id === 'number');
  };
  /** Paths for the segments from `at` on; the first that ends in ids that were listed, else any. */
  const walk = async (segments: readonly string[], at: number, path: string): Promise<Walk> => {
    const segment = segments[at];
    if (segment === undefined) return { path, real: true };
    if (!segment.includes('{')) return walk(segments, at + 1, `${path}/${segment}`);
    const glued = segment.slice(0, segment.indexOf('{'));
    const ids = await idsBelow(`${path}${glued === '' ? '' : `/${glued}`}`);
    let fallback: Walk | undefined;
    for (const id of ids) {
      const found = await walk(segments, at + 1, `${path}/${glued}${id}`);
      if (found.real) return found;
      fallback ??= found;
    }
    return fallback ?? { ...(await walk(segments, at + 1, `${path}/${glued}1`)), real: false };
  };
  return async (template) => (await walk(template.split('/').slice(1), 0, '')).path;
}

interface Walk {
  path: string;
  real: boolean;
}

/** Answers are held against the catalog's schemas; formats say how a text reads, not what it is. */
function judge(catalog: Catalog): WholeSandbox['fault'] {
  const definitions: JsonRecord = {};
  for (const endpoint of catalog.all()) {
    const schema = jsonSchema(catalog, { ...endpoint, method: 'GET' }, endpoint.response.payload);
    if (isRecord(schema?.['$defs'])) Object.assign(definitions, schema['$defs']);
  }
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'connectwise', $defs: definitions });
  return ({ response: { status, payload } }, reply) => {
    if (reply.status !== status) return `${reply.status} ${JSON.stringify(reply.body)}`;
    if (status === 204 || typeof payload?.schema !== 'string') return undefined;
    if (payload.list && !Array.isArray(reply.body)) return 'no list';
    const check = ajv.getSchema(`connectwise#/$defs/${payload.schema}`);
    if (check === undefined) return `no schema ${payload.schema}`;
    const elements: unknown[] = payload.list ? (reply.body as unknown[]) : [reply.body];
    for (const element of elements)
      if (check(element) !== true) return ajv.errorsText(check.errors);
    return undefined;
  };
}
