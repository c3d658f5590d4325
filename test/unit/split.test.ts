import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meets } from '../../src/conditions/evaluate.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { printCondition } from '../../src/conditions/print.js';
import { splitCondition } from '../../src/conditions/split.js';

function split(text: string, longest: number): string[] | undefined {
  return splitCondition(parseCondition(text), (part) => part.length <= longest)?.parts.map(
    printCondition,
  );
}

test.each([
  ['what fits stays one', 'id in (1, 2)', 11, ['id in (1,2)']],
  ['a list of numbers', 'id in (1,2,3,4,5)', 11, ['id in (1,2)', 'id in (3,4)', 'id in (5)']],
  ['values that come twice go', 'id in (1,2,1,3,1.0)', 11, ['id in (1,2)', 'id in (3)']],
  ['text is one in any case', 'name in ("ab","AB","c")', 14, ['name in ("ab")', 'name in ("c")']],
  [
    'long numbers keep their digits',
    'id in (9007199254740993,9007199254740992)',
    30,
    ['id in (9007199254740993)', 'id in (9007199254740992)'],
  ],
  [
    'the same time in two spellings',
    'd in ([2026-01-31],[2026-01-31T00:00:00Z],[2026-02-01])',
    22,
    ['d in ([2026-01-31])', 'd in ([2026-02-01])'],
  ],
  ['or on one field', 'id=1 or id = 2 or ID=3', 12, ['id=1 or id=2', 'ID=3']],
  ['or in parentheses of its own', '(id=1 or (id=2 or id=3))', 12, ['id=1 or id=2', 'id=3']],
  [
    'a term of and',
    'a=true and id in (1,2,3)',
    22,
    ['a=true and id in (1,2)', 'a=true and id in (3)'],
  ],
  [
    'or as a term of and',
    'a=true and (id=1 or id=2 or id=3)',
    25,
    ['a=true and (id=1 or id=2)', 'a=true and id=3'],
  ],
  [
    'a term of and inside and',
    'a=1 and (b=2 and c in (1,2))',
    26,
    ['a=1 and (b=2 and c in (1))', 'a=1 and (b=2 and c in (2))'],
  ],
  [
    'the list that helps',
    'a in (1,2,3) and b in ("xxxxxxxxxxxx","yyyyyyyyyyyy")',
    40,
    ['a in (1,2,3) and b in ("xxxxxxxxxxxx")', 'a in (1,2,3) and b in ("yyyyyyyyyyyy")'],
  ],
])('%s', (_what, text, longest, parts) => {
  expect(split(text, longest)).toEqual(parts);
});

test.each([
  ['id not in (1,2,3)'],
  ['closedFlagOfMany=true or id in (1,2,3)'],
  ['name contains "a long text that is here"'],
  ['name in ("short","a text that does not fit")'],
])('%s is not shared out', (text) => {
  expect(split(text, 15)).toBeUndefined();
});

test.each([
  ['alternatives', 'id=1 or name="x" or id=2', 15, ['id=1', 'name="x"', 'id=2']],
  ['an alternative that is a list', 'a=true or id in (1,2,3)', 20, ['a=true', 'id in (1,2,3)']],
  [
    'alternatives that are too long themselves',
    'a in (1,2,3) or b in (1,2,3)',
    21,
    ['a in (1,2,3)', 'b in (1,2,3)'],
  ],
  [
    'two lists of names',
    'a in (1,2,3) or b in (1,2,3)',
    10,
    ['a in (1,2)', 'a in (3)', 'b in (1,2)', 'b in (3)'],
  ],
  ['lists on one field', 'id in (1,2) or id=2 or ID in (3)', 11, ['id in (1,2)', 'id in (3)']],
  [
    'alternatives beside a term of and',
    'z=1 and (a in (1,2,3) or b=4)',
    18,
    ['z=1 and a in (1,2)', 'z=1 and a in (3)', 'z=1 and b=4'],
  ],
  [
    'two lists joined by and',
    'a in (1,2) and b in (1,2)',
    21,
    [
      'a in (1) and b in (1)',
      'a in (1) and b in (2)',
      'a in (2) and b in (1)',
      'a in (2) and b in (2)',
    ],
  ],
])('%s', (_what, text, longest, parts) => {
  expect(split(text, longest)).toEqual(parts);
});

