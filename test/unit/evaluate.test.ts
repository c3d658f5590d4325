import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meetsChild, meetsCustomField } from '../../src/conditions/evaluate-lists.js';
import { meets, type Semantics } from '../../src/conditions/evaluate.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { readerOf } from '../../src/conditions/read-record.js';
import { sqlFunctions } from '../../src/conditions/sql-functions.js';
import { toSql } from '../../src/conditions/to-sql.js';
import { compareOperators, type Condition, type Literal } from '../../src/conditions/tree.js';
import { parseJson } from '../../src/text/json.js';
import { lazy } from '../../src/text/lazy.js';
import type { JsonRecord } from '../../src/text/records.js';

const ticket = {
  id: 7,
  summary: 'Drucker BRENNT: 5% Toner, ΟΔΟΣ',
  status: { id: 1, name: 'New', _info: { href: 'x' } },
  contact: { _info: { href: 'x' } },
  note: '[x] a_b',
  severity: 'Medium',
  closedFlag: false,
  actualHours: 0.5,
  closedDate: '2026-01-31T18:04:26Z',
  naive: '2026-01-31 18:04:26.500000',
  nothing: null,
  _info: { lastUpdated: '2026-02-01T00:00:00Z', updatedBy: 'jdoe', enteredBy: 'info' },
  enteredBy: 'top',
};

const chosen = (text: string, record: JsonRecord, semantics?: Semantics) =>
  meets(parseCondition(text), readerOf(record), semantics);

test.each([
  // Text, in any case.
  [`summary = "drucker brennt: 5% toner, οδος"`, true],
  [`summary contains "ΔΟ"`, true],
  [`summary contains "οδοσ"`, true],
  [`STATUS/Name = 'nEW'`, true],
  [`status/name != "new"`, false],
  [`status/name < "nf"`, true],
  [`status/name in ("Closed","NEW")`, true],
  [`status/name not in ("Closed","NEW")`, false],
  [`severity = "medium"`, true],
  // Wildcards are those of like alone; without one it is equality.
  [`summary like "drucker%"`, true],
  [`summary like "*TONER*"`, true],
  [`summary like "toner"`, false],
  [`status/name like "new"`, true],
  [`status/name not like "n%"`, false],
  [`status/name = "n%"`, false],
  [`note like "%a_b"`, true],
  [`note like "%a_"`, false],
  [`note like "[[]x]%"`, true],
  [`note like "[x]%"`, true],
  // What is absent equals null, and differs from all else.
  [`nothing = null`, true],
  [`missing = null`, true],
  [`missing != "x"`, true],
  [`missing not contains "x"`, true],
  [`missing not in (1)`, true],
  [`missing < 1`, false],
  [`status = null`, false],
  [`status != null`, true],
  [`contact = null`, true],
  [`contact/id = null`, true],
  [`owner = null`, true],
  // Numbers, truth values, dates.
  [`id = 7.0`, true],
  [`id = "7"`, true],
  [`id > 6.99999999999999999999`, true],
  [`actualHours <= 0.50`, true],
  [`actualHours contains "5"`, false],
  [`closedFlag = FALSE`, true],
  [`closedFlag != true`, true],
  [`closedDate = [2026-01-31T18:04:26Z]`, true],
  [`closedDate = [2026-01-31 19:04:26+01:00]`, true],
  [`closedDate >= [2026-1-31]`, true],
  [`closedDate < [2026-01-31T18:04:26.001000]`, true],
  [`naive > [2026-01-31T18:04:26.400Z]`, true],
  [`summary > [2026-01-31]`, false],
  [`summary != [2026-01-31]`, true],
  // When and by whom stands under _info where not beside it.
  [`lastUpdated > [2026-01-31]`, true],
  [`UPDATEDBY = "JDoe"`, true],
  [`enteredBy = "top"`, true],
  [`_info/enteredBy = "info"`, true],
  // and binds tighter than or.
  [`id = 7 or id = 8 and id = 9`, true],
  [`(id = 7 or id = 8) and id = 9`, false],
])('%s: %s', (text, expected) => {
  expect(chosen(text, ticket)).toBe(expected);
});

test.each([
  [`note like "%a__"`, { sets: true }, true],
  [`note like "%a_b"`, { sets: true }, true],
  [`note like "_x_ a%"`, { sets: true }, true],
  [`note like "[[]x]%"`, { sets: true }, true],
  [`note like "[x]%"`, { sets: true }, false],
  [`summary like "[a-f]rucker%"`, { sets: true }, true],
  [`summary like "[^a-f]rucker%"`, { sets: true }, false],
  [`note like "%[^c-z]"`, { sets: true }, true],
  [`summary = "drucker*"`, { wildcardEquals: true }, true],
  [`summary != "drucker*"`, { wildcardEquals: true }, false],
  [`missing = "*"`, { wildcardEquals: true }, false],
] as const)('%s with %j: %s', (text, semantics, expected) => {
  expect(chosen(text, ticket, semantics)).toBe(expected);
});

