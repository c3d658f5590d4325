import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandDates } from '../../src/conditions/expand-dates.js';
import { tokenize } from '../../src/conditions/lex.js';
import { parseFieldList, parseOrderBy } from '../../src/conditions/lists.js';
import { parseCondition } from '../../src/conditions/parse.js';
import { printCondition, printOrderBy } from '../../src/conditions/print.js';
import { serverSpelling } from '../../src/conditions/spelling.js';
import { ConditionSyntaxError } from '../../src/conditions/syntax-error.js';
import { compareOperators, type Condition, type Literal } from '../../src/conditions/tree.js';
import type { Clock } from '../../src/dates/clock.js';
import { readable, unreadable } from './conditions-table.js';

const clock: Clock = { now: new Date('2026-01-31T17:04:26Z'), zone: 'Europe/Berlin' };
const keywords = new Set('and or not in like contains true false null asc desc'.split(' '));
const directions = ['asc', 'desc', undefined] as const;

const name = fc
  .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
  .filter((text) => !keywords.has(text.toLowerCase()) && !/^(?:a|de)scending$/i.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const field = path.map((one) => ({ path: one }));

/** Text that is hard to quote, and any other, broken surrogates too. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', "'", '\\', '[', ']', '\n', '%', '(', ')', ',', ' and ') }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
);
const number = fc.oneof(
  fc.maxSafeInteger().map(String),
  fc.stringMatching(/^-?[0-9]{1,30}(\.[0-9]{1,9})?$/),
);
const moment = fc
  .date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .chain((date) => {
    const iso = date.toISOString();
    return fc.constantFrom(
      iso,
      iso.slice(0, 10),
      `${iso.slice(0, 19)}Z`,
      `${iso.slice(0, 19).replace('T', ' ')}+00:00`,
    );
  });

const string: fc.Arbitrary<Literal> = text.map((value) => ({ kind: 'string', value }));
const literal: fc.Arbitrary<Literal> = fc.oneof(
  string,
  number.map((digits): Literal => ({ kind: 'number', text: digits })),
  fc.boolean().map((value): Literal => ({ kind: 'boolean', value })),
  moment.map((date): Literal => ({ kind: 'date', text: date })),
);

const { condition } = fc.letrec<{ condition: Condition; comparison: Condition; joined: Condition }>(
  (tie) => ({
    condition: fc.oneof({ depthSize: 'small' }, tie('comparison'), tie('joined')),
    comparison: fc.oneof(
      fc.record({
        kind: fc.constant('compare' as const),
        field,
        operator: fc.constantFrom(...compareOperators),
        value: literal,
      }),
      fc.record({
        kind: fc.constant('compare' as const),
        field,
        operator: fc.constantFrom('=' as const, '!=' as const),
        value: fc.constant<Literal>({ kind: 'null' }),
      }),
      fc.record({
        kind: fc.constant('match' as const),
        field,
        operator: fc.constantFrom('contains' as const, 'like' as const),
        negated: fc.boolean(),
        value: string,
      }),
      fc.record({
        kind: fc.constant('in' as const),
        field,
        negated: fc.boolean(),
        values: fc.array(literal, { minLength: 1, maxLength: 5 }),
      }),
    ),
    joined: fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
    }),
  }),
);

const valid = fc.oneof(
  fc.constantFrom(...readable.map((row) => row.text)),
  condition.map(printCondition),
);

/** A condition in which a piece was lost, came twice, or something came in between. */
const damaged = fc
  .tuple(
    fc.oneof(valid, fc.constantFrom(...unreadable.map((row) => row.marked))),
    fc.nat(),
    fc.nat(12),
    fc.constantFrom('delete' as const, 'double' as const, 'insert' as const),
    fc.oneof(text, fc.constantFrom(...`and or not in ( ) [ ] " ' = < ! , null 1 -`.split(' '))),
  )
  .map(([whole, at, length, how, other]) => {
    const start = at % (whole.length + 1);
    const [before, piece] = [whole.slice(0, start), whole.slice(start, start + length)];
    const after = whole.slice(start + length);
    const middle = { delete: '', double: piece + piece, insert: piece + other }[how];
    return before + middle + after;
  });

const anything = fc.oneof(text, valid, damaged);

test('what is printed is read as the same tree', () => {
  fc.assert(
    fc.property(condition, (tree) => {
      expect(withoutPlaces(parseCondition(printCondition(tree)))).toEqual(tree);
    }),
  );
});

test('printing what was read from printed text changes nothing', () => {
  fc.assert(
    fc.property(valid, (given) => {
      const printed = printCondition(parseCondition(given));
      expect(printCondition(parseCondition(printed))).toBe(printed);
      expect(printed.length).toBeGreaterThan(0);
    }),
  );
});

test('the words of a text stand in it one behind the other, blanks between them', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const tokens = refusalOf(() => tokenize(given), given) ?? [];
      let end = 0;
      for (const token of tokens) {
        expect(given.slice(end, token.position)).toMatch(/^\s*$/);
        expect(given.startsWith(token.text, token.position)).toBe(true);
        end = token.position + token.text.length;
      }
      if (tokens.length > 0) expect(end).toBe(given.length);
    }),
  );
});

