import { readFileSync } from 'node:fs';
import type { SearchHit } from '../../src/catalog/search.js';

/** A query with the endpoints that a knowledgeable person would call, and those that would do. */
export interface Labelled {
  q: string;
  kind: string;
  best: string[];
  ok: string[];
}

export type Ranker = (query: string) => string[];

/** The file of labelled queries that the command line names, else the project's own. */
export function readLabelled(): Labelled[] {
  const file = process.argv.find((word) => word.endsWith('.jsonl')) ?? 'test/eval/search-dev.jsonl';
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);
}

export function keysOf(hits: readonly SearchHit[]): string[] {
  return hits.map(({ endpoint: { method, path } }) => `${method} ${path}`);
}

export const scoreNames = ['hit@1', 'hit@5', 'MRR', 'nDCG@10'] as const;

/** The four scores of a ranker, over all queries. */
export function meanScores(queries: readonly Labelled[], rank: Ranker): number[] {
  const rows = queries.map((query) => scoresOf(query, rank(query.q)));
  return scoreNames.map(
    (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length,
  );
}

export function shown(scores: readonly number[]): string {
  return scores.map((mean) => mean.toFixed(3).padStart(6)).join('  ');
}

function scoresOf({ best, ok }: Labelled, found: readonly string[]): number[] {
  const first = found.findIndex((endpoint) => best.includes(endpoint));
  const gain = (endpoint: string) => (best.includes(endpoint) ? 3 : ok.includes(endpoint) ? 1 : 0);
  const discounted = (gains: number[]) =>
    gains.slice(0, 10).reduce((sum, one, index) => sum + one / Math.log2(index + 2), 0);
  const ideal = discounted([...best.map(() => 3), ...ok.map(() => 1)]);
  return [
    Number(first === 0),
    Number(first >= 0 && first < 5),
    first < 0 ? 0 : 1 / (first + 1),
    discounted(found.map(gain)) / ideal,
  ];
}
