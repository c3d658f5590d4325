import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { beforeEach, describe, expect, test } from 'vitest';
import { mcpClient, type McpClient } from '../support/mcp-client.js';
import { validAnswers } from '../support/valid-answers.js';

let tool: McpClient['tool'];
beforeEach(async () => {
  tool = await validAnswers(await mcpClient({ flags: ['--profile', 'sandbox'] }));
});

interface Hit {
  method: string;
  path: string;
  summary: string;
  suggested?: Record<string, unknown>;
  not_understood?: string[];
}

const hitsOf = ({ structured }: { structured: Record<string, unknown> }) =>
  structured['results'] as Hit[];

describe('what the Python gateway documents', () => {
  test('search_api_endpoints("tickets")', async () => {
    const answer = await tool('search_api_endpoints', { query: 'tickets' });
    expect(answer.structured).toMatchObject({ query: 'tickets', total: 10 });
    expect(hitsOf(answer)[0]).toEqual({
      method: 'GET',
      path: '/service/tickets',
      summary: 'List service tickets',
    });
    expect(answer.text).toContain('GET /service/tickets: List service tickets');
    expect(answer.text).toContain(
      'Next: get_api_endpoint_details {"path":"/service/tickets","method":"GET"}',
    );
  });

  test('natural_language_api_search with its sentence has the call ready', async () => {
    const query = 'find all open service tickets that are high priority';
    const answer = await tool('natural_language_api_search', { query });
    const hits = hitsOf(answer);
    expect(hits).toHaveLength(5);
    const [first] = hits;
    expect(first).toMatchObject({
      path: '/service/tickets',
      suggested: {
        path: '/service/tickets',
        method: 'GET',
        params: { conditions: expect.stringContaining('closedFlag=false') as string },
      },
    });
    const { structured } = await tool('execute_api_call', first?.suggested);
    const records = structured['records'] as { priority: { name: string } }[];
    expect(records).not.toEqual([]);
    for (const { priority } of records) expect(priority.name).toContain('High');
  });

  test('list_api_categories()', async () => {
    const { structured, text } = await tool('list_api_categories', {});
    expect(structured).toMatchObject({ service: { TicketNotes: 7 }, project: { TicketNotes: 7 } });
    const counts = Object.values(structured as Record<string, Record<string, number>>);
    expect(counts.flatMap((one) => Object.values(one)).reduce((a, b) => a + b)).toBe(3053);
    expect(countTokens(JSON.stringify(structured))).toBeLessThanOrEqual(4000);
    expect(countTokens(text)).toBeLessThanOrEqual(4000);
  });

  test('get_category_endpoints(category) shows twenty and says how many there are', async () => {
    const answer = await tool('get_category_endpoints', { category: 'Tickets' });
    expect(hitsOf(answer)).toHaveLength(20);
    const total = answer.structured['total'] as number;
    expect(total).toBeGreaterThan(20);
    expect(answer.text).toContain(`${total - 20} more`);
    const all = await tool('get_category_endpoints', { category: 'tickets', max_results: '100' });
    expect(hitsOf(all)).toHaveLength(total);
  });

  test('get_api_endpoint_details(path)', async () => {
    const { structured } = await tool('get_api_endpoint_details', { path: '/service/tickets' });
    expect(structured).toMatchObject({
      method: 'GET',
      path: '/service/tickets',
      filters: { closedFlag: 'boolean', 'status/name': 'text' },
      call: { path: '/service/tickets', method: 'GET' },
    });
  });

  test.each([
    [
      'conditions in single quotes',
      { conditions: "status/name='New' and priority/name='Priority 3 - Medium'" },
    ],
    ['a date in conditions', { conditions: 'dateEntered > [2023-01-01T00:00:00Z]' }],
    ['fields', { fields: 'id,summary,status,priority' }],
    ['page and page size', { page: 1, pageSize: 50 }],
  ])('execute_api_call of tickets with %s', async (_name, params) => {
    const answer = await tool('execute_api_call', {
      path: '/service/tickets',
      method: 'GET',
      params,
    });
    expect(answer.text).not.toContain('error');
    expect(answer.structured).toMatchObject({ status: 200 });
    expect(answer.structured['records']).not.toEqual([]);
  });

  test('execute_api_call with conditions that nothing meets', async () => {
    const params = { conditions: "status/name='Open' and priority/name='High'" };
    const { structured } = await tool('execute_api_call', {
      path: '/service/tickets',
      method: 'GET',
      params,
    });
    expect(structured).toMatchObject({ status: 200, records: [], returned: 0 });
  });

  test('execute_api_call of a POST with null for params is shown first', async () => {
    const { structured } = await tool('execute_api_call', {
      path: '/service/tickets',
      method: 'POST',
      params: null,
      data: {
        summary: 'Server is down',
        board: { id: 1 },
        company: { id: 2 },
        status: { id: 1 },
        priority: { id: 3 },
      },
    });
    expect(structured).toMatchObject({
      status: 'needs_confirmation',
      preview: { method: 'POST', path: '/service/tickets' },
    });
  });

  test('send_raw_api_request with an unescaped query', async () => {
    const { structured } = await tool('send_raw_api_request', {
      raw_request: "GET /service/tickets?conditions=status/name='New'",
    });
    expect(structured).toMatchObject({ status: 200 });
    expect(structured['records']).not.toEqual([]);
  });
});

