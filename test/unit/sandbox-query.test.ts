import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { recordShape } from '../../src/catalog/record-shape.js';
import type { Semantics } from '../../src/conditions/evaluate.js';
import { printCondition } from '../../src/conditions/print.js';
import { inInfo } from '../../src/conditions/read-record.js';
import type { RecordShape } from '../../src/conditions/shape.js';
import { compareOperators, type Condition, type Literal } from '../../src/conditions/tree.js';
import { extracted } from '../../src/sandbox/extracted.js';
import { sortKeys, sortRecords } from '../../src/sandbox/order.js';
import { isChosen, readFilters, type Filters } from '../../src/sandbox/query.js';
import { References } from '../../src/sandbox/references.js';
import { selectionOf } from '../../src/sandbox/selection.js';
import { SandboxStore } from '../../src/sandbox/store.js';
import type { JsonRecord } from '../../src/text/records.js';

const words = fc.constantFrom(
  ...['Printer', 'PRINTER jam', 'Büro', 'BÜRO 5', 'Straße', 'Elvis', 'Kelvin', 'Œuvre', 'ΟΔΟΣ'],
  ...['5', '5%', 'a_b', '[x]', '', 'İzmir', 'izmir', '😀 up', '\ufb01ne', 'jdoe', 'it\'s \\ "so"'],
);
const whole = fc.integer({ min: 0, max: 6 });
const decimal = fc.constantFrom(0, 0.5, 1, 1.25, 0.1, 2 ** 53, -3);
const date = fc.constantFrom(
  ...[
    '2026-01-30T10:00:00Z',
    '2026-01-31T18:04:26Z',
    '2026-02-28T00:00:00Z',
    '2026-12-31T23:59:59Z',
  ],
  ...['2026-02-31T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-31', '2026-01-31T18:04:26.5Z'],
);
const info = fc.record(
  { lastUpdated: date, updatedBy: words, dateEntered: date, enteredBy: words },
  { requiredKeys: [] },
);
const reference = fc.oneof(
  fc.record({ id: whole, name: words, identifier: words, _info: info }, { requiredKeys: [] }),
  fc.constant({ _info: { company_href: 'x' } }),
);
const field = fc.record(
  {
    caption: fc.constantFrom('Asset tag', 'Floor', 'Büro'),
    value: fc.oneof(words, decimal, fc.boolean(), date, fc.constant(null)),
  },
  { requiredKeys: ['caption'] },
);
const tickets = fc.record(
  {
    summary: words,
    status: reference,
    company: reference,
    contact: fc.oneof(reference, fc.constant(null)),
    severity: fc.constantFrom('Low', 'Medium', 'High'),
    closedFlag: fc.boolean(),
    actualHours: decimal,
    requiredDate: date,
    customFields: fc.oneof(fc.array(field, { maxLength: 3 }), fc.constant(null)),
    _info: info,
  },
  { requiredKeys: ['_info'] },
);
const contacts = fc.record(
  {
    firstName: words,
    communicationItems: fc.array(
      fc.record(
        {
          id: whole,
          value: words,
          type: reference,
          communicationType: fc.constantFrom('Email', 'Fax'),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
    types: fc.array(fc.record({ id: whole, name: words }, { requiredKeys: [] }), { maxLength: 2 }),
    typeIds: fc.array(whole, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Their schema has two of the fields that others have under `_info` alone. */
const entries = fc.record(
  { notes: words, enteredBy: words, dateEntered: date, _info: info },
  { requiredKeys: [] },
);

/** So many that times have an index. */
const long = Array.from({ length: 20_000 }, (_, index) => ({
  summary: `Ticket ${index}`,
  closedFlag: index % 3 === 0,
  _info: {
    lastUpdated: new Date(((index * 7919) % 20_000) * 1e9).toISOString().replace('.000', ''),
  },
}));

let catalog: Catalog;
let store: SandboxStore;
const folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
  const made: Record<string, JsonRecord[]> = {
    '/service/tickets': fc.sample(tickets, { numRuns: 300, seed: 7 }),
    '/company/contacts': fc.sample(contacts, { numRuns: 150, seed: 8 }),
    '/project/tickets': long,
    '/time/entries': fc.sample(entries, { numRuns: 100, seed: 9 }),
  };
  store = new SandboxStore(
    join(folder, 'sandbox.db'),
    (collection) => (_ground, add) => made[collection]?.forEach((record) => add(null, record)),
    new References(catalog),
    () => ({ epoch: new Date('2026-11-22T12:00:00Z'), seed: 1, tickets: 0 }),
  );
});
afterAll(() => {
  store.close();
  catalog.close();
  rmSync(folder, { recursive: true, force: true });
});

function shapeOf(collection: string): RecordShape {
  const endpoint = catalog.onPath(collection).find(({ method }) => method === 'GET');
  if (endpoint === undefined) throw new Error(`no ${collection}`);
  return recordShape(catalog, endpoint);
}

/** What SQL chooses, whether that is all, and what is chosen without it. */
function compared(
  collection: string,
  filters: Filters,
  orderBy?: string,
  semantics: Semantics = {},
) {
  const shape = shapeOf(collection);
  const read = readFilters(filters, shape);
  const keys = sortKeys(orderBy, shape);
  const selection = selectionOf(read, keys, shape, semantics);
  const all = store.list(collection).map(({ record }) => record);
  const ids = (records: readonly JsonRecord[]) => records.map(({ id }) => Number(id));
  return {
    exact: selection.narrow.exact && selection.where.exact && selection.order !== undefined,
    chosen: store.ids(collection, null, selection),
    wanted: ids(
      sortRecords(
        all.filter((record) => isChosen(read, record, semantics)),
        keys,
      ),
    ),
  };
}

const text = words.map((value): Literal => ({ kind: 'string', value }));
const number = decimal.map((value): Literal => ({ kind: 'number', text: String(value) }));
const truth = fc.boolean().map((value): Literal => ({ kind: 'boolean', value }));
const point = fc
  .constantFrom(
    '2026-01-31T18:04:26Z',
    '2026-01-31',
    '2026-03-03T00:00:00Z',
    '2026-02-01 01:00:00+01:00',
  )
  .map((value): Literal => ({ kind: 'date', text: value }));
const level = fc.constantFrom('low', 'HIGH').map((value): Literal => ({ kind: 'string', value }));

function comparing(path: string, value: fc.Arbitrary<Literal>): fc.Arbitrary<Condition> {
  const named = fc.constant({ path });
  return fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      field: named,
      operator: fc.constantFrom(...compareOperators),
      value,
    }),
    missing(path),
  );
}

function missing(path: string): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constant({ path }),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.constant<Literal>({ kind: 'null' }),
  });
}

