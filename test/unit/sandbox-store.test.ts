import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, inject, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.js';
import { openCatalog } from '../../src/catalog/locate.js';
import type { Makers } from '../../src/sandbox/ground.js';
import { References } from '../../src/sandbox/references.js';
import { nothingAsked } from '../../src/sandbox/selection.js';
import { SandboxStore } from '../../src/sandbox/store.js';
import { openShared } from '../../src/sqlite/open.js';

let folder: string;
let catalog: Catalog;
let file: string;
let store: SandboxStore;
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
  catalog = openCatalog({
    env: { CWM_CATALOG: inject('catalogFile') },
    dataFolder: () => folder,
    bundled: '',
    warn: () => undefined,
  });
});
afterAll(() => {
  catalog.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  file = join(folder, `${++files}.db`);
  store = open();
});
afterEach(() => {
  store.close();
});

/** Lists of three records: eggs are made from hens, hens would like to point at an egg; one cannot be made. */
const makers: Makers = (collection) => (ground, add) => {
  if (collection === 'broken') throw new Error('cannot be made');
  const found =
    collection === 'egg'
      ? ground.all('hen')[0]
      : collection === 'hen'
        ? ground.sample('egg', ground.chance('x'))
        : undefined;
  for (const name of ['one', 'two', 'three']) add(null, { name, pointsAt: found?.['id'] ?? null });
};

function open(): SandboxStore {
  const origin = { epoch: new Date('2026-11-20T18:00:00Z'), seed: 1, tickets: 10 };
  return new SandboxStore(file, makers, new References(catalog), () => origin);
}

const names = (from: SandboxStore, collection: string) =>
  from.list(collection).map(({ record }) => record['name']);

describe('while another process writes', () => {
  test('what is made already can be opened and read', () => {
    expect(names(store, 'list')).toEqual(['one', 'two', 'three']);
    const other = openShared(file);
    other.exec('BEGIN IMMEDIATE');
    const second = open();
    expect(names(second, 'list')).toEqual(['one', 'two', 'three']);
    const ground = second.ground();
    expect(ground.sample('list', ground.chance('any'))).toBeDefined();
    second.close();
    other.exec('ROLLBACK');
    other.close();
  });
});

describe('two that have it open', () => {
  test('a collection is made once, and ids are counted together', () => {
    const second = open();
    store.list('list');
    expect(second.insert('list', null, (id) => ({ id, name: 'four' }))['id']).toBe(4);
    expect(store.insert('list', null, (id) => ({ id, name: 'five' }))['id']).toBe(5);
    expect(names(second, 'list')).toEqual(['one', 'two', 'three', 'four', 'five']);
    second.close();
  });

  test('one sees at once what the other wrote, also in a list that it asked for before', () => {
    const all = {
      narrow: nothingAsked,
      columns: new Map([['name', `json_extract(record, '$.name')`]]),
      where: { sql: `name <> 'two'`, values: [], exact: true },
      order: ['name DESC'],
    };
    const second = open();
    expect(second.ids('list', null, all)).toEqual([3, 1]);
    store.update('list', 2, { id: 2, name: 'zwei' });
    expect(second.ids('list', null, all)).toEqual([2, 3, 1]);
    second.close();
  });
});

test('of a collection that cannot be made nothing is left', () => {
  expect(() => store.list('broken')).toThrow('cannot be made');
  expect(store.has('list', 3)).toBe(true);
  expect(() => store.list('broken')).toThrow('cannot be made');
});

test('a list made from one that would point back is the same whichever is asked for first', () => {
  const dump = (from: SandboxStore, order: readonly string[]) =>
    new Map(order.map((collection) => [collection, from.list(collection)]));
  const first = dump(store, ['egg', 'hen']);
  file = join(folder, `${++files}.db`);
  const second = open();
  expect(dump(second, ['hen', 'egg'])).toEqual(first);
  second.close();
});

test('a transaction that fails leaves nothing, neither records nor ids', () => {
  expect(() =>
    store.atomic(() => {
      store.insert('list', null, (id) => ({ id, name: 'four' }));
      throw new Error('taken back');
    }),
  ).toThrow('taken back');
  expect(store.insert('list', null, (id) => ({ id }))['id']).toBe(4);
});

test('the bytes of a record go with it', () => {
  store.putFile('list', 1, { type: 'text/plain', name: 'a.txt', bytes: Buffer.from('a') });
  expect(store.file('list', 1)?.name).toBe('a.txt');
  store.delete('list', 1);
  expect(store.file('list', 1)).toBeUndefined();
  expect(names(store, 'list')).toEqual(['two', 'three']);
});
