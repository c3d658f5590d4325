import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeFor } from '../../src/conditions/date-range.js';
import { expandDates } from '../../src/conditions/expand-dates.js';
import { parseCondition } from '../../src/conditions/parse.js';
import type { Clock } from '../../src/dates/clock.js';
import { readMoment } from '../../src/dates/moment.js';

/** 18:04:26 in Berlin. */
const clock: Clock = { now: new Date('2026-01-31T17:04:26Z'), zone: 'Europe/Berlin' };
const isDay = (field: string) => field.toLowerCase() === 'enddate';

test.each([
  ['=', 'and', ['>= 2026-01-30T23:00:00Z', '< 2026-01-31T23:00:00Z']],
  ['!=', 'or', ['< 2026-01-30T23:00:00Z', '>= 2026-01-31T23:00:00Z']],
  ['<', 'and', ['< 2026-01-30T23:00:00Z']],
  ['<=', 'and', ['< 2026-01-31T23:00:00Z']],
  ['>', 'and', ['>= 2026-01-31T23:00:00Z']],
  ['>=', 'and', ['>= 2026-01-30T23:00:00Z']],
] as const)('%s today', (operator, join, comparisons) => {
  const range = rangeFor(operator, readMoment('today', clock));
  expect(range.join).toBe(join);
  expect(range.comparisons.map((one) => `${one.operator} ${one.value}`)).toEqual(comparisons);
});

test.each(['=', '!=', '<', '<=', '>', '>='] as const)('%s now is compared as it is', (operator) => {
  expect(rangeFor(operator, readMoment('now', clock)).comparisons).toEqual([
    { operator, value: '2026-01-31T17:04:26Z' },
  ]);
});

test.each([
  ['lastUpdated >= [today]', 'lastUpdated >= [2026-01-30T23:00:00Z]'],
  ['lastUpdated>=[-7d]', 'lastUpdated>=[2026-01-23T23:00:00Z]'],
  ['lastUpdated > [yesterday]', 'lastUpdated >= [2026-01-30T23:00:00Z]'],
  ['lastUpdated <= [ Today ]', 'lastUpdated < [2026-01-31T23:00:00Z]'],
  ['lastUpdated > [-2h] and id>1', 'lastUpdated > [2026-01-31T15:04:26Z] and id>1'],
  [
    'closedFlag=true and dateEntered = [last month] or id=1',
    'closedFlag=true and (dateEntered >= [2025-11-30T23:00:00Z] and dateEntered < [2025-12-31T23:00:00Z]) or id=1',
  ],
  [
    'dateEntered!=[today]',
    '(dateEntered < [2026-01-30T23:00:00Z] or dateEntered >= [2026-01-31T23:00:00Z])',
  ],
  [
    'lastUpdated in ([now], [-1h])',
    'lastUpdated in ([2026-01-31T17:04:26Z], [2026-01-31T16:04:26Z])',
  ],
  // A field that carries a calendar day.
  ['endDate = [today]', 'endDate = [2026-01-31T00:00:00Z]'],
  ['EndDate <= [+60d]', 'EndDate <= [2026-04-01T00:00:00Z]'],
  ['endDate in ([today],[tomorrow])', 'endDate in ([2026-01-31T00:00:00Z],[2026-02-01T00:00:00Z])'],
  [
    'endDate = [next month]',
    '(endDate >= [2026-02-01T00:00:00Z] and endDate < [2026-03-01T00:00:00Z])',
  ],
])('%s', (written, expected) => {
  const expanded = expandDates(written, clock, isDay);
  expect(expanded).toBe(expected);
  expect(() => parseCondition(expanded)).not.toThrow();
});

test.each([
  'lastUpdated > [2026-01-31T00:00:00Z]',
  'lastUpdated>[2026-03-31]',
  'lastUpdated > [2026-01-31 18:04:26.123456+00:00]',
  'summary like "[today]%" and summary != \'[-7d]\' and summary = "\\"[now]"',
  // What cannot be read is for the check to refuse.
  'summary = "[today]',
])('%s stays as it is', (text) => {
  expect(expandDates(text, clock)).toBe(text);
});

test.each([
  ['lastUpdated > [soon]', '"soon" is not a date that cwm reads.'],
  ['lastUpdated > [11/22/2026]', '"11/22/2026" is not a date that cwm reads.'],
  ['lastUpdated > [2026-02-30]', 'There is no date "2026-02-30".'],
  ['lastUpdated > []', '"" is not a date that cwm reads.'],
  ['lastUpdated in ([today])', '[today] is a stretch of time'],
  ['endDate in ([this week])', '[this week] is a stretch of time'],
  ['[today] > lastUpdated', '[today] is a stretch of time'],
  ['id=2 and 1 = [today]', '[today] is a stretch of time'],
  ['id=[today]=[today]', '[today] is a stretch of time'],
])('%s is refused', (text, message) => {
  expect(() => expandDates(text, clock, isDay)).toThrow(message);
});

test('text without brackets never changes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const plain = text.replaceAll('[', '');
      expect(expandDates(plain, clock)).toBe(plain);
    }),
  );
});

test('what stands in quotes never changes, whatever is replaced around it', () => {
  const quoted = fc
    .tuple(fc.constantFrom('"', "'"), fc.stringMatching(/^[a-z0-9 [\]"'\\=<>()-]{0,20}$/))
    .map(([quote, text]) => {
      const escaped = text.replaceAll(/[\\"']/g, String.raw`\$&`);
      return `${quote}[today]${escaped}${quote}`;
    });
  fc.assert(
    fc.property(fc.array(quoted, { minLength: 1, maxLength: 4 }), (strings) => {
      const around = (date: string) =>
        strings.map((one) => `summary = ${one} and lastUpdated < [${date}]`).join(' or ');
      expect(expandDates(around('today'), clock)).toBe(around('2026-01-30T23:00:00Z'));
    }),
  );
});
