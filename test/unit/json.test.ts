import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isExactNumber, parseJson, plainNumbers, toJson } from '../../src/text/json.js';

const numberLiteral = fc.stringMatching(
  /^-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?$/,
);

/** Names that stay in their order: JavaScript moves those that look like an index to the front. */
const name = fc
  .oneof(fc.string(), fc.constantFrom('id', '__proto__', 'constructor', 'a"b\\', 'ü'))
  .filter((text) => !/^\d+$/.test(text));

/** JSON texts without blanks, with numbers of any spelling. */
const documentText = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    numberLiteral,
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value')).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(name, tie('value')), { selector: ([key]) => key })
      .map(
        (members) =>
          `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`,
      ),
  ),
})).value;

test('a document printed again is the text that was read', () => {
  fc.assert(
    fc.property(documentText, (text) => {
      expect(toJson(parseJson(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '9007199254740993',
  '-9007199254740993',
  '1.0',
  '1e3',
  '1E3',
  '1E-400',
  '1e400',
  '-0',
  '-0.0',
  '0.10',
  '100',
  '1.5',
  '0.1234567890123456789',
  '1234567890.12345678901234',
  '9007199254.7409931',
  '0.0000001',
  '123456789012345678901234567890',
])('the number %s keeps its digits', (literal) => {
  expect(toJson(parseJson(`{"value":${literal}}`))).toBe(`{"value":${literal}}`);
});

test('ordinary numbers are JavaScript numbers', () => {
  expect(parseJson('{"id":12,"hours":0.25,"negative":-3}')).toEqual({
    id: 12,
    hours: 0.25,
    negative: -3,
  });
});

test('ordinary numbers beside an odd one are JavaScript numbers', () => {
  const value = parseJson('[12,9007199254740993]') as unknown[];
  expect(value.map(isExactNumber)).toEqual([false, true]);
});

test('a byte order mark before the text is skipped', () => {
  expect(parseJson('\ufeff{"id":1}')).toEqual({ id: 1 });
});

test('a repeated key keeps its last value', () => {
  expect(parseJson('{"id":1,"id":2}')).toEqual({ id: 2 });
});

test('a repeated key keeps its last value beside an odd number', () => {
  expect(toJson(parseJson('{"id":1,"id":1.0}'))).toBe('{"id":1.0}');
});

test('a key named __proto__ is a key like others', () => {
  const value = parseJson('{"__proto__":{"admin":true},"hours":1.0}') as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(['__proto__', 'hours']);
  expect(value['admin']).toBeUndefined();
});

test.each(['', '{', '[1,]', "{'id':1}", '01', '1.0.', 'NaN', '[1e3] x'])(
  '%j is a SyntaxError',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

test('plain numbers are JavaScript numbers at every depth', () => {
  const value = parseJson('{"a":[1.0,{"b":9007199254740993}],"c":"1.0","d":null}');
  expect(plainNumbers(value)).toEqual({
    a: [1, { b: 9007199254740992 }],
    c: '1.0',
    d: null,
  });
});

test('indented JSON keeps the digits too', () => {
  expect(toJson(parseJson('{"hours":1.0,"ids":[1]}'), 2)).toBe(
    '{\n  "hours": 1.0,\n  "ids": [\n    1\n  ]\n}',
  );
});

test('a value that JSON has no word for is null', () => {
  expect(toJson(undefined)).toBe('null');
});
