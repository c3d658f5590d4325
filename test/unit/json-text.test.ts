import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitJsonRows, valueOf } from '../../src/text/json-text.js';

test('rows come apart as they were written, digits and all', () => {
  const rows = [
    '{"id":9007199254740993,"price":1.50}',
    '{"text":"a \\"}],{[ \\\\","list":[{"x":[]}]}',
  ];
  expect(splitJsonRows(`[ ${rows.join(' , ')} ]`)?.map(({ text }) => text)).toEqual(rows);
});

test('a row that was written over several lines becomes one', () => {
  expect(
    splitJsonRows('\ufeff[\n  {\r\n    "a": "b c",\n    "d": 1\n  }\n]')?.map(({ text }) => text),
  ).toEqual(['{"a": "b c","d": 1}']);
});

test.each(['{"id":1}', '[1,2]', '[[1],[2]]', '"text"', '[null]'])(
  '%s is no list of objects',
  (json) => {
    expect(splitJsonRows(json)).toBeUndefined();
  },
);

test.each(['[{"a":1},', '[{"a":1}{"b":2}]', '<html>', ''])('%j is no JSON', (text) => {
  expect(() => splitJsonRows(text)).toThrow(SyntaxError);
});

test('an empty list has no rows', () => {
  expect(splitJsonRows('[]')).toEqual([]);
});

test('every list of objects is the same after being taken apart', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.nat(3), (rows, indent) => {
      const split = splitJsonRows(JSON.stringify(rows, null, indent)) ?? [];
      expect(split.map(({ text }) => text).join('')).not.toMatch(/[\r\n]/);
      expect(JSON.stringify(split.map(valueOf))).toBe(JSON.stringify(rows));
    }),
  );
});