describe('arguments in the forms that models give them', () => {
  test.each([
    ['JSON as text', { params: '{"conditions":"id=1"}' }],
    ['a method in small letters', { method: 'get', params: { conditions: 'id=1' } }],
    ['a path without slash', { path: 'service/tickets', params: { conditions: 'id=1' } }],
    ['a query in the path', { path: '/service/tickets?conditions=id=1' }],
    ['list parameters in any case', { params: { CONDITIONS: 'id=1', pagesize: '5', Page: '1' } }],
    [
      'null for what is absent',
      { method: null, data: null, cursor: null, params: { conditions: 'id=1', page: null } },
    ],
    ['empty text for what is absent', { method: '', data: '', params: { conditions: 'id=1' } }],
    ['an operationId', { path: 'getServiceTickets', params: { conditions: 'id=1' } }],
    ['a list of fields', { params: { conditions: 'id=1', fields: ['id', 'summary'] } }],
    ['switches as text', { params: { conditions: 'id=1' }, use_memory: 'false' }],
  ])('%s', async (_name, given) => {
    const { structured, text } = await tool('execute_api_call', {
      path: '/service/tickets',
      ...given,
    });
    expect(text).not.toMatch(/error|known/i);
    expect(structured).toMatchObject({ status: 200, returned: 1, records: [{ id: 1 }] });
  });

  test('a path value among params, as text or number', async () => {
    for (const id of [1, '1']) {
      const { structured } = await tool('execute_api_call', {
        path: '/service/tickets/{id}',
        params: { id },
      });
      expect(structured).toMatchObject({ status: 200, record: { id: 1 } });
    }
  });

  test('a body as JSON text', async () => {
    const data = JSON.stringify([{ op: 'replace', path: 'summary', value: 'New words' }]);
    const { structured } = await tool('execute_api_call', {
      path: '/service/tickets/1',
      method: 'patch',
      data,
    });
    expect(structured).toMatchObject({
      status: 'needs_confirmation',
      preview: { data: [{ op: 'replace', path: 'summary', value: 'New words' }] },
    });
  });

  test.each([
    [
      'an unknown argument',
      { conditions: 'id=1' },
      'Known: path, method, params, data, each, cursor and use_memory.',
    ],
    ['broken JSON', { params: '{"conditions":' }, 'params is no valid JSON.'],
    ['a text that is no object', { params: 'id=1' }, 'params takes an object'],
    ['a number for a body', { data: 5, method: 'POST' }, 'data takes an object or a list'],
    [
      'a method that there is not',
      { method: 'FETCH' },
      'It is one of GET, POST, PUT, PATCH or DELETE.',
    ],
    ['a body without a method', { data: { summary: 'x' } }, 'data needs a method.'],
    ['a cursor of nowhere', { cursor: 'abc' }, 'cursor'],
  ])('%s is a failure of the tool that says what to give', async (_name, given, said) => {
    const { isError, text } = await tool('execute_api_call', {
      path: '/service/tickets',
      ...given,
    });
    expect(isError).toBe(true);
    expect(text).toContain(said);
  });

  test('a missing argument is named', async () => {
    const { isError, text } = await tool('search_api_endpoints', {});
    expect(isError).toBe(true);
    expect(text).toContain('query is missing.');
  });
});

