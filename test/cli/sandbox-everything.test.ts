import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/catalog/model.js';
import { patchField } from '../../src/catalog/skeleton.js';
import { placeholders } from '../../src/catalog/template.js';
import { routeOf } from '../../src/sandbox/routes.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';
import { validBody } from '../support/valid-body.js';
import { wholeSandbox, type WholeSandbox } from '../support/whole-sandbox.js';

let sandbox: WholeSandbox;
beforeAll(async () => {
  sandbox = await wholeSandbox();
});
afterAll(() => sandbox.close());

const modules = [
  'company',
  'expense',
  'finance',
  'marketing',
  'procurement',
  'project',
  'sales',
  'schedule',
  'service',
  'system',
  'time',
];

/** GETs that ask for more than ids. */
const askMore: Record<string, string> = {};

describe('every GET answers as the catalog declares:', () => {
  test.each(modules)('%s', { timeout: 60_000 }, async (module) => {
    const faults: string[] = [];
    const reads = sandbox.catalog
      .all()
      .filter((endpoint) => endpoint.method === 'GET' && endpoint.module === module);
    for (const endpoint of reads) {
      const path = await sandbox.fill(endpoint.path);
      const reply = await sandbox.send('GET', `${path}${askMore[endpoint.path] ?? ''}`);
      const fault = sandbox.fault(endpoint, reply);
      if (fault !== undefined) faults.push(`${endpoint.path} as ${path}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

describe('every collection that takes a POST has records, each there by its id:', () => {
  test.each(modules)('%s', { timeout: 60_000 }, async (module) => {
    const faults: string[] = [];
    for (const { list, byId } of collectionsOf(module)) {
      if (list === undefined) continue;
      const path = await sandbox.fill(list.path);
      const { body } = await sandbox.send('GET', path);
      const [first] = Array.isArray(body) ? (body as JsonRecord[]) : [];
      if (first === undefined) faults.push(`${path} lists nothing`);
      else if (byId !== undefined) {
        const own = await read(`${path.replace(/\/$/, '')}/${String(first['id'])}`);
        if (!holds(own, first)) faults.push(`${path}: ${JSON.stringify([first, own])}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe('what is created can be read, changed, replaced and deleted:', () => {
  test.each(modules)('%s', { timeout: 60_000 }, async (module) => {
    const faults: string[] = [];
    for (const collection of collectionsOf(module)) {
      const fault = await cycle(collection);
      if (fault !== undefined) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });
});

interface Collection {
  post: Endpoint;
  list: Endpoint | undefined;
  byId: Endpoint | undefined;
  patch: Endpoint | undefined;
  put: Endpoint | undefined;
  remove: Endpoint | undefined;
}

/** The collections of a module that take a POST, with the operations on them and on one record. */
function collectionsOf(module: string): Collection[] {
  const all = sandbox.catalog.all().filter((endpoint) => endpoint.module === module);
  const shape = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
  return all
    .filter(({ method, path }) => method === 'POST' && !path.endsWith('}'))
    .map((post) => {
      const on = (method: string, path: string) =>
        all.find((one) => one.method === method && shape(one.path) === path);
      const own = shape(post.path);
      const [get, list] = [on('GET', `${own}/{}`), on('GET', own)];
      return {
        post,
        list: list?.response.payload?.list === true ? list : undefined,
        byId: get?.response.payload?.schema === post.response.payload?.schema ? get : undefined,
        patch: on('PATCH', `${own}/{}`),
        put: on('PUT', `${own}/{}`),
        remove: on('DELETE', `${own}/{}`),
      };
    });
}

/** What went wrong first when a record was created, read, changed, replaced and deleted. */
async function cycle({ post, byId, patch, put, remove }: Collection): Promise<string | undefined> {
  if (byId === undefined || patch === undefined || remove === undefined) return undefined;
  const path = (await sandbox.fill(post.path)).replace(/\/$/, '');
  const body = await validBody(sandbox, post);
  const created = await sandbox.send('POST', path, body);
  const bad = sandbox.fault(post, created);
  if (bad !== undefined) return `POST ${path} ${JSON.stringify(body)}: ${bad}`;
  const record = one(created.body);
  const own = `${path}/${String(record['id'])}`;
  const first = await read(own);
  if (!holds(first, record)) return `GET ${own}: ${JSON.stringify([record, first])}`;
  const field = patchField(sandbox.catalog, patch);
  if (field !== undefined) {
    const value =
      field.format === 'date-time'
        ? '2026-03-01T09:00:00Z'
        : `Changed ${field.name}`.slice(0, field.maxLength ?? 50);
    const operations = [{ op: 'replace', path: field.name, value }];
    const patched = await sandbox.send('PATCH', own, operations);
    const wrong = sandbox.fault(patch, patched);
    if (wrong !== undefined) return `PATCH ${own} ${field.name}: ${wrong}`;
    const after = await read(own);
    if (after[field.name] !== value) return `PATCH ${own}: ${JSON.stringify(after)}`;
  }
  if (put !== undefined) {
    const whole = { ...(await validBody(sandbox, put)), ...(await read(own)) };
    const replaced = await sandbox.send('PUT', own, whole);
    const wrong = sandbox.fault(put, replaced);
    if (wrong !== undefined) return `PUT ${own}: ${wrong}`;
  }
  const gone = await sandbox.send('DELETE', own);
  if (gone.status !== 204) return `DELETE ${own}: ${gone.status} ${JSON.stringify(gone.body)}`;
  const { status } = await sandbox.send('GET', own);
  const isGone = status === 404 || (byId.response.payload?.list === true && status === 200);
  return isGone ? undefined : `GET ${own} after DELETE: ${status}`;
}

/** The record at an address; some answer with a list of one. */
async function read(path: string): Promise<JsonRecord> {
  return one((await sandbox.send('GET', path)).body);
}

function one(body: unknown): JsonRecord {
  const record: unknown = Array.isArray(body) ? body[0] : body;
  return isRecord(record) ? record : {};
}

/** Whether a record has all that another has. */
function holds(record: unknown, part: JsonRecord): boolean {
  return (
    isRecord(record) &&
    Object.entries(part).every(
      ([name, value]) => JSON.stringify(record[name]) === JSON.stringify(value),
    )
  );
}

describe('every action answers as the catalog declares:', () => {
  test.each(modules)('%s', { timeout: 60_000 }, async (module) => {
    const faults: string[] = [];
    const actions = sandbox.catalog
      .all()
      .filter((endpoint) => endpoint.module === module && endpoint.method !== 'GET')
      .filter((endpoint) => routeOf({ endpoint, values: ones(endpoint.path) }) === undefined);
    for (const endpoint of actions) {
      const path = await sandbox.fill(endpoint.path);
      const record = await validBody(sandbox, endpoint);
      const body = endpoint.body?.list === true ? [record] : record;
      const patch = endpoint.body?.schema === 'PatchOperation' ? [] : body;
      const sent = endpoint.body === null ? undefined : patch;
      const reply = await sandbox.send(endpoint.method, path, sent);
      const fault = sandbox.fault(endpoint, reply);
      if (fault !== undefined)
        faults.push(`${endpoint.method} ${path} ${JSON.stringify(sent)}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
});

/** A number for each placeholder. */
function ones(path: string): Record<string, string> {
  return Object.fromEntries(placeholders(path).map((name) => [name, '1']));
}

/** The lists that people filter most. */
const filtered = [
  '/service/tickets',
  '/project/tickets',
  '/company/companies',
  '/company/contacts',
  '/company/configurations',
  '/system/members',
  '/service/boards',
  '/service/boards/4/statuses',
  '/time/entries',
  '/schedule/entries',
  '/finance/agreements',
  '/finance/agreements/{parentId}/additions',
  '/finance/invoices',
  '/project/projects',
  '/sales/opportunities',
  '/sales/activities',
  '/procurement/catalog',
  '/procurement/purchaseorders',
  '/expense/entries',
  '/service/knowledgeBaseArticles',
];

/** Fields that are the same in all records of a list: what only a write takes, and what the list is for. */
const same = new Set([
  'recordType',
  'agreementId',
  'initialDescription',
  'initialInternalAnalysis',
  'initialResolution',
  'initialDescriptionFrom',
  'contactEmailLookup',
  'processNotifications',
  'skipCallback',
  'password',
  'portalPassword',
  'token',
  'defaultMergeContactId',
  'fromMemberRecId',
  'fromMemberTemplateRecId',
]);

test.each(filtered)(
  'a filter on any scalar of %s keeps some records and drops others',
  { timeout: 60_000 },
  async (template) => {
    const endpoint = sandbox.catalog.onPath(template).find(({ method }) => method === 'GET');
    const path = await sandbox.fill(template);
    const all = (await sandbox.send('GET', `${path}?pageSize=1000`)).body as JsonRecord[];
    const count = async (query: string) =>
      one((await sandbox.send('GET', `${path}/count${query}`)).body)['count'];
    const total = await count('');
    const faults: string[] = [];
    for (const field of sandbox.catalog.fields(endpoint?.response.payload?.schema ?? '')) {
      if (!scalars.has(field.type) || same.has(field.name)) continue;
      const value = all.map((record) => record[field.name]).find((one) => one !== undefined);
      const condition = `${field.name}=${literal(value)}`;
      const kept = await count(`?conditions=${encodeURIComponent(condition)}`);
      if (kept === undefined || kept === 0 || kept === total)
        faults.push(`${condition} keeps ${String(kept)} of ${String(total)}`);
    }
    expect(faults).toEqual([]);
  },
);

const scalars = new Set(['string', 'integer', 'number', 'boolean']);

function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null);
  return /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value) ? `[${value}]` : JSON.stringify(value);
}
