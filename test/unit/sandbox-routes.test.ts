import { describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { parentOf } from '../../src/sandbox/homes.js';
import { References } from '../../src/sandbox/references.js';
import { routeOf } from '../../src/sandbox/routes.js';

const catalog = new Catalog(inject('catalogFile'));

function routed(method: string, path: string) {
  const match = catalog.match(path).find(({ endpoint }) => endpoint.method === method);
  const route = match === undefined ? undefined : routeOf(match);
  if (route === undefined) return undefined;
  const { kind, collection, parent, id, shows } = route;
  return { kind, collection, parent, id, shows };
}

describe('a path means', () => {
  test.each([
    ['GET', '/service/tickets', 'list', '/service/tickets', null, null, null],
    ['GET', '/service/tickets/7/notes/9', 'record', '/service/tickets/{}/notes', 7, 9, null],
    ['GET', '/service/info/boards/2', 'record', '/service/boards', null, 2, 'BoardInfo'],
    ['GET', '/service/SLAS/1/info', 'record', '/service/SLAs', null, 1, 'SLAInfo'],
    [
      'GET',
      '/company/contacts/types/count/info',
      'count',
      '/company/contacts/types',
      null,
      null,
      'Count',
    ],
    ['GET', '/company/contacts/default', 'default', '/company/contacts', null, null, null],
    ['GET', '/service/sources/3/usages/list', 'usages', '/service/sources', null, 3, null],
    [
      'GET',
      '/procurement/catalog/vendors/4',
      'list',
      '/procurement/catalog/vendors/{}',
      4,
      null,
      null,
    ],
    [
      'GET',
      '/procurement/products/4/components/5',
      'list',
      '/procurement/products/{}/components',
      4,
      5,
      null,
    ],
    [
      'GET',
      '/company/contacts/3/portalSecurity',
      'list',
      '/company/contacts/{}/portalSecurity',
      3,
      null,
      null,
    ],
    [
      'PATCH',
      '/sales/opportunities/3/forecast',
      'patch',
      '/sales/opportunities/{}/forecast',
      3,
      null,
      null,
    ],
    ['POST', '/sales/orders', 'create', '/sales/orders', null, null, null],
    ['DELETE', '/time/entries/3', 'delete', '/time/entries', null, 3, null],
  ])('%s %s: %s of %s', (method, path, kind, collection, parent, id, shows) => {
    expect(routed(method, path)).toEqual({ kind, collection, parent, id, shows });
  });

  test.each([
    ['POST', '/service/tickets/1/merge'],
    ['POST', '/schedule/holidayLists/copy'],
    ['PATCH', '/company/configurations/1/changeType'],
    ['GET', '/company/contacts/1/image'],
    ['GET', '/company/configurations/1/quickAccess/count'],
  ])('no record for %s %s', (method, path) => {
    expect(routed(method, path)).toBeUndefined();
  });
});

test('every schema that a list shows has one collection, whose parents are one too', () => {
  const references = new References(catalog);
  const unknown = catalog
    .lists()
    .filter(({ schema }) => schema !== null)
    .map(({ schema }) => references.listOf(schema ?? ''))
    .filter((collection) => collection !== undefined)
    .map((collection) => parentOf(collection))
    .filter((parent) => parent !== undefined && references.schemaOf(parent) === undefined);
  expect([...new Set(unknown)]).toEqual([]);
});

test('every reference leads to a collection, or has names of its own', () => {
  const references = new References(catalog);
  const lost = catalog
    .all()
    .flatMap(({ response }) => catalog.fields(response.payload?.schema ?? ''))
    .flatMap(({ type, schema }) =>
      type === 'object' && schema?.endsWith('Reference') ? [schema] : [],
    )
    .filter((schema) => references.fieldsOf(schema).some(({ name }) => name === 'name'))
    .filter(
      (schema) =>
        references.collectionOf(schema) === undefined && references.pool(schema) === undefined,
    );
  expect([...new Set(lost)]).toEqual([]);
});
