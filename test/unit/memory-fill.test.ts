import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { filledCall } from '../../src/actions/fill-entry.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { unknownRecords, type RecordShape } from '../../src/conditions/shape.js';
import { comparisonsOf, type Condition } from '../../src/conditions/tree.js';
import { splitWhere } from '../../src/conditions/where/text.js';
import { UsageError } from '../../src/errors/errors.js';
import type { SavedCall } from '../../src/memory/entry.js';
import { fillCall, type Places } from '../../src/memory/fill.js';
import { decodePercent } from '../../src/text/percent.js';
import { field } from '../support/fields.js';

const shape: RecordShape = {
  ...unknownRecords,
  schema: 'Thing',
  fields: [
    field('id', 'integer'),
    field('hours', 'number'),
    field('closed', 'boolean'),
    field('entered', 'string', { format: 'date-time' }),
    field('name', 'string'),
    field('open', 'any'),
  ],
};
const places: Places = {
  shapeFor: () => shape,
  typed: (names, value) => ({ [names.join('.')]: value }),
};

function filled(part: Partial<SavedCall>, values: Record<string, string>): SavedCall {
  return fillCall({ method: 'GET', path: '/a', params: {}, data: null, ...part }, values, places);
}

function parameter(name: string, kept: unknown, x: string): unknown {
  return filled({ params: { [name]: kept } }, { x }).params[name];
}

test.each([
  ['conditions', 'name="{x}"', 'a" or id>0 or name="', `name='a" or id>0 or name="'`],
  ['conditions', `name='{x}'`, "it's", `name="it's"`],
  [
    'conditions',
    String.raw`name="C:\{x}"`,
    '" or id>0 or name="',
    String.raw`name='C:\\" or id>0 or name="'`,
  ],
  ['conditions', 'name={x}', '007', 'name="007"'],
  ['conditions', 'id={x}', '+07', 'id=7'],
  ['conditions', 'hours>{x}', '1.5', 'hours>1.5'],
  ['conditions', 'closed={x}', 'True', 'closed=true'],
  ['conditions', 'name={x}', 'null', 'name=null'],
  ['conditions', 'entered>{x}', '-7d', 'entered>[-7d]'],
  ['conditions', 'entered>[{x}]', 'today', 'entered>[today]'],
  ['conditions', 'entered>[{x}]', '[today]', 'entered>[today]'],
  ['conditions', 'open={x}', 'a', 'open="a"'],
  ['conditions', 'open={x}', '5', 'open=5'],
  ['conditions', 'id in ({x},9)', '1, 2', 'id in (1,2,9)'],
  ['conditions', 'name in ("{x}")', 'a,b', 'name in ("a,b")'],
  ['conditions', 'name contains {x}', '5', 'name contains "5"'],
  ['conditions', '{x}=5', 'board/id', 'board/id=5'],
  ['where', ['name = "{x}"'], 'a"b', [`name = 'a"b'`]],
  ['where', ['name = {x}'], 'a or b', ['name = a or b']],
  ['where', ['hours >{x}'], '= 5', ['hours > = 5']],
  ['where', ['id in {x},9'], '1,2', ['id in 1,2,9']],
  ['orderBy', '{x}', 'id desc,name', 'id desc,name'],
  ['orderBy', '{x} desc', 'name', 'name desc'],
  ['fields', 'id,{x}', 'board/name', 'id,board/name'],
  ['pageSize', '{x}', '50', '50'],
  ['all', '{x}', 'true', true],
  ['tag', 'a {x}', '{b}', 'a {b}'],
])('%s %j with %j is %j', (name, kept, value, result) => {
  expect(parameter(name, kept, value)).toEqual(result);
});

