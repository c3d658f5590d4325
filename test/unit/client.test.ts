import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/api/client.js';
import { openAgents, type AgentSettings } from '../../src/api/connection-agent.js';
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

function senderTo(settings: AgentSettings) {
  const { baseUrl } = settings;
  const agents = openAgents(settings);
  onTestFinished(agents.close);
  const clock = fakeClock();
  const clientFor = createClient({
    ...{ baseUrl, agents, version: '2025.1', username: 'u', password: 'p', clientId: 'c' },
    ...{ timeout: undefined, signal: new AbortController().signal },
    ...{ clock, now: () => new Date() },
  });
  const read = { method: 'GET', target: '/x', body: undefined, read: true, infoTwin: undefined };
  return { clock, send: () => clientFor({ note: () => undefined }).send(read) };
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
