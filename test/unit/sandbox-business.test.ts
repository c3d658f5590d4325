import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import type { Field } from '../../src/catalog/model.js';
import { genericMaker } from '../../src/sandbox/generic.js';
import type { Origin } from '../../src/sandbox/ground.js';
import { businessMakers } from '../../src/sandbox/makers/business.js';
import { firstProjectTicket } from '../../src/sandbox/makers/project-tickets.js';
import { makers } from '../../src/sandbox/makers/index.js';
import type { StoredRecord } from '../../src/sandbox/records.js';
import { References } from '../../src/sandbox/references.js';
import { SandboxStore } from '../../src/sandbox/store.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';

const authored = Object.keys(businessMakers);
const epoch = new Date('2026-03-18T15:30:00Z');
const origin: Origin = { epoch, seed: 1, tickets: 60 };

let catalog: Catalog;
let references: References;
let store: SandboxStore;
let folder: string;
let opened = 0;

function open(world: Origin): SandboxStore {
  return new SandboxStore(
    join(folder, `sandbox-${++opened}.db`),
    (collection) => makers[collection] ?? genericMaker(collection, catalog),
    references,
    () => world,
  );
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
  catalog = new Catalog(inject('catalogFile'));
  references = new References(catalog);
  store = open(origin);
  return () => {
    store.close();
    catalog.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

/** Items have no list of their own in the API. */
const schemaOf = (name: string): string =>
  name.endsWith('/forecast/items') ? 'ForecastItem' : (references.schemaOf(name) ?? '');

const lists = new Map<string, JsonRecord[]>();
function all(collection: string): JsonRecord[] {
  const known = lists.get(collection);
  if (known !== undefined) return known;
  const made = store.list(collection).map(({ record }) => record);
  lists.set(collection, made);
  return made;
}

const children = (collection: string): Map<number, JsonRecord[]> => {
  const lists = new Map<number, JsonRecord[]>();
  for (const { parent, record } of store.list(collection))
    lists.set(parent ?? 0, [...(lists.get(parent ?? 0) ?? []), record]);
  return lists;
};

/** Money and hours are compared in hundredths. */
const cents = (value: unknown): number => Math.round(Number(value) * 100);
const total = (rows: readonly JsonRecord[], field: string): number =>
  rows.reduce((sum, row) => sum + cents(row[field]), 0);
const time = (value: unknown): number => Date.parse(String(value));

/** Whether a value may stand in a field. */
function fits(value: unknown, field: Field): boolean {
  if (value === undefined) return !field.required;
  if (field.allowed !== undefined && !field.allowed.some((one) => one === value)) return false;
  if (field.type === 'integer') return Number.isInteger(value);
  if (field.type === 'number' || field.type === 'boolean') return typeof value === field.type;
  if (field.type !== 'string') return true;
  if (typeof value !== 'string') return false;
  if (field.format === 'date-time') return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
  return value.length <= (field.maxLength ?? Infinity) && !/undefined|NaN|\[object/.test(value);
}

describe('every record', () => {
  test.each(authored)('of %s has the fields that its schema requires, and no others', (name) => {
    const fields = references.fieldsOf(schemaOf(name));
    const rows = all(name);
    expect(rows.length).toBeGreaterThan(0);
    const known = new Set(fields.map((field) => field.name));
    const faults = rows.flatMap((row) => [
      ...Object.keys(row).filter((key) => !known.has(key)),
      ...fields
        .filter((field) => !fits(row[field.name], field))
        .map((field) => `${field.name}: ${String(row[field.name])}`),
    ]);
    expect([...new Set(faults)]).toEqual([]);
  });

  test.each(authored)('of %s refers to records that are there, by their names', (name) => {
    const fields = references.fieldsOf(schemaOf(name)).map(({ name: field, schema = '' }) => ({
      field,
      schema,
      target: references.collectionOf(schema),
    }));
    const faults = all(name).flatMap((row) =>
      fields
        .filter(({ field, schema, target }) => {
          const reference = row[field];
          if (!isRecord(reference) || target === undefined) return false;
          const found = store.get(target, Number(reference['id']))?.record;
          const shown = found === undefined ? {} : references.to(schema, found);
          return ['id', 'name', 'identifier', 'summary'].some(
            (one) => reference[one] !== undefined && reference[one] !== shown[one],
          );
        })
        .map(({ field }) => `${field}: ${JSON.stringify(row[field])}`),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  test('of a child belongs to a record that is there', () => {
    for (const name of authored.filter((one) => one.includes('{}'))) {
      const above = name.slice(0, name.lastIndexOf('/{}'));
      for (const { parent } of store.list(name))
        expect(store.get(above, parent ?? 0), `${name} of ${parent ?? 0}`).toBeDefined();
    }
  });
});

test('the same origin gives the same records, whatever is asked for first; another seed gives others', () => {
  const dump = (from: SandboxStore, order: readonly string[]): Map<string, StoredRecord[]> =>
    new Map(order.map((name) => [name, from.list(name)]));
  const [again, other] = [open(origin), open({ ...origin, seed: 2 })];
  const first = dump(store, authored);
  const second = dump(again, [...authored].reverse());
  for (const name of authored) expect(second.get(name), name).toEqual(first.get(name));
  expect(other.list('/finance/agreements')).not.toEqual(first.get('/finance/agreements'));
  again.close();
  other.close();
});

test('dates move with the clock', () => {
  const later = open({ ...origin, epoch: new Date('2027-03-18T15:30:00Z') });
  const newest = (from: SandboxStore) =>
    Math.max(...from.list('/finance/invoices').map(({ record }) => time(record['date'])));
  expect(newest(store)).toBeLessThanOrEqual(epoch.getTime());
  expect(newest(later) - newest(store)).toBeGreaterThan(300 * 86_400_000);
  later.close();
});

/** Written or read by nobody but a POST. */
const postOnly = [
  'initialDescription',
  'initialInternalAnalysis',
  'initialResolution',
  'contactEmailLookup',
  'processNotifications',
  'skipCallback',
];

test.each([
  '/company/configurations',
  '/expense/entries',
  '/finance/agreements',
  '/finance/agreements/{}/additions',
  '/finance/invoices',
  '/procurement/catalog',
  '/procurement/purchaseorders',
  '/procurement/purchaseorders/{}/lineitems',
  '/project/projects',
  '/project/tickets',
  '/sales/activities',
  '/sales/opportunities',
  '/sales/orders',
  '/service/knowledgeBaseArticles',
])('each field of %s tells some records from others', (name) => {
  const rows = all(name);
  const alike = references
    .fieldsOf(references.schemaOf(name) ?? '')
    .filter(({ type }) => ['boolean', 'integer', 'number', 'string'].includes(type))
    .filter((field) => new Set(rows.map((row) => row[field.name])).size < 2)
    .map((field) => field.name)
    .filter((field) => !postOnly.includes(field));
  expect(alike).toEqual([]);
});

describe('amounts add up:', () => {
  test('additions to what their agreement bills', () => {
    const additions = children('/finance/agreements/{}/additions');
    for (const agreement of all('/finance/agreements')) {
      const own = additions.get(Number(agreement['id'])) ?? [];
      const billed = own.filter(
        (one) =>
          one['billCustomer'] === 'Billable' &&
          time(one['effectiveDate']) <= epoch.getTime() &&
          !(time(one['cancelledDate']) <= epoch.getTime()),
      );
      expect(cents(agreement['billAmount'])).toBe(total(billed, 'extPrice'));
      for (const { extPrice, billedQuantity, unitPrice } of own)
        expect(cents(extPrice)).toBe(cents(Number(billedQuantity) * Number(unitPrice)));
    }
  });

  test('invoices, from their parts to their balance and their payments', () => {
    const payments = children('/finance/invoices/{}/payments');
    for (const invoice of all('/finance/invoices')) {
      const of = (...names: string[]) => names.reduce((sum, name) => sum + cents(invoice[name]), 0);
      expect(of('subtotal')).toBe(
        of('serviceTotal', 'productTotal', 'expenseTotal', 'agreementAmount'),
      );
      expect(of('total')).toBe(of('subtotal', 'salesTax'));
      expect(of('balance')).toBe(of('total') - of('payments', 'credits'));
      expect(total(payments.get(Number(invoice['id'])) ?? [], 'amount')).toBe(of('payments'));
    }
  });

  test('the hours of tickets to those of their phases and projects', () => {
    const phases = children('/project/projects/{}/phases');
    const tickets = all('/project/tickets');
    const of = (owner: string, id: unknown) =>
      tickets.filter((one) => isRecord(one[owner]) && one[owner]['id'] === id);
    for (const project of all('/project/projects')) {
      const own = of('project', project['id']);
      const parts = phases.get(Number(project['id'])) ?? [];
      for (const hours of ['actualHours', 'budgetHours']) {
        expect(total(own, hours)).toBe(cents(project[hours]));
        expect(total(parts, hours)).toBe(cents(project[hours]));
        for (const phase of parts)
          expect(total(of('phase', phase['id']), hours)).toBe(cents(phase[hours]));
      }
      const done = total(
        own.filter(({ closedFlag }) => closedFlag === true),
        'budgetHours',
      );
      expect(cents(project['percentComplete'])).toBe(
        Math.round((done / cents(project['budgetHours'])) * 100),
      );
    }
  });

  test('lines of purchase orders, products of orders, expenses of reports, items of forecasts', () => {
    const lines = children('/procurement/purchaseorders/{}/lineitems');
    for (const order of all('/procurement/purchaseorders')) {
      const own = lines.get(Number(order['id'])) ?? [];
      expect(total(own, 'extCost')).toBe(cents(order['subTotal']));
      expect(total(own, 'tax')).toBe(cents(order['salesTax']));
      expect(cents(order['total'])).toBe(
        ['subTotal', 'salesTax', 'freightCost', 'freightTaxTotal']
          .map((name) => cents(order[name]))
          .reduce((sum, one) => sum + one, 0),
      );
    }
    const sold = (id: unknown) =>
      all('/procurement/products').filter(
        ({ salesOrder }) => isRecord(salesOrder) && salesOrder['id'] === id,
      );
    for (const order of all('/sales/orders')) {
      const own = sold(order['id']);
      expect(own.map(({ id }) => id)).toEqual(order['productIds']);
      expect(total(own, 'extPrice')).toBe(cents(order['subTotal']));
    }
    const entries = all('/expense/entries');
    for (const report of all('/expense/reports')) {
      const own = entries.filter(
        ({ expenseReport }) => isRecord(expenseReport) && expenseReport['id'] === report['id'],
      );
      expect(total(own, 'amount')).toBe(cents(report['total']));
    }
    const items = children('/sales/opportunities/{}/forecast/items');
    for (const [opportunity, [forecast]] of children('/sales/opportunities/{}/forecast')) {
      const totals = forecast?.['forecastRevenueTotals'];
      expect(isRecord(totals) && cents(totals['revenue'])).toBe(
        total(items.get(opportunity) ?? [], 'revenue'),
      );
    }
  });
});

test('agreements run, run out, were cancelled and go on without an end', () => {
  const agreements = all('/finance/agreements');
  const statuses = new Set(agreements.map(({ agreementStatus }) => agreementStatus));
  expect([...statuses].sort()).toEqual(['Active', 'Cancelled', 'Expired', 'Inactive']);
  const soon = epoch.getTime() + 60 * 86_400_000;
  const running = agreements.filter(({ agreementStatus }) => agreementStatus === 'Active');
  expect(running.some(({ noEndingDateFlag }) => noEndingDateFlag === true)).toBe(true);
  expect(running.some(({ endDate }) => time(endDate) < soon)).toBe(true);
});

test('invoices of two years are mostly paid; some are overdue', () => {
  const invoices = all('/finance/invoices');
  const overdue = invoices.filter(
    ({ balance, dueDate }) => Number(balance) > 0 && time(dueDate) < epoch.getTime(),
  );
  expect(overdue.length).toBeGreaterThan(10);
  expect(overdue.length).toBeLessThan(invoices.length / 5);
  expect(epoch.getTime() - Math.min(...invoices.map(({ date }) => time(date)))).toBeGreaterThan(
    600 * 86_400_000,
  );
});

test('some warranties have run out, some run out soon, most hold', () => {
  const days = all('/company/configurations').map(
    ({ warrantyExpirationDate }) => (time(warrantyExpirationDate) - epoch.getTime()) / 86_400_000,
  );
  expect(days.filter((left) => left < 0).length).toBeGreaterThan(50);
  expect(days.filter((left) => left >= 0 && left < 60).length).toBeGreaterThan(2);
  expect(days.filter((left) => left >= 60).length).toBeGreaterThan(100);
});

test('project tickets have ids that no service ticket has', () => {
  const ids = all('/project/tickets').map(({ id }) => Number(id));
  expect(Math.min(...ids)).toBe(firstProjectTicket(origin.tickets));
  expect([60, 2000, 100_000].map(firstProjectTicket)).toEqual([100_000, 100_000, 1_000_000]);
});
