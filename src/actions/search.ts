import { methods } from '../catalog/model.js';
import { defineAction, many } from './define.js';

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
    module: { kind: 'string', summary: 'only this module, such as service' },
    category: { kind: 'string', summary: 'only this category, such as Tickets' },
    limit: { kind: 'integer', default: 10, min: 1, max: 100, summary: 'most results' },
  },
  async run({ query, limit, ...filter }, { catalog, report }) {
    const hits = (await catalog()).search(query, filter, limit);
    if (hits.length === 0)
      report.note('Nothing found. Try fewer or other words, or look through: cwm categories');
    const rows = hits.map(({ endpoint, score }, index): SearchRow => {
      const { method, path, operationId, module, category, summary } = endpoint;
      return { rank: index + 1, score, method, path, operationId, module, category, summary };
    });
    return many(rows, searchColumns);
  },
});