function among(path: string, value: fc.Arbitrary<Literal>): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant('in' as const),
    field: fc.constant({ path }),
    negated: fc.boolean(),
    values: fc.array(value, { minLength: 1, maxLength: 4 }),
  });
}

function matching(path: string): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant('match' as const),
    field: fc.constant({ path }),
    operator: fc.constantFrom('contains' as const, 'like' as const),
    negated: fc.boolean(),
    value: fc.oneof(
      text,
      fc.constantFrom('%e%', 'k*', '%ü%', 'I%', '*_b').map((value) => ({
        kind: 'string' as const,
        value,
      })),
    ),
  });
}

function trees(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).tree;
}

const onTickets = trees(
  fc.oneof(
    ...['summary', 'Status/NAME', 'company/identifier', 'updatedBy'].flatMap((path) => [
      comparing(path, text),
      among(path, text),
      matching(path),
    ]),
    ...['id', 'status/id', 'actualHours'].flatMap((path) => [
      comparing(path, number),
      among(path, number),
    ]),
    ...['requiredDate', 'LASTUPDATED'].map((path) => comparing(path, point)),
    comparing('closedFlag', truth),
    comparing('severity', level),
    ...['contact', 'company'].map(missing),
  ),
);
const orders = fc
  .array(
    fc.tuple(
      fc.constantFrom('summary', 'company/name', 'actualHours', 'lastUpdated', 'closedFlag', 'id'),
      fc.constantFrom('', ' asc', ' DESC'),
    ),
    { maxLength: 3 },
  )
  .map((keys) => keys.map((key) => key.join('')).join(','));

test('random conditions and orders choose in SQL what they choose without it', () => {
  fc.assert(
    fc.property(onTickets, orders, (condition, orderBy) => {
      const conditions = printCondition(condition);
      const { exact, chosen, wanted } = compared('/service/tickets', { conditions }, orderBy);
      expect(chosen).toEqual(wanted);
      expect(exact).toBe(true);
    }),
    { numRuns: 150 },
  );
});

const onEntries = trees(
  fc.oneof(
    ...['enteredBy', 'UpdatedBy'].flatMap((path) => [comparing(path, text), matching(path)]),
    ...['dateEntered', 'lastUpdated'].map((path) => comparing(path, point)),
  ),
);
const entryOrders = fc.constantFrom('', 'dateEntered desc', 'enteredBy,lastUpdated desc');

test('when and by whom is read from a field of the record, and from its _info where that is not there', () => {
  fc.assert(
    fc.property(onEntries, entryOrders, (condition, orderBy) => {
      const conditions = printCondition(condition);
      const { exact, chosen, wanted } = compared('/time/entries', { conditions }, orderBy);
      expect(chosen).toEqual(wanted);
      expect(exact).toBe(true);
    }),
    { numRuns: 80 },
  );
});

