import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArguments } from '../../src/mcp/arguments.js';
import { plainNumbers } from '../../src/text/json.js';

const params = {
  path: { kind: 'string', required: true, summary: 'the path' },
  method: { kind: 'string', choices: ['GET', 'POST'], summary: 'the method' },
  page: { kind: 'integer', min: 1, default: 1, summary: 'the page' },
  check: { kind: 'boolean', default: true, summary: 'check' },
  params: { kind: 'json', types: ['object'], summary: 'an object' },
  data: { kind: 'json', types: ['object', 'array'], summary: 'the body' },
} as const;

test.each([
  ['a number for text', { path: 5 }, { path: '5' }],
  ['a method among blanks', { method: ' post ' }, { method: 'POST' }],
  ['digits', { page: ' 7 ' }, { page: 7 }],
  ['a switch as text', { check: 'False' }, { check: false }],
  ['an object as text', { params: ' {"a": 1}' }, { params: { a: 1 } }],
  [
    'digits that JavaScript would change',
    { data: '[12345678901234567890]' },
    { data: [{ value: '12345678901234567890' }] },
  ],
  ['null as text', { data: 'null' }, { path: '/x', page: 1, check: true }],
])('%s is read', (_name, given, expected) => {
  expect(readArguments(params, { path: '/x', ...given })).toMatchObject(expected);
});

test.each(['method', 'page', 'check', 'params', 'data'])('empty text for %s is nothing', (name) => {
  expect(readArguments(params, { path: '/x', [name]: '' })).toEqual({
    path: '/x',
    page: 1,
    check: true,
  });
});

test.each([
  ['{"a":', 'params is no valid JSON.'],
  ['a=b', 'params takes an object, not "a=b".'],
  ['[1]', 'params takes an object, not [1].'],
])('%s for an object is refused', (text, message) => {
  expect(() => readArguments(params, { path: '/x', params: text })).toThrow(message);
});

test('JSON as text means what the JSON itself means', () => {
  const json = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value);
      // A name that objects keep for themselves.
      fc.pre(!text.includes('__proto__'));
      const plain = JSON.parse(text) as unknown;
      const { data } = readArguments(params, { path: '/x', data: text });
      expect(JSON.stringify(plainNumbers(data))).toBe(JSON.stringify(plain));
    }),
  );
});
