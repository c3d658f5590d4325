import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import {
  mcpClient,
  type McpClient,
  type McpClientOptions,
  type ToolResult,
} from '../support/mcp-client.js';

const template = '/service/tickets/{id}';

function ticket(id: number) {
  return { id, summary: `Ticket ${id}`, status: { id: 2, name: 'In Progress' } };
}

function read(id: number): Stub {
  return { request: `GET /service/tickets/${id}`, body: ticket(id) };
}

function written(id: number, more: Partial<Stub> = {}): Stub {
  return { request: `PATCH /service/tickets/${id}`, body: ticket(id), ...more };
}

function ids(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

const closing = {
  path: template,
  method: 'PATCH',
  data: [{ op: 'replace', path: 'status', value: { name: 'Closed' } }],
};

function closeAll(count: number) {
  return { ...closing, each: ids(count).map((id) => ({ id })) };
}

interface Opened {
  client: McpClient;
  api: FakeApi;
  preview: ToolResult;
  confirm: (request?: unknown) => Promise<ToolResult>;
  /** Ids of the tickets that were written to, in order. */
  sent: () => number[];
}

/** A server with the preview of a call for each of some rows; the records of the first five are read for it. */
async function withPreview(
  count: number,
  stubs: Stub[],
  options: McpClientOptions = {},
): Promise<Opened> {
  const api = await fakeApi(...ids(Math.min(count, 5)).map(read), ...stubs);
  const client = await mcpClient({ env: api.env, ...options });
  const preview = await client.tool('execute_api_call', closeAll(count));
  const { token, request } = preview.structured;
  const confirm = (line = request) => client.tool('confirm_api_write', { token, request: line });
  return { client, api, preview, confirm, sent: () => sentIn(api) };
}

function sentIn({ seen }: FakeApi): number[] {
  return seen
    .filter(({ method }) => method === 'PATCH')
    .map(({ target }) => Number(/\d+$/.exec(target)?.[0]));
}

function errorOf({ structured }: ToolResult): { code: string; message: string; hint: string } {
  return structured['error'] as { code: string; message: string; hint: string };
}

function auditOf(stderr: string): Record<string, unknown>[] {
  return stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a write for each row', () => {
  test('has one preview of all, with the first five one by one', async () => {
    const { preview, sent } = await withPreview(40, []);
    expect(preview.isError).toBe(false);
    const line = 'PATCH /service/tickets/{id} for 40 rows: status → Closed';
    expect(preview.structured).toMatchObject({
      status: 'needs_confirmation',
      request: line,
      preview: { method: 'PATCH', path: template, count: 40, fields: ['status'] },
    });
    const { rows } = preview.structured['preview'] as { rows: Record<string, unknown>[] };
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[0]).toEqual({
      row: 1,
      request: 'PATCH /service/tickets/1: status In Progress → Closed',
      changes: [
        { field: 'status', before: { id: 2, name: 'In Progress' }, after: { name: 'Closed' } },
      ],
    });
    for (const part of [line, 'row 5: PATCH /service/tickets/5', '35 more'])
      expect(preview.text).toContain(part);
    expect(sent()).toEqual([]);
  });

  test('is sent by one confirmation, which tells the outcome of every row', async () => {
    const { confirm, sent } = await withPreview(
      3,
      ids(3).map((id) => written(id)),
    );
    const done = await confirm();
    expect(done.isError).toBe(false);
    expect(done.structured).toEqual({
      status: 'done',
      counts: { done: 3, failed: 0, unknown: 0 },
      records: ids(3).map((id) => ({ row: id, status: 200, ok: true, id, error: null })),
      returned: 3,
      has_more: false,
    });
    expect(done.text).toContain('3 rows: 3 done, 0 failed, 0 unknown.');
    expect(sent()).toEqual([1, 2, 3]);
  });

  test('is not sent for another line, nor twice', async () => {
    const { confirm, sent } = await withPreview(
      2,
      ids(2).map((id) => written(id)),
    );
    expect(
      errorOf(await confirm('PATCH /service/tickets/{id} for 1 row: status → Closed')).code,
    ).toBe('refused');
    expect(sent()).toEqual([]);
    const both = await Promise.all([confirm(), confirm()]);
    expect(both.map(({ isError }) => isError).sort()).toEqual([false, true]);
    expect(errorOf(await confirm()).message).toContain('rows 1-2 done');
    expect(sent()).toEqual([1, 2]);
  });

  test('that is done in part is a failure which says of every row what became of it', async () => {
    const { client, confirm } = await withPreview(3, [
      written(1),
      written(2, { status: 400, body: { code: 'InvalidObject', message: 'ticket is invalid' } }),
      written(3, { drop: true }),
    ]);
    const part = await confirm();
    expect(part.isError).toBe(true);
    expect(part.structured).toMatchObject({
      status: 'outcome_unknown',
      error: { code: 'outcome_unknown', retryable: false },
      counts: { done: 1, failed: 1, unknown: 1 },
      records: [
        { row: 1, ok: true, error: null },
        {
          row: 2,
          status: 400,
          ok: false,
          error: expect.stringContaining('ticket is invalid') as unknown,
        },
        { row: 3, ok: null },
      ],
    });
    expect(part.text).toContain('3 rows: 1 done, 1 failed, 1 unknown.');
    expect(part.text).toContain('must not be sent again');
    const again = errorOf(await confirm());
    expect(again.message).toContain('rows 1 done; 2 failed; 3 unknown');
    expect(again.hint).toContain('Look up those that are unknown');
    const { stderr } = await client.end();
    expect(auditOf(stderr)[1]).toMatchObject({
      tool: 'confirm_api_write',
      outcome: 'outcome_unknown',
      rows: { done: '1', failed: '2', unknown: '3' },
    });
  });

  test('tells how far it has come, row by row', async () => {
    const { client, preview } = await withPreview(
      4,
      ids(4).map((id) => written(id)),
    );
    const { token, request } = preview.structured;
    await client.request('tools/call', {
      name: 'confirm_api_write',
      arguments: { token, request },
      _meta: { progressToken: 'rows' },
    });
    const steps = client.frames
      .filter(({ method }) => method === 'notifications/progress')
      .map(({ params }) => [params?.['progress'], params?.['total']]);
    expect(steps).toEqual(ids(4).map((step) => [step, 4]));
  });

  test('finishes the row under way when it is cancelled, and what was sent can be asked for', async () => {
    const { client, api, preview, confirm, sent } = await withPreview(3, [
      written(1),
      written(2, { delay: 300 }),
    ]);
    const { token, request } = preview.structured;
    const { id } = client.send('tools/call', {
      name: 'confirm_api_write',
      arguments: { token, request },
    });
    await expect.poll(() => sentIn(api).length).toBe(2);
    client.notify('notifications/cancelled', { requestId: id });
    await expect
      .poll(async () => errorOf(await confirm()).message)
      .toContain('rows 1-2 done; 3 not sent');
    expect(errorOf(await confirm()).hint).toContain('rows alone that are not done');
    expect(sent()).toEqual([1, 2]);
    const { stderr } = await client.end();
    const noted = auditOf(stderr).find(({ rows }) => rows !== undefined);
    expect(noted).toMatchObject({ outcome: 'cancelled', rows: { done: '1-2' } });
  });

  test('of a client that has left is noted with the rows that were sent', async () => {
    const { client, api, preview } = await withPreview(2, [
      written(1),
      written(2, { delay: 60_000 }),
    ]);
    const { token, request } = preview.structured;
    client.send('tools/call', { name: 'confirm_api_write', arguments: { token, request } });
    await expect.poll(() => sentIn(api).length).toBe(2);
    const { stderr } = await client.end();
    expect(auditOf(stderr).at(-1)).toMatchObject({
      tool: 'confirm_api_write',
      outcome: 'interrupted',
      rows: { done: '1', unknown: '2' },
    });
  }, 10_000);

  test('shows the person at the client what the line has no room for', async () => {
    const time = { now: Date.UTC(2026, 10, 20, 9) };
    const { client, confirm, sent } = await withPreview(
      2,
      ids(2).map((id) => written(id)),
      {
        capabilities: { elicitation: {} },
        now: () => new Date(time.now),
        answer: () => {
          time.now += 2000;
          return { result: { action: 'accept', content: { decision: 'send' } } };
        },
      },
    );
    expect((await confirm()).isError).toBe(false);
    const question = client.frames.find(({ method }) => method === 'elicitation/create');
    expect(question?.params?.['message']).toContain('for 2 rows: status → Closed');
    expect(question?.params?.['message']).toContain('row 2: PATCH /service/tickets/2');
    expect(sent()).toEqual([1, 2]);
  });
});