test.each([
  ['conditions', 'id={x}', '1 or id>0', '{x} takes a whole number, not "1 or id>0".'],
  ['conditions', 'closed={x}', 'maybe', '{x} takes true or false, not "maybe".'],
  ['conditions', 'entered>{x}', 'soon', '{x} takes a date such as'],
  ['conditions', 'entered>[{x}]', 'now] or id>[now', '{x} takes a date such as'],
  ['conditions', 'id in ({x})', '1,,2', '{x} takes values with commas between them'],
  ['conditions', '{x}=5', 'id=1 or id', '{x} takes the name of a field'],
  ['conditions', 'id=1 {x} id=2', 'or', '{x} cannot stand where it stands'],
  ['conditions', 'id={x}5', '1', '{x} cannot stand where it stands'],
  ['where', ['{x} = 5'], 'id != 1', '{x} takes the name of a field'],
  ['where', ['id {x} 5'], '=', '{x} cannot stand where it stands'],
  ['orderBy', '{x}', 'id;name', '{x} takes names of fields'],
  ['fields', 'id,{x}', 'a,b', '{x} takes the name of a field'],
  ['limit', '{x}', 'ten', '{x} takes a whole number'],
  ['count', '{x}', 'yes', '{x} takes true or false'],
])('%s %j refuses %j', (name, kept, value, message) => {
  expect(() => parameter(name, kept, value)).toThrow(UsageError);
  expect(() => parameter(name, kept, value)).toThrow(message);
});

test('missing values and values for nothing are named', () => {
  const call = { params: { tag: '{a} {b} {c=1}' } };
  expect(() => filled(call, { c: '2' })).toThrow('Values are missing: a and b.');
  expect(() => filled(call, { a: '1', b: '2', d: '3' })).toThrow('no placeholder d.');
});

test('a text of the body that is one placeholder is typed, others are text, and so are paths of operations', () => {
  const data = [{ op: 'replace', path: '/items/{i}', value: { a: '{x}', b: 'no {x}' } }];
  expect(filled({ method: 'PATCH', data }, { i: '0', x: '5' }).data).toEqual([
    { op: 'replace', path: '/items/0', value: { a: { '0.value.a': '5' }, b: 'no 5' } },
  ]);
  expect(() => filled({ method: 'PATCH', data }, { i: '0/id', x: '5' })).toThrow(
    '{i} takes one name',
  );
});

test('a search by POST has conditions in its body', () => {
  const call: Partial<SavedCall> = {
    method: 'POST',
    path: '/service/tickets/search',
    data: { conditions: 'name="{x}"' },
  };
  expect(filled(call, { x: 'a"b' }).data).toEqual({ conditions: `name='a"b'` });
});

test.each(['', '.', '..', 'a/b', 'a?b', 'a#b', '%2F', '%2e%2E', '%252f', 'a\\b', '\n'])(
  'the path refuses %j',
  (x) => {
    expect(() => filled({ path: '/a/{x}/b' }, { x })).toThrow('{x} takes one segment of a path');
  },
);

test('no value adds up to a step or a slash with what stands beside it', () => {
  expect(() => filled({ path: '/a/.{x}/b' }, { x: '.' })).toThrow(UsageError);
  expect(() => filled({ path: '/a/%2{x}/b' }, { x: 'f' })).toThrow(UsageError);
});

const catalog = new Catalog(inject('catalogFile'));
const services = { catalog: () => Promise.resolve(catalog) };

test.each<[string, unknown, string, unknown]>([
  ['POST /time/entries', { actualHours: '{x}' }, '1.5', { actualHours: 1.5 }],
  ['POST /time/entries', { timeStart: '{x}' }, '-2h', { timeStart: '-2h' }],
  [
    'POST /time/entries',
    { timeStart: '{x}' },
    '2026-01-31T09:00:00+01:00',
    { timeStart: '2026-01-31T08:00:00Z' },
  ],
  ['POST /service/tickets', { summary: '{x}' }, '5', { summary: '5' }],
  ['POST /service/tickets', { company: '{x}' }, '5', { company: { id: 5 } }],
  ['POST /service/tickets', { company: '{x}' }, 'ACME', { company: { identifier: 'ACME' } }],
  ['POST /service/tickets', { company: { id: '{x}' } }, '5', { company: { id: 5 } }],
  ['POST /service/tickets', { owner: '{x}' }, 'me', { owner: { identifier: 'me' } }],
  [
    'POST /service/tickets',
    { automaticEmailCcFlag: '{x}' },
    'TRUE',
    { automaticEmailCcFlag: true },
  ],
  ['POST /service/tickets', { odd: '{x}' }, '5', { odd: '5' }],
  [
    'PATCH /service/tickets/1',
    [{ op: 'replace', path: '/board', value: '{x}' }],
    '3',
    [{ op: 'replace', path: '/board', value: { id: 3 } }],
  ],
])('%s has %j with %s as %j', async (target, data, x, expected) => {
  const [method = '', path = ''] = target.split(' ');
  const call = { method, path, params: {}, data } as SavedCall;
  expect((await filledCall(call, { x }, services)).data).toEqual(expected);
});