test('whatever is wrong with a condition is told, with a place inside it', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (given, relativeDates) => {
      refusalOf(() => parseCondition(given, { relativeDates }), given);
    }),
    { numRuns: 2000 },
  );
});

test('whatever is wrong with a list is told, with a place inside it', () => {
  fc.assert(
    fc.property(anything, (given) => {
      refusalOf(() => parseOrderBy(given), given);
      refusalOf(() => parseFieldList(given), given);
    }),
  );
});

test('a sort order that is printed is read as the same', () => {
  const key = fc.record({ path, direction: fc.constantFrom(...directions) });
  fc.assert(
    fc.property(fc.array(key), (given) => {
      const keys = given.map(({ path: one, direction }) => ({
        field: { path: one },
        ...(direction === undefined ? {} : { direction }),
      }));
      expect(withoutPlaces(parseOrderBy(printOrderBy(keys)))).toEqual(keys);
    }),
  );
});

test('a sort order means the same, however its commas came through a shell', () => {
  fc.assert(
    fc.property(fc.array(path), fc.constantFrom(',', ' ', ', ', '  '), (paths, separator) => {
      expect(parseOrderBy(paths.join(separator)).map(({ field: one }) => one.path)).toEqual(paths);
    }),
  );
});

test('a condition whose dates are all ISO stays as it is', () => {
  fc.assert(
    fc.property(condition, (tree) => {
      const printed = printCondition(tree);
      expect(expandDates(printed, clock)).toBe(printed);
    }),
  );
});

test('relative dates become dates that the server takes', () => {
  const relative = fc.constantFrom('today', '-7d', 'last month', 'now', '+2w', 'monday', '-2h');
  const operator = fc.constantFrom(...compareOperators);
  fc.assert(
    fc.property(path, operator, relative, condition, (one, sign, date, other) => {
      const given = `${one} ${sign} [${date}] and (${printCondition(other)})`;
      expect(parseCondition(expandDates(given, clock))).toMatchObject({ kind: 'and' });
    }),
  );
});

test('slashes in field paths, once written, stay', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const slashed = serverSpelling(given);
      expect(serverSpelling(slashed)).toBe(slashed);
    }),
  );
});

test('a field path means the same with dots', () => {
  fc.assert(
    fc.property(path, string, (one, value) => {
      const given = printCondition({
        kind: 'match',
        field: { path: one.replaceAll('/', '.') },
        operator: 'contains',
        negated: false,
        value,
      });
      expect(parseCondition(given)).toMatchObject({ field: { path: one }, value });
      expect(parseCondition(serverSpelling(given))).toEqual(parseCondition(given));
    }),
  );
});

function withoutPlaces(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === 'at' ? undefined : value)),
  );
}

/** What is read; a refusal is one of the syntax, says something, and has its place inside the text. */
function refusalOf<T>(read: () => T, given: string): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    const { message, at } = error;
    expect(message).not.toBe('');
    expect(at.start).toBeGreaterThanOrEqual(0);
    expect(at.end).toBeGreaterThanOrEqual(at.start);
    expect(at.end).toBeLessThanOrEqual(given.length);
    return undefined;
  }
}
