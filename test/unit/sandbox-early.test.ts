import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { genericMaker } from '../../src/sandbox/generic.js';
import type { Origin } from '../../src/sandbox/ground.js';
import { makers } from '../../src/sandbox/makers/index.js';
import { References } from '../../src/sandbox/references.js';
import { nothingAsked, type Selection } from '../../src/sandbox/selection.js';
import { readStatus } from '../../src/sandbox/status.js';
import { SandboxStore } from '../../src/sandbox/store.js';

const catalog = new Catalog(inject('catalogFile'));
const references = new References(catalog);
const folder = mkdtempSync(join(tmpdir(), 'cwm-test-'));
afterAll(() => {
  catalog.close();
  rmSync(folder, { recursive: true, force: true });
});

const epoch = new Date('2026-11-20T18:00:00Z');
const all: Selection = {
  narrow: nothingAsked,
  columns: new Map(),
  where: nothingAsked,
  order: [],
};
let stores = 0;

/** A new store, whether it made a collection, and what closes it. */
async function withStore<T>(
  origin: Partial<Origin>,
  work: (store: SandboxStore, isMade: (collection: string) => Promise<boolean>) => T,
): Promise<Awaited<T>> {
  const file = join(folder, `${++stores}.db`);
  const store = new SandboxStore(
    file,
    (collection) => makers[collection] ?? genericMaker(collection, catalog),
    references,
    () => ({ epoch, seed: 1, tickets: 150, ...origin }),
  );
  try {
    return await work(store, async (collection) => {
      const { collections } = await readStatus(folder, file, epoch);
      return collections.some((one) => one.collection === collection);
    });
  } finally {
    store.close();
  }
}

describe.each(['/service/tickets', '/time/entries'])('the first records of %s', (collection) => {
  test('are the same before any is made and after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 1000 }),
        fc.integer({ min: 1, max: 150 }),
        fc.uniqueArray(fc.integer({ min: -1, max: 101 }), { maxLength: 12 }),
        async (seed, tickets, wanted) => {
          await withStore({ seed, tickets }, (store) => {
            const ids = store.ids(collection, null, all);
            const page = store.some(collection, wanted);
            const single = store.get(collection, wanted[0] ?? 1);
            const made = store.list(collection);
            expect(ids).toEqual(made.map(({ id }) => id));
            expect(page).toEqual(wanted.flatMap((id) => made.filter((one) => one.id === id)));
            expect(single).toEqual(made.find(({ id }) => id === (wanted[0] ?? 1)));
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  test('make none of it; those further on and a condition make it', async () => {
    await withStore({}, async (store, isMade) => {
      const ids = store.ids(collection, null, all);
      store.some(collection, ids.slice(0, 100));
      store.get(collection, 100);
      expect(await isMade(collection)).toBe(false);
      expect(store.some(collection, ids.slice(100, 102))).toHaveLength(2);
      expect(await isMade(collection)).toBe(true);
    });
    await withStore({}, async (store, isMade) => {
      store.ids(collection, null, { ...all, columns: new Map([['c0', 'id']]) });
      expect(await isMade(collection)).toBe(true);
    });
  });

  test('show what was written, and another world after a reset', async () => {
    await withStore({}, (store) => {
      const [first, second] = store.some(collection, [1, 2]);
      store.update(collection, 1, { id: 1, summary: 'Written' });
      expect(store.some(collection, [1, 2])).toEqual([
        { ...first, record: { id: 1, summary: 'Written' } },
        second,
      ]);
      store.delete(collection, 2);
      expect(store.ids(collection, null, all).slice(0, 2)).toEqual([1, 3]);
      store.reset({ epoch, seed: 2, tickets: 150 });
      const other = store.get(collection, 2);
      expect(other).not.toEqual(second);
      expect(other).toEqual(store.list(collection)[1]);
    });
  });
});
