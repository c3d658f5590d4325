import { describe, expect, test } from 'vitest';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { fakeApi } from '../support/fake-api.js';
import { mcpClient, type Frame, type McpClient } from '../support/mcp-client.js';
import { silentApi } from '../support/silent-api.js';

describe('initialize', () => {
  test.each([
    ['2025-06-18', '2025-06-18'],
    ['2025-11-25', '2025-11-25'],
    ['2024-11-05', '2024-11-05'],
    ['2099-01-01', '2025-11-25'],
    ['', '2025-11-25'],
  ])('protocol version "%s" is answered with %s', async (protocolVersion, expected) => {
    const { welcome } = await mcpClient({ protocolVersion });
    expect(welcome['protocolVersion']).toBe(expected);
  });

  test('the server tells its name, its picture and, in few words, how to use it', async () => {
    const { welcome } = await mcpClient();
    expect(welcome['serverInfo']).toMatchObject({
      name: 'cwm',
      title: 'ConnectWise Manage',
      version: expect.stringMatching(/^\d+\.\d+/) as string,
      icons: [{ mimeType: 'image/svg+xml' }],
    });
    expect(countTokens(String(welcome['instructions']))).toBeLessThanOrEqual(300);
  });

  test('every tool that the instructions speak of is in the list or is one of memory', async () => {
    const client = await mcpClient();
    const named = String(client.welcome['instructions']).match(/\b\w+_(?:api_\w+|fast_memory)\b/g);
    const unknown = (named ?? []).filter((name) => !contractTools.has(name));
    expect(unknown).toEqual([]);
  });
});

describe('what is no request of the protocol', () => {
  test.each([
    ['no JSON', 'Starting up…', null, -32700],
    ['half of a message', '{"jsonrpc":"2.0","id":1,', null, -32700],
    ['several messages in one', '[{"jsonrpc":"2.0","id":71,"method":"ping"}]', null, -32600],
    ['another version', '{"jsonrpc":"1.0","id":72,"method":"ping"}', 72, -32600],
    ['no method', '{"jsonrpc":"2.0","id":73}', 73, -32600],
    ['an id that is none', '{"jsonrpc":"2.0","id":null,"method":"ping"}', null, -32600],
    ['params that are a list', '{"jsonrpc":"2.0","id":74,"method":"ping","params":[]}', 74, -32600],
    ['a number', '42', null, -32600],
    ['an unknown method', '{"jsonrpc":"2.0","id":75,"method":"tools/none"}', 75, -32601],
    ['a call without a name', '{"jsonrpc":"2.0","id":76,"method":"tools/call"}', 76, -32602],
    [
      'an unknown level',
      '{"jsonrpc":"2.0","id":77,"method":"logging/setLevel","params":{"level":"loud"}}',
      77,
      -32602,
    ],
    [
      'an unknown tool',
      '{"jsonrpc":"2.0","id":78,"method":"tools/call","params":{"name":"rm"}}',
      78,
      -32602,
    ],
  ])('%s is answered with an error', async (_what, line, id, code) => {
    const client = await mcpClient();
    client.write(line);
    await client.request('ping');
    expect(errors(client)).toEqual([{ id, code }]);
    expect(client.strays).toEqual([]);
  });

  test.each([
    ['a byte order mark', '\ufeff{"jsonrpc":"2.0","id":"a","method":"ping"}'],
    ['the line end of Windows', '{"jsonrpc":"2.0","id":"a","method":"ping"}\r'],
    ['null for params', '{"jsonrpc":"2.0","id":"a","method":"ping","params":null}'],
    ['members of a later version', '{"jsonrpc":"2.0","id":"a","method":"ping","later":{}}'],
    ['empty lines before it', '\n \n{"jsonrpc":"2.0","id":"a","method":"ping"}'],
  ])('a request with %s is answered', async (_what, line) => {
    const client = await mcpClient();
    client.write(line);
    await client.request('ping');
    expect(client.frames).toContainEqual({ jsonrpc: '2.0', id: 'a', result: {} });
    expect(errors(client)).toEqual([]);
  });

  test('a line of five million bytes is skipped, and the next one answered', async () => {
    const client = await mcpClient();
    client.write(`{"jsonrpc":"2.0","id":9,"method":"ping","params":{"x":"${'x'.repeat(5e6)}"}}`);
    expect(await client.request('ping')).toEqual({});
    expect(errors(client)).toEqual([{ id: null, code: -32600 }]);
  });

  test('an answer that nobody asked for and a notification that nobody knows are passed over', async () => {
    const client = await mcpClient();
    client.write('{"jsonrpc":"2.0","id":999,"result":{}}');
    client.notify('notifications/unheard_of');
    client.notify('notifications/cancelled', { requestId: 12345 });
    expect(await client.request('ping')).toEqual({});
    expect(errors(client)).toEqual([]);
  });
});

