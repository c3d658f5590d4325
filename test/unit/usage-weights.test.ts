import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { usageWeights } from '../../src/actions/usage-weights.js';
import { Catalog } from '../../src/catalog/catalog.js';

const now = new Date('2026-06-30T00:00:00Z');
let catalog: Catalog;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
});
afterAll(() => catalog.close());

/** The weight of each of some counts, whose endpoints were last called so many days ago. */
function weigh(...counts: readonly (readonly [count: number, days: number])[]): number[] {
  const endpoints = catalog.all().slice(0, counts.length);
  const counted = endpoints.map(({ method, path }, index) => {
    const [count, days] = counts[index] ?? [0, 0];
    const last = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
    return { method, template: path, count, last_used: last.toISOString() };
  });
  const weights = usageWeights(counted, catalog, now);
  return endpoints.map(({ id }) => Math.round((weights.get(id) ?? 0) * 100) / 100);
}

test.each([
  ['a single call is no habit', [[1, 0]], [0.27]],
  ['a dozen calls are one', [[12, 0]], [1]],
  ['more are not worth more than 1', [[1000, 0]], [1]],
  [
    'the hundredth call says less than the second',
    [
      [1000, 0],
      [100, 0],
      [2, 0],
    ],
    [1, 0.67, 0.16],
  ],
  [
    'a month halves',
    [
      [12, 0],
      [12, 30],
      [12, 60],
    ],
    [1, 0.5, 0.25],
  ],
  [
    'a habit of half a year ago is none',
    [
      [12, 0],
      [1000, 180],
    ],
    [1, 0],
  ],
  ['neither is one alone', [[1000, 180]], [0]],
  ['a time that is still to come is now', [[12, -5]], [1]],
] as const)('%s', (_what, counts, weights) => {
  expect(weigh(...counts)).toEqual(weights);
});

test('what the catalog does not have, and what was never called, weighs nothing', () => {
  const last_used = now.toISOString();
  const counted = [
    { method: 'GET', template: '/of/another/version', count: 5, last_used },
    { method: 'GET', template: '/service/tickets', count: 5, last_used: 'some day' },
  ];
  expect(usageWeights(counted, catalog, now)).toEqual(new Map());
});
