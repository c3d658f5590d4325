import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBody, type BodyInput } from '../../src/api/body.js';
import type { ToDate } from '../../src/api/body-date.js';
import { sentBody } from '../../src/api/body-words.js';
import { UsageError } from '../../src/errors/errors.js';
import { parseJson, toJson } from '../../src/text/json.js';
import { field, reference } from '../support/fields.js';

const fields = [
  field('id', 'integer'),
  field('summary', 'string', { maxLength: 100 }),
  field('budgetHours', 'number'),
  field('approved', 'boolean'),
  field('requiredDate', 'string', { format: 'date-time' }),
  field('day', 'string', { format: 'date' }),
  reference('company', 'CompanyReference'),
  reference('board', 'BoardReference'),
  reference('status', 'BoardReference'),
  field('typeIds', 'array', { items: 'integer' }),
  field('communicationItems', 'array', { items: 'object', schema: 'Item' }),
  field('customFields', 'array', { items: 'object', schema: 'CustomFieldValue' }),
];
const members: Record<string, typeof fields> = {
  CompanyReference: [
    field('id', 'integer'),
    field('identifier', 'string'),
    field('name', 'string'),
  ],
  BoardReference: [field('id', 'integer'), field('name', 'string')],
  Item: [
    reference('type', 'BoardReference'),
    field('value', 'string'),
    field('since', 'string', { format: 'date-time' }),
  ],
  CustomFieldValue: [field('id', 'integer'), field('value', 'any')],
};

type Input = Partial<Omit<BodyInput, 'set'>> & { toDate?: ToDate };

/** The body as it is sent. */
function build(set: Record<string, string>, { toDate, ...input }: Input = {}): unknown {
  const body = {
    data: undefined,
    set: Object.entries(set),
    unset: [],
    fields,
    membersOf: (schema: string) => members[schema] ?? [],
    patch: false,
    list: input.patch === true,
    check: true,
    ...input,
  };
  const { check } = body;
  return sentBody(buildBody(body), body, { toDate, me: () => 'jdoe', check });
}

test.each([
  ['summary', '007', { summary: '007' }],
  ['summary', '', { summary: '' }],
  ['id', '+007', { id: 7 }],
  ['budgetHours', '-1.5', { budgetHours: -1.5 }],
  ['approved', 'TRUE', { approved: true }],
  ['company', '12', { company: { id: 12 } }],
  ['company', 'ACME', { company: { identifier: 'ACME' } }],
  ['company', 'Acme Inc', { company: { name: 'Acme Inc' } }],
  ['company.name', '12', { company: { name: '12' } }],
  ['company/id', '12', { company: { id: 12 } }],
  ['board', 'Alerts', { board: { name: 'Alerts' } }],
  ['typeIds.0', '3', { typeIds: [3] }],
  ['communicationItems.0.value', 'a', { communicationItems: [{ value: 'a' }] }],
  ['communicationItems.0.type', '2', { communicationItems: [{ type: { id: 2 } }] }],
  [
    'customFields.Contract No. 1/2',
    '5',
    { customFields: [{ caption: 'Contract No. 1/2', value: '5' }] },
  ],
  ['customFields.12', '5', { customFields: [{ id: 12, value: '5' }] }],
  ['colour', 'red', { colour: 'red' }],
])('--set %s=%s', (path, text, body) => {
  expect(build({ [path]: text })).toEqual(body);
});

test.each([
  ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00Z'],
  ['2026-01-31T09:00:00.999Z', '2026-01-31T09:00:00Z'],
  ['2026-01-31T09:00:00,5Z', '2026-01-31T09:00:00Z'],
  ['2026-01-31T09:00:00-04:00', '2026-01-31T13:00:00Z'],
  ['2026-01-31 09:00:00+0530', '2026-01-31T03:30:00Z'],
  ['[2026-01-31T09:00:00Z]', '2026-01-31T09:00:00Z'],
  ['2026-01-31T09:00', '2026-01-31T09:00:00Z'],
  ['2026-01-31', '2026-01-31T00:00:00Z'],
  ['08:00:00', '08:00:00'],
])('the date %s goes out as %s', (text, sent) => {
  expect(build({ requiredDate: text })).toEqual({ requiredDate: sent });
});

test('a field of days takes a day', () => {
  expect(build({ day: '2026-01-31' })).toEqual({ day: '2026-01-31' });
});

test.each([
  ['11/22/2026', '"11/22/2026" is not a date that cwm reads.'],
  ['2026-02-30', 'There is no date "2026-02-30".'],
  ['2026-01-31T25:00:00Z', 'There is no date "2026-01-31T25:00:00Z".'],
  ['2026-01-31T24:00:00Z', 'There is no date "2026-01-31T24:00:00Z".'],
  ['soon', '"soon" is not a date that cwm reads.'],
  ['', '"" is not a date that cwm reads.'],
])('%j is no date, and the field is named', (text, message) => {
  expect(() => build({ requiredDate: text })).toThrow(`requiredDate: ${message}`);
});

test('a date in another form is read by the reader that was given', () => {
  const toDate = (text: string) => {
    if (text === '+7d') return '2026-02-07T00:00:00Z';
    throw new UsageError('No date.', { hint: 'Write one.' });
  };
  expect(build({ requiredDate: '+7d' }, { toDate })).toEqual({
    requiredDate: '2026-02-07T00:00:00Z',
  });
  expect(() => build({ requiredDate: '+8d' }, { toDate })).toThrow('requiredDate: No date.');
});

