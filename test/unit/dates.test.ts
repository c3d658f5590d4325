import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/dates/clock.js';
import {
  dayAtMidnightZ,
  momentToSet,
  parseDays,
  parseMoment,
  readMoment,
} from '../../src/dates/moment.js';
import { toServerTime } from '../../src/dates/server-time.js';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'UTC',
  // A day that does not exist, half-hour changes, days that begin at one o'clock.
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Africa/Cairo',
];

/** A Saturday, 18:04:26 in Berlin. */
const berlin: Clock = { now: new Date('2026-01-31T17:04:26.789Z'), zone: 'Europe/Berlin' };

test.each([
  ['2026-01-31', '2026-01-30T23:00:00Z', '2026-01-31T23:00:00Z', 'day'],
  ['today', '2026-01-30T23:00:00Z', '2026-01-31T23:00:00Z', 'day'],
  ['Yesterday', '2026-01-29T23:00:00Z', '2026-01-30T23:00:00Z', 'day'],
  ['tomorrow', '2026-01-31T23:00:00Z', '2026-02-01T23:00:00Z', 'day'],
  ['-7d', '2026-01-23T23:00:00Z', '2026-01-24T23:00:00Z', 'day'],
  ['+60d', '2026-03-31T22:00:00Z', '2026-04-01T22:00:00Z', 'day'],
  ['-2w', '2026-01-16T23:00:00Z', '2026-01-17T23:00:00Z', 'day'],
  ['+1mo', '2026-02-27T23:00:00Z', '2026-02-28T23:00:00Z', 'day'],
  ['-3mo', '2025-10-30T23:00:00Z', '2025-10-31T23:00:00Z', 'day'],
  ['-1y', '2025-01-30T23:00:00Z', '2025-01-31T23:00:00Z', 'day'],
  ['saturday', '2026-01-30T23:00:00Z', '2026-01-31T23:00:00Z', 'day'],
  ['sunday', '2026-01-24T23:00:00Z', '2026-01-25T23:00:00Z', 'day'],
  ['monday', '2026-01-25T23:00:00Z', '2026-01-26T23:00:00Z', 'day'],
  ['this week', '2026-01-25T23:00:00Z', '2026-02-01T23:00:00Z', 'period'],
  ['last  week', '2026-01-18T23:00:00Z', '2026-01-25T23:00:00Z', 'period'],
  ['next week', '2026-02-01T23:00:00Z', '2026-02-08T23:00:00Z', 'period'],
  ['this month', '2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', 'period'],
  ['last month', '2025-11-30T23:00:00Z', '2025-12-31T23:00:00Z', 'period'],
  ['next month', '2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z', 'period'],
  ['last quarter', '2025-09-30T22:00:00Z', '2025-12-31T23:00:00Z', 'period'],
  ['this year', '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z', 'period'],
  ['now', '2026-01-31T17:04:26Z', '2026-01-31T17:04:27Z', 'instant'],
  ['-2h', '2026-01-31T15:04:26Z', '2026-01-31T15:04:27Z', 'instant'],
  ['+30m', '2026-01-31T17:34:26Z', '2026-01-31T17:34:27Z', 'instant'],
  ['2026-01-31T18:04', '2026-01-31T17:04:00Z', '2026-01-31T17:04:01Z', 'instant'],
  ['2026-01-31 18:04:26', '2026-01-31T17:04:26Z', '2026-01-31T17:04:27Z', 'instant'],
  ['2026-01-31T18:04:26.987654Z', '2026-01-31T18:04:26Z', '2026-01-31T18:04:27Z', 'instant'],
  ['2026-01-31t18:04-05:00', '2026-01-31T23:04:00Z', '2026-01-31T23:04:01Z', 'instant'],
  ['2026-01-31T18:04+0530', '2026-01-31T12:34:00Z', '2026-01-31T12:34:01Z', 'instant'],
  ['9999-12-31', '9999-12-30T23:00:00Z', '9999-12-31T23:00:00Z', 'day'],
])('%s in Berlin', (text, start, end, precision) => {
  expect(shown(text, berlin)).toEqual({ start, end, precision });
});

test.each([
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', 23],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
  ['Pacific/Auckland', '2026-04-05', '2026-04-04T11:00:00Z', 25],
  ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00Z', 23],
  ['Asia/Kolkata', '2026-03-29', '2026-03-28T18:30:00Z', 24],
  ['UTC', '2026-03-29', '2026-03-29T00:00:00Z', 24],
  // Clocks go forward at midnight: the day begins at one.
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z', 23],
])('in %s the day %s begins at %s and has %i hours', (zone, day, start, hours) => {
  const moment = readMoment(day, { ...berlin, zone });
  expect(toServerTime(moment.start)).toBe(start);
  expect((moment.end.getTime() - moment.start.getTime()) / 3_600_000).toBe(hours);
});

