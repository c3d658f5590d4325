import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { mcpClient, type ToolResult } from '../support/mcp-client.js';

function rows(...ids: number[]): { id: number }[] {
  return ids.map((id) => ({ id }));
}

function ids(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** A ticket whose summary takes so many words. */
function ticket(id: number, words = 2): Stub {
  const summary = `${id} ${'printer '.repeat(words)}`.trim();
  return { request: `GET /service/tickets/${id}`, body: { id, summary } };
}

function idsIn({ structured }: ToolResult): number[] {
  return (structured['records'] as { id: number }[]).map(({ id }) => id);
}

const path = '/service/tickets/{id}';

test('reads of rows are one list in the order of the rows', async () => {
  const { env } = await fakeApi(ticket(3), ticket(1), ticket(2));
  const client = await mcpClient({ env });
  const found = await client.tool('execute_api_call', { path, each: rows(3, 1, 2) });
  expect(found.isError).toBe(false);
  expect(found.structured).toMatchObject({ status: 200, returned: 3, total: 3, has_more: false });
  expect(idsIn(found)).toEqual([3, 1, 2]);
});

test('columns stand in params too, and a list for each row gives all of its rows', async () => {
  const list = (board: string, body: unknown[]): Stub => ({
    request: `GET /service/tickets?conditions=${encodeURIComponent(`board/name="${board}"`)}`,
    body,
  });
  const { env } = await fakeApi(list('Help Desk', rows(1, 2)), list('Projects', rows(5)));
  const client = await mcpClient({ env });
  const found = await client.tool('execute_api_call', {
    path: '/service/tickets',
    params: { conditions: 'board/name="{board}"' },
    each: [{ board: 'Help Desk' }, { board: 'Projects' }],
  });
  expect(idsIn(found)).toEqual([1, 2, 5]);
});

test('a row that gives nothing is named beside the records of the others', async () => {
  const { env } = await fakeApi(ticket(1), {
    request: 'GET /service/tickets/2',
    status: 404,
    body: { code: 'NotFound', message: 'Ticket 2 not found' },
  });
  const client = await mcpClient({ env });
  const found = await client.tool('execute_api_call', { path, each: rows(1, 2) });
  expect([found.isError, idsIn(found)]).toEqual([false, [1]]);
  expect(found.structured['notices']).toEqual([expect.stringMatching(/^row 2: .*not found/)]);
  expect(found.text).toContain('row 2: ');
});

test('where no row gives anything it is a failure', async () => {
  const { env } = await fakeApi({ request: 'GET /service/tickets/2', status: 404, body: {} });
  const client = await mcpClient({ env });
  const found = await client.tool('execute_api_call', { path, each: rows(2) });
  expect(found.isError).toBe(true);
  expect(found.structured['error']).toMatchObject({ details: [{ field: 'row 1' }] });
});

test('what does not fit comes with the cursor, and no row is asked for that was given', async () => {
  const count = 40;
  const stubs = ids(count).map((id) => ({ ...ticket(id, 300), optional: true, times: 4 }));
  const { env, seen } = await fakeApi(...stubs);
  const client = await mcpClient({ env });
  const each = rows(...ids(count));
  const got: number[] = [];
  let cursor: unknown;
  for (let turn = 0; turn === 0 || cursor !== undefined; turn += 1) {
    const before = seen.length;
    // The rows may be said again; where they are few, the cursor holds them.
    const more = cursor === undefined ? { each } : { cursor, ...(turn % 2 === 0 ? { each } : {}) };
    const answer = await client.tool('execute_api_call', { path, ...more });
    expect(answer.isError).toBe(false);
    expect(countTokens(answer.text)).toBeLessThanOrEqual(20_000);
    expect(seen[before]?.target).toBe(`/service/tickets/${(got.at(-1) ?? 0) + 1}`);
    got.push(...idsIn(answer));
    cursor = answer.structured['next_cursor'];
    expect(answer.structured['has_more']).toBe(cursor !== undefined);
    expect(got.length).toBeLessThanOrEqual(count);
  }
  expect(got).toEqual(ids(count));
});

test('a cursor is of its rows alone', async () => {
  const stubs = ids(40).map((id) => ({ ...ticket(id, 300), optional: true }));
  const { env } = await fakeApi(...stubs);
  const client = await mcpClient({ env });
  const first = await client.tool('execute_api_call', { path, each: rows(...ids(40)) });
  const { next_cursor: cursor } = first.structured;
  const other = await client.tool('execute_api_call', { path, each: rows(...ids(39)), cursor });
  expect(other.structured['error']).toMatchObject({ code: 'usage' });
});

test('progress is told for each row', async () => {
  const { env } = await fakeApi(ticket(1), ticket(2));
  const client = await mcpClient({ env });
  await client.request('tools/call', {
    name: 'execute_api_call',
    arguments: { path, each: rows(1, 2) },
    _meta: { progressToken: 'rows' },
  });
  const steps = client.frames.filter(({ method }) => method === 'notifications/progress');
  expect(steps.map(({ params }) => params?.['progress'])).toEqual([1, 2]);
});

test('a saved read that gives more than fits says how to get the others', async () => {
  const all = ids(60);
  const api = await fakeApi(...all.map((id) => ({ ...ticket(id, 400), optional: true })));
  const client = await mcpClient({ env: api.env });
  const saved = { path, description: 'Read a ticket' };
  expect((await client.tool('save_to_fast_memory', saved)).isError).toBe(false);
  const found = await client.tool('run_fast_memory', {
    query_id: 'read-a-ticket',
    each: rows(...all),
  });
  expect(found.structured).toMatchObject({ has_more: true });
  expect(found.structured['left_out']).toMatchObject({
    hint: expect.stringContaining('fewer rows in each') as string,
  });
});
