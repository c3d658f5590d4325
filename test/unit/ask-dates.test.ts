import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { confidenceOf } from '../../src/ask/confidence.js';
import { readSentence } from '../../src/ask/plan.js';
import { openWorld } from '../support/asking.js';
import { periodOf } from '../../src/ask/when/period.js';

const world = openWorld();

function clauses(sentence: string): string[] {
  return readSentence(sentence, world)?.filters.map(({ where }) => where) ?? [];
}

function confidence(sentence: string): number {
  const draft = readSentence(sentence, world);
  return draft === undefined ? 0 : confidenceOf(draft);
}

describe('dates of tickets become clauses', () => {
  test.each([
    ['entered this week', 'dateEntered = this week'],
    ['closed last month', 'closedDate = last month'],
    ['older than 30 days', 'dateEntered < -30d'],
    ['over a month old', 'dateEntered < -1mo'],
    ['not updated in 2 weeks', 'lastUpdated < -2w'],
    ["that haven't been updated since Monday", 'lastUpdated < monday'],
    ['updated in the last 24 hours', 'lastUpdated >= -24h'],
    ['from yesterday', 'dateEntered = yesterday'],
    [
      'created between 2026-10-01 and 2026-10-15',
      'dateEntered >= 2026-10-01',
      'dateEntered <= 2026-10-15',
    ],
    [
      'created between October 1 and Oct 15th',
      'dateEntered >= 2026-10-01',
      'dateEntered <= 2026-10-15',
    ],
    ['opened in October', 'dateEntered >= 2026-10-01', 'dateEntered <= 2026-10-31'],
    ['opened in December', 'dateEntered >= 2025-12-01', 'dateEntered <= 2025-12-31'],
    ['due in December', 'requiredDate >= 2026-12-01', 'requiredDate <= 2026-12-31'],
    ['due next week', 'requiredDate = next week'],
    ['due by Friday', 'requiredDate <= 2026-11-27'],
    ['due in the next 3 days', 'requiredDate >= today', 'requiredDate <= +3d'],
    ['created on 3 Oct 2025', 'dateEntered = 2025-10-03'],
    ['created between Monday and Friday', 'dateEntered >= 2026-11-16', 'dateEntered <= 2026-11-20'],
    ['entered in Q3', 'dateEntered >= 2026-07-01', 'dateEntered <= 2026-09-30'],
    ['entered in 2025', 'dateEntered >= 2025-01-01', 'dateEntered <= 2025-12-31'],
    ['opened 3 days ago', 'dateEntered = -3d'],
    ['created a couple of weeks ago', 'dateEntered = -2w'],
    ['closed in the past week', 'closedDate >= -1w'],
    ['created year to date', 'dateEntered >= this year'],
    ['created before last Friday', 'dateEntered < 2026-11-20'],
    ['due before year end', 'requiredDate <= this year'],
  ])('tickets %s', (said, ...expected) => {
    expect(clauses(`tickets ${said}`)).toEqual(expected);
  });

  test('a date before the noun is one too', () => {
    expect(clauses("this week's tickets")).toEqual(['dateEntered = this week']);
  });

  test('which of two days 10/11/2026 is, nobody knows: it is left, and named', () => {
    const draft = readSentence('tickets created on 10/11/2026', world);
    expect(draft?.filters).toEqual([]);
    expect(draft?.unused).toContain('created');
  });

  test('may is a month only where that is unmistakable', () => {
    expect(clauses('tickets that may be closed')).toEqual(['closedFlag = true']);
    expect(clauses('tickets created in may')).toEqual([
      'dateEntered >= 2026-05-01',
      'dateEntered <= 2026-05-31',
    ]);
  });
});

