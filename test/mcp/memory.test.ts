import { beforeEach, describe, expect, test } from 'vitest';
import { mcpClient, type McpClient } from '../support/mcp-client.js';
import { temporaryFolder } from '../support/run-cwm.js';
import { runCwm } from '../support/run-cwm.js';
import { validAnswers } from '../support/valid-answers.js';

let home: string;
let tool: McpClient['tool'];
beforeEach(async () => {
  home = temporaryFolder();
  tool = await validAnswers(await mcpClient({ home, flags: ['--profile', 'sandbox'] }));
});

const open = {
  path: '/service/tickets',
  method: 'GET',
  description: 'Open tickets of a company',
  params: { conditions: 'closedFlag=false and company/identifier="{company=ACME}"', pageSize: 3 },
};

describe('what the Python gateway documents', () => {
  test('save_to_fast_memory, then list_fast_memory with and without words', async () => {
    const high = {
      path: '/service/tickets',
      method: 'GET',
      description: 'Get all high priority open tickets',
      params: { conditions: "status/name='Open' and priority/name='High'" },
    };
    const { structured } = await tool('save_to_fast_memory', high);
    expect(structured).toMatchObject({
      entries: [{ slug: 'get-all-high-priority-open-tickets', saved_by: 'mcp', ...high }],
    });
    await tool('save_to_fast_memory', open);
    const all = await tool('list_fast_memory', {});
    expect(all.structured).toMatchObject({ total: 2 });
    const found = await tool('list_fast_memory', { search_term: 'high priority' });
    expect(found.structured).toMatchObject({ total: 1, entries: [{ id: 1, ...high }] });
    expect(found.text).toContain('get-all-high-priority-open-tickets');
    expect(found.text).toContain("status/name='Open'");
  });

  test('delete_from_fast_memory with the number of an entry', async () => {
    await tool('save_to_fast_memory', open);
    const { structured } = await tool('delete_from_fast_memory', { query_id: 1 });
    expect(structured).toMatchObject({ entries: [{ id: 1, description: open.description }] });
    expect((await tool('list_fast_memory', {})).structured).toMatchObject({
      entries: [],
      total: 0,
    });
  });

  test('clear_fast_memory, which can be taken back', async () => {
    await tool('save_to_fast_memory', open);
    const { structured } = await tool('clear_fast_memory', {});
    expect(structured).toMatchObject({ entries: [] });
    expect(structured['note']).toContain('cwm memory restore');
    expect((await tool('list_fast_memory', {})).structured).toMatchObject({ total: 0 });
    expect((await runCwm(['memory', 'restore'], { home })).code).toBe(0);
    expect((await tool('list_fast_memory', {})).structured).toMatchObject({ total: 1 });
  });
});

test('a saved call runs with its defaults, and with other values', async () => {
  const { structured: saved } = await tool('save_to_fast_memory', open);
  expect(saved).toMatchObject({ entries: [{ values: { company: 'ACME' } }] });
  const own = await tool('run_fast_memory', { query_id: 'open-tickets-of-a-company' });
  expect(own.structured).toMatchObject({ status: 200 });
  expect(own.structured['records']).not.toEqual([]);
  const values = JSON.stringify({ company: 'CONTOSO' });
  const other = await tool('run_fast_memory', { query_id: '1', values });
  const companies = (other.structured['records'] as { company: { name: string } }[]).map(
    ({ company }) => company.name,
  );
  expect(new Set(companies)).toEqual(new Set(['Contoso Dental']));
  const { structured: listed } = await tool('list_fast_memory', {});
  expect(listed).toMatchObject({ entries: [{ usage_count: 2 }] });
});

test('a value that is missing is asked for by its argument', async () => {
  const params = { conditions: 'company/identifier="{company}"' };
  await tool('save_to_fast_memory', { ...open, params });
  const { isError, text } = await tool('run_fast_memory', { query_id: 1 });
  expect(isError).toBe(true);
  expect(text).toContain('values: {"company": "…"}');
});

test('a saved write is shown before it is sent', async () => {
  await tool('save_to_fast_memory', {
    path: '/service/tickets/1',
    method: 'PATCH',
    description: 'Rename',
    data: [{ op: 'replace', path: 'summary', value: '{words}' }],
  });
  const { structured } = await tool('run_fast_memory', {
    query_id: 'rename',
    values: { words: 'New' },
  });
  expect(structured).toMatchObject({
    status: 'needs_confirmation',
    preview: { method: 'PATCH', data: [{ op: 'replace', path: 'summary', value: 'New' }] },
  });
});

test.each([
  ['an entry that there is not', 'run_fast_memory', { query_id: 'nothing' }],
  ['an entry to delete that there is not', 'delete_from_fast_memory', { query_id: 77 }],
  [
    'a call to an endpoint that there is not',
    'save_to_fast_memory',
    { ...open, path: '/no/where' },
  ],
  ['an empty description', 'save_to_fast_memory', { ...open, description: ' ' }],
])('%s is a failure of the tool', async (_name, name, given) => {
  expect((await tool(name, given)).isError).toBe(true);
});

test('memory is empty and is not made by looking into it', async () => {
  const { structured, text } = await tool('list_fast_memory', { search_term: '' });
  expect(structured).toEqual({ entries: [], total: 0 });
  expect(text).toBe('No saved call.');
});
