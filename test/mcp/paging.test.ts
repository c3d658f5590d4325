import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { mcpClient, type McpClient, type ToolResult } from '../support/mcp-client.js';
import { recordApi } from '../support/record-api.js';
import { temporaryFolder } from '../support/run-cwm.js';

const path = '/service/tickets';

/** Every answer to a call, from the first to the one that has no cursor. */
async function answersTo(
  client: McpClient,
  input: Record<string, unknown>,
  again: Record<string, unknown> = { path: input['path'] },
): Promise<ToolResult[]> {
  const answers = [await client.tool('execute_api_call', input)];
  for (;;) {
    const last = answers.at(-1);
    if (last?.isError !== false) throw new Error(last?.text);
    const cursor = last.structured['next_cursor'];
    expect(last.structured['has_more']).toBe(cursor !== undefined);
    if (cursor === undefined) return answers;
    answers.push(await client.tool('execute_api_call', { ...again, cursor }));
  }
}

function idsOf(answers: readonly ToolResult[]): unknown[] {
  return answers.flatMap(({ structured }) =>
    (structured['records'] as { id: number }[]).map(({ id }) => id),
  );
}

/** Ids of the rows that the text blocks show. */
function idsInText(answers: readonly ToolResult[]): number[] {
  return answers.flatMap(({ text }) =>
    [...text.matchAll(/^(\d+)(?: \||$)/gm)].map(([, id]) => Number(id)),
  );
}

