import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { buildCatalog } from '../../src/catalog/build.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { endpointChoices } from '../../src/guide/endpoint-choices.js';
import { keysOf, meanScores, readLabelled, shown, type Labelled, type Ranker } from './ranking.js';

// How often search puts the endpoint first that a knowledgeable person would call, beside two libraries with
// their own defaults on the same catalog. Reports; never fails.

const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-search-'));
try {
  const file = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target: file, now: new Date() });
  const catalog = new Catalog(file);
  const queries = readLabelled();
  const rankers: Record<string, Ranker> = {
    cwm: (query) => keysOf(catalog.search(query, { limit: 10 }).hits),
    'MiniSearch, defaults': miniSearch(catalog),
    'SQLite FTS5': fullText(catalog),
  };
  print(`${queries.length} labelled queries`);
  print('ranker                 kind          n   hit@1   hit@5     MRR  nDCG@10');
  for (const [name, rank] of Object.entries(rankers)) {
    for (const kind of ['all', ...new Set(queries.map((query) => query.kind))]) {
      if (kind !== 'all' && name !== 'cwm') continue;
      const chosen = queries.filter((query) => kind === 'all' || query.kind === kind);
      print(
        `${name.padEnd(22)} ${kind.padEnd(10)} ${String(chosen.length).padStart(4)}  ${shown(meanScores(chosen, rank))}`,
      );
    }
  }
  if (process.argv.includes('--misses')) printMisses(queries, rankers['cwm'] ?? (() => []));
  printSpeed('3,053 endpoints', queries, rankers['cwm'] ?? (() => []));
  printTyping(queries, catalog);
  printSizes(catalog);
  catalog.close();
  await benchLarge(queries);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function printMisses(queries: readonly Labelled[], rank: Ranker): void {
  for (const { q, best } of queries) {
    const found = rank(q);
    const first = found.findIndex((endpoint) => best.includes(endpoint));
    if (first === 0) continue;
    print(
      `${first < 0 ? '–' : first + 1}  ${q}\n     wanted ${best.slice(0, 2).join(' | ')}\n     found  ${found.slice(0, 3).join(' | ')}`,
    );
  }
}

function printSpeed(what: string, queries: readonly Labelled[], rank: Ranker): void {
  const times = [...queries, ...queries, ...queries].map(({ q }) => {
    const start = performance.now();
    rank(q);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  print(`warm search, ${what}: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`);
}

/** What each letter costs in the box that finds while somebody types. */
function printTyping(queries: readonly Labelled[], catalog: Catalog): void {
  const sentences = queries.filter(({ kind }) => kind !== 'keyword').slice(0, 40);
  const finding = { catalog, kept: () => [], used: [], usage: undefined, width: 80 };
  for (const method of [undefined, 'POST'] as const) {
    const times = sentences.flatMap(({ q }) =>
      Array.from(q, (_, length) => {
        const start = performance.now();
        endpointChoices(q.slice(0, length + 1), { ...finding, method });
        return performance.now() - start;
      }),
    );
    times.sort((a, b) => a - b);
    const what = `${sentences.length} sentences letter by letter${method === undefined ? '' : `, ${method} alone`}`;
    print(`typing ${what}: p95 ${at(times, 0.95)} ms, at most ${at(times, 1 - 1e-9)} ms`);
  }
  const first = (left: number) => {
    const found = sentences.map(({ q, best }) => {
      const hits = catalog.searchTyped(q.slice(0, q.length - left), { limit: 10 });
      return keysOf(hits).findIndex((key) => best.includes(key));
    });
    return `${found.filter((place) => place >= 0).length} of ${found.length}`;
  };
  print(`found in ten: typed in full ${first(0)}, without the last two letters ${first(2)}`);
}

function printSizes(catalog: Catalog): void {
  const sizes = catalog.inspect((db) =>
    db.prepare('SELECT name, length(data) AS size FROM search_index').all(),
  ) as { name: string; size: number }[];
  for (const { name, size } of sizes) print(`index "${name}": ${Math.round(size / 1000)} KB`);
}

/** The same definition ten times over, each copy in modules of its own. */
async function benchLarge(queries: readonly Labelled[]): Promise<void> {
  const definition = JSON.parse(readFileSync('data/manage-2025.1.json', 'utf8')) as {
    paths: Record<string, unknown>;
  };
  const paths = Object.entries(definition.paths);
  definition.paths = Object.fromEntries(
    Array.from({ length: 10 }, (_, copy) =>
      paths.map(([path, item]) => [copy === 0 ? path : `/copy${copy}${path}`, item] as const),
    ).flat(),
  );
  const source = join(folder, 'large.json');
  const target = join(folder, 'large.db');
  writeFileSync(source, JSON.stringify(definition));
  await buildCatalog({ source, target, now: new Date() });
  const large = new Catalog(target);
  const rank: Ranker = (query) => large.search(query, { limit: 10 }).hits.map(String);
  rank('warm');
  printSpeed(`${large.count('endpoints')} endpoints`, queries, rank);
  large.close();
}

function at(sorted: readonly number[], quantile: number): string {
  return (sorted[Math.floor(sorted.length * quantile)] ?? 0).toFixed(2);
}

function miniSearch(catalog: Catalog): Ranker {
  const index = new MiniSearch({ fields: ['method', 'path', 'summary', 'category', 'module'] });
  const endpoints = catalog.all();
  index.addAll(endpoints);
  return (query) =>
    index
      .search(query, { fuzzy: 0.2, prefix: true })
      .slice(0, 10)
      .map(({ id }) => endpoints.find((endpoint) => endpoint.id === id))
      .map((endpoint) => `${endpoint?.method ?? ''} ${endpoint?.path ?? ''}`);
}

function fullText(catalog: Catalog): Ranker {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE docs USING fts5(key UNINDEXED, text, tokenize = 'porter')`);
  const insert = db.prepare('INSERT INTO docs VALUES (?, ?)');
  for (const { method, path, summary, category, module, operationId } of catalog.all()) {
    insert.run(
      `${method} ${path}`,
      [method, path, summary, category, module, operationId].join(' '),
    );
  }
  const select = db
    .prepare('SELECT key FROM docs WHERE docs MATCH ? ORDER BY bm25(docs) LIMIT 10')
    .pluck();
  return (query) => {
    const words = query.match(/[a-z0-9]+/gi) ?? [];
    return select.all(words.map((word) => `"${word}"`).join(' OR ')) as string[];
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