test('no body holds when or by whom beside _info where the list does not show it there', () => {
  const isInfo = ({ name }: { name: string }) => inInfo.has(name.toLowerCase());
  const unseen = catalog.all().flatMap(({ path, body }) => {
    const list = catalog
      .onPath(path.replace(/\/\{[^}]*\}$/, ''))
      .find((one) => one.method === 'GET');
    if (list === undefined || typeof body?.schema !== 'string') return [];
    const shown = new Set(recordShape(catalog, list).fields.map(({ name }) => name));
    return catalog.fields(body.schema).filter((field) => isInfo(field) && !shown.has(field.name));
  });
  expect(unseen).toEqual([]);
});

test('random conditions do where wildcards are those of SQL Server, also after =', () => {
  const semantics = { sets: true, wildcardEquals: true };
  fc.assert(
    fc.property(onTickets, (condition) => {
      const conditions = printCondition(condition);
      const { chosen, wanted } = compared('/service/tickets', { conditions }, '', semantics);
      expect(chosen).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});

const inFields = trees(
  fc.oneof(
    comparing('caption', text),
    matching('Caption'),
    comparing('value', fc.oneof(text, number, truth, point)),
    matching('value'),
  ),
);

test('random customFieldConditions do, along with conditions', () => {
  fc.assert(
    fc.property(inFields, onTickets, (inField, condition) => {
      const filters = {
        conditions: printCondition(condition),
        customFieldConditions: printCondition(inField),
      };
      const { exact, chosen, wanted } = compared('/service/tickets', filters);
      expect(chosen).toEqual(wanted);
      expect(exact).toBe(true);
    }),
    { numRuns: 80 },
  );
});

const onMembers = trees(
  fc.oneof(
    comparing('communicationItems/value', text),
    matching('communicationItems/Value'),
    comparing('communicationItems/type/name', text),
    comparing('types/name', text),
    comparing('types/id', number),
    comparing('typeIds', number),
  ),
);

test('random childConditions do, or SQL chooses more and says so', () => {
  fc.assert(
    fc.property(onMembers, (condition) => {
      const childConditions = printCondition(condition);
      const { exact, chosen, wanted } = compared('/company/contacts', { childConditions });
      if (exact) expect(chosen).toEqual(wanted);
      else expect(chosen).toEqual(expect.arrayContaining(wanted));
    }),
    { numRuns: 80 },
  );
});

test.each([
  ['communicationItems/value like "%e%" and communicationItems/communicationType = "Fax"', true],
  ['types/name = "Elvis" and (types/id = 1 or types/id = 2) and typeIds = 3', true],
  ['types/name = "Elvis" or typeIds = 3', true],
  ['typeIds != null', true],
  ['(types/id = 1 or typeIds = 3) and types/name = "Elvis"', false],
  ['communicationItems/type = null', false],
])('%s is exact in SQL: %s', (childConditions, exact) => {
  const found = compared('/company/contacts', { childConditions });
  expect(found.exact).toBe(exact);
  if (exact) expect(found.chosen).toEqual(found.wanted);
});

test.each(['configuration/id = null', 'contact = null or configuration/id = 5'])(
  '%s reaches what no body has',
  (conditions) => {
    const { chosen, wanted } = compared('/service/tickets', { conditions });
    expect(chosen).toEqual(wanted);
  },
);

test('a long list is bounded and sorted by time from an index, alike', () => {
  const since = {
    conditions: 'lastUpdated >= [2020-01-31] and lastUpdated < [2021-05-31T12:00:00Z]',
  };
  const closed = { conditions: `closedFlag = true and ${since.conditions}` };
  for (const filters of [since, closed]) {
    const { chosen, wanted } = compared('/project/tickets', filters, 'lastUpdated desc');
    expect(chosen).toEqual(wanted);
    expect(chosen.length).toBeGreaterThan(0);
  }
  const db = new Database(join(folder, 'sandbox.db'), { readonly: true });
  const number = db
    .prepare('SELECT number FROM collections WHERE name = ?')
    .pluck()
    .get('/project/tickets');
  const sql = `SELECT id, ${extracted('_info/lastUpdated')} FROM records WHERE collection = ?`;
  const [step] = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(number);
  db.close();
  expect(step).toMatchObject({ detail: expect.stringContaining('USING COVERING INDEX') as string });
});

test('a record that was written since is found', () => {
  const open = { conditions: 'summary = "found at once"' };
  expect(compared('/service/tickets', open).chosen).toEqual([]);
  store.insert('/service/tickets', null, (id) => ({ id, summary: 'Found at once' }));
  const { chosen, wanted } = compared('/service/tickets', open);
  expect(chosen).toEqual(wanted);
  expect(chosen).toHaveLength(1);
});
