import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, type Sent } from '../../src/api/client.js';
import { systemClock } from '../../src/api/clock.js';
import { openAgents, type AgentSettings } from '../../src/api/connection-agent.js';
import { CancelledError } from '../../src/errors/errors.js';
import { fakeClock } from '../support/fake-clock.js';
import { fakeProxy, secureApi, whyNoCertificate } from '../support/secure-api.js';

/** A client of a server on loopback that answers with one status, a moment after each request. */
async function clientOf(status: number) {
  const seen = { requests: 0, open: 0, mostOpen: 0 };
  const server = createServer((_request, response) => {
    seen.requests += 1;
    seen.mostOpen = Math.max(seen.mostOpen, (seen.open += 1));
    const answer = () => {
      seen.open -= 1;
      response.writeHead(status, { 'content-type': 'application/json' }).end('[]');
    };
    // Long enough for a further request to arrive if the client let it.
    setTimeout(answer, 10);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { seen, ...senderTo({ baseUrl, env: {}, ca: undefined }) };
}

/** A client of a server on loopback that never answers. */
async function clientOfSilence() {
  let requests = 0;
  let asked: () => void = () => undefined;
  let ended: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (asked = resolve));
  const left = new Promise<void>((resolve) => (ended = resolve));
  const server = createServer((request) => {
    requests += 1;
    request.once('close', ended);
    asked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const client = senderTo({ baseUrl, env: {}, ca: undefined });
  return { ...client, first, left, requests: () => requests };
}

function senderTo(settings: AgentSettings) {
  const { baseUrl } = settings;
  const agents = openAgents(settings);
  onTestFinished(agents.close);
  const clock = fakeClock();
  const clientFor = createClient({
    ...{ baseUrl, agents, version: '2025.1', username: 'u', password: 'p', clientId: 'c' },
    ...{ timeout: undefined, clock, now: () => new Date() },
  });
  const read = { method: 'GET', target: '/x', body: undefined, read: true, infoTwin: undefined };
  const send = (more: Partial<Sent> = {}) =>
    clientFor({
      report: { note: () => undefined },
      stop: new AbortController().signal,
      refuseWrite: () => undefined,
    }).send({ ...read, ...more });
  return { clock, close: agents.close, send: () => send(), sendWith: send };
}

test('fifty calls at once stay within four at a time, whoever makes them (R4)', async () => {
  const { seen, send } = await clientOf(200);
  await Promise.all(Array.from({ length: 50 }, send));
  expect(seen).toEqual({ requests: 50, open: 0, mostOpen: 4 });
});

test('a server that fails everything gets twelve retries in all, not two for each request (R1)', async () => {
  const { seen, send } = await clientOf(503);
  const results = await Promise.allSettled(Array.from({ length: 50 }, send));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(seen.requests).toBe(50 + 12);
});

test('a server on this machine gets any number of calls without a wait (R4)', async () => {
  const { clock, send } = await clientOf(200);
  await Promise.all(Array.from({ length: 70 }, send));
  expect(clock.waits).toEqual([]);
});

test.skipIf(whyNoCertificate() !== undefined)(
  'toward another machine the sixty-first call waits (R4)',
  async () => {
    const api = await secureApi('cw.example.com');
    const { port } = await fakeProxy(api.port);
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const baseUrl = 'https://cw.example.com';
    const { clock, send } = senderTo({ baseUrl, env, ca: api.certificate });
    for (let call = 0; call < 60; call += 1) await send();
    expect(clock.waits).toEqual([]);
    await send();
    expect(clock.waits.map(Math.round)).toEqual([67]);
  },
);

test('a request that is stopped by its own signal ends at once, on the server too (R3)', async () => {
  const { sendWith, first, left, requests, clock } = await clientOfSilence();
  const stop = new AbortController();
  const sent = sendWith({ signal: stop.signal });
  await first;
  stop.abort();
  await expect(sent).rejects.toThrow(CancelledError);
  await left;
  await expect(sendWith({ signal: stop.signal })).rejects.toThrow(CancelledError);
  expect([requests(), clock.waits]).toEqual([1, []]);
});

test('a client that was closed neither tries again nor sends (R1)', async () => {
  const { send, close, first, requests, clock } = await clientOfSilence();
  const sent = send();
  await first;
  close();
  await expect(sent).rejects.toThrow(CancelledError);
  await expect(send()).rejects.toThrow(CancelledError);
  expect([requests(), clock.waits]).toEqual([1, []]);
});

test('a wait ends by the signal of its request as by that of the run (R3)', async () => {
  for (const which of [0, 1]) {
    const stops = [new AbortController(), new AbortController()] as const;
    const waited = systemClock(stops[0].signal).wait(60_000, stops[1].signal);
    stops[which === 0 ? 0 : 1].abort();
    await expect(waited).rejects.toThrow();
  }
});

test('what is sent once is not tried again and leaves the retries to others (R1)', async () => {
  const { seen, send, sendWith, clock } = await clientOf(503);
  for (let call = 0; call < 20; call += 1)
    await expect(sendWith({ once: true })).rejects.toMatchObject({ code: 'unavailable' });
  expect([seen.requests, clock.waits]).toEqual([20, []]);
  await Promise.allSettled(Array.from({ length: 6 }, send));
  expect(seen.requests).toBe(20 + 6 + 12);
});
