import { expect, test } from 'vitest';
import { mcpClient } from '../support/mcp-client.js';

test('a client is welcomed and lists the tools', async () => {
  const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
  const { tools } = await client.request('tools/list');
  expect((tools as unknown[]).length).toBeGreaterThan(0);
  const got = await client.tool('execute_api_call', { path: '/service/boards' });
  expect(got.isError).toBe(false);
  expect((await client.end()).code).toBe(0);
});