test('every row of a list comes once, wherever answers are cut, as records and as text', async () => {
  const api = await recordApi();
  const client = await mcpClient({ env: api.env });
  const lengths = fc.array(fc.nat({ max: 4000 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 1, max: 80 }), async (sizes, pageSize) => {
      const rows = sizes.map((size, index) => ({
        id: index + 1,
        summary: 'printer is offline again, '.repeat(size / 26),
      }));
      api.answer(rows);
      const answers = await answersTo(client, { path, params: { pageSize } });
      const all = rows.map(({ id }) => id);
      expect(idsOf(answers)).toEqual(all);
      expect(idsInText(answers)).toEqual(all);
      for (const { structured, text } of answers) {
        expect(countTokens(JSON.stringify(structured))).toBeLessThanOrEqual(20_000);
        expect(countTokens(text)).toBeLessThanOrEqual(20_000);
        expect(structured['total']).toBe(rows.length);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('every row of a list of the sandbox comes once, whatever page and fields are asked for', async () => {
  const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
  const companies = '/company/companies';
  const ask = { path: companies, params: { fields: 'id', pageSize: 1000 } };
  const all = idsOf(await answersTo(client, ask));
  const params = fc.record(
    {
      pageSize: fc.integer({ min: 7, max: 100 }),
      fields: fc.constantFrom('id', 'id,name,status', 'id,name,customFields,notes,types'),
      orderBy: fc.constantFrom('id desc', 'id'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(params, async (given) => {
      const wanted = given.orderBy === 'id desc' ? all.toReversed() : all;
      const answers = await answersTo(client, { path: companies, params: given });
      expect(idsOf(answers)).toEqual(wanted);
    }),
    { numRuns: 6 },
  );
}, 60_000);

const row = (id: number) => ({ id, summary: 'printer is offline again, '.repeat(30) });
const rows = Array.from({ length: 60 }, (_, index) => row(index + 1));

test('a cursor goes on in another run of the server', async () => {
  const api = await recordApi(rows);
  const home = temporaryFolder();
  const first = await mcpClient({ env: api.env, home });
  const { structured } = await first.tool('execute_api_call', { path });
  await first.end();
  const second = await mcpClient({ env: api.env, home });
  const answers = await answersTo(second, { path, cursor: structured['next_cursor'] });
  const given = (structured['records'] as unknown[]).length;
  expect(idsOf(answers)).toEqual(rows.slice(given).map(({ id }) => id));
});

test('a row that goes or comes before the cut is no reason to lose or repeat another', async () => {
  const api = await recordApi(rows.slice(0, 25));
  const client = await mcpClient({ env: api.env });
  const { structured } = await client.tool('execute_api_call', { path });
  const given = (structured['records'] as unknown[]).length;
  expect(given).toBeLessThan(25);
  api.answer(rows.slice(1, 25));
  const fewer = await answersTo(client, { path, cursor: structured['next_cursor'] });
  expect(idsOf(fewer)).toEqual(rows.slice(given, 25).map(({ id }) => id));
  api.answer([row(99), ...rows.slice(0, 24)]);
  const more = await answersTo(client, { path, cursor: structured['next_cursor'] });
  expect(idsOf(more)).toEqual(rows.slice(given, 24).map(({ id }) => id));
});

test('a list by limit or all goes on behind what fits', async () => {
  const api = await recordApi(rows);
  const client = await mcpClient({ env: api.env });
  const all = await answersTo(client, { path, params: { all: true } });
  expect(idsOf(all)).toEqual(rows.map(({ id }) => id));
  const limited = await client.tool('execute_api_call', { path, params: { limit: 5 } });
  expect(limited.structured).toMatchObject({ returned: 5, has_more: true });
  const rest = await answersTo(client, { path, cursor: limited.structured['next_cursor'] });
  expect(idsOf([limited, ...rest])).toEqual(rows.map(({ id }) => id));
});

test('a filter that takes several requests goes on like any other', async () => {
  const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
  const wanted = Array.from({ length: 600 }, (_, index) => index * 3 + 1);
  const input = {
    path,
    params: { conditions: `id in (${wanted.join(',')})`, fields: 'id', pageSize: 150 },
  };
  const answers = await answersTo(client, input, input);
  expect(answers.length).toBeGreaterThan(1);
  expect(idsOf(answers)).toEqual(wanted);
}, 60_000);

test('rows of a raw request go on by execute_api_call', async () => {
  const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
  const raw_request = 'GET /company/companies?fields=id&pageSize=40&orderBy=id desc';
  const first = await client.tool('send_raw_api_request', { raw_request });
  const companies = '/company/companies';
  const cursor = first.structured['next_cursor'];
  const second = await client.tool('execute_api_call', { path: companies, cursor });
  expect(idsOf([first, second])).toEqual(Array.from({ length: 61 }, (_, index) => 61 - index));
});

test('a search by POST goes on with its conditions', async () => {
  const client = await mcpClient({ flags: ['--profile', 'sandbox'] });
  const search = { path: '/service/tickets/search', method: 'POST' };
  const first = {
    ...search,
    params: { pageSize: 200, fields: 'id' },
    data: { conditions: 'id<=500' },
  };
  const answers = await answersTo(client, first, search);
  expect(idsOf(answers)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
}, 60_000);

test('the total is asked for once, and only where more exist', async () => {
  const api = await recordApi(rows);
  const client = await mcpClient({ env: api.env });
  const counts = () => api.asked.filter((target) => target.includes('/count')).length;
  const answers = await answersTo(client, { path, params: { pageSize: 25 } });
  expect(answers.length).toBeGreaterThan(2);
  expect(counts()).toBe(1);
  api.answer(rows.slice(0, 3));
  const few = await client.tool('execute_api_call', { path });
  expect(few.structured).toMatchObject({ total: 3, returned: 3, has_more: false });
  expect(counts()).toBe(1);
});

test.each([
  ['another path', { path: '/company/companies' }, 'It goes with /service/tickets.'],
  ['other params', { path, params: { conditions: 'id=1' } }, 'Leave params out, or repeat'],
  ['a changed cursor', { path, change: true }, 'Copy next_cursor as it stands.'],
])(
  '%s with a cursor is a failure that says what to do, and nothing is sent',
  async (_what, { change, ...input }: Record<string, unknown>, hint) => {
    const api = await recordApi(rows);
    const client = await mcpClient({ env: api.env });
    const { structured } = await client.tool('execute_api_call', { path });
    const sent = api.asked.length;
    const cursor = `${String(structured['next_cursor'])}${change === true ? 'A' : ''}`;
    const failed = await client.tool('execute_api_call', { ...input, cursor });
    expect(failed.isError).toBe(true);
    expect(failed.text).toContain(hint);
    expect(api.asked.length).toBe(sent);
  },
);