test('the reader is told which schema has the field', () => {
  const toDate: ToDate = (text, { name }, owner) => `${text} ${owner ?? 'record'} ${name}`;
  const set = { requiredDate: 'now', '/day': 'today', 'communicationItems/0/since': '-1d' };
  expect(build(set, { toDate })).toEqual({
    requiredDate: 'now record requiredDate',
    day: 'today record day',
    communicationItems: [{ since: '-1d Item since' }],
  });
});

test('settings become operations with whole references, and removals come last, the highest index first', () => {
  const set = {
    'communicationItems.0.type.name': 'Email',
    'communicationItems.0.value': 'a@b.example',
    'company.identifier': 'ACME',
    'customFields.Region': 'North',
  };
  const unset = ['communicationItems.2', 'communicationItems.10', 'summary', 'customFields.7'];
  expect(build(set, { patch: true, unset })).toEqual([
    { op: 'replace', path: 'communicationItems/0/type', value: { name: 'Email' } },
    { op: 'replace', path: 'communicationItems/0/value', value: 'a@b.example' },
    { op: 'replace', path: 'company', value: { identifier: 'ACME' } },
    {
      op: 'replace',
      path: 'customFields',
      value: [
        { caption: 'Region', value: 'North' },
        { id: 7, value: null },
      ],
    },
    { op: 'remove', path: 'summary' },
    { op: 'remove', path: 'communicationItems/10' },
    { op: 'remove', path: 'communicationItems/2' },
  ]);
});

test('--unset takes members and elements out of an object', () => {
  const data = { summary: 'a', company: { id: 1, name: 'x' }, typeIds: [1, 2, 3] };
  const unset = ['summary', 'company.name', 'typeIds.0', 'typeIds.2', 'board'];
  expect(build({}, { data, unset })).toEqual({ company: { id: 1 }, typeIds: [2] });
  expect(data.typeIds).toEqual([1, 2, 3]);
});

test('elements of a new list may come in any order', () => {
  expect(build({ 'communicationItems.1.value': 'b', 'communicationItems.0.value': 'a' })).toEqual({
    communicationItems: [{ value: 'a' }, { value: 'b' }],
  });
});

test('the verb of an operation goes out in lower case', () => {
  const data = [{ op: 'Replace', path: '/summary', value: 'x' }];
  expect(build({}, { patch: true, data })).toEqual([
    { op: 'replace', path: '/summary', value: 'x' },
  ]);
  expect(build({}, { patch: true, data, check: false })).toEqual(data);
});

test.each<[string, Record<string, string>, Partial<BodyInput>]>([
  ['is given twice', { summary: 'a', SUMMARY: 'b' }, {}],
  ['is given twice', { 'company.name': 'a', 'company/name': 'b' }, {}],
  ['is given twice', { summary: 'a' }, { unset: ['summary'] }],
  ['is given twice', { 'customFields.7': 'a', 'customFields.007': 'b' }, {}],
  ['status.name is a part of status,', { 'status.name': 'New', status: '3' }, {}],
  ['/STATUS/name is a part of status,', { status: '3', '/STATUS/name': 'New' }, { patch: true }],
  ['typeIds.0 is a part of typeIds,', { 'typeIds.0': '1' }, { unset: ['typeIds'] }],
  ['company.name is a part of company,', { 'company.name': 'a' }, { unset: ['company'] }],
  ['company.name is a part of company,', { company: 'a' }, { unset: ['company.name'] }],
  ['company.name is a part of company,', {}, { unset: ['company', 'company.name'] }],
  ['cannot be removed alone', {}, { unset: ['company.name'], patch: true }],
  ['leaves a gap', { 'typeIds.5': '1' }, {}],
  ['leaves a gap', { 'typeIds.4000000000': '1' }, {}],
  ['a name is missing', { 'company..name': 'a' }, {}],
  ['is not a field here', { sumary: 'a' }, {}],
  ['is no list', { 'company.0': 'a' }, {}],
  ['is a list', { 'communicationItems.value': 'a' }, {}],
  ['takes an id', { company: '' }, {}],
  ['takes a whole number', { id: '1.5' }, {}],
  ['takes a list', { typeIds: '1' }, {}],
  ['must be an object', { summary: 'a' }, { data: [], list: false }],
])('%s: %j', (words, set, input) => {
  expect(() => build(set, input)).toThrow(UsageError);
  expect(() => build(set, input)).toThrow(words);
});

test('--set of any text on a text field arrives as exactly that text', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.json());
  fc.assert(
    fc.property(anyText, (text) => {
      const arrived = (body: unknown) => parseJson(toJson(body));
      expect(arrived(build({ summary: text }))).toEqual({ summary: text });
      expect(arrived(build({ summary: text }, { patch: true }))).toEqual([
        { op: 'replace', path: 'summary', value: text },
      ]);
    }),
    { numRuns: 200 },
  );
});

test('the id of a custom field keeps its digits, and a caption may look like part of another', () => {
  const body = build({ 'customFields.9007199254740995': 'a' });
  expect(toJson(body)).toBe('{"customFields":[{"id":9007199254740995,"value":"a"}]}');
  expect(build({ 'customFields.A': 'x', 'customFields.A/B': 'y' })).toEqual({
    customFields: [
      { caption: 'A', value: 'x' },
      { caption: 'A/B', value: 'y' },
    ],
  });
});

test('an id of any size keeps its digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (id) => {
      expect(toJson(build({ company: String(id) }))).toBe(`{"company":{"id":${id}}}`);
    }),
  );
});
