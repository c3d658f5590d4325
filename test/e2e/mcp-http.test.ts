import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectClient, type HttpClient } from '../support/mcp-http.js';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import { makeFolder, startProcess } from '../support/run-process.js';

const { folder: home, remove } = makeFolder();

beforeAll(() => ensureBuilt());
afterAll(() => remove());

/** The built server as a process of its own, and what it shows a person. */
async function startServer(...flags: string[]) {
  const args = ['mcp', 'serve', '--http', '--port', '0', '--profile', 'sandbox', ...flags];
  const server = startProcess(process.execPath, [builtBin, ...args], { env: { CWM_HOME: home } });
  const { stderr } = await server.saw('Token: ');
  const { stdout } = await server.saw('/health');
  const { url } = JSON.parse(stdout) as { url: string };
  const [, token = ''] = /^Token: (\S+)$/m.exec(stderr) ?? [];
  return { ...server, url, token };
}

async function summaryOf({ tool }: HttpClient, path: string): Promise<unknown> {
  const { record } = await tool('execute_api_call', { path });
  return (record as Record<string, unknown>)['summary'];
}

test('search, details, a read, a preview and its confirmation change a record, over real HTTP', async () => {
  const { url, token, child, finished } = await startServer();
  const client = await connectClient(url, token);
  const { tool } = client;

  const found = await tool('search_api_endpoints', { query: 'update a service ticket' });
  expect(found['results']).toContainEqual(
    expect.objectContaining({ method: 'PATCH', path: '/service/tickets/{id}' }),
  );
  const details = await tool('get_api_endpoint_details', {
    path: '/service/tickets/{id}',
    method: 'PATCH',
  });
  expect(details).toMatchObject({ method: 'PATCH', path: '/service/tickets/{id}' });

  const before = await summaryOf(client, '/service/tickets/7');
  const summary = `${String(before)}, seen to`;
  const preview = await tool('execute_api_call', {
    path: '/service/tickets/7',
    method: 'PATCH',
    data: [{ op: 'replace', path: 'summary', value: summary }],
  });
  expect(preview['status']).toBe('needs_confirmation');
  expect(await summaryOf(client, '/service/tickets/7')).toBe(before);

  const confirmation = { token: preview['token'], request: preview['request'] };
  expect(await tool('confirm_api_write', confirmation)).toMatchObject({ record: { summary } });
  expect(await summaryOf(client, '/service/tickets/7')).toBe(summary);
  expect(await tool('confirm_api_write', confirmation)).toMatchObject({
    error: { code: 'refused' },
  });

  child.kill('SIGTERM');
  expect((await finished).code).toBe(143);
});

test('one that only reads offers no confirmation', async () => {
  const { url, token, child, finished } = await startServer('--read-only');
  const { client } = await connectClient(url, token);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).not.toContain('confirm_api_write');
  child.kill('SIGTERM');
  await finished;
});

test('without the token nobody is let in', async () => {
  const { url, child, finished } = await startServer();
  await expect(connectClient(url, 'x'.repeat(43))).rejects.toThrow();
  child.kill('SIGTERM');
  await finished;
});