test.each([
  ['does not exist moves forward', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00Z'],
  ['does not exist moves forward', 'America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00Z'],
  ['exists twice is the first', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
  ['exists twice is the first', 'Pacific/Auckland', '2026-04-05T02:30', '2026-04-04T13:30:00Z'],
])('a local time that %s: %s %s', (_rule, zone, text, expected) => {
  expect(momentToSet(text, { ...berlin, zone })).toBe(expected);
});

test('hours away are hours of a clock that runs on, days away are days of the calendar', () => {
  const clock = { now: new Date('2026-03-29T10:00:00Z'), zone: 'Europe/Berlin' };
  expect(shown('-24h', clock)?.start).toBe('2026-03-28T10:00:00Z');
  expect(shown('-1d', clock)?.start).toBe('2026-03-27T23:00:00Z');
});

test('which day today is depends on the zone', () => {
  const now = new Date('2026-01-31T20:00:00Z');
  const day = (zone: string) => shown('today', { now, zone })?.start;
  expect(day('Pacific/Auckland')).toBe('2026-01-31T11:00:00Z');
  expect(day('Asia/Kolkata')).toBe('2026-01-31T18:30:00Z');
  expect(day('America/New_York')).toBe('2026-01-31T05:00:00Z');
});

test.each([
  ...['', 'soon', '7d', '-7', '-7x', '-3M', '+100000d', '2026', '2026-01', '20260131', '[today]'],
  ...['11/22/2026', '22.11.2026', '03/04/2026', '1-2-2026', '26-01-31', 'Jan 31 2026'],
  ...['2026-02-30', '2026-13-01', '0000-01-01', '2026-01-31T24:00', '2026-01-31T18:60'],
  ...['2026-01-31T18', '2026-01-31T18:04+25:00', '2026-01-31T18:04:60', '-9999y', 'next monday'],
])('"%s" is no date', (text) => {
  expect(parseMoment(text, berlin)).toBeUndefined();
  expect(parseDays(text, berlin)).toBeUndefined();
});

test.each([
  ['11/22/2026', /^Write 2026-11-22\. Dates: 2026-01-31, .*-7d/],
  ['22.11.2026', /^Write 2026-11-22\. /],
  ['3/4/2026', /^Write 2026-04-03 or 2026-03-04\. /],
  ['4.3.2026', /^Write 2026-03-04\. /],
  ['soon', /^Dates: 2026-01-31, /],
  ['2026-02-30', /^Dates: 2026-01-31, /],
])('the error for "%s" names the form to write', (text, hint) => {
  expect(() => readMoment(text, berlin)).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringMatching(hint) as string }),
  );
});

describe('a field that carries a calendar day', () => {
  test.each([
    ['2026-01-31', '2026-01-31T00:00:00Z'],
    ['today', '2026-02-01T00:00:00Z'],
    ['now', '2026-02-01T00:00:00Z'],
    ['+1mo', '2026-03-01T00:00:00Z'],
    // A time that is written keeps the day that is written.
    ['2026-01-31T00:00:00Z', '2026-01-31T00:00:00Z'],
    ['2026-01-31T23:30:00-05:00', '2026-01-31T00:00:00Z'],
  ])('takes %s as %s', (text, expected) => {
    const clock = { now: new Date('2026-01-31T20:00:00Z'), zone: 'Asia/Kolkata' };
    expect(dayAtMidnightZ(text, clock)).toBe(expected);
  });

  test('takes no period', () => {
    expect(() => dayAtMidnightZ('next month', berlin)).toThrow('"next month" is many days');
    expect(() => momentToSet('this week', berlin)).toThrow('"this week" is many days');
  });

  test('has periods from midnight UTC to midnight UTC', () => {
    const { start, end } = parseDays('last month', berlin) ?? {};
    expect([start, end]).toEqual([new Date('2025-12-01'), new Date('2026-01-01')]);
  });
});

describe('for any instant and zone', () => {
  const clocks = fc.record({
    now: fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    }),
    zone: fc.constantFrom(...zones),
  });

  test('today and every period of now contain it', () => {
    fc.assert(
      fc.property(
        clocks,
        fc.constantFrom('today', 'this week', 'this month', 'this quarter', 'this year'),
        (clock, text) => {
          const { start, end } = readMoment(text, clock);
          expect(start <= clock.now && clock.now < end).toBe(true);
        },
      ),
    );
  });

  test('days that follow each other are adjacent', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: -400, max: 400 }), (clock, days) => {
        const one = readMoment(offset(days), clock);
        const next = readMoment(offset(days + 1), clock);
        expect(one.end).toEqual(next.start);
        expect(one.start <= one.end).toBe(true);
      }),
    );
  });

  test('a time survives being written for the server and read again', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const text = toServerTime(clock.now);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(momentToSet(text, clock)).toBe(text);
      }),
    );
  });
});

test('no text makes reading a date fail', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.stringMatching(/^[+-]\d{1,6}(m|h|d|w|mo|y)$/),
        fc.stringMatching(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(Z|[+-]\d\d:\d\d)?)?$/),
      ),
      fc.constantFrom(...zones),
      (text, zone) => {
        const moment = parseMoment(text, { ...berlin, zone });
        if (moment === undefined) return;
        expect(moment.start <= moment.end).toBe(true);
        expect(toServerTime(moment.start)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      },
    ),
  );
});

function offset(days: number): string {
  return `${days < 0 ? '-' : '+'}${Math.abs(days)}d`;
}

function shown(
  text: string,
  clock: Clock,
): { start: string; end: string; precision: string } | undefined {
  const moment = parseMoment(text, clock);
  if (moment === undefined) return undefined;
  const { start, end, precision } = moment;
  return { start: toServerTime(start), end: toServerTime(end), precision };
}
