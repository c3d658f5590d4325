import { methods } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { lazy } from '../text/lazy.js';
import { didYouMean, listed, nearest } from '../text/nearest.js';
import { defineAction, many } from './define.js';
import { habits } from './usage-weights.js';

export interface SearchRow {
  rank: number;
  score: number;
  method: string;
  path: string;
  operationId: string;
  module: string;
  category: string;
  summary: string;
}

const searchColumns = [
  'rank',
  'score',
  'method',
  'path',
  'operationId',
  'module',
  'category',
  'summary',
] as const satisfies readonly (keyof SearchRow)[];

export const search = defineAction({
  name: 'search',
  summary: 'Find endpoints by keyword, name or plain sentence',
  params: {
    query: {
      kind: 'string',
      required: true,
      summary: 'what you want to do, or a piece of a path or name',
    },
    method: {
      kind: 'string',
      choices: methods,
      summary: 'only this method',
    },
    module: { kind: 'string', summary: 'only this module, such as service', completes: 'module' },
    category: {
      kind: 'string',
      summary: 'only this category, such as Tickets',
      completes: 'category',
    },
    limit: { kind: 'integer', default: 10, min: 1, max: 100, summary: 'most results' },
    memory: {
      kind: 'boolean',
      default: true,
      summary: 'of near-equal endpoints show those first that are called here',
    },
  },
  async run({ query, memory, ...options }, services) {
    const { catalog, report } = services;
    const opened = await catalog();
    if (options.module !== undefined) refuseUnknown('module', options.module, opened.modules());
    const names = lazy(() => opened.categories().map(({ category }) => category));
    if (options.category !== undefined) refuseUnknown('category', options.category, names());
    const usage = memory ? await habits(opened, services) : undefined;
    const { hits, explain } = opened.search(query, { ...options, usage });
    if (hits.length === 0) report.note(nothingFound(query, names()));
    if (report.debug !== undefined) explain().forEach(report.debug);
    const rows = hits.map(({ endpoint, score }, index): SearchRow => {
      const { method, path, operationId, module, category, summary } = endpoint;
      return { rank: index + 1, score, method, path, operationId, module, category, summary };
    });
    return many(rows, searchColumns);
  },
});

function refuseUnknown(what: string, name: string, known: readonly string[]): void {
  if (known.some((one) => one.toLowerCase() === name.toLowerCase())) return;
  throw new UsageError(`There is no ${what} "${name}".`, {
    hint: didYouMean(nearest(name, known)) ?? 'All of them: cwm categories',
  });
}

function nothingFound(query: string, categories: readonly string[]): string {
  const near = query.split(/\s+/).flatMap((word) => nearest(word, categories, 2));
  const next = near.length === 0 ? 'cwm categories' : `cwm categories ${near[0] ?? ''}`;
  const named = near.length === 0 ? '' : ` The nearest categories: ${listed(near)}.`;
  return `Nothing found.${named} Try other words, or look through: ${next}`;
}
