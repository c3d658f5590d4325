import { afterAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';

const catalog = new Catalog(inject('catalogFile'));
afterAll(() => catalog.close());

function firstFor(typed: string): string {
  const [hit] = catalog.searchTyped(typed, { limit: 5 });
  return `${hit?.endpoint.method ?? ''} ${hit?.endpoint.path ?? ''}`;
}

describe('what is being typed', () => {
  test.each([
    ['ti', 'GET /service/tickets'],
    ['tick', 'GET /service/tickets'],
    ['tickets', 'GET /service/tickets'],
    ['close a t', 'PATCH /service/tickets/{id}'],
    ['create ti', 'POST /service/tickets'],
    ['time en', 'GET /time/entries'],
    ['log tim', 'POST /time/entries'],
    ['comp', 'GET /company/companies'],
    ['clie', 'GET /company/companies'],
    ['mem', 'GET /system/members'],
    ['/time/en', 'GET /time/entries'],
  ])('%s finds %s', (typed, endpoint) => {
    expect(firstFor(typed)).toBe(endpoint);
  });

  test('a query that is finished finds what a search finds', () => {
    for (const query of [
      'tickets',
      'list service boards ',
      'getServiceTickets',
      '/service/tickets',
      '',
      '17',
    ])
      expect(catalog.searchTyped(query, { limit: 5 })).toEqual(
        catalog.search(query, { limit: 5 }).hits,
      );
  });

  test('nothing is found twice, and not more than was asked for', () => {
    const ids = catalog.searchTyped('close a t', { limit: 20 }).map(({ endpoint }) => endpoint.id);
    expect(new Set(ids).size).toBe(20);
  });
});
