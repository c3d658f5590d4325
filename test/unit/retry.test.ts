import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NetworkProblem, Outcome } from '../../src/api/exchange.js';
import { createBudget, pauseAfter, retrying } from '../../src/api/retry.js';
import { fakeClock } from '../support/fake-clock.js';

const now = new Date('2026-03-01T12:00:00Z');

function answer(status: number, retryAfter?: string): Outcome {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { kind: 'answer', answer: { status, headers, body: new Uint8Array() } };
}

function broken(code: string, problem: Partial<NetworkProblem> = {}): Outcome {
  const usual = {
    aborted: false,
    timeout: undefined,
    sent: true,
    answered: false,
    cause: undefined,
  };
  return { kind: 'broken', problem: { code, ...usual, ...problem } };
}

const pause = (outcome: Outcome, { read = true, tries = 1, random = 0 } = {}) =>
  pauseAfter(outcome, { read, tries, now, random: () => random });

describe('what is tried again', () => {
  test.each([408, 429, 500, 502, 503, 504])('a read that got %d (R1)', (status) => {
    expect(pause(answer(status))).toBe(500);
  });

  test.each([200, 204, 302, 400, 401, 403, 404, 405, 409, 414, 415, 501, 505])(
    'not a read that got %d (R1)',
    (status) => {
      expect(pause(answer(status))).toBeUndefined();
    },
  );

  test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT'])(
    'a read whose connection failed with %s (R1)',
    (code) => {
      expect(pause(broken(code))).toBe(500);
    },
  );

  test('a read that got no connection in its ten seconds (R1)', () => {
    const timeout = { of: 'connection', seconds: 10, total: false } as const;
    expect(pause(broken('ETIMEDOUT', { timeout, sent: false }))).toBe(500);
  });

  test.each([
    ['a certificate', broken('DEPTH_ZERO_SELF_SIGNED_CERT', { sent: false })],
    ['a refusing proxy', broken('PROXY_407', { sent: false })],
    [
      'the total timeout',
      broken('ETIMEDOUT', { timeout: { of: 'answer', seconds: 60, total: true } }),
    ],
    ['a slow body', broken('ETIMEDOUT', { timeout: { of: 'body', seconds: 60, total: true } })],
    ['Ctrl-C', broken('ECONNRESET', { aborted: true })],
    [
      'an answer too large',
      { kind: 'oversized', answer: { status: 200, headers: {}, body: new Uint8Array() } },
    ],
  ] as [string, Outcome][])('not a read after %s (R1)', (_what, outcome) => {
    expect(pause(outcome)).toBeUndefined();
  });

  test.each([
    ['429', answer(429), true],
    ['a refused connection', broken('ECONNREFUSED', { sent: false }), true],
    ['an unknown host', broken('ENOTFOUND', { sent: false }), true],
    ['TLS that failed before the request', broken('ECONNRESET', { sent: false }), true],
    ['500', answer(500), false],
    ['503 with Retry-After', answer(503, '1'), false],
    ['408', answer(408), false],
    ['a cut after it was sent', broken('ECONNRESET'), false],
    [
      'no answer in time',
      broken('ETIMEDOUT', { timeout: { of: 'answer', seconds: 60, total: true } }),
      false,
    ],
  ] as [string, Outcome, boolean][])('a write after %s (R2)', (_what, outcome, again) => {
    expect(pause(outcome, { read: false }) !== undefined).toBe(again);
  });

  test('three tries are all (R1)', () => {
    expect([1, 2, 3, 4].map((tries) => pause(answer(503), { tries }))).toEqual([
      500,
      1000,
      undefined,
      undefined,
    ]);
  });
});

describe('how long', () => {
  test.each([
    ['2', 2000],
    ['0', 500],
    ['2.5', 2500],
    ['60', 60_000],
    ['-5', 500],
    ['soon', 500],
    ['', 500],
    ['5 apples', 500],
    ['Infinity', 500],
    ['Sun, 01 Mar 2026 12:00:07 GMT', 7000],
    ['Sunday, 01-Mar-26 12:00:07 GMT', 7000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 500],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
  ])('Retry-After: %s waits %d ms (R1, R3)', (text, ms) => {
    expect(pause(answer(429, text))).toBe(ms);
  });

  test('jitter waits longer than asked, never shorter, and never beyond the cap (R3)', () => {
    expect(pause(answer(429, '20'), { random: 0.5 })).toBe(21_000);
    expect(pause(answer(429, '59'), { random: 0.99 })).toBe(60_000);
    expect(pause(answer(503), { random: 1 })).toBe(1000);
  });

  test.each([
    '60.5',
    '600',
    '999999',
    '99999999999999999999999',
    'Sun, 01 Mar 2026 12:01:01 GMT',
    'Sun, 01 Mar 2099 12:00:00 GMT',
  ])('Retry-After: %s is longer than anybody is kept waiting: no further try (R3)', (text) => {
    expect(pause(answer(429, text))).toBeUndefined();
    expect(pause(answer(503, text))).toBeUndefined();
  });

  test('whatever Retry-After says, a pause lies between half a second and a minute, or there is none (R3)', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 2),
        (text, random, tries) => {
          const ms = pause(answer(429, text), { tries, random });
          return ms === undefined ? Number(text) > 60 : ms >= 500 && ms <= 60_000;
        },
      ),
    );
  });
});

describe('the budget', () => {
  test('it is shared by everything that one client does, and counted anew later (R1)', () => {
    const clock = fakeClock();
    const budget = createBudget(clock.ticks);
    const taken = Array.from({ length: 20 }, () => budget.take(1000)).filter(Boolean);
    expect(taken).toHaveLength(12);
    clock.pass(600_000);
    expect(budget.take(1000)).toBe(true);
  });

  test('three minutes of waiting are all (R3)', () => {
    const budget = createBudget(() => 0);
    expect([1, 2, 3, 4].map(() => budget.take(60_000))).toEqual([true, true, true, false]);
  });

  test('where it is used up the answer stands (R1)', async () => {
    const clock = fakeClock();
    let tries = 0;
    const outcome = await retrying(() => Promise.resolve(answer(503, String(++tries))), {
      read: true,
      budget: { take: () => tries < 2 },
      clock,
      now: () => now,
      random: () => 0,
      onPause: () => undefined,
    });
    expect(outcome).toEqual(answer(503, '2'));
    expect(clock.waits).toEqual([1000]);
  });
});