test.each([
  ['9007199254740993', '= 9007199254740993', true],
  ['9007199254740993', '= 9007199254740992', false],
  ['9007199254740993', '> 9007199254740992', true],
  ['-9007199254740993', '< -9007199254740992', true],
  ['1.0', '= 1', true],
  ['1e3', '= 1000.00', true],
  ['1e-7', '< 0.000001', true],
  ['-0', '= 0', true],
  ['0.10000000000000000001', '> 0.1', true],
  ['-2', '< -1.5', true],
])('the number %s %s: %s', (literal, comparison, expected) => {
  const record = parseJson(`{"n":${literal}}`) as JsonRecord;
  expect(chosen(`n ${comparison}`, record)).toBe(expected);
});

const contact = {
  communicationItems: [
    { type: { id: 1, name: 'Direct' }, value: 'a@x.example', communicationType: 'Email' },
    { type: { id: 2, name: 'Fax' }, value: '555', communicationType: 'Fax' },
  ],
  types: [{ name: 'Decision Maker' }, { name: 'Approver' }],
  typeIds: [3, 4],
  relations: [],
};

test.each([
  [`communicationItems/value like "a%" and communicationItems/communicationType = "Email"`, true],
  [`communicationItems/value like "a%" and communicationItems/communicationType = "Fax"`, false],
  [`COMMUNICATIONITEMS/type/name = "fax" and communicationItems/value = "555"`, true],
  // Another list has a member of its own.
  [`communicationItems/value = "555" and types/name = "Approver"`, true],
  [`types/name = "Approver" and types/name = "Decision Maker"`, false],
  // or leaves the choice, and what is joined to it by and meets the same member.
  [`types/name = "Approver" or communicationItems/value = "none"`, true],
  [
    `(types/name = "Approver" or communicationItems/value = "555") and communicationItems/communicationType = "Email"`,
    true,
  ],
  [
    `(types/name = "None" or communicationItems/value = "555") and communicationItems/communicationType = "Email"`,
    false,
  ],
  [`typeIds = 4`, true],
  [`typeIds = 5`, false],
  // A list without members, or none at all, meets nothing.
  [`relations/name = null`, false],
  [`relations/name != "x"`, false],
  [`relations/name = "x" or typeIds = 3`, true],
  [`missing/name = null`, false],
])('childConditions %s: %s', (text, expected) => {
  expect(meetsChild(parseCondition(text), contact)).toBe(expected);
});

test.each([
  [`caption = "Tom" and value != null`, true],
  [`caption = "Tom" and value = 5`, true],
  [`caption = "Tom" and value > 4.5`, true],
  [`caption = "Empty" and value != null`, false],
  [`caption = "Empty" and value = null`, true],
  [`caption = "Asset" and value = 5`, false],
  [`caption = "Asset" and value = 12`, true],
  [`caption = "Asset" and value = "12"`, true],
  [`caption = "Ready" and value = true`, true],
  [`caption = "Since" and value >= [2026-01-31]`, true],
  [`caption = "Tom" and value = 5 or caption = "None"`, true],
  [`(caption = "Tom" and value = 5) and (caption = "Asset" and value = 12)`, false],
])('customFieldConditions %s: %s', (text, expected) => {
  const customFields = [
    { caption: 'Tom', value: 5 },
    { caption: 'Empty', value: null },
    { caption: 'Asset', value: '12' },
    { caption: 'Ready', value: 'True' },
    { caption: 'Since', value: '2026-02-01T00:00:00Z' },
  ];
  expect(meetsCustomField(parseCondition(text), { customFields })).toBe(expected);
  expect(meetsCustomField(parseCondition(text), {})).toBe(false);
});

test('clauses on twelve lists of fifty members each are met, or not, as a whole', () => {
  const members = Array.from({ length: 50 }, (_, index) => ({ a: index }));
  const names = Array.from({ length: 12 }, (_, index) => `list${index}`);
  const record = Object.fromEntries(names.map((name) => [name, members]));
  const text = names.map((name) => `(${name}/a = 1 or ${name}/a > 3)`).join(' and ');
  expect(meetsChild(parseCondition(`${text} and list11/a < 0`), record)).toBe(false);
  expect(meetsChild(parseCondition(text), record)).toBe(true);
});

