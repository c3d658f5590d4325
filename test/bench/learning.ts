import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageWeights } from '../../src/actions/usage-weights.js';
import { buildCatalog } from '../../src/catalog/build.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { weights } from '../../src/catalog/weights.js';
import type { EndpointUsage } from '../../src/memory/usage.js';
import { keysOf, meanScores, readLabelled, scoreNames, shown, type Labelled } from './ranking.js';

// What use does to a search: the labelled scores with none, with random use and with use that speaks for the wrong
// endpoints; and whether what somebody calls comes first among near-equals. Reports; never fails.

type Use = ReadonlyMap<number, number>;

const seeds = 20;
const now = new Date('2026-06-01T00:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-learning-'));
try {
  const file = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target: file, now: new Date() });
  const catalog = new Catalog(file);
  const queries = readLabelled();
  print(`${queries.length} labelled queries; use adds ${weights.usage * 100} % at most`);
  print(`use                        ${scoreNames.join('   ')}   first hits out of the top 5`);
  const plain = meanScores(queries, ranker(catalog));
  print(`none                      ${shown(plain)}`);
  printRandom(catalog, queries, plain);
  for (const [name, count] of [
    ['the wrong runner-up', 1],
    ['all wrong ones of ten', 10],
  ] as const)
    printWrong(name, count, catalog, queries);
  printNearEquals(catalog, queries);
  catalog.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function ranker(catalog: Catalog, usage?: Use): (query: string) => string[] {
  return (query) => keysOf(catalog.search(query, { limit: 10, usage }).hits);
}

function printRandom(
  catalog: Catalog,
  queries: readonly Labelled[],
  plain: readonly number[],
): void {
  const all = catalog.all();
  const runs = Array.from({ length: seeds }, (_, seed) => {
    const random = randomFrom(seed + 1);
    const counted = Array.from({ length: 10 + Math.floor(random() * 290) }, (): EndpointUsage => {
      const { method, path } = all[Math.floor(random() * all.length)] ?? { method: '', path: '' };
      const last = new Date(now.getTime() - random() * 90 * 24 * 60 * 60 * 1000);
      const count = Math.ceil(1000 ** random());
      return { method, template: path, count, last_used: last.toISOString() };
    });
    const usage = usageWeights(counted, catalog, now);
    return {
      scores: meanScores(queries, ranker(catalog, usage)),
      lost: queries.filter((query) => isLost(query, catalog, usage)).length,
    };
  });
  const column = (index: number) => runs.map(({ scores }) => scores[index] ?? 0);
  const mean = plain.map((_, index) => column(index).reduce((sum, one) => sum + one, 0) / seeds);
  const worst = plain.map((_, index) => Math.min(...column(index)));
  const lost = runs.map((run) => run.lost);
  print(
    `random, mean of ${seeds}        ${shown(mean)}   ${lost.reduce((sum, one) => sum + one, 0) / seeds}`,
  );
  print(`random, worst of ${seeds}       ${shown(worst)}   ${Math.max(...lost)}`);
  const fall = Math.max(...plain.map((score, index) => score - (mean[index] ?? 0)));
  const isHeld = fall <= 0.005 && lost.every((count) => count === 0);
  print(`bound: 0.005 on the mean, none out of the top 5: ${isHeld ? 'ok' : 'OVER'}`);
}

/** Each query with full use of the first wrong endpoints that it finds, and of no right one. */
function printWrong(
  name: string,
  count: number,
  catalog: Catalog,
  queries: readonly Labelled[],
): void {
  const useFor = ({ q, best }: Labelled): Use => {
    const { hits } = catalog.search(q, { limit: 10 });
    const wrong = hits.filter((_, index) => !best.includes(keysOf(hits)[index] ?? ''));
    return new Map(wrong.slice(0, count).map(({ endpoint }) => [endpoint.id, 1]));
  };
  const uses = new Map(queries.map((query) => [query.q, useFor(query)]));
  const scores = meanScores(queries, (q) => ranker(catalog, uses.get(q))(q));
  const lost = queries.filter((query) => isLost(query, catalog, uses.get(query.q) ?? new Map()));
  print(`${name.padEnd(25)} ${shown(scores)}   ${lost.length}`);
}

/** A right endpoint was first, and use left none among the first five. */
function isLost({ q, best }: Labelled, catalog: Catalog, usage: Use): boolean {
  const [first = ''] = ranker(catalog)(q);
  if (!best.includes(first)) return false;
  return !ranker(
    catalog,
    usage,
  )(q)
    .slice(0, 5)
    .some((endpoint) => best.includes(endpoint));
}

/** The first two hits of each query, where they are close: how many calls put the second one first. */
function printNearEquals(catalog: Catalog, queries: readonly Labelled[]): void {
  print('calls that put the second of two close hits first (of which the first is called once)');
  for (const { q } of queries) {
    const [first, second] = catalog.search(q, { limit: 2 }).hits;
    if (first === undefined || second === undefined || first.score >= 900) continue;
    const lead = first.score / second.score - 1;
    if (lead >= weights.usage) continue;
    const calls = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144].find((count) => {
      const counted = [
        { endpoint: first.endpoint, count: 1 },
        { endpoint: second.endpoint, count },
      ].map(({ endpoint: { method, path }, count: times }) => ({
        ...{ method, template: path, count: times, last_used: now.toISOString() },
      }));
      const [top] = catalog.search(q, {
        limit: 1,
        usage: usageWeights(counted, catalog, now),
      }).hits;
      return top?.endpoint.id === second.endpoint.id;
    });
    const [one, other] = keysOf([first, second]);
    print(
      `${String(calls ?? 'never').padStart(5)}  lead ${(lead * 100).toFixed(1)} %  ${q}\n       ${one ?? ''} | ${other ?? ''}`,
    );
  }
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
