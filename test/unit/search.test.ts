import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import glosses from '../../data/glosses.json' with { type: 'json' };
import entries from '../../data/vocabulary.json' with { type: 'json' };
import { Catalog } from '../../src/catalog/catalog.js';
import { correctVerb, readIntent } from '../../src/catalog/intent.js';
import { respell } from '../../src/catalog/spelling.js';
import { normal } from '../../src/catalog/vocabulary.js';

let catalog: Catalog;
beforeAll(() => {
  catalog = new Catalog(inject('catalogFile'));
});
afterAll(() => catalog.close());

test('every meaning of the vocabulary is in words that the catalog has', () => {
  const { terms } = catalog.searchIndex();
  const unknown = entries
    .flatMap(({ mean }) => mean.flatMap(normal))
    .filter((word) => !terms.has(word));
  expect([...new Set(unknown)]).toEqual([]);
});

test('a phrase of the vocabulary is said once', () => {
  const phrases = entries.flatMap(({ say }) => say.map((phrase) => normal(phrase).join(' ')));
  expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
});

test('every gloss is for a path of the catalog', () => {
  const paths = new Set(catalog.paths());
  expect(Object.keys(glosses).filter((path) => !paths.has(path))).toEqual([]);
});

test('a common English word is not taken for a misspelling', () => {
  const lines = catalog.search('someone is coming', { limit: 1 }).explain();
  expect(lines.join('\n')).not.toContain('combine');
});

test('every endpoint is in the index once', () => {
  const ids = catalog
    .searchIndex()
    .resources.flatMap(({ operations }) => operations.map(([id]) => id));
  expect(ids.length).toBe(3053);
  expect(new Set(ids).size).toBe(3053);
});

test('use lifts an endpoint among close calls and never over a better match', () => {
  const search = (usage?: ReadonlyMap<number, number>) =>
    catalog.search('ticket notes', { limit: 10, usage }).hits.map(({ endpoint }) => endpoint);
  const plain = search();
  const [best, second] = plain;
  expect(search(new Map([[second?.id ?? 0, 1]]))[0]).toEqual(second);
  const unrelated = catalog.byOperationId('getCompanyCompanies');
  const lifted = search(new Map([[unrelated?.id ?? 0, 1]]));
  expect(lifted[0]).toEqual(best);
});

test.each([
  ['tickets', 'list'],
  ['how many tickets', 'count'],
  ['ticket 12345', 'get'],
  ['add a note', 'create'],
  ['close the ticket', 'update'],
  ['replace a contact', 'replace'],
  ['remove the site', 'delete'],
  ['what is still using this status', 'usages'],
  ['DELETE contacts', 'delete'],
])('%s asks for %s', (query, role) => {
  expect(readIntent(query).role).toBe(role);
});

test.each([
  ['creat a ticket', 'create a ticket'],
  ['updaet the board', 'update the board'],
  ['charge a customer', 'charge a customer'],
  ['chance of winning', 'chance of winning'],
  ['tickets of a client', 'tickets of a client'],
])('the verb of "%s" is read as in "%s"', (query, expected) => {
  const { terms, isEnglish } = catalog.searchIndex();
  expect(correctVerb(query, (word) => terms.has(word) || isEnglish(word))).toBe(expected);
});

test.each([
  ['compny', [['company']]],
  ['timesheet', [['time', 'sheet']]],
  ['conf', [['configuration']]],
  ['xyzzy', []],
  ['stale', []],
  ['staet', [['state']]],
])('%s may stand for %j', (word, expected) => {
  const known = new Set(['company', 'time', 'sheet', 'configuration', 'contact', 'state']);
  expect(respell(word, known).map(({ terms }) => terms)).toEqual(expected);
});
