import { describe, expect, test } from 'vitest';
import { mcpClient } from '../support/mcp-client.js';

/** Words that only somebody at a shell can act on. */
const shellWords = /(?:^|\s|')(?:--[a-z]|-[a-z]\s)|\bcwm [a-z]/;

const ticket = '/service/tickets';

/** What an assistant gets wrong, with what it is to read. */
const mistakes: readonly [string, string, Record<string, unknown>, string][] = [
  [
    'a body without what is required',
    'execute_api_call',
    { path: ticket, method: 'POST', data: { summary: 'x' } },
    'get_api_endpoint_details POST /service/tickets',
  ],
  ['no body', 'execute_api_call', { path: ticket, method: 'POST' }, 'Give it in data.'],
  [
    'a list as a body',
    'execute_api_call',
    { path: ticket, method: 'POST', data: [{ summary: 'x' }] },
    'get_api_endpoint_details tells its fields.',
  ],
  [
    'an object for a PATCH',
    'execute_api_call',
    { path: `${ticket}/1`, method: 'PATCH', data: { summary: 'x' } },
    'data [{"op":"replace","path":"summary","value":"text"}]',
  ],
  [
    'a summary that is too long',
    'execute_api_call',
    {
      path: ticket,
      method: 'POST',
      data: { summary: 'x'.repeat(300), company: { id: 2 }, board: { id: 1 } },
    },
    'get_api_endpoint_details POST /service/tickets',
  ],
  ['an entry that is not there', 'run_fast_memory', { query_id: '99' }, 'list_fast_memory'],
  ['another category', 'get_category_endpoints', { category: 'qqqqqq' }, 'list_api_categories'],
  [
    'a secret to keep',
    'save_to_fast_memory',
    {
      path: ticket,
      description: 'By header',
      params: {
        conditions: `summary="Authorization: Basic ${Buffer.from('nobody:a text that is no key').toString('base64')}"`,
      },
    },
    'placeholder',
  ],
];

describe('a failure names tools and arguments, nothing of a shell', () => {
  test.each(mistakes)('%s', async (_case, name, input, told) => {
    const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
    const { isError, text, structured } = await client.tool(name, input);
    expect(isError).toBe(true);
    expect(text).toContain(told);
    expect(text).not.toMatch(shellWords);
    const { hint } = structured['error'] as { hint: string };
    expect(hint).not.toMatch(shellWords);
  });

  test('but an upload, which only the command line can make', async () => {
    const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
    const data = { recordType: 'Ticket', recordId: 1, title: 'Plan' };
    const upload = { path: '/system/documents', method: 'POST', data };
    const { isError, text } = await client.tool('execute_api_call', upload);
    expect(isError).toBe(true);
    expect(text).toContain('on the command line: cwm call POST /system/documents --file <path>');
  });

  test('a value for an entry that has no placeholder', async () => {
    const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
    await client.tool('save_to_fast_memory', { path: ticket, description: 'Tickets' });
    const { text } = await client.tool('run_fast_memory', { query_id: '1', values: { a: 'b' } });
    expect(text).toContain('leave out values');
  });
});

test('a tool that is not there is named in short, with nothing that cannot be seen', async () => {
  const client = await mcpClient();
  const name = `a\u202e\u0007\u200b${'x'.repeat(3000)}`;
  const { error } = await client.send('tools/call', { name }).ended;
  expect(error?.code).toBe(-32602);
  expect(error?.message).toMatch(/There is no tool ax{20,80}…\.$/);
});