const columnOf = (path: string) =>
  /^[abc]$/i.test(path) ? `json_extract(record, '$.${path.toLowerCase()}')` : undefined;

test.each([
  [`a = 5`, true, [5]],
  [`a = "New"`, true, ['new']],
  [`a in ("New",5,true)`, true, ['new', 5, 1]],
  [`a = "é" or A = "New" or b = 1 or a in (5)`, true, ['new', 'é', 5, 1]],
  [`a > 5 and status = null`, false, [5]],
  [`a > 5 or status = null`, false, []],
  [`a like "50\\% [[]x_*"`, true, [String.raw`50\\% [x\_%`]],
  [`a contains "5%_"`, true, [String.raw`%5\%\_%`]],
  [`a = null and b != null`, true, []],
])('%s in SQL is exact: %s', (text, exact, values) => {
  const translated = toSql(parseCondition(text), columnOf);
  expect({ exact: translated.exact, values: translated.values }).toEqual({ exact, values });
  if (values.length === 0 && !exact) expect(translated.sql).toBe('1');
});

test.each([`a = 12345678901234567`, `a > [2026-01-31T00:00:00.5Z]`, `a in ([2026-01-31],1)`])(
  '%s is asked of meets value by value',
  (text) => {
    const { sql, exact } = toSql(parseCondition(text), columnOf);
    expect({ sql, exact }).toEqual({
      sql: `meets_comparison(json_extract(record, '$.a'), ?)`,
      exact: true,
    });
  },
);

test('a long list and a long chain stay within what SQLite reads', () => {
  const db = database([{ a: 4999, b: 'x' }]);
  const numbers = Array.from({ length: 5000 }, (_, index) => index).join(',');
  const chain = Array.from({ length: 1500 }, (_, index) => `b = "${index}"`).join(' or ');
  for (const text of [`a in (${numbers})`, `a = 4999 or ${chain}`])
    expect(rowsIn(db, toSql(parseCondition(text), columnOf))).toHaveLength(1);
  const tooMany = Array.from({ length: 40_000 }, (_, index) => index).join(',');
  expect(toSql(parseCondition(`a in (${tooMany})`), columnOf).sql).toBe('1');
});

const words = fc
  .array(
    fc.constantFrom(
      ...['a', 'B', 'k', 'K', 'i', 'İ', 'I', 'ı', 'ß', 'é', 'É', 'Σ', 'ς', '😀', '\ufb01'],
      ...['%', '*', '_', '[', '[[]', ']', '\\', "'", '"', '1', '5', '.', ' '],
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const dates = fc.constantFrom(
  ...['2026-01-31T18:04:26Z', '2026-01-31T18:04:26.500Z', '2026-01-31', '2026-1-31'],
  ...['2026-01-31 19:04:26+01:00', '2026-02-31T00:00:00Z', '2026-03-03T00:00:00Z'],
  ...['2026-01-31T24:00:00Z', '0000-01-01T00:00:00Z', '2026-02-01T00:00:00Z'],
);
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, 1.5, -0.5, 0.1, 0.30000000000000004, 1e21, 2 ** 53, 1e-7),
  // JSON has no negative zero.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const values = fc.oneof(
  words,
  dates,
  numbers,
  fc.constantFrom('now', 'true', 'FALSE', '5', '5.0', '1'),
  fc.boolean(),
  fc.constant(null),
);
const records = fc.array(fc.record({ a: values, b: values, c: values }, { requiredKeys: [] }), {
  minLength: 1,
  maxLength: 12,
});

const literals: fc.Arbitrary<Literal> = fc.oneof(
  fc.oneof(words, dates, fc.constantFrom('true', '5', '5.0', '1')).map((value) => ({
    kind: 'string' as const,
    value,
  })),
  fc
    .constantFrom('0', '1', '-1', '2', '5.0', '0.5', '1.50', '0.1', '0.30000000000000004', '-3')
    .map((text) => ({ kind: 'number' as const, text })),
  fc.constantFrom('9007199254740992', '9007199254740993').map((text) => ({
    kind: 'number' as const,
    text,
  })),
  fc.boolean().map((value) => ({ kind: 'boolean' as const, value })),
  dates.map((text) => ({ kind: 'date' as const, text })),
);
const fields = fc.constantFrom('a', 'B', 'c', 'd').map((path) => ({ path }));
const leaves: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    field: fields,
    operator: fc.constantFrom(...compareOperators),
    value: literals,
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fields,
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.constant({ kind: 'null' as const }),
  }),
  fc.record({
    kind: fc.constant('match' as const),
    field: fields,
    operator: fc.constantFrom('contains' as const, 'like' as const),
    negated: fc.boolean(),
    value: words.map((value) => ({ kind: 'string' as const, value })),
  }),
  fc.record({
    kind: fc.constant('in' as const),
    field: fields,
    negated: fc.boolean(),
    values: fc.array(literals, { minLength: 1, maxLength: 3 }),
  }),
);
const conditions = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).tree;