test.each([
  ['show ticket 1', '/service/tickets/{id}', { path: '/service/tickets/1' }],
  ['open ticket 1', '/service/tickets/{id}', { path: '/service/tickets/1' }],
  ['notes of ticket #1', '/service/tickets/{parentId}/notes', { path: '/service/tickets/1/notes' }],
  ['list closed tickets', '/service/tickets', { params: { conditions: 'closedFlag=true' } }],
  ['list inactive members', '/system/members', { params: { conditions: 'inactiveFlag=true' } }],
  ['first 3 tickets', '/service/tickets', { params: { pageSize: 3 } }],
  [
    'open tickets of company 2',
    '/service/tickets',
    {
      params: {
        conditions: expect.stringMatching(
          /company\/id=2 and closedFlag=false|closedFlag=false and company\/id=2/,
        ) as string,
      },
    },
  ],
  [
    'tickets that are not closed',
    '/service/tickets',
    { params: { conditions: 'closedFlag=false' } },
  ],
  [
    'open tickets of Acme',
    '/service/tickets',
    { params: { conditions: expect.stringContaining('company/name') as string } },
  ],
  ['open invoices', '/finance/invoices', { params: { conditions: 'balance>0' } }],
  [
    'how many open tickets are there',
    '/service/tickets/count',
    { params: { conditions: 'closedFlag=false' } },
  ],
])('"%s" suggests a call of %s that works', async (query, path, expected) => {
  const answer = await tool('natural_language_api_search', { query, max_results: 20 });
  const suggested = hitsOf(answer).find(
    (hit) => hit.path === path && hit.method === 'GET',
  )?.suggested;
  expect(suggested).toMatchObject({ method: 'GET', ...expected });
  expect(answer.text).toContain(`execute_api_call ${JSON.stringify(suggested)}`);
  const { isError } = await tool('execute_api_call', suggested);
  expect(isError).toBe(false);
});

test.each([
  ['a write without what it needs', 'create a ticket', '/service/tickets', 'POST'],
  ['what is not understood', 'frobnicated quuxily tickets', '/service/tickets', 'GET'],
  ['what makes a record', 'open a ticket', '/service/tickets', 'GET'],
  ['an id that is missing', 'notes of a ticket', '/service/tickets/{parentId}/notes', 'GET'],
])('%s suggests no call: "%s"', async (_what, query, path, method) => {
  const answer = await tool('natural_language_api_search', { query, max_results: 20 });
  const hit = hitsOf(answer).find((one) => one.path === path && one.method === method);
  expect(hit).toBeDefined();
  expect(hit?.suggested).toBeUndefined();
});

test('a sentence with one word too many names it beside its call', async () => {
  const query = 'open tickets quuxily';
  const { structured, text } = await tool('natural_language_api_search', { query });
  const hit = hitsOf({ structured }).find(({ suggested }) => suggested !== undefined);
  expect(hit).toMatchObject({ path: '/service/tickets', not_understood: ['quuxily'] });
  expect(text).toContain('  not understood: quuxily');
});

test('a sentence that changes something suggests the write, which is only prepared', async () => {
  const query = 'close ticket 3';
  const { structured } = await tool('natural_language_api_search', { query, max_results: 2 });
  const hits = hitsOf({ structured });
  expect(hits).toHaveLength(2);
  const own = hits.find(({ suggested }) => suggested !== undefined);
  expect(own).toMatchObject({
    ...{ method: 'PATCH', path: '/service/tickets/{id}' },
    suggested: { path: '/service/tickets/3', method: 'PATCH' },
  });
  const prepared = await tool('execute_api_call', own?.suggested);
  expect(prepared.structured['status']).toBe('needs_confirmation');
});

test('a kept call that is called what the sentence says is named first', async () => {
  const kept = {
    path: '/service/tickets',
    method: 'GET',
    params: { conditions: 'closedFlag=true' },
  };
  await tool('save_to_fast_memory', { ...kept, description: 'Tickets that are closed' });
  const query = 'closed tickets';
  const { structured, text } = await tool('natural_language_api_search', { query });
  const [found] = structured['kept'] as { query_id: string }[];
  expect(found).toEqual({
    query_id: 'tickets-that-are-closed',
    description: 'Tickets that are closed',
  });
  expect(text.split('\n')[0]).toContain('run_fast_memory {"query_id":"tickets-that-are-closed"}');
  expect((await tool('run_fast_memory', found && { query_id: found.query_id })).isError).toBe(
    false,
  );
});

test('a search that finds nothing says what to do', async () => {
  const { structured, text } = await tool('search_api_endpoints', { query: 'xyzzyqwv' });
  expect(structured).toEqual({ query: 'xyzzyqwv', total: 0, results: [] });
  expect(text).toContain('list_api_categories');
});

test('full details leave nothing out that brief ones count', async () => {
  const brief = await tool('get_api_endpoint_details', {
    path: '/service/tickets',
    method: 'POST',
  });
  const full = await tool('get_api_endpoint_details', {
    path: '/service/tickets',
    method: 'POST',
    detail: 'full',
  });
  const names = (one: typeof full) => Object.keys(one.structured['optional'] as object).length;
  const leftOut = brief.structured['left_out'] as { optional: number };
  expect(names(full)).toBe(names(brief) + leftOut.optional);
  expect(full.structured['left_out']).toBeUndefined();
  expect(brief.text).toContain('detail "full" has all');
});