describe('dates of other records, in other words', () => {
  test.each([
    ['tickets that came in since the beginning of September', 'dateEntered >= 2026-09-01'],
    ['tickets that arrived on Tuesday', 'dateEntered = tuesday'],
    ['projects closed before the end of June', 'actualEnd <= 2026-06-30'],
    ['agreements ending by the end of Q1', 'endDate <= 2027-03-31'],
    ['invoices sent since the start of 2026', 'date >= 2026-01-01'],
    [
      'time entries logged in the second half of September',
      'timeStart >= 2026-09-16',
      'timeStart <= 2026-09-30',
    ],
    [
      'agreements whose endDate is between now and 6 weeks from now',
      'endDate >= today',
      'endDate <= +6w',
    ],
    [
      'activities where dateStart falls between 3 days ago and tomorrow',
      'dateStart >= -3d',
      'dateStart <= tomorrow',
    ],
    [
      'configurations expiring within 45 days of today',
      'warrantyExpirationDate >= today',
      'warrantyExpirationDate <= +45d',
    ],
    [
      'opportunities where expectedCloseDate is before next month',
      'expectedCloseDate < next month',
    ],
  ])('%s', (sentence, ...expected) => {
    expect(clauses(sentence)).toEqual(expected);
    expect(confidence(sentence)).toBe(1);
  });

  test.each([
    'tickets closed in late September',
    'agreements ending early next year',
    'invoices sent mid July',
    'tickets closed at the end of September',
  ])('%s: which days these are, nobody knows', (sentence) => {
    expect(clauses(sentence)).not.toEqual([]);
    expect(confidence(sentence)).toBeLessThan(0.5);
  });
});

describe('how long something is overdue', () => {
  test.each([
    ['invoices past 45 days due', 'balance > 0', 'dueDate < -45d'],
    ['invoices two weeks past due', 'balance > 0', 'dueDate < -2w'],
    ['invoices overdue for over a month', 'balance > 0', 'dueDate < -1mo'],
    ['invoices less than 10 days late', 'balance > 0', 'dueDate < today', 'dueDate >= -10d'],
    ['tickets 5+ days overdue', 'closedFlag = false', 'requiredDate < -5d'],
    ['activities overdue by more than 3 days', 'status/name != Closed', 'dateEnd < -3d'],
  ])('%s', (sentence, ...expected) => {
    expect(clauses(sentence)).toEqual(expected);
  });
});

describe('amounts become clauses', () => {
  test.each([
    ['with more than 2 hours', 'actualHours > 2'],
    ['with hours over 2.5', 'actualHours > 2.5'],
    ['with at least 90 minutes', 'actualHours >= 1.5'],
    ['with hours between 2 and 4', 'actualHours >= 2', 'actualHours <= 4'],
    ['with no more than half an hour', 'actualHours <= 0.5'],
    ['with two or more hours', 'actualHours >= 2'],
    [
      'where actualHours > 3 and status/name = In Progress',
      'status/name = In Progress',
      'actualHours > 3',
    ],
  ])('tickets %s', (said, ...expected) => {
    expect(clauses(`tickets ${said}`)).toEqual(expected);
  });

  test('a number of something else is no amount', () => {
    expect(clauses('tickets with more than 5 notes')).toEqual([]);
  });
});

test('a day that is written out is that day, whatever day it is', () => {
  const days = fc.date({
    min: new Date('1990-01-01'),
    max: new Date('2089-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      days,
      days,
      fc.constantFrom('past' as const, 'future' as const),
      (date, now, lean) => {
        const iso = date.toISOString().slice(0, 10);
        const month = date.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
        const today = now.toISOString().slice(0, 10);
        const written = [
          `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`,
          `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
        ];
        for (const text of [iso, ...written])
          expect(periodOf(text, today, lean)).toEqual({ first: iso, last: iso });
      },
    ),
  );
});

test('a month without a year is the latest that has begun, or the coming one that is not over', () => {
  const days = fc.date({
    min: new Date('1990-01-01'),
    max: new Date('2089-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, fc.constantFrom('January', 'jun', 'Sept', 'december'), (now, month) => {
      const today = now.toISOString().slice(0, 10);
      const past = periodOf(month, today, 'past');
      const future = periodOf(month, today, 'future');
      expect((past?.first ?? '') <= today).toBe(true);
      expect((future?.last ?? '') >= today).toBe(true);
    }),
  );
});