test('what differs by row is said so, and a deletion names the records', async () => {
  const api = await fakeApi(...ids(2).flatMap((id) => [read(id), read(id)]));
  const client = await mcpClient({ env: api.env });
  const lineOf = async (input: Record<string, unknown>) =>
    (await client.tool('execute_api_call', { path: template, ...input })).structured['request'];
  const data = [
    { op: 'replace', path: 'summary', value: '{text}' },
    { op: 'replace', path: 'status', value: { name: 'Closed' } },
  ];
  const each = [
    { id: 1, text: 'a' },
    { id: 2, text: 'b' },
  ];
  expect(await lineOf({ method: 'PATCH', data, each })).toBe(
    'PATCH /service/tickets/{id} for 2 rows: summary by row, status → Closed',
  );
  expect(await lineOf({ method: 'DELETE', each: [{ id: 1 }, { id: 2 }] })).toBe(
    'DELETE /service/tickets/{id} for 2 rows: 1 "Ticket 1", 2 "Ticket 2"',
  );
});

test('rows that are wrong are reported together before anything is sent', async () => {
  const api = await fakeApi();
  const client = await mcpClient({ env: api.env });
  const refused = await client.tool('execute_api_call', {
    path: '/service/tickets/{id}/notes',
    method: 'POST',
    data: { text: 'Rang', internalFlag: '{internal}' },
    each: [
      { id: 1, internal: 'true' },
      { id: 2, internal: 'perhaps' },
      { id: '', internal: 'true' },
    ],
  });
  expect(refused.isError).toBe(true);
  expect(errorOf(refused)).toMatchObject({
    code: 'usage',
    message: '2 of 3 rows cannot be sent.',
    details: [{ field: 'row 2' }, { field: 'row 3' }],
  });
  expect(errorOf(refused).hint).not.toContain('--');
  expect(api.seen).toEqual([]);
});