describe('tools/list', () => {
  test('is the same a hundred times, whatever is called in between', async () => {
    const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
    const first = JSON.stringify(await client.request('tools/list'));
    await client.tool('search_api_endpoints', { query: 'tickets' });
    await client.tool('execute_api_call', { path: '/service/tickets/1' });
    for (let round = 0; round < 100; round += 1)
      expect(JSON.stringify(await client.request('tools/list'))).toBe(first);
    const other = await mcpClient();
    expect(JSON.stringify(await other.request('tools/list'))).toBe(first);
  });
});

describe('calls at a time', () => {
  test('fifty get each their own answer', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => index + 1);
    const { env } = await fakeApi(
      ...ids.map((id) => ({ request: `GET /service/tickets/${id}`, body: { id } })),
    );
    const client = await mcpClient({ env });
    const answers = await Promise.all(
      ids.map((id) => client.tool('execute_api_call', { path: `/service/tickets/${id}` })),
    );
    expect(answers.map(({ structured }) => structured['record'])).toEqual(
      ids.map((id) => ({ id })),
    );
  });

  test('one that is cancelled is given up upstream, and nothing more is said of it', async () => {
    const { env, asked, givenUp } = await silentApi();
    const client = await mcpClient({ env });
    const input = { name: 'execute_api_call', arguments: { path: '/service/tickets' } };
    const { id } = client.send('tools/call', { ...input, _meta: { progressToken: 'p' } });
    await asked;
    client.notify('notifications/cancelled', { requestId: id, reason: 'no longer needed' });
    await givenUp;
    const { stderr } = await client.end();
    expect(client.frames.filter((frame) => frame.id === id || frame.method !== undefined)).toEqual(
      [],
    );
    expect(stderr).toContain('"outcome":"cancelled"');
  });
});

test('without credentials search and details work, and a call says what to set', async () => {
  const client = await mcpClient();
  const found = await client.tool('search_api_endpoints', { query: 'list tickets' });
  expect(found.isError).toBe(false);
  const details = await client.tool('get_api_endpoint_details', { path: '/service/tickets' });
  expect(details.isError).toBe(false);
  const call = await client.tool('execute_api_call', { path: '/service/tickets' });
  expect(call).toMatchObject({ isError: true, structured: { error: { code: 'config' } } });
  expect(call.text).toContain('CONNECTWISE_API_URL');
});

function errors({ frames }: McpClient): unknown[] {
  return frames
    .filter((frame): frame is Frame & { error: { code: number } } => frame.error !== undefined)
    .map(({ id, error }) => ({ id, code: error.code }));
}

const contractTools = new Set([
  'search_api_endpoints',
  'natural_language_api_search',
  'list_api_categories',
  'get_category_endpoints',
  'get_api_endpoint_details',
  'execute_api_call',
  'send_raw_api_request',
  'run_fast_memory',
  'confirm_api_write',
  'save_to_fast_memory',
  'list_fast_memory',
  'delete_from_fast_memory',
  'clear_fast_memory',
]);
