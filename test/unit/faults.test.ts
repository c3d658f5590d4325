import { describe, expect, test } from 'vitest';
import { readFaults } from '../../src/actions/fault-flags.js';
import { UsageError } from '../../src/errors/errors.js';
import { Faults, type FaultOptions } from '../../src/sandbox/faults.js';
import { failureAnswer, type FailureStatus } from '../../src/sandbox/failure-answers.js';

/** The fates of the first requests, all at the same moment. */
function fates(options: FaultOptions, count = 2000) {
  const faults = new Faults(options, () => 0);
  return Array.from({ length: count }, () => faults.next());
}

function shareOf<T>(items: readonly T[], claim: (item: T) => boolean): number {
  return items.filter(claim).length / items.length;
}

describe('chance', () => {
  test('the same seed gives the same faults, another seed others', () => {
    const options = { drop: 0.2, fail: [[500, 0.3]], latency: [1, 50] } as const;
    expect(fates({ seed: 1, ...options })).toEqual(fates({ seed: 1, ...options }));
    expect(fates({ seed: 1, ...options })).not.toEqual(fates({ seed: 2, ...options }));
  });

  test('one kind of fault more changes no other', () => {
    const cuts = (options: FaultOptions) => fates(options).map(({ cut }) => cut);
    expect(
      cuts({ seed: 1, drop: 0.2, truncate: 0.5, fail: [[429, 0.4]], latency: [0, 9] }),
    ).toEqual(cuts({ seed: 1, drop: 0.2 }));
  });

  test('each comes as often as it was asked for', () => {
    const seen = fates({
      seed: 3,
      drop: 0.2,
      truncate: 0.1,
      fail: [
        [429, 0.3],
        [500, 0.2],
      ],
    });
    const failed = (status: number) =>
      shareOf(seen, (one) => one.failure?.answer.status === status);
    expect(failed(429)).toBeCloseTo(0.3, 1);
    expect(failed(500)).toBeCloseTo(0.2, 1);
    expect(shareOf(seen, ({ cut }) => cut === 'before')).toBeCloseTo(0.1, 1);
    expect(shareOf(seen, ({ cut }) => cut === 'after')).toBeCloseTo(0.1, 1);
    expect(shareOf(seen, ({ truncated }) => truncated)).toBeCloseTo(0.1, 1);
  });

  test('latency lies between its ends, both included', () => {
    const delays = new Set(fates({ seed: 1, latency: [3, 5] }).map(({ delay }) => delay));
    expect([...delays].sort()).toEqual([3, 4, 5]);
  });

  test('what a client may take for not done was not done; a timeout may hide that it was', () => {
    const worked = (status: FailureStatus) =>
      shareOf(fates({ seed: 1, fail: [[status, 1]] }), (one) => one.failure?.worked === true);
    for (const status of [401, 403, 429, 503] as const) expect(worked(status)).toBe(0);
    for (const status of [500, 502, 504] as const) expect(worked(status)).toBeCloseTo(0.5, 1);
  });
});

test('beyond so many requests within a minute each is told how long to wait', () => {
  let now = 0;
  const faults = new Faults({ seed: 1, throttle: 2 }, () => now);
  const wait = () => faults.next().failure?.answer.headers?.['retry-after'];
  expect([wait(), wait(), wait()]).toEqual([undefined, undefined, '60']);
  now = 59_500;
  expect(wait()).toBe('1');
  now = 60_000;
  expect([wait(), wait(), wait()]).toEqual([undefined, undefined, '60']);
});

test.each([
  [401, { code: 'Unauthorized' }],
  [403, { code: 'Security' }],
  [429, { error: 'ConnectWiseAPI' }],
  [500, { code: 'ConnectWiseApi', message: expect.stringContaining('timeout occurred') as string }],
] as const)('%i has a body as the server words it', (status, body) => {
  expect(failureAnswer(status)).toMatchObject({ status, body });
});

test.each([502, 503, 504] as const)('%i is a page of a gateway', (status) => {
  const { headers, body } = failureAnswer(status);
  expect(headers).toEqual({ 'content-type': 'text/html; charset=utf-8' });
  expect(body).toContain(`<h1>${status} `);
});

describe('flags', () => {
  test.each([
    [{ latency: '200' }, { latency: [200, 200] }],
    [{ latency: '50-400' }, { latency: [50, 400] }],
    [
      { fail: ['429=0.05,500=.02'] },
      {
        fail: [
          [429, 0.05],
          [500, 0.02],
        ],
      },
    ],
    [
      { drop: '0.01', truncate: '1' },
      { drop: 0.01, truncate: 1 },
    ],
    [{ throttle: '60/min' }, { throttle: 60 }],
    [{ throttle: '5' }, { throttle: 5 }],
  ])('%j', (flags, read) => {
    expect(readFaults({ seed: 1, ...flags })).toMatchObject({ seed: 1, ...read });
  });

  test('none is nothing to do', () => {
    expect(readFaults({ seed: 1 })).toBeUndefined();
  });

  test.each([
    [{ latency: '400-50' }, /--latency cannot be "400-50"/],
    [{ latency: 'long' }, /--latency cannot be/],
    [{ fail: ['418=0.1'] }, /--fail cannot be "418=0.1"/],
    [{ fail: ['429'] }, /--fail cannot be "429"/],
    [{ fail: ['429=2'] }, /--fail takes a share from 0 to 1, not "2"/],
    [{ fail: ['429=0.7', '500=0.7'] }, /come to 1\.4/],
    [{ drop: '1%' }, /--drop takes a share/],
    [{ truncate: '-1' }, /--truncate takes a share/],
    [{ throttle: '0' }, /--throttle cannot be "0"/],
  ])('%j is refused', (flags, message) => {
    expect(() => readFaults({ seed: 1, ...flags })).toThrow(message);
    expect(() => readFaults({ seed: 1, ...flags })).toThrow(UsageError);
  });
});
