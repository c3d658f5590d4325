import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { describeEndpoint } from '../../src/actions/describe.js';
import { Catalog } from '../../src/catalog/catalog.js';
import type { Endpoint } from '../../src/catalog/model.js';
import { skeleton } from '../../src/catalog/skeleton.js';
import { detailsOf, detailsText } from '../../src/mcp/details.js';

let catalog: Catalog;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
});
afterAll(() => catalog.close());

function detailsFor(endpoint: Endpoint, isFull = false) {
  return detailsOf(describeEndpoint(catalog, endpoint), skeleton(catalog, endpoint), isFull);
}

function byId(operationId: string): Endpoint {
  const endpoint = catalog.byOperationId(operationId);
  if (endpoint === undefined) throw new Error(`no ${operationId}`);
  return endpoint;
}

test('brief details of every endpoint are brief, full ones bounded', () => {
  for (const endpoint of catalog.all()) {
    const name = `${endpoint.method} ${endpoint.path}`;
    const brief = detailsFor(endpoint);
    expect(countTokens(JSON.stringify(brief)), name).toBeLessThanOrEqual(1200);
    expect(countTokens(detailsText(brief)), name).toBeLessThanOrEqual(1200);
    // No token is shorter than a byte.
    expect(JSON.stringify(detailsFor(endpoint, true)).length, name).toBeLessThanOrEqual(20_000);
  }
}, 120_000);

test('a hit of a search is small, whichever it is', () => {
  for (const { method, path, summary } of catalog.all())
    expect(countTokens(JSON.stringify({ method, path, summary })), path).toBeLessThanOrEqual(60);
});

test('a list tells its filters and a call of it', () => {
  expect(detailsFor(byId('getServiceTickets'))).toMatchObject({
    list_params: expect.arrayContaining(['conditions', 'orderBy', 'fields', 'pageSize']) as unknown,
    filters: { id: 'integer', 'status/name': 'text', lastUpdated: 'date' },
    answer: 'list of Ticket',
    call: {
      path: '/service/tickets',
      method: 'GET',
      params: { conditions: 'closedFlag=false', pageSize: 5 },
    },
  });
});

test('a record tells what its path needs, and no filters', () => {
  const details = detailsFor(byId('getServiceTicketsById'));
  expect(details).toMatchObject({
    path_values: { id: 'integer' },
    list_params: ['fields'],
    call: { path: '/service/tickets/1', method: 'GET' },
  });
  expect(details).not.toHaveProperty('filters');
});

test('a POST tells the required fields with their types, and what else tells most', () => {
  const details = detailsFor(byId('postServiceTickets'));
  expect(details).toMatchObject({
    required: { summary: 'string, at most 100', company: '{id, identifier, name}' },
    optional: { board: '{id, name}', priority: '{id, name}' },
    call: { method: 'POST', data: { summary: 'Example summary', company: { id: 1 } } },
  });
  expect(details['optional']).not.toHaveProperty('id');
});

test('a PATCH tells what can be changed, and how', () => {
  expect(detailsFor(byId('patchServiceTicketsById'))).toMatchObject({
    body: expect.stringContaining('{op: replace | add | remove') as unknown,
    can_change: { summary: 'string, at most 100', status: '{id, name}' },
    call: { data: [{ op: 'replace', path: 'summary' }] },
  });
});

test('an upload points to the command line', () => {
  const { body } = detailsFor(byId('postSystemDocuments'));
  expect(body).toContain('cwm call POST /system/documents --file');
});

test('as text it is a line for each part', () => {
  expect(detailsText(detailsFor(byId('deleteServiceTicketsById'))).split('\n')).toEqual([
    'DELETE /service/tickets/{id}: Delete a service ticket',
    'operationId: deleteServiceTicketsById',
    'category: Tickets',
    'path_values: id (integer)',
    'answer: nothing',
    'call: {"path":"/service/tickets/1","method":"DELETE"}',
    expect.stringMatching(/^related: GET \/service\/tickets\/\{id\}, PUT/),
    'left out: related (3); detail "full" has all',
  ]);
});
