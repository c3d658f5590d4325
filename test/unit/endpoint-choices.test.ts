import { expect, inject, onTestFinished, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { endpointChoices } from '../../src/guide/endpoint-choices.js';

test.each([
  [60, 'tickets'],
  [60, ''],
  [80, 'ticket notes'],
  [120, 'configuration'],
])('on %i columns the choices for "%s" stand in columns, and fit', (width, typed) => {
  const catalog = new Catalog(inject('catalogFile'));
  onTestFinished(() => {
    catalog.close();
  });
  const finding = { catalog, kept: () => [], used: [], usage: undefined, method: undefined };
  const rows = endpointChoices(typed, { ...finding, width }).map(({ name }) => ({
    name,
    path: /^\w+ +\S+/.exec(name)?.[0] ?? '',
    words: /^\w+ +\S+ {2,}/.exec(name)?.[0].length ?? 0,
  }));
  const places = rows.map(({ words }) => words).filter((place) => place > 0);
  const column = Math.min(...places);
  expect(places.filter((place) => place === column).length).toBeGreaterThan(1);
  // What is too long for the column stands out of line alone, and is never cut.
  for (const { name, path, words } of rows) {
    if (words > column) expect(path.length + 2).toBe(words);
    expect(name.length).toBeLessThanOrEqual(Math.max(width - 3, path.length));
  }
});