test.each([
  ['more rows than it takes', closeAll(101), 'cwm call PATCH'],
  ['no rows', { ...closing, each: [] }, 'leave each out'],
  ['a row that is no object', { ...closing, each: [4711] }, '{"id": 4711}'],
  ['a column that there is not', { ...closing, each: [{ ticket: 1 }] }, 'ticket'],
])('%s is refused with what to do', async (_what, input, hint) => {
  const api = await fakeApi();
  const client = await mcpClient({ env: api.env });
  const refused = await client.tool('execute_api_call', input);
  expect(errorOf(refused).code).toBe('usage');
  expect(errorOf(refused).hint).toContain(hint);
});

test('--read-only refuses before anything is read', async () => {
  const api = await fakeApi();
  const client = await mcpClient({ env: api.env, flags: ['--read-only'] });
  expect(errorOf(await client.tool('execute_api_call', closeAll(2))).code).toBe('refused');
  expect(api.seen).toEqual([]);
});

test('--allow-writes sends all rows at once and tells their outcomes', async () => {
  const api = await fakeApi(...ids(2).map((id) => written(id)));
  const client = await mcpClient({ env: api.env, flags: ['--allow-writes'] });
  const done = await client.tool('execute_api_call', closeAll(2));
  expect(done.structured).toMatchObject({ status: 'done', counts: { done: 2 } });
  expect(sentIn(api)).toEqual([1, 2]);
});

test('a hundred rows that fail with long reasons are all told, within the budget', async () => {
  const message = 'Überprüfung fehlgeschlagen '.repeat(40);
  const api = await fakeApi(
    ...ids(100).map((id) => written(id, { status: 400, body: { code: 'X', message } })),
  );
  const client = await mcpClient({ env: api.env, flags: ['--allow-writes'] });
  const { structured, text } = await client.tool('execute_api_call', closeAll(100));
  expect((structured['records'] as { row: number }[]).map(({ row }) => row)).toEqual(ids(100));
  expect(structured['left_out']).toEqual({ reasons_cut: 100 });
  expect(countTokens(JSON.stringify(structured))).toBeLessThanOrEqual(20_000);
  expect(countTokens(text)).toBeLessThanOrEqual(20_000);
  for (const id of [1, 50, 100]) expect(text).toMatch(new RegExp(`^${id} \\| 400 \\| false`, 'm'));
});

test('a saved call is run for each row, and counts as one use', async () => {
  const api = await fakeApi(...ids(2).flatMap((id) => [read(id), written(id)]));
  const client = await mcpClient({ env: api.env });
  await client.tool('save_to_fast_memory', { ...closing, description: 'Close tickets' });
  const each = [{ id: 1 }, { id: 2 }];
  const preview = await client.tool('run_fast_memory', { query_id: 'close-tickets', each });
  const { token, request } = preview.structured;
  expect(request).toBe('PATCH /service/tickets/{id} for 2 rows: status → Closed');
  const done = await client.tool('confirm_api_write', { token, request });
  expect(done.structured).toMatchObject({ counts: { done: 2 } });
  expect(sentIn(api)).toEqual([1, 2]);
  const { structured } = await client.tool('list_fast_memory');
  expect(structured['entries']).toMatchObject([{ usage_count: 1 }]);
});
