import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { openCatalog } from '../../src/catalog/locate.js';
import { genericMaker } from '../../src/sandbox/generic.js';
import type { Origin } from '../../src/sandbox/ground.js';
import { makers } from '../../src/sandbox/makers/index.js';
import { References } from '../../src/sandbox/references.js';
import { SandboxStore } from '../../src/sandbox/store.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';

const epoch = new Date('2026-11-20T18:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
const catalog: Catalog = openCatalog({
  env: { CWM_CATALOG: inject('catalogFile') },
  dataFolder: () => folder,
  bundled: '',
  warn: () => undefined,
});
const references = new References(catalog);
let stores = 0;

function storeOf(origin: Partial<Origin> = {}): SandboxStore {
  const made: string[] = [];
  const store = new SandboxStore(
    join(folder, `${++stores}.db`),
    (collection) => {
      made.push(collection);
      return makers[collection] ?? genericMaker(collection, catalog);
    },
    references,
    () => ({ epoch, seed: 1, tickets: 2000, ...origin }),
  );
  madeBy.set(store, made);
  return store;
}

/** Which collections a store made, in order. */
const madeBy = new Map<SandboxStore, string[]>();
const shared = storeOf();
const small = storeOf({ tickets: 300 });
afterAll(() => {
  shared.close();
  small.close();
  catalog.close();
  rmSync(folder, { recursive: true, force: true });
});

const all = (collection: string, store = shared) =>
  store.list(collection).map(({ record }) => record);
const idOf = (value: unknown) => (isRecord(value) ? value['id'] : undefined);
const time = (value: unknown) => Date.parse(String(value));
const sum = (records: readonly JsonRecord[], field: string) =>
  records.reduce((total, record) => total + Number(record[field] ?? 0), 0);

/** What the service side of the sandbox is made of. */
const service = [
  '/company/companies',
  '/company/companies/{}/notes',
  '/company/companies/{}/sites',
  '/company/companies/{}/teams',
  '/company/companies/{}/typeAssociations',
  '/company/contacts',
  '/company/contacts/{}/communications',
  '/company/contacts/{}/notes',
  '/company/contacts/{}/typeAssociations',
  '/system/members',
  '/system/apiMembers',
  '/system/locations',
  '/time/chargeCodes',
  '/time/entries',
  '/time/sheets',
  '/schedule/calendars',
  '/schedule/entries',
  '/schedule/holidayLists/{}/holidays',
  '/schedule/types',
  '/service/SLAs',
  '/service/SLAs/{}/priorities',
  '/service/boards',
  '/service/boards/{}/items',
  '/service/boards/{}/statuses',
  '/service/boards/{}/subtypes',
  '/service/boards/{}/teams',
  '/service/boards/{}/typeSubTypeItemAssociations',
  '/service/boards/{}/types',
  '/service/teams',
  '/service/tickets',
  '/service/tickets/{}/configurations',
  '/service/tickets/{}/notes',
  '/service/tickets/{}/tasks',
];

test.each(service)('what records of %s refer to exists, and is called so', (collection) => {
  const schema = references.schemaOf(collection) ?? '';
  const faults = new Set<string>();
  let seen = 0;
  for (const record of all(collection, small)) {
    for (const field of references.fieldsOf(schema)) {
      const value = record[field.name];
      const target = references.collectionOf(field.schema ?? '');
      if (field.schema === undefined || target === undefined) continue;
      for (const reference of (Array.isArray(value) ? value : [value]).filter(isRecord)) {
        seen++;
        const found = small.get(target, Number(reference['id']))?.record;
        const expected = found === undefined ? {} : references.to(field.schema, found);
        for (const key of ['id', 'identifier', 'name', 'summary', '_info'])
          if (found === undefined || !agrees(reference[key], expected[key]))
            faults.add(`${field.name} ${JSON.stringify(reference)} is ${JSON.stringify(expected)}`);
      }
    }
  }
  expect([...faults].slice(0, 5)).toEqual([]);
  if (!collection.endsWith('/configurations')) expect(seen).toBeGreaterThan(0);
});

function agrees(said: unknown, is: unknown): boolean {
  return is === undefined || JSON.stringify(said) === JSON.stringify(is);
}

describe('a child belongs to a record that is there:', () => {
  test.each(service.filter((collection) => collection.includes('{}')))('%s', (collection) => {
    const above = collection.slice(0, collection.lastIndexOf('/{}'));
    const ids = new Set(small.list(above).map(({ id }) => id));
    const orphans = small.list(collection).filter(({ parent }) => !ids.has(parent ?? 0));
    expect(orphans).toEqual([]);
  });
});

test('a ticket is of its company, and its status, type and team of its board', () => {
  const parents = (collection: string) =>
    new Map(shared.list(collection).map(({ id, parent }) => [id, parent]));
  const contacts = new Map(
    all('/company/contacts').map((one) => [one['id'], idOf(one['company'])]),
  );
  const [sites, ...ofBoard] = [
    '/company/companies/{}/sites',
    ...['statuses', 'types', 'subtypes', 'items', 'teams'].map(
      (one) => `/service/boards/{}/${one}`,
    ),
  ].map(parents);
  for (const ticket of all('/service/tickets')) {
    const company = idOf(ticket['company']);
    expect(sites?.get(Number(idOf(ticket['site'])))).toBe(company);
    expect(contacts.get(idOf(ticket['contact']))).toBe(company);
    for (const [index, field] of ['status', 'type', 'subType', 'item', 'team'].entries())
      expect(ofBoard[index]?.get(Number(idOf(ticket[field])))).toBe(idOf(ticket['board']));
  }
});

test('the hours of a ticket and of a sheet are those of their time entries', () => {
  const entries = all('/time/entries');
  const totals = (key: (entry: JsonRecord) => unknown) => {
    const found = new Map<unknown, number>();
    for (const entry of entries)
      found.set(key(entry), (found.get(key(entry)) ?? 0) + Number(entry['actualHours']));
    return found;
  };
  const byTicket = totals(({ ticket }) => idOf(ticket));
  for (const { id, actualHours } of all('/service/tickets'))
    expect([id, actualHours]).toEqual([id, byTicket.get(id) ?? 0]);
  const bySheet = totals(({ timeSheet }) => idOf(timeSheet));
  for (const { id, hours } of all('/time/sheets'))
    expect([id, hours]).toEqual([id, bySheet.get(id) ?? 0]);
});

test('a time entry lasts as long as it says, after its ticket came in, on the sheet of its week', () => {
  const tickets = new Map(all('/service/tickets').map((one) => [one['id'], one]));
  const sheets = new Map(all('/time/sheets').map((one) => [one['id'], one]));
  for (const entry of all('/time/entries')) {
    const [start, end] = [time(entry['timeStart']), time(entry['timeEnd'])];
    const hours = (end - start) / 3_600_000 - Number(entry['hoursDeduct']);
    expect(entry['actualHours']).toBe(hours);
    expect(end).toBeLessThanOrEqual(epoch.getTime());
    const sheet = sheets.get(idOf(entry['timeSheet'])) ?? {};
    expect(idOf(sheet['member'])).toBe(idOf(entry['member']));
    expect(start).toBeGreaterThanOrEqual(time(sheet['dateStart']));
    expect(start).toBeLessThan(time(sheet['dateEnd']) + 86_400_000);
    const ticket = tickets.get(idOf(entry['ticket']));
    if (ticket === undefined) continue;
    const info = isRecord(ticket['_info']) ? ticket['_info'] : {};
    expect(start).toBeGreaterThanOrEqual(time(info['dateEntered']));
    if (ticket['closedDate'] !== undefined)
      expect(end).toBeLessThanOrEqual(time(ticket['closedDate']));
    expect(entry['company']).toEqual(ticket['company']);
    expect(String(ticket['resources'])).toContain(String(entry['enteredBy']));
  }
});

test('closed tickets say when and by whom, open ones do not', () => {
  const statuses = new Map(all('/service/boards/{}/statuses').map((one) => [one['id'], one]));
  for (const ticket of all('/service/tickets')) {
    const closed = statuses.get(idOf(ticket['status']))?.['closedStatus'];
    expect(ticket['closedFlag']).toBe(closed);
    expect(ticket['closedDate'] !== undefined).toBe(closed);
    expect(ticket['closedBy'] !== undefined).toBe(closed);
    if (closed === true) expect(time(ticket['closedDate'])).toBeLessThanOrEqual(epoch.getTime());
  }
});

test('tickets come in over a year, on weekdays and in working hours above all, and some stay open', () => {
  const tickets = all('/service/tickets');
  expect(tickets.length).toBe(2000);
  const entered = tickets.map(({ _info }) => time(isRecord(_info) ? _info['dateEntered'] : ''));
  expect(entered).toEqual([...entered].sort((a, b) => a - b));
  expect((entered.at(0) ?? 0) - epoch.getTime()).toBeLessThan(-360 * 86_400_000);
  expect(entered.at(-1)).toBeLessThanOrEqual(epoch.getTime());
  const share = (test: (date: Date) => boolean) =>
    entered.filter((one) => test(new Date(one))).length / entered.length;
  expect(share((date) => date.getUTCDay() % 6 === 0)).toBeLessThan(0.1);
  expect(share((date) => date.getUTCHours() >= 13 && date.getUTCHours() < 22)).toBeGreaterThan(
    0.75,
  );
  const open = tickets.filter(({ closedFlag }) => closedFlag === false);
  expect(open.length / tickets.length).toBeGreaterThan(0.1);
  expect(open.length / tickets.length).toBeLessThan(0.2);
  expect(
    tickets.filter(({ parentTicketId }) => parentTicketId !== undefined).length,
  ).toBeGreaterThan(9);
  expect(
    tickets.filter(({ mergedParentTicket }) => isRecord(mergedParentTicket)).length,
  ).toBeGreaterThan(9);
});

test('parents and children, merged tickets and those they went into, know each other', () => {
  const tickets = new Map(all('/service/tickets').map((one) => [one['id'], one]));
  const parents = new Set<unknown>();
  const merged = new Set<unknown>();
  for (const { parentTicketId, mergedParentTicket, company } of tickets.values()) {
    if (parentTicketId !== undefined) {
      parents.add(parentTicketId);
      expect(tickets.get(parentTicketId)?.['company']).toEqual(company);
    }
    if (isRecord(mergedParentTicket)) merged.add(mergedParentTicket['id']);
  }
  for (const { id, hasChildTicket, hasMergedChildTicketFlag } of tickets.values())
    expect([hasChildTicket, hasMergedChildTicketFlag]).toEqual([parents.has(id), merged.has(id)]);
});

test('a schedule entry of a ticket names it and somebody who works on it; some lie ahead', () => {
  const tickets = new Map(all('/service/tickets').map((one) => [one['id'], one]));
  const entries = all('/schedule/entries');
  for (const { type, objectId, name, member } of entries) {
    if (!isRecord(type) || type['identifier'] !== 'S') continue;
    const ticket = tickets.get(objectId) ?? {};
    expect(name).toContain(`Ticket# ${String(objectId)} - ${String(ticket['summary'])}`);
    expect(String(ticket['resources'])).toContain(isRecord(member) ? member['identifier'] : '?');
  }
  const ahead = entries.filter(({ dateStart }) => time(dateStart) > epoch.getTime());
  expect(ahead.length).toBeGreaterThan(10);
  expect(new Set(entries.map(({ type }) => isRecord(type) && type['identifier']))).toEqual(
    new Set(['S', 'C', 'V']),
  );
});

test('no address, number or site could be somebody’s', () => {
  const texts = [
    '/company/companies',
    '/company/contacts',
    '/company/companies/{}/sites',
    '/system/members',
  ]
    .flatMap((collection) => all(collection))
    .flatMap((record) => [...valuesOf(record)]);
  for (const text of texts) {
    if (/@|www\.|https?:/.test(text)) expect(text).toMatch(/\.example\b/);
    if (/^\d{10}$/.test(text)) expect(text).toMatch(/^\d{3}55501\d\d$/);
  }
});

function* valuesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value) yield* valuesOf(one);
  else if (isRecord(value)) for (const one of Object.values(value)) yield* valuesOf(one);
}

