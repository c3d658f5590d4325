import { expect, test } from 'vitest';
import { openReferenceRows, nameOf } from '../../src/guide/ask-reference-rows.js';
import { openDesk } from '../support/desk.js';
import { connectionTo, fakeApi } from '../support/fake-api.js';

const list = { path: '/company/companies', labels: ['name'], within: undefined };

/** The request for what is typed. */
function request(word: string): string {
  const conditions = encodeURIComponent(`name contains "${word}"`);
  return `GET /company/companies?conditions=%28${conditions}%29&fields=id%2Cname&orderBy=name%20asc&pageSize=10`;
}

test('what is typed while the server answers is asked once, as it stands then', async () => {
  const rows = [{ id: 2, name: 'Contoso Dental' }];
  const api = await fakeApi(
    { request: request('co'), body: rows },
    { request: request('conto'), body: rows },
  );
  const { services } = await openDesk([], { env: api.env });
  const { find } = openReferenceRows(services);
  const first = find('co', list);
  await api.took('GET');
  const later = ['con', 'cont', 'conto'].map((typed) => find(typed, list));
  expect(await first).toEqual({ rows });
  expect(await Promise.all(later)).toEqual([undefined, undefined, { rows }]);
  expect(await find('CO', list)).toEqual({ rows });
});

test('a list that may not be read is not asked again, and a server that is away for none', async () => {
  const api = await fakeApi({ request: request('co'), status: 403, body: {} });
  const denied = openReferenceRows((await openDesk([], { env: api.env })).services);
  expect(await denied.find('co', list)).toHaveProperty('trouble');
  expect(await denied.find('con', list)).toHaveProperty('trouble');

  const away = await openDesk([], { env: connectionTo('http://127.0.0.1:9') });
  const unreachable = openReferenceRows(away.services);
  expect(await unreachable.find('co', list)).toHaveProperty('trouble');
  const other = { ...list, path: '/service/boards' };
  expect(await unreachable.find('he', other)).toHaveProperty('trouble');
});

test.each([
  [{ id: 1, identifier: 'ACME', name: 'Acme Manufacturing' }, 'Acme Manufacturing (ACME)'],
  [{ id: 1, identifier: 'jdoe', firstName: 'John', lastName: 'Doe' }, 'John Doe (jdoe)'],
  [{ id: 1, summary: 'Printer jams' }, 'Printer jams'],
  [{ id: 7 }, 'id 7'],
])('%j is called %s', (row, name) => {
  expect(nameOf(row, Object.keys(row).slice(1))).toBe(name);
});
