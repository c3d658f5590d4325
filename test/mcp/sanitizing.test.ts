import { expect, test } from 'vitest';
import { mcpClient, type McpClient } from '../support/mcp-client.js';
import { recordApi } from '../support/record-api.js';

/** A hidden instruction in tags, a turned direction, zero-width letters, a soft hyphen, a control, a stray selector. */
const hidden = '\u{e0041}\u{e0042}\u202e\u200b\u00ad\u0007\ufe0f';
const text = `Mail${hidden}box`;

const unseen = /[\u{e0000}-\u{e0fff}\u202a-\u202e\u2066-\u2069\u200b\u00ad\u0000-\u0008\ufe0f]/u;

const ticket = {
  id: 1,
  summary: text,
  board: { id: 1, name: text },
  status: { id: 1, name: text },
  company: { id: 1, identifier: text, name: text },
  [`odd${hidden}`]: text,
  customFields: [{ id: 1, caption: text, value: text }],
  _info: { updatedBy: text },
};

/** The input of one call of each tool, with such texts in it where it takes any. */
const calls: Record<string, (client: McpClient) => Promise<Record<string, unknown>>> = {
  search_api_endpoints: () => Promise.resolve({ query: `close ${text} ticket` }),
  natural_language_api_search: () => Promise.resolve({ query: `tickets of company "${text}"` }),
  list_api_categories: () => Promise.resolve({}),
  get_category_endpoints: () => Promise.resolve({ category: text }),
  get_api_endpoint_details: () => Promise.resolve({ path: `/service/${text}` }),
  execute_api_call: () => Promise.resolve({ path: '/service/tickets' }),
  send_raw_api_request: () => Promise.resolve({ raw_request: 'GET /service/tickets?pageSize=1' }),
  save_to_fast_memory: () =>
    Promise.resolve({
      path: '/service/tickets',
      method: 'GET',
      description: `Tickets ${text}`,
      params: { conditions: `summary contains "${text}"` },
    }),
  list_fast_memory: () => Promise.resolve({}),
  run_fast_memory: () => Promise.resolve({ query_id: '1' }),
  delete_from_fast_memory: () => Promise.resolve({ query_id: '1' }),
  clear_fast_memory: () => Promise.resolve({}),
  confirm_api_write: async (client) => {
    const patch = [{ op: 'replace', path: 'summary', value: text }];
    const { structured } = await client.tool('execute_api_call', {
      ...{ path: '/service/tickets/1', method: 'PATCH', data: patch },
    });
    expect(textsIn(structured).filter((one) => unseen.test(one))).toEqual([]);
    return { token: structured['token'], request: structured['request'] };
  },
};

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(textsIn)];
}

test('no text of any tool has what nobody can see', async () => {
  const api = await recordApi([ticket]);
  const client = await mcpClient({ env: api.env });
  const { tools } = await client.request('tools/list');
  const names = (tools as { name: string }[]).map(({ name }) => name);
  expect(Object.keys(calls).toSorted()).toEqual(names.toSorted());
  for (const [name, input] of Object.entries(calls)) {
    api.answer(name === 'confirm_api_write' ? ticket : [ticket]);
    const given = await input(client);
    const answer = await client.tool(name, given);
    for (const one of [...textsIn(answer.structured), answer.text]) {
      expect(one).not.toMatch(unseen);
      expect(one).not.toContain(String.raw`\u0007`);
    }
  }
});

test('what was removed from records is counted, and the rest is as it was', async () => {
  const api = await recordApi([ticket]);
  const client = await mcpClient({ env: api.env });
  const list = await client.tool('execute_api_call', { path: '/service/tickets' });
  const each = Array.from(hidden).length;
  expect(list.structured).toMatchObject({
    records: [{ id: 1, summary: 'Mailbox', company: { id: 1, name: 'Mailbox' } }],
    sanitized: 4 * each,
  });
  expect(list.text).toContain(`${4 * each} invisible characters removed.`);
  api.answer({ id: 2, summary: 'plain' });
  const one = await client.tool('execute_api_call', { path: '/service/tickets/2' });
  expect(one.structured).not.toHaveProperty('sanitized');
});