test.each([
  ['POST /time/entries', { actualHours: '{x}' }, 'long', '{x} takes a number, not "long".'],
  ['POST /time/entries', { timeStart: '{x}' }, 'soon', '{x}: "soon" is not a date'],
  ['POST /service/tickets', { company: { id: '{x}' } }, 'ACME', '{x} takes a whole number'],
])('%s refuses in %j the value %s', async (target, data, x, message) => {
  const [method = '', path = ''] = target.split(' ');
  const call = { method, path, params: {}, data } as SavedCall;
  await expect(filledCall(call, { x }, services)).rejects.toThrow(message);
});

test('conditions are typed by the list of the endpoint, whatever stands in its path', async () => {
  const conditions = 'closedFlag={closed} and id={id} and dateEntered>{since}';
  const call: SavedCall = {
    method: 'GET',
    path: '/service/tickets',
    params: { conditions },
    data: null,
  };
  const values = { closed: 'no', id: '7', since: 'last week' };
  expect((await filledCall(call, values, services)).params).toEqual({
    conditions: 'closedFlag=false and id=7 and dateEntered>[last week]',
  });
  const notes: SavedCall = {
    ...call,
    path: '/service/tickets/{t}/notes',
    params: { conditions: 'text={x}' },
  };
  expect(await filledCall(notes, { t: '7', x: '5' }, services)).toMatchObject({
    path: '/service/tickets/7/notes',
    params: { conditions: 'text="5"' },
  });
});

/** Text with what has a meaning somewhere. */
const value = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      '\\',
      '[',
      ']',
      ',',
      '(',
      ')',
      ' or ',
      '=',
      '1',
      '.',
      '/',
      '%',
      '2',
      'f',
      '{',
      '}',
    ),
  }),
  fc.constantFrom('null', 'true', '-7d', '2026-01-31', '5', 'me'),
);

test('a filled condition is the same condition with other literals', () => {
  const kept = fc.constantFrom(
    'name="{x}" and id>1',
    `(name like '%{x}%' or id=2) and closed=false`,
    String.raw`name="\{x}\" {x}" or id in (1,2)`,
    'name={x} or hours={x}',
    'open={x} and id!=3',
    'id in (1,{x}) or name="b"',
    'entered>[{x}] and id=1',
  );
  fc.assert(
    fc.property(kept, value, (text, x) => {
      const result = outcome(() => parameter('conditions', text, x));
      if (result === undefined) return;
      const parsed = parseCondition(result as string, { relativeDates: true });
      expect(skeleton(parsed)).toEqual(
        skeleton(
          parseCondition(
            text.replaceAll('={x}', '=1').replaceAll(',{x}', ',1').replaceAll('{x}', '1'),
            { relativeDates: true },
          ),
        ),
      );
    }),
  );
});

test('a filled where is the same clause with another value', () => {
  const kept = fc.constantFrom(
    'name = {x}',
    'name ={x}',
    'name = "a {x}"',
    'hours >{x}',
    'id in 1,{x}',
  );
  fc.assert(
    fc.property(kept, value, (text, x) => {
      if (x.trim() === '') return;
      const [result] = parameter('where', [text], x) as string[];
      const { path, operator } = splitWhere(result ?? '');
      const before = splitWhere(text);
      expect({ path, operator }).toEqual({ path: before.path, operator: before.operator });
    }),
  );
});

test('a filled path has the segments that it had', () => {
  fc.assert(
    fc.property(value, (x) => {
      const result = outcome(() => filled({ path: '/a/{x}/b-{x}/c' }, { x }).path);
      if (result === undefined) return;
      const segments = result.split('/');
      expect(segments).toHaveLength(5);
      expect(segments.map(decodePercent).slice(2)).toEqual([x, `b-${x}`, 'c']);
    }),
  );
});

/** Undefined where the value was refused. */
function outcome<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function skeleton(condition: Condition): unknown {
  const joins = (one: Condition): unknown =>
    'terms' in one ? [one.kind, ...one.terms.map(joins)] : one.kind;
  return [
    joins(condition),
    comparisonsOf(condition).map(({ kind, field: { path } }) => [kind, path]),
  ];
}
