import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/api/clock.js';
import { fakeApi } from '../support/fake-api.js';
import { handmadeApi } from '../support/handmade-api.js';
import { runCwm } from '../support/run-cwm.js';

const list = ['call', 'GET', '/service/tickets'];
const body = '{"summary":"x","company":{"id":1}}';
const post = ['call', 'POST', '/service/tickets', '-d', body, '--yes'];
const now = new Date('2026-03-01T12:00:00Z');

describe('a read', () => {
  test.each([408, 429, 500, 502, 503, 504])(
    '%d and then an answer is success (R1)',
    async (status) => {
      const api = await fakeApi(
        { request: 'GET /service/tickets', status },
        { request: 'GET /service/tickets', body: [{ id: 1 }] },
      );
      const run = await runCwm(list, { env: api.env });
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.json()).toEqual([{ id: 1 }]);
      expect(run.waits).toHaveLength(1);
    },
  );

  test('three tries are all, with growing pauses (R1)', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', status: 503, times: 3 });
    const { code, waits } = await runCwm(list, { env: api.env });
    expect(code).toBe(7);
    expect(waits).toHaveLength(2);
    const [first = 0, second = 0] = waits;
    expect(first).toBeGreaterThanOrEqual(500);
    expect(first).toBeLessThanOrEqual(1000);
    expect(second).toBeGreaterThanOrEqual(1000);
    expect(second).toBeLessThanOrEqual(2000);
  });

  test.each([400, 401, 403, 404, 501, 505])('%d is final (R1)', async (status) => {
    const api = await fakeApi({ request: 'GET /service/tickets', status });
    expect((await runCwm(list, { env: api.env })).waits).toEqual([]);
    expect(api.seen).toHaveLength(1);
  });

  test('a connection that broke is made again (R1)', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets', drop: true, times: 2 },
      { request: 'GET /service/tickets', body: [] },
    );
    expect((await runCwm(list, { env: api.env })).code).toBe(0);
  });

  test('a body that was cut off is asked for again (R1)', async () => {
    let first = true;
    const api = await handmadeApi((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (!first) response.end('[{"id":1}]');
      else response.write('[{"id"', () => response.destroy());
      first = false;
    });
    const run = await runCwm(list, { env: api.env });
    expect(run.json()).toEqual([{ id: 1 }]);
    expect(api.requests()).toBe(2);
  });

  test('a search POST is a read and tried again (R1)', async () => {
    const api = await fakeApi(
      { request: 'POST /service/tickets/search', status: 503 },
      { request: 'POST /service/tickets/search', body: [] },
    );
    const argv = ['call', 'POST', '/service/tickets/search', '-d', '{"conditions":"id>1"}'];
    expect((await runCwm(argv, { env: api.env })).code).toBe(0);
  });

  test.each([
    ['2', 2000, 2200],
    ['Sun, 01 Mar 2026 12:00:05 GMT', 5000, 5500],
    ['60', 60_000, 60_000],
    ['-1', 500, 1000],
    ['garbage', 500, 1000],
  ])('Retry-After: %s waits between %d and %d ms (R1, R3)', async (text, least, most) => {
    const api = await fakeApi(
      { request: 'GET /service/tickets', status: 429, headers: { 'retry-after': text } },
      { request: 'GET /service/tickets', body: [] },
    );
    const { code, waits } = await runCwm(list, { env: api.env, now });
    expect(code).toBe(0);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(least);
    expect(waits[0]).toBeLessThanOrEqual(most);
  });

  test.each([
    ['90', '90 seconds'],
    ['600', '10 minutes'],
    ['Sun, 01 Mar 2026 14:30:00 GMT', '3 hours'],
    ['999999', 'more than two days'],
  ])('Retry-After: %s is not waited for: the hint names %s (R3)', async (text, length) => {
    for (const status of [429, 503]) {
      const headers = { 'retry-after': text };
      const api = await fakeApi({ request: 'GET /service/tickets', status, headers });
      const run = await runCwm(list, { env: api.env, now });
      expect(run).toMatchObject({ code: 7, waits: [] });
      expect(run.error()).toMatchObject({
        status,
        retryable: true,
        hint: `Nothing was done. The server asks to wait ${length}. Try again after that.`,
      });
    }
  });

  test('a person is told about a long pause, a script is not (R1)', async () => {
    const limited = {
      request: 'GET /service/tickets',
      status: 429,
      headers: { 'retry-after': '4' },
    };
    const fine = { request: 'GET /service/tickets', body: [{ id: 1 }] };
    const env = { NO_COLOR: '1' };
    const person = await fakeApi(limited, fine);
    const seen = await runCwm(list, { env: { ...person.env, ...env }, tty: true });
    expect(seen.stderr).toBe('ConnectWise asks for a pause: 5 s.\n');
    const script = await fakeApi(limited, fine);
    expect((await runCwm(list, { env: { ...script.env, ...env } })).stderr).toBe('');
  });
});

