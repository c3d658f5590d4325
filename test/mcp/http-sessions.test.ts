import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import {
  connectClient,
  initialize,
  mcpToken,
  properHeaders,
  sendRaw,
  serveMcp,
} from '../support/mcp-http.js';
import { silentApi } from '../support/silent-api.js';

const ping = '{"jsonrpc":"2.0","id":2,"method":"ping"}';
const listTickets = (id: number) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'execute_api_call', arguments: { path: '/service/tickets' } },
  });

/** Begins a session by hand; gives the headers of its next requests. */
async function begin(url: string): Promise<Record<string, string>> {
  const { headers } = await sendRaw(url, properHeaders, { body: initialize });
  return { ...properHeaders, 'mcp-session-id': String(headers['mcp-session-id']) };
}

describe('many clients at once', () => {
  test('each of 50 calls of five clients gets its own answer', async () => {
    const { address } = await serveMcp();
    const clients = await Promise.all(Array.from({ length: 5 }, () => connectClient(address.url)));
    const sent = clients.flatMap(({ tool }, client) =>
      Array.from({ length: 10 }, async (_, call) => {
        const id = client * 10 + call + 1;
        const { record } = await tool('execute_api_call', {
          path: `/service/tickets/${id}`,
          params: { fields: 'id' },
        });
        expect(record).toMatchObject({ id });
      }),
    );
    await Promise.all(sent);
  });

  test('what one has previewed no other can confirm', async () => {
    const { address } = await serveMcp();
    const [own, other] = [await connectClient(address.url), await connectClient(address.url)];
    const preview = await own.tool('execute_api_call', {
      path: '/service/tickets/1',
      method: 'PATCH',
      data: [{ op: 'replace', path: 'summary', value: 'Mine' }],
    });
    const { token, request } = preview;
    const foreign = await other.tool('confirm_api_write', { token, request });
    expect(foreign).toMatchObject({ error: { code: 'refused' } });
    const confirmed = await own.tool('confirm_api_write', { token, request });
    expect(confirmed).toMatchObject({ record: { id: 1, summary: 'Mine' } });
  });

  test('the 65th is told that there are enough', async () => {
    const { address } = await serveMcp();
    await Promise.all(Array.from({ length: 64 }, () => begin(address.url)));
    const refused = await sendRaw(address.url, properHeaders, { body: initialize });
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.text).toContain('64 clients have a session');
  });
});

describe('the end of a session', () => {
  test('DELETE ends it', async () => {
    const { address } = await serveMcp();
    const headers = await begin(address.url);
    expect((await sendRaw(address.url, headers, { body: ping })).status).toBe(200);
    expect((await sendRaw(address.url, headers, { method: 'DELETE' })).status).toBe(200);
    expect((await sendRaw(address.url, headers, { body: ping })).status).toBe(404);
  });

  test('half an hour without a request ends it, but not while its stream is open', async () => {
    let time = '2026-03-02T10:00:00Z';
    const { address } = await serveMcp(undefined, { now: () => new Date(time) });
    const idle = await begin(address.url);
    const listening = await begin(address.url);
    const stream = await fetch(address.url, { headers: listening });
    time = '2026-03-02T10:30:00Z';
    expect((await sendRaw(address.url, idle, { body: ping })).status).toBe(404);
    expect((await sendRaw(address.url, listening, { body: ping })).status).toBe(200);
    await stream.body?.cancel();
  });

  test('what is no proper beginning has none', async () => {
    const { address } = await serveMcp();
    const body = initialize.replace('"2.0"', '"1.0"');
    const { status, headers } = await sendRaw(address.url, properHeaders, { body });
    expect(status).toBe(400);
    expect(headers).not.toHaveProperty('mcp-session-id');
  });

  test('Ctrl-C closes open streams, and the port is free again', async () => {
    const { address, stop } = await serveMcp();
    const headers = await begin(address.url);
    const stream = await fetch(address.url, { headers });
    const { code } = await stop();
    expect(code).toBe(130);
    expect(await stream.text()).toBe('');
    await serveMcp(['--profile', 'sandbox', '--port', new URL(address.url).port]);
  });
});

describe('a call that nobody waits for any more', () => {
  test('is given up toward ConnectWise when its connection is closed', async () => {
    const { env, asked, givenUp } = await silentApi();
    const { address } = await serveMcp([], { env });
    const headers = await begin(address.url);
    const given = new AbortController();
    const call = fetch(address.url, {
      method: 'POST',
      headers,
      body: listTickets(7),
      signal: given.signal,
    }).then((response) => response.text());
    await asked;
    given.abort();
    await expect(call).rejects.toThrow();
    await givenUp;
    expect((await sendRaw(address.url, headers, { body: ping })).status).toBe(200);
  });

  test('is given up when it is cancelled, and its stream ends without an answer', async () => {
    const { env, asked, givenUp } = await silentApi();
    const { address } = await serveMcp([], { env });
    const headers = await begin(address.url);
    const call = sendRaw(address.url, headers, { body: listTickets(7) });
    await asked;
    const cancel = { requestId: 7, reason: 'Not needed.' };
    const body = JSON.stringify({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: cancel,
    });
    expect((await sendRaw(address.url, headers, { body })).status).toBe(202);
    expect((await call).text).not.toContain('"id":7');
    await givenUp;
  });
});

test('nothing that a client sends in headers goes to ConnectWise or says where that is', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets/1', body: { id: 1 } });
  const { address } = await serveMcp([], { env: api.env });
  const headers = {
    ...(await begin(address.url)),
    'x-forwarded-host': 'evil.example',
    'x-cwm-url': 'https://evil.example',
    connectwise_api_url: 'https://evil.example',
    clientid: 'evil',
    'x-evil': 'evil',
  };
  const body = listTickets(3).replace('/service/tickets', '/service/tickets/1');
  const { text } = await sendRaw(address.url, headers, { body });
  expect(text).toContain('"status":200');
  const [seen] = api.seen;
  expect(seen?.headers.authorization).toMatch(/^Basic /);
  expect(JSON.stringify(seen)).not.toMatch(/evil/);
  expect(JSON.stringify(seen)).not.toContain(mcpToken);
});