test('two lists that would take hundreds of requests are not divided', () => {
  const values = Array.from({ length: 2000 }, (_, index) => 10_000 + index).join(',');
  expect(split(`a in (${values}) and b in (${values})`, 300)).toBeUndefined();
});

test.each([
  ['a in (1,2) and id in (1,2,3,4)', 26, ['id']],
  ['status.name="x" or Status/name="y"', 18, ['status/name']],
  ['a in (1,2) and b in (1,2)', 21, ['a', 'b']],
  ['id in (1,2)', 11, []],
  ['id=1 or name="x"', 11, undefined],
])('what tells the parts of %s apart', (text, longest, fields) => {
  const found = splitCondition(parseCondition(text), (part) => part.length <= longest);
  expect(found?.fields).toEqual(fields);
});

const number = fc.integer({ min: 0, max: 12 }).map(String);
const text = fc.constantFrom('"New"', '"new"', `'NEW '`, '"Closed"', '"a\\"b"', '"é"');
const lists = fc.oneof(
  fc.array(number, { minLength: 1, maxLength: 30 }).map((values) => `n in (${values.join(',')})`),
  fc
    .array(number, { minLength: 2, maxLength: 30 })
    .map((values) => `(${values.map((value) => `n=${value}`).join(' or ')})`),
  fc.array(text, { minLength: 1, maxLength: 30 }).map((values) => `t in (${values.join(', ')})`),
  fc
    .array(text, { minLength: 2, maxLength: 30 })
    .map((values) => `(${values.map((value) => `t=${value}`).join(' or ')})`),
);
const plain = fc.oneof(
  number.map((value) => `m>${value}`),
  text.map((value) => `u!=${value}`),
  fc.constant('(m=1 or u contains "e")'),
  fc.constant('(n in (1,2,3,4) or t in ("New","Closed","x"))'),
);
const whole = fc
  .tuple(
    fc.array(plain, { maxLength: 2 }),
    lists,
    fc.array(fc.oneof(lists, plain), { maxLength: 1 }),
  )
  .map(([before, list, after]) => [...before, list, ...after].join(' and '));
const value = fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined });
const word = fc.option(fc.constantFrom('New', 'NEW ', 'closed', 'a"b', 'É', 'x'), {
  nil: undefined,
});
const record = fc.record({ n: value, m: value, t: word, u: word });

test('the parts fit, and together choose what the whole chooses', () => {
  let divided = 0;
  fc.assert(
    fc.property(
      whole,
      fc.integer({ min: 10, max: 120 }),
      fc.array(record),
      (written, longest, records) => {
        const condition = parseCondition(written);
        const found = splitCondition(condition, (part) => part.length <= longest);
        if (found === undefined) return;
        const { parts, fields } = found;
        if (parts.length > 1) divided++;
        for (const part of parts) {
          expect(printCondition(part).length).toBeLessThanOrEqual(longest);
          expect(printCondition(parseCondition(printCondition(part)))).toBe(printCondition(part));
        }
        for (const one of records) {
          const read = (path: string) => one[path as keyof typeof one];
          const chosenBy = parts.filter((part) => meets(part, read)).length;
          expect(chosenBy > 0).toBe(meets(condition, read));
          // A scalar equals one of distinct values at most.
          if (fields !== undefined) expect(chosenBy).toBeLessThan(2);
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(divided).toBeGreaterThan(50);
});

test('every one of twenty thousand values is shared out, in order', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => index);
  const parts = split(`id in (${values.join(',')})`, 1000) ?? [];
  expect(parts.map((part) => part.slice('id in ('.length, -1)).join()).toBe(values.join());
});