describe('a write', () => {
  test.each([500, 502, 503, 504])('%d is not repeated (R2)', async (status) => {
    const api = await fakeApi({ request: 'POST /service/tickets', status });
    const run = await runCwm(post, { env: api.env });
    expect(run.waits).toEqual([]);
    expect(run.code).toBe(9);
    expect(run.error().check).toContain('cwm call GET /service/tickets');
  });

  test('408 is not repeated: the server did not get all of it (R2)', async () => {
    const api = await fakeApi({ request: 'POST /service/tickets', status: 408 });
    expect(await runCwm(post, { env: api.env })).toMatchObject({ code: 7, waits: [] });
  });

  test('a cut is not repeated (R2)', async () => {
    const api = await fakeApi({ request: 'POST /service/tickets', drop: true });
    const run = await runCwm(post, { env: api.env });
    expect(run).toMatchObject({ code: 9, waits: [] });
    expect(run.error().retryable).toBe(false);
  });

  test('no answer in time is not repeated, and the seconds are named (R2)', async () => {
    const api = await handmadeApi(() => undefined);
    const run = await runCwm([...post, '--timeout', '0.3'], { env: api.env });
    expect(run.code).toBe(9);
    expect(run.error().message).toContain('within 0.3 seconds');
    expect(api.requests()).toBe(1);
  });

  test('429 is repeated: it was not carried out (R2)', async () => {
    const api = await fakeApi(
      { request: 'POST /service/tickets', status: 429, headers: { 'retry-after': '1' } },
      { request: 'POST /service/tickets', status: 201, body: { id: 5 } },
    );
    const run = await runCwm(post, { env: api.env });
    expect(run.code).toBe(0);
    expect(api.seen.map((request) => request.body)).toEqual([body, body]);
  });

  test('429 with a pause of ten minutes is not repeated: nothing was done (R3)', async () => {
    const headers = { 'retry-after': '600' };
    const api = await fakeApi({ request: 'POST /service/tickets', status: 429, headers });
    const run = await runCwm(post, { env: api.env });
    expect(run).toMatchObject({ code: 7, waits: [] });
    expect(run.error().hint).toBe(
      'Nothing was done. The server asks to wait 10 minutes. Try again after that.',
    );
  });

  test('nobody listening is tried again: nothing was sent (R2)', async () => {
    const env = { CONNECTWISE_API_URL: 'http://127.0.0.1:9/v4_6_release/apis/3.0' };
    const api = await fakeApi();
    const run = await runCwm(post, { env: { ...api.env, ...env } });
    expect(run.code).toBe(7);
    expect(run.waits).toHaveLength(2);
  });
});

test.each([
  ['a read', list, 'GET /service/tickets'],
  ['a write', post, 'POST /service/tickets'],
])('Ctrl-C while %s waits ends it at once with 130 (R3)', async (_what, argv, request) => {
  const headers = { 'retry-after': '60' };
  const api = await fakeApi({ request, status: 429, headers });
  const controller = new AbortController();
  const { ticks, wait } = systemClock(controller.signal);
  let stoppedAt = 0;
  const clock = {
    ticks,
    wait: (ms: number) => {
      setImmediate(() => {
        stoppedAt = ticks();
        controller.abort('SIGINT');
      });
      return wait(ms);
    },
  };
  const run = await runCwm(argv, { env: api.env, signal: controller.signal, clock });
  expect(ticks() - stoppedAt).toBeLessThan(100);
  expect(run).toMatchObject({ code: 130, stdout: '' });
  expect(run.error().hint).toBe('Nothing was changed.');
});
