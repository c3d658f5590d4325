import { expect, test } from 'vitest';
import { parseInput } from '../../src/actions/parse-input.js';
import { UsageError } from '../../src/errors/errors.js';

const params = {
  path: { kind: 'string', required: true, summary: 'the path' },
  method: { kind: 'string', choices: ['GET', 'POST'], summary: 'the method' },
  limit: { kind: 'integer', default: 10, min: 1, max: 100, summary: 'most rows' },
  page: { kind: 'integer', min: 1, summary: 'the page' },
  check: { kind: 'boolean', default: true, summary: 'check' },
  fields: { kind: 'list', summary: 'fields' },
  set: { kind: 'pairs', summary: 'settings' },
  data: { kind: 'json', summary: 'the body' },
} as const;

const read = (raw: Record<string, unknown>) => parseInput(params, { path: '/x', ...raw });

test('what is absent takes its default, or stays away', () => {
  expect(parseInput(params, { path: '/x' })).toEqual({ path: '/x', limit: 10, check: true });
});

test('null counts as absent', () => {
  expect(read({ limit: null, fields: null })).toEqual({ path: '/x', limit: 10, check: true });
});

test.each([
  ['text', { method: 'GET' }, { method: 'GET' }],
  ['a choice in any case', { method: 'post' }, { method: 'POST' }],
  ['digits', { limit: '25' }, { limit: 25 }],
  ['digits among blanks', { limit: ' 25 ' }, { limit: 25 }],
  ['a number', { limit: 25 }, { limit: 25 }],
  ['a boolean', { check: false }, { check: false }],
  ['a list at commas', { fields: 'id,summary' }, { fields: ['id', 'summary'] }],
  ['a list at white space', { fields: ' id  summary\n' }, { fields: ['id', 'summary'] }],
  ['a list at both', { fields: 'id, summary,,x' }, { fields: ['id', 'summary', 'x'] }],
  ['an array of names', { fields: ['id', 'a,b'] }, { fields: ['id', 'a', 'b'] }],
  ['pairs', { set: ['a=1', 'b=x=y'] }, { set: { a: '1', b: 'x=y' } }],
  ['a pair with blanks around its equals sign', { set: ['a b = x '] }, { set: { 'a b': 'x ' } }],
  ['a value that begins with a blank', { set: ['a= x'] }, { set: { a: ' x' } }],
  ['a pair without value', { set: ['a='] }, { set: { a: '' } }],
  ['an object of pairs', { set: { a: 1, b: 'x' } }, { set: { a: '1', b: 'x' } }],
  ['any JSON', { data: [1, { a: null }] }, { data: [1, { a: null }] }],
])('%s is read', (_name, raw, expected) => {
  expect(read(raw)).toMatchObject(expected);
});

test.each([
  ['text for a number', { limit: 'many' }, 'limit takes a whole number, not "many".'],
  ['a fraction', { limit: 2.5 }, 'limit takes a whole number, not 2.5.'],
  ['an exponent', { limit: '1e1' }, 'limit takes a whole number, not "1e1".'],
  ['an unsafe number', { page: '9007199254740993' }, 'page takes a whole number'],
  ['a number below the range', { limit: 0 }, 'limit cannot be 0.'],
  ['a number above the range', { limit: '101' }, 'limit cannot be 101.'],
  ['a number for text', { path: 5 }, 'path takes text, not 5.'],
  ['text for a boolean', { check: 'yes' }, 'check takes true or false, not "yes".'],
  ['a number for a list', { fields: 5 }, 'fields takes a list of names, not 5.'],
  ['numbers in a list', { fields: [5] }, 'fields takes a list of names, not [5].'],
  ['a pair without equals sign', { set: ['summary'] }, '"summary" is not name=value.'],
  ['a pair without name', { set: ['=x'] }, '"=x" is not name=value.'],
  ['text for pairs', { set: 'a=b' }, 'set takes name=value, not "a=b".'],
  ['no choice', { method: 'FETCH' }, 'method cannot be "FETCH".'],
  ['an unknown name', { feilds: 'id' }, '"feilds" is not a known input.'],
])('%s is refused', (_name, raw, message) => {
  expect(() => read(raw)).toThrow(UsageError);
  expect(() => read(raw)).toThrow(message);
});

test('what is required and missing is named', () => {
  expect(() => parseInput(params, {})).toThrow('path is missing.');
});

test.each(['toString', 'constructor', '__proto__'])(
  'a name that every JavaScript object has is unknown: %s',
  (name) => {
    const raw = JSON.parse(`{"path":"/x","${name}":"y"}`) as Record<string, unknown>;
    expect(() => parseInput(params, raw)).toThrow(UsageError);
  },
);

test('a name that is given twice is refused: one of the values would be lost', () => {
  expect(() => read({ set: ['summary=a', 'summary=b'] })).toThrow(UsageError);
});

test.each([
  [{ limit: 101 }, 'It lies between 1 and 100.'],
  [{ page: 0 }, 'It is at least 1.'],
  [{ method: 'FETCH' }, 'It is one of GET or POST.'],
  [
    { feilds: 'id' },
    'Did you mean fields? Known: path, method, limit, page, check, fields, set and data.',
  ],
])('%j comes back with what would be right', (raw, hint) => {
  expect(() => read(raw)).toThrow(expect.objectContaining({ hint }));
});
