import { describe, expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

interface Row {
  rank: number;
  score: number;
  method: string;
  path: string;
  operationId: string;
  module: string;
  category: string;
  summary: string;
}

async function rowsOf(...words: string[]): Promise<Row[]> {
  const { code, json } = await runCwm(['search', ...words]);
  expect(code).toBe(0);
  return json() as Row[];
}

test('a plain sentence finds the endpoint, as rows of a fixed shape', async () => {
  const { code, json, stderr } = await runCwm(['search', 'list', 'open', 'service', 'tickets']);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  const [first] = json() as Record<string, unknown>[];
  expect(Object.keys(first ?? {})).toEqual([
    'rank',
    'score',
    'method',
    'path',
    'operationId',
    'module',
    'category',
    'summary',
  ]);
  expect(first).toMatchObject({
    rank: 1,
    method: 'GET',
    path: '/service/tickets',
    operationId: 'getServiceTickets',
    summary: 'List service tickets',
  });
});

test('rows are numbered from one and their scores never rise', async () => {
  const rows = await rowsOf('company', 'notes');
  expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const scores = rows.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test('a misspelt word finds what was meant', async () => {
  const [first] = await rowsOf('servcie', 'tikets');
  expect(first).toMatchObject({ method: 'GET', path: '/service/tickets' });
});

test('the verb of a sentence decides the method', async () => {
  const [first] = await rowsOf('delete a service ticket');
  expect(first).toMatchObject({ method: 'DELETE', path: '/service/tickets/{id}' });
});

test.each([
  ['Delete a company', 'DELETE', '/company/companies/{id}'],
  ['Create a contact', 'POST', '/company/contacts'],
  ['List time entries', 'GET', '/time/entries'],
  ['Count service tickets', 'GET', '/service/tickets/count'],
])('the endpoint whose title is the query comes first: %s', async (query, method, path) => {
  const [first] = await rowsOf(query);
  expect(first).toMatchObject({ method, path });
});

test('--method keeps that method alone, in any case', async () => {
  const rows = await rowsOf('tickets', '--method', 'post');
  expect(rows).toHaveLength(10);
  expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(['POST']));
});

test('--module keeps that module alone, in any case', async () => {
  const rows = await rowsOf('notes', '--module', 'PROJECT');
  expect(rows).toHaveLength(10);
  expect(new Set(rows.map(({ module }) => module))).toEqual(new Set(['project']));
});

test('--category keeps that category alone, in any case', async () => {
  const rows = await rowsOf('notes', '--category', 'ticketnotes', '--limit', '100');
  expect(rows).toHaveLength(14);
  expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(['TicketNotes']));
});

test('filters narrow together', async () => {
  const rows = await rowsOf(
    'notes',
    '--category',
    'TicketNotes',
    '--module',
    'service',
    '--method',
    'DELETE',
  );
  expect(rows.map(({ path }) => path)).toEqual(['/service/tickets/{parentId}/notes/{id}']);
});

test('a filter also applies to what the words name outright', async () => {
  const rows = await rowsOf('/service/tickets', '--method', 'DELETE');
  expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(['DELETE']));
});

test('ten rows are shown where no --limit is given', async () => {
  expect(await rowsOf('company')).toHaveLength(10);
});

test('--limit decides how many rows are shown', async () => {
  const three = await rowsOf('company', '--limit', '3');
  const ten = await rowsOf('company');
  expect(three).toEqual(ten.slice(0, 3));
});

test.each(['0', '-1', '101', 'ten', '1.5'])('--limit %s is refused', async (limit) => {
  const { code, stdout, error } = await runCwm(['search', 'company', `--limit=${limit}`]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(error()).toMatchObject({ code: 'usage', exit: 2 });
});

test('a method that does not exist is refused with those that do', async () => {
  const { code, error } = await runCwm(['search', 'company', '--method', 'FETCH']);
  expect(code).toBe(2);
  expect(error().hint).toBe('It is one of GET, POST, PUT, PATCH or DELETE.');
});

test.each(['postServiceTicketsByParentIdMerge', 'POSTSERVICETICKETSBYPARENTIDMERGE'])(
  'the operationId %s comes first',
  async (operationId) => {
    const [first] = await rowsOf(operationId);
    expect(first).toMatchObject({ method: 'POST', path: '/service/tickets/{parentId}/merge' });
  },
);

test.each([
  ['/service/boards/{parentId}/statuses', '/service/boards/{parentId}/statuses'],
  ['service/boards/12/statuses', '/service/boards/{parentId}/statuses'],
  ['Company/Companies', '/company/companies'],
  ['time/entries/', '/time/entries'],
])('the operations on the path %s come first', async (query, path) => {
  const rows = await rowsOf(query);
  expect(rows.slice(0, 2)).toMatchObject([
    { method: 'GET', path },
    { method: 'POST', path },
  ]);
});

describe('an endpoint whose path has the fragment comes first', () => {
  test.each([
    ['boards/statuses', '/service/boards/{parentId}/statuses'],
    ['companies/sites', '/company/companies/{parentId}/sites'],
    ['agreements/additions', '/finance/agreements/{parentId}/additions'],
    ['contacts/communications', '/company/contacts/{parentId}/communications'],
    ['tickets/merge', '/service/tickets/{parentId}/merge'],
    ['service/tickets/count', '/service/tickets/count'],
  ])('%s', async (fragment, path) => {
    const [first] = await rowsOf(fragment);
    expect(first?.path).toBe(path);
  });
});

test('where nothing is found the result is an empty array, without an error', async () => {
  const { code, stdout, stderr } = await runCwm(['search', 'xyzzyqwv']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
});

test('where nothing is found a person is told what to try', async () => {
  const { code, stdout, stderr } = await runCwm(['search', 'xyzzyqwv'], {
    tty: true,
    env: { NO_COLOR: '1' },
  });
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '',
    stderr: 'Nothing found. Try other words, or look through: cwm categories\n',
  });
});

test.each([[[]], [['']]])('a search without words is refused: %j', async (words) => {
  const { code, stdout, error } = await runCwm(['search', ...words]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(error()).toMatchObject({ code: 'usage', exit: 2 });
});

test('a terminal shows a table of method, path, title and category', async () => {
  const { code, stdout } = await runCwm(['search', 'service/tickets', '--limit', '3'], {
    tty: true,
    env: { NO_COLOR: '1' },
  });
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      'Method  Path                   What it does             Category',
      'GET     /service/tickets       List service tickets     Tickets',
      'POST    /service/tickets       Create a service ticket  Tickets',
      'GET     /service/tickets/{id}  Get a service ticket     Tickets',
      '',
    ].join('\n'),
  );
});

test('a table keeps within a narrow terminal', async () => {
  const { stdout } = await runCwm(['search', 'configuration', 'type', 'question', 'value'], {
    tty: true,
    columns: 60,
    env: { NO_COLOR: '1' },
  });
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(11);
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
});
