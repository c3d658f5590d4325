import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { buildCatalog } from '../../src/catalog/build.js';
import { Catalog } from '../../src/catalog/catalog.js';

// How often search puts the endpoint first that a knowledgeable person would call, beside two libraries with
// their own defaults on the same catalog. Reports; never fails.

interface Labelled {
  q: string;
  kind: string;
  best: string[];
  ok: string[];
}

type Ranker = (query: string) => string[];

const folder = mkdtempSync(join(tmpdir(), 'cwm-bench-search-'));
try {
  const file = join(folder, 'catalog.db');
  await buildCatalog({ source: 'data/manage-2025.1.json', target: file, now: new Date() });
  const catalog = new Catalog(file);
  const queries = readFileSync('test/eval/search-dev.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
  const rankers: Record<string, Ranker> = {
    cwm: (query) =>
      catalog.search(query, {}, 10).map(({ endpoint: { method, path } }) => `${method} ${path}`),
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
        `${name.padEnd(22)} ${kind.padEnd(10)} ${String(chosen.length).padStart(4)}  ${scores(chosen, rank)}`,
      );
    }
  }
  if (process.argv.includes('--misses')) printMisses(queries, rankers['cwm'] ?? (() => []));
  printSpeed(queries, rankers['cwm'] ?? (() => []));
  catalog.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function scores(queries: readonly Labelled[], rank: Ranker): string {
  const rows = queries.map(({ q, best, ok }) => {
    const found = rank(q);
    const first = found.findIndex((endpoint) => best.includes(endpoint));
    const gain = (endpoint: string) =>
      best.includes(endpoint) ? 3 : ok.includes(endpoint) ? 1 : 0;
    const discounted = (gains: number[]) =>
      gains.slice(0, 10).reduce((sum, one, index) => sum + one / Math.log2(index + 2), 0);
    const ideal = discounted([...best.map(() => 3), ...ok.map(() => 1)]);
    return [
      Number(first === 0),
      Number(first >= 0 && first < 5),
      first < 0 ? 0 : 1 / (first + 1),
      discounted(found.map(gain)) / ideal,
    ];
  });
  return [0, 1, 2, 3]
    .map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length)
    .map((mean) => mean.toFixed(3).padStart(6))
    .join('  ');
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

function printSpeed(queries: readonly Labelled[], rank: Ranker): void {
  const times = [...queries, ...queries, ...queries].map(({ q }) => {
    const start = performance.now();
    rank(q);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  print(`warm search: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`);
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