test('a year 0 is no date in SQL either', () => {
  const db = database([{ a: '0000-01-01T00:00:00Z' }, { a: '0001-01-01T00:00:00Z' }]);
  const chosen = rowsIn(db, toSql(parseCondition('a < [2026-01-31T18:04:26Z]'), columnOf));
  expect(chosen).toEqual([{ a: '0001-01-01T00:00:00Z' }]);
});

test('SQL chooses what meets does, or more where it is not exact', () => {
  fc.assert(
    fc.property(records, conditions, (all, condition) => {
      const db = database(all);
      const sql = toSql(condition, columnOf);
      const rows = rowsIn(db, sql);
      const wanted = all.filter((record) => meets(condition, readerOf(record)));
      expect(rows.filter((row) => meets(condition, readerOf(row)))).toEqual(wanted);
      if (sql.exact) expect(rows).toEqual(wanted);
    }),
    { numRuns: 400 },
  );
});

const times = fc.oneof(
  dates,
  fc.constantFrom(
    ...[
      '2024-02-29T12:00:00Z',
      '2026-02-29T12:00:00Z',
      '2026-01-29T23:59:59Z',
      '2026-13-01T00:00:00Z',
    ],
    ...[
      '2026-00-10T00:00:00Z',
      '2026-10-00T00:00:00Z',
      '2026-10-10T10:60:00Z',
      '2026-10-10t10:10:10z',
    ],
    ...['now', '2026-01-31T18:04:26+01:00', '', 'x'],
  ),
);
const ends = fc.record({
  kind: fc.constant('compare' as const),
  field: fc.constantFrom('a', 'A', 'b').map((path) => ({ path })),
  operator: fc.constantFrom(...compareOperators),
  value: dates.map((text) => ({ kind: 'date' as const, text })),
});

test('SQL chooses of a stretch of time what meets does', () => {
  const ofTimes = fc.array(
    fc.record({ a: fc.oneof(times, numbers, fc.constant(null)), b: times }, { requiredKeys: [] }),
    { minLength: 1, maxLength: 12 },
  );
  const terms = fc.array(ends, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(
      ofTimes,
      fc.constantFrom('and' as const, 'or' as const),
      terms,
      (all, kind, some) => {
        const condition: Condition = { kind, terms: some };
        const rows = rowsIn(database(all), toSql(condition, columnOf));
        expect(rows).toEqual(all.filter((record) => meets(condition, readerOf(record))));
      },
    ),
    { numRuns: 300 },
  );
});

test('every character that is an ASCII letter in lower case is known to the SQL', () => {
  const odd: string[] = [];
  for (let code = 0x80; code <= 0x10_ffff; code++) {
    if (code < 0xd800 || code > 0xdfff) odd.push(String.fromCodePoint(code));
  }
  const ascii = odd.filter((one) => /[a-z]/.test(one.toLowerCase()));
  expect(ascii).toEqual(['\u0130', '\u212a']);
  const db = database(ascii.map((a) => ({ a })));
  expect(rowsIn(db, toSql(parseCondition('a contains "I"'), columnOf))).toEqual([{ a: '\u0130' }]);
  expect(rowsIn(db, toSql(parseCondition('a = "K"'), columnOf))).toEqual([{ a: '\u212a' }]);
});

/** Opened once: it takes longer than all that a test does with it. */
const scratch = lazy(() => {
  const db = new Database(':memory:');
  for (const [name, work] of Object.entries(sqlFunctions))
    db.function(name, { deterministic: true }, work);
  return db;
});

function database(all: readonly JsonRecord[]): Database.Database {
  const db = scratch();
  db.exec('DROP TABLE IF EXISTS records; CREATE TABLE records (record TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO records VALUES (?)');
  for (const record of all) insert.run(JSON.stringify(record));
  return db;
}

function rowsIn(
  db: Database.Database,
  { sql, values: bound }: ReturnType<typeof toSql>,
): JsonRecord[] {
  const rows = db
    .prepare(`SELECT record FROM records WHERE ${sql} ORDER BY rowid`)
    .pluck()
    .all(...bound);
  return rows.map((row) => JSON.parse(String(row)) as JsonRecord);
}
