import { categories } from '../../actions/categories.js';
import { search } from '../../actions/search.js';
import { isRecord } from '../../text/records.js';
import { rowsOf } from '../answer.js';
import { readArguments } from '../arguments.js';
import { hitsAnswer, type Hit } from '../hits.js';
import { reading } from '../hints.js';
import { outputSchema } from '../schema.js';
import type { Session } from '../session.js';
import type { Tool, ToolCall } from '../tool.js';

const query = { ...search.params.query, summary: 'words, path or operationId' } as const;
const most = search.params.limit;
const text = { type: 'string' };
const texts = { type: 'array', items: text };
const hit = { method: text, path: text, summary: text };
const results = (item: object) => ({ type: 'array', items: { type: 'object', properties: item } });
const total = { type: 'integer' };

/** Tools that find endpoints. */
export const searchTools: readonly Tool[] = [
  {
    name: 'search_api_endpoints',
    title: 'Search endpoints',
    description: 'Find endpoints by keyword, path fragment or operationId.',
    params: { query, max_results: { ...most, default: 10 } },
    hints: reading,
    output: outputSchema({ query: text, total, results: results(hit) }),
    async run({ query: asked, max_results: limit }, session, toolCall) {
      return hitsAnswer({ query: asked }, await find({ query: asked, limit }, session, toolCall));
    },
  },
  {
    name: 'natural_language_api_search',
    title: 'Search by sentence',
    description:
      'Find the endpoint for a task in plain words. A hit has a suggested execute_api_call where the sentence says enough.',
    params: {
      query: { ...query, summary: 'what to do, such as: open tickets of high priority' },
      max_results: { ...most, default: 5 },
    },
    hints: reading,
    output: outputSchema(
      {
        query: text,
        total,
        results: results({ ...hit, suggested: { type: 'object' }, not_understood: texts }),
      },
      { kept: results({ query_id: text, description: text }) },
    ),
    async run({ query: asked, max_results: limit }, session, toolCall) {
      const hits = await find({ query: asked, limit }, session, toolCall);
      const { services } = session.run(toolCall);
      // Reading sentences takes as much code as all else that a start needs.
      const { withSuggestion } = await import('../suggestion.js');
      const suggesting = await withSuggestion(String(asked), hits, services);
      return hitsAnswer({ query: asked }, suggesting.hits, { kept: suggesting.kept });
    },
  },
  {
    name: 'list_api_categories',
    title: 'List categories',
    description: 'All categories by module, with the number of endpoints in each.',
    params: {},
    hints: reading,
    output: {
      type: 'object',
      additionalProperties: { type: 'object', description: 'category: number of endpoints' },
    },
    async run(_input, session, toolCall) {
      const { services } = session.run(toolCall);
      const input = readArguments(categories.params, { byModule: true });
      const modules: Record<string, Record<string, number>> = {};
      for (const row of await rowsOf(await categories.run(input, services))) {
        if (!isRecord(row)) continue;
        (modules[String(row['module'])] ??= {})[String(row['category'])] = Number(row['endpoints']);
      }
      const lines = Object.entries(modules).map(([module, counts]) => {
        const named = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
        return `${module}: ${named.join(', ')}`;
      });
      return { structured: modules, text: lines.join('\n') };
    },
  },
  {
    name: 'get_category_endpoints',
    title: 'List a category',
    description: 'The endpoints of one category.',
    params: {
      category: { ...categories.params.name, required: true },
      max_results: { ...most, default: 20 },
    },
    hints: reading,
    output: outputSchema({ category: text, total, results: results(hit) }),
    async run({ category, max_results: limit }, session, toolCall) {
      const { services } = session.run(toolCall);
      const input = readArguments(categories.params, { name: category });
      const hits = toHits(await rowsOf(await categories.run(input, services)));
      return hitsAnswer({ category }, hits.slice(0, Number(limit)), { total: hits.length });
    },
  },
];

async function find(
  asked: Record<string, unknown>,
  session: Session,
  toolCall: ToolCall,
): Promise<Hit[]> {
  const { services } = session.run(toolCall);
  const result = await search.run(readArguments(search.params, asked), services);
  return toHits(await rowsOf(result));
}

function toHits(rows: readonly unknown[]): Hit[] {
  return rows.filter(isRecord).map(({ method, path, summary }) => ({
    method: String(method),
    path: String(path),
    summary: String(summary),
  }));
}
