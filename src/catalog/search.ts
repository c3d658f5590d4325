import { readIntent } from './intent.js';
import type { EndpointSummary } from './model.js';
import type { SearchIndex } from './search-index.js';
import { splitPath } from './template.js';

export interface SearchFilter {
  method?: string | undefined;
  module?: string | undefined;
  category?: string | undefined;
}

export interface SearchHit {
  score: number;
  endpoint: EndpointSummary;
}

export interface SearchSource {
  index: SearchIndex;
  /** The operations on the path of an endpoint, itself included. */
  siblings: (id: number) => EndpointSummary[];
  /** Endpoints that the query names outright: by a title, an operationId, a path or a piece of one. */
  named: (query: string) => EndpointSummary[];
}

/** Ranks endpoints for a query: what it names outright first, then paths by their words and operations by its verb. */
export function searchEndpoints(
  query: string,
  filter: SearchFilter,
  limit: number,
  source: SearchSource,
): SearchHit[] {
  const intent = readIntent(query);
  const hits = new Map<number, SearchHit>();
  for (const [index, endpoint] of source.named(query).entries()) {
    hits.set(endpoint.id, { endpoint, score: 1000 - index });
  }
  const isFiltered =
    filter.method !== undefined || filter.module !== undefined || filter.category !== undefined;
  for (const { id, score } of source.index
    .search(query)
    .slice(0, isFiltered ? undefined : pathsRead)) {
    for (const endpoint of source.siblings(id)) {
      if (hits.has(endpoint.id)) continue;
      const verb = endpoint.method === intent.method ? 1 : 0.6;
      hits.set(endpoint.id, {
        endpoint,
        score: score * verb * twinWeight(endpoint, query, intent.count) * depthWeight(endpoint),
      });
    }
  }
  return [...hits.values()]
    .filter(({ endpoint }) => isWanted(endpoint, filter))
    .sort((a, b) => b.score - a.score || a.endpoint.id - b.endpoint.id)
    .slice(0, limit)
    .map(({ endpoint, score }) => ({ endpoint, score: Math.round(score * 100) / 100 }));
}

function isWanted(endpoint: EndpointSummary, { method, module, category }: SearchFilter): boolean {
  return (
    (method === undefined || endpoint.method === method) &&
    (module === undefined || endpoint.module.toLowerCase() === module.toLowerCase()) &&
    (category === undefined || endpoint.category.toLowerCase() === category.toLowerCase())
  );
}

/** Paths that are looked at closer when no filter can throw them out again; far more than fit a screen. */
const pathsRead = 60;

const twins = ['count', 'info', 'usages'];

/** Counts, reduced lists and usages step back unless the query asks for them. */
function twinWeight(endpoint: EndpointSummary, query: string, count: boolean): number {
  const segments = splitPath(endpoint.path.toLowerCase());
  const twin = twins.find((name) => segments.includes(name));
  if (twin === undefined) return 1;
  if (twin === 'count' && count) return 1.5;
  return query.toLowerCase().includes(twin.slice(0, 5)) ? 1 : 0.6;
}

function depthWeight(endpoint: EndpointSummary): number {
  return 1 / (1 + 0.08 * splitPath(endpoint.path).length);
}