test('the same origin gives the same records whatever is asked for first; another seed gives others', () => {
  const asked = [
    '/company/companies',
    '/company/contacts',
    '/system/members',
    '/service/boards/{}/statuses',
    '/service/tickets',
    '/service/tickets/{}/notes',
    '/time/entries',
    '/time/sheets',
  ];
  const dump = (origin: Partial<Origin>, order: readonly string[]) => {
    const store = storeOf({ tickets: 120, ...origin });
    onTestFinished(() => store.close());
    for (const collection of order) store.list(collection);
    return asked.map((collection) => JSON.stringify(store.list(collection)));
  };
  const first = dump({}, asked);
  expect(dump({}, [...asked].reverse())).toEqual(first);
  const other = dump({ seed: 2 }, asked);
  expect(other[4]).not.toBe(first[4]);
  const named = (texts: readonly string[]) =>
    (JSON.parse(texts[0] ?? '[]') as { record: JsonRecord }[]).map(({ record }) => record['name']);
  expect(named(other)).toEqual(named(first));
});

test('what is open, whose and about what does not depend on the day it is made', () => {
  const titles = (day: string) => {
    const store = storeOf({ tickets: 200, epoch: new Date(day) });
    onTestFinished(() => store.close());
    return all('/service/tickets', store).map(({ summary, status, company, owner }) => [
      summary,
      idOf(status),
      idOf(company),
      idOf(owner),
    ]);
  };
  expect(titles('2026-11-22T07:00:00Z')).toEqual(titles('2027-03-01T15:30:00Z'));
});

test('asking for companies makes no tickets', () => {
  const store = storeOf();
  onTestFinished(() => store.close());
  expect(store.list('/company/companies').length).toBe(61);
  expect(madeBy.get(store)).not.toContain('/service/tickets');
});

test.each(['/service/tickets', '/company/companies'])(
  'which of %s there are is the same before any is made and after',
  (collection) => {
    const store = storeOf({ tickets: 300 });
    const ids = [0, 1, 61, 62, 300, 301];
    const before = ids.map((id) => store.has(collection, id));
    const made = new Set(store.list(collection).map(({ id }) => id));
    expect(before).toEqual(ids.map((id) => made.has(id)));
    store.delete(collection, 1);
    expect(store.has(collection, 1)).toBe(false);
    store.close();
  },
);

test('there are as many tickets as asked for, the work on them in proportion', () => {
  expect(all('/service/tickets', small).length).toBe(300);
  const share = (store: SandboxStore) =>
    sum(all('/service/tickets', store), 'actualHours') / store.list('/service/tickets').length;
  expect(share(small) / share(shared)).toBeGreaterThan(0.7);
  expect(share(small) / share(shared)).toBeLessThan(1.4);
});
