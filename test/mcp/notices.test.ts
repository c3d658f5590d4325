import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { mcpClient, type McpClient } from '../support/mcp-client.js';
import { temporaryFolder } from '../support/run-cwm.js';

const next = '<https://internal.example/service/tickets?pageSize=2&pageId=2>; rel="next"';
const pages = [
  {
    request: 'GET /service/tickets?fields=id&pageSize=2',
    body: [{ id: 1 }, { id: 2 }],
    headers: { link: next },
  },
  {
    request: 'GET /service/tickets?fields=id&pageSize=2&pageId=2',
    body: [{ id: 3 }, { id: 4 }],
  },
];

describe('audit', () => {
  test('each call is one line on standard error that tells nothing of what it held', async () => {
    const secret = 'Fabrikam merger';
    const { env } = await fakeApi({ request: 'GET /service/tickets/7', body: { summary: secret } });
    const client = await mcpClient({ env });
    await client.tool('search_api_endpoints', { query: secret });
    await client.tool('execute_api_call', { path: '/service/tickets/7' });
    await client.tool('execute_api_call', { path: `/${secret}` });
    await client.tool('execute_api_call', { [secret]: 1 });
    await client.send('tools/call', { name: secret }).ended;
    const { stderr } = await client.end();
    expect(linesOf(stderr)).toMatchObject([
      { tool: 'search_api_endpoints', outcome: 'ok', profile: null, client: 'test' },
      { tool: 'execute_api_call', outcome: 'ok' },
      { tool: 'execute_api_call', outcome: 'not_found' },
      { tool: 'execute_api_call', outcome: 'usage' },
      { tool: null, outcome: 'unknown_tool' },
    ]);
    expect(stderr).not.toContain(secret);
    for (const line of linesOf(stderr))
      expect(Object.keys(line as object)).toEqual([
        'time',
        'tool',
        'outcome',
        'ms',
        'profile',
        'client',
      ]);
  });

  test('a write is noted as preview, confirmed and refused', async () => {
    const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
    const input = { path: '/service/tickets/1/notes', method: 'POST', data: { text: 'Hello' } };
    const { structured } = await client.tool('execute_api_call', input);
    const { token, request } = structured;
    await client.tool('confirm_api_write', { token, request });
    await client.tool('confirm_api_write', { token, request });
    const { stderr } = await client.end();
    expect(linesOf(stderr)).toMatchObject([
      { outcome: 'preview', profile: 'sandbox' },
      { outcome: 'confirmed' },
      { outcome: 'refused' },
    ]);
  });

  test('--audit-file gets the lines in place of standard error, for its owner alone', async () => {
    const file = join(temporaryFolder(), 'audit.jsonl');
    for (let run = 0; run < 2; run += 1) {
      const client = await mcpClient({ flags: ['--audit-file', file] });
      await client.tool('search_api_endpoints', { query: 'tickets' });
      expect((await client.end()).stderr).toBe('');
    }
    expect(linesOf(readFileSync(file, 'utf8'))).toMatchObject([
      { tool: 'search_api_endpoints' },
      { tool: 'search_api_endpoints' },
    ]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('an audit file that cannot be written keeps the server from starting', async () => {
    const file = join(temporaryFolder(), 'none', 'audit.jsonl');
    await expect(mcpClient({ flags: ['--audit-file', file] })).rejects.toThrow('audit file');
  });
});

describe('the client’s log', () => {
  test('at debug it hears of the requests, never of keys; at warning it does not', async () => {
    const request = 'GET /service/tickets/7';
    const { env } = await fakeApi(
      { request, status: 503, times: 2 },
      { request, body: { id: 7 } },
      { request, body: { id: 7 } },
    );
    const client = await mcpClient({ env });
    const call = () => client.tool('execute_api_call', { path: '/service/tickets/7' });
    await client.request('logging/setLevel', { level: 'debug' });
    await call();
    const heard = messages(client);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard[0]).toMatchObject({ logger: 'cwm' });
    expect(JSON.stringify(heard)).not.toContain(fakeKeys.privateKey);
    await client.request('logging/setLevel', { level: 'error' });
    await call();
    expect(messages(client)).toEqual(heard);
  });
});

describe('progress', () => {
  test('comes once a page, always further, and only where it was asked for', async () => {
    const { env } = await fakeApi(...[...pages, ...pages]);
    const client = await mcpClient({ env });
    const params = { fields: 'id', pageSize: 2, limit: 4 };
    const input = { name: 'execute_api_call', arguments: { path: '/service/tickets', params } };
    await client.request('tools/call', { ...input, _meta: { progressToken: 'p-1' } });
    const told = progress(client);
    expect(told).toMatchObject([
      { progressToken: 'p-1', progress: 1, message: expect.stringContaining('2') as string },
      { progressToken: 'p-1', progress: 2, message: expect.stringContaining('4') as string },
    ]);
    await client.request('tools/call', input);
    expect(progress(client)).toEqual(told);
  });
});

function linesOf(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

function messages(client: McpClient) {
  return paramsOf(client, 'notifications/message');
}

function progress(client: McpClient) {
  return paramsOf(client, 'notifications/progress');
}

function paramsOf({ frames }: McpClient, method: string) {
  return frames.filter((frame) => frame.method === method).map(({ params }) => params);
}
