import { describe, expect, test } from 'vitest';
import { runCwm } from '../support/run-cwm.js';

async function first(query: string, ...flags: string[]): Promise<string> {
  const { code, json } = await runCwm(['search', query, '--limit', '1', ...flags]);
  expect(code).toBe(0);
  const [row] = json() as { method: string; path: string }[];
  return row === undefined ? '' : `${row.method} ${row.path}`;
}

describe('words of the trade find what the API calls otherwise', () => {
  test.each([
    ['customers', 'GET /company/companies'],
    ['list all technicians', 'GET /system/members'],
    ['workstations', 'GET /company/configurations'],
    ['create a webhook', 'POST /system/callbacks'],
    ['contracts', 'GET /finance/agreements'],
    ['add a comment to a ticket', 'POST /service/tickets/{parentId}/notes'],
    ['custom fields', 'GET /system/userDefinedFields'],
    ['knowledge base articles', 'GET /service/knowledgeBaseArticles'],
    ['attachments', 'GET /system/documents'],
    ['public holidays', 'GET /schedule/holidayLists/{parentId}/holidays'],
    ['appointments', 'GET /schedule/entries'],
    ['timesheets', 'GET /time/sheets'],
  ])('%s', async (query, endpoint) => {
    expect(await first(query)).toBe(endpoint);
  });
});

describe('the verb decides among the operations of a resource', () => {
  test.each([
    ['show companies', 'GET /company/companies'],
    ['how many contacts do we have', 'GET /company/contacts/count'],
    ['company 12345', 'GET /company/companies/{id}'],
    ['create a company', 'POST /company/companies'],
    ['rename a service board', 'PATCH /service/boards/{id}'],
    ['replace a contact', 'PUT /company/contacts/{id}'],
    ['remove a project', 'DELETE /project/projects/{id}'],
    ['merge two service tickets', 'POST /service/tickets/{parentId}/merge'],
    ['convert an opportunity to a project', 'POST /sales/opportunities/{id}/convertToProject'],
    ['approve an expense report', 'POST /expense/reports/{id}/approve'],
    ['assign ticket to another engineer', 'PATCH /service/tickets/{id}'],
    ['PATCH agreements', 'PATCH /finance/agreements/{id}'],
  ])('%s', async (query, endpoint) => {
    expect(await first(query)).toBe(endpoint);
  });
});

describe('spelling is forgiven, and correct words stay what they are', () => {
  test.each([
    ['compnies', 'GET /company/companies'],
    ['agrement', 'GET /finance/agreements'],
    ['delete an oportunity', 'DELETE /sales/opportunities/{id}'],
    ['purchaseorders', 'GET /procurement/purchaseorders'],
    ['time sheets', 'GET /time/sheets'],
    ['sites of a company', 'GET /company/companies/{parentId}/sites'],
  ])('%s', async (query, endpoint) => {
    expect(await first(query)).toBe(endpoint);
  });
});

describe('names and pieces of paths hit as they are typed', () => {
  test.each([
    ['getServiceTickets', 'GET /service/tickets'],
    ['/service/tickets/{id}', 'GET /service/tickets/{id}'],
    ['/service/tickets/4711/notes', 'GET /service/tickets/{parentId}/notes'],
    ['boards/statuses', 'GET /service/boards/{parentId}/statuses'],
    ['userDefinedFields', 'GET /system/userDefinedFields'],
    ['Merge a service ticket', 'POST /service/tickets/{parentId}/merge'],
  ])('%s', async (query, endpoint) => {
    expect(await first(query)).toBe(endpoint);
  });
});

test('a word that only fields have leads to the records that have them', async () => {
  expect(await first('warranty expiration')).toBe('GET /company/configurations');
});

describe('what people say of a resource finds it, though its path says nothing of the kind', () => {
  test.each([
    ['rep payout', 'GET /sales/commissions'],
    ['win chance', 'GET /sales/probabilities'],
    ['hot warm cold', 'GET /sales/opportunities/ratings'],
    ['profit and margin of a sales order', 'GET /sales/orders/{id}/financialrecap'],
    ['rag traffic light of projects', 'GET /project/statusIndicators'],
  ])('%s', async (query, endpoint) => {
    expect(await first(query)).toBe(endpoint);
  });
});

test('a module finds its endpoints', async () => {
  const { json } = await runCwm(['search', 'marketing']);
  const modules = (json() as { module: string }[]).map(({ module }) => module);
  expect([...new Set(modules)]).toEqual(['marketing']);
});

test('a category of two modules is found in either', async () => {
  const { json } = await runCwm(['search', 'notes', '--category', 'ticketnotes', '--limit', '100']);
  const modules = (json() as { module: string }[]).map(({ module }) => module);
  expect([...new Set(modules)].sort()).toEqual(['project', 'service']);
});

test.each([
  ['--module', 'servce', 'Did you mean service?'],
  ['--category', 'Tickts', 'Tickets'],
])('an unknown %s is exit 2 with the nearest', async (flag, name, hint) => {
  const { code, error } = await runCwm(['search', 'tickets', flag, name]);
  expect(code).toBe(2);
  expect(error().hint).toContain(hint);
});

test('nothing found says what is near and what to do, and is no failure', async () => {
  const run = await runCwm(['search', 'qqqzzzxx'], { tty: true, env: { NO_COLOR: '1' } });
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 0, stdout: '' });
  expect(run.stderr).toContain('Nothing found.');
  expect(run.stderr).toContain('cwm categories');
});

test('--debug shows intent, meanings and scores', async () => {
  const { stderr, json } = await runCwm([
    'search',
    'close a client ticket',
    '--debug',
    '--limit',
    '2',
  ]);
  expect(stderr).toContain('asked for: update');
  expect(stderr).toContain('"client" counts 1: client ×1.00, company ×0.90');
  expect(json()).toHaveLength(2);
});
