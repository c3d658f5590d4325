import { analyseQuery, type Alternative, type QueryGroup } from './analysis.js';
import { correctVerb, fit, readIntent, type Intent } from './intent.js';
import type { EndpointSummary } from './model.js';
import type { IndexedResource, SearchIndex } from './search-index.js';
import { normal, vocabulary } from './vocabulary.js';

export interface SearchFilter {
  method?: string | undefined;
  module?: string | undefined;
  category?: string | undefined;
}

export interface SearchOptions extends SearchFilter {
  limit: number;
  /** How much each endpoint is used, 0 to 1, by its id: it reorders close calls and hides nothing. */
  usage?: ReadonlyMap<number, number> | undefined;
}

export interface SearchHit {
  score: number;
  endpoint: EndpointSummary;
}

export interface SearchResult {
  hits: SearchHit[];
  /** Why the hits are what they are, a line each; for people who look into a ranking. */
  explain: () => string[];
}

/** What is left of the score of a resource that has no operation of the role asked for. */
const unable = 0.7;

/** The most that use can add to a score. */
const usageLift = 0.08;

export interface SearchSource {
  index: SearchIndex;
  /** Endpoints by their ids. */
  endpoints: (ids: readonly number[]) => EndpointSummary[];
  /** Endpoints that the query names outright: by a title, an operationId, a path or a piece of one. */
  named: (query: string) => EndpointSummary[];
}

/** Ranks endpoints for a query: what it names outright first, then resources by its words and operations by its verb. */
export function searchEndpoints(
  query: string,
  { limit, usage, ...filter }: SearchOptions,
  { index, endpoints, named }: SearchSource,
): SearchResult {
  const corrected = correctVerb(query, index.terms);
  const intent = readIntent(corrected);
  const groups = analyseQuery(corrected, vocabulary(), index, intent.role).filter(
    ({ alternatives }) => alternatives.length > 0,
  );
  const scores = new Map<number, number>();
  for (const [position, score] of rankResources(groups, new Set(normal(corrected)), index)) {
    const operations = index.resources[position]?.operations ?? [];
    // A resource that cannot do what is asked for is less likely meant: the time of a ticket is logged elsewhere.
    const can = operations.some(([, role]) => role === intent.role || role === 'action');
    for (const [id, role] of operations) {
      const lift = 1 + usageLift * Math.min(1, usage?.get(id) ?? 0);
      scores.set(id, score * (can ? 1 : unable) * fit(intent.role, role) * lift);
    }
  }
  for (const [place, { id }] of named(query).entries()) scores.set(id, 1000 - place);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const found = endpoints(ranked.slice(0, isFiltered ? undefined : limit).map(([id]) => id));
  const hits = found
    .filter((endpoint) => isWanted(endpoint, filter))
    .slice(0, limit)
    .map((endpoint) => ({
      endpoint,
      score: Math.round((scores.get(endpoint.id) ?? 0) * 100) / 100,
    }));
  return { hits, explain: () => explain(groups, intent, hits) };
}

function explain(
  groups: readonly QueryGroup[],
  intent: Intent,
  hits: readonly SearchHit[],
): string[] {
  const alternative = ({ terms, weight, inFields = false }: Alternative) =>
    `${terms.join(' ')} ×${weight.toFixed(2)}${inFields ? ' (fields)' : ''}`;
  return [
    `asked for: ${intent.role}${intent.method === undefined ? '' : ` (${intent.method})`}`,
    ...groups.map(
      ({ text, importance, alternatives }) =>
        `"${text}" counts ${importance}: ${alternatives.map(alternative).join(', ')}`,
    ),
    ...hits.map(({ score, endpoint }) => `${score}  ${endpoint.method} ${endpoint.path}`),
  ];
}

/** Positions of resources with their scores. */
function rankResources(
  groups: readonly QueryGroup[],
  words: ReadonlySet<string>,
  index: SearchIndex,
): [number, number][] {
  const totals = new Map<number, { score: number; answered: number; terms: Set<string> }>();
  for (const group of groups) {
    for (const [position, { score, terms }] of scoreGroup(group, index)) {
      const total = totals.get(position) ?? { score: 0, answered: 0, terms: new Set<string>() };
      // Two ways of saying the same thing count once.
      const isNew = terms.some((term) => !total.terms.has(term));
      total.score += group.importance * (isNew ? score : 0.1 * score);
      if (isNew) total.answered += group.importance;
      for (const term of terms) total.terms.add(term);
      totals.set(position, total);
    }
  }
  const asked = groups.reduce((sum, { importance }) => sum + importance, 0);
  return [...totals].map(([position, total]): [number, number] => {
    const resource = index.resources[position];
    if (resource === undefined) return [position, 0];
    const answered = total.answered / asked;
    const said = new Set([...total.terms, ...words]);
    return [position, total.score * (0.25 + 0.75 * answered) * shapeOf(resource, said)];
  });
}

/** The best alternative of a group for each resource that has any of its words. */
function scoreGroup(
  group: QueryGroup,
  index: SearchIndex,
): Map<number, { score: number; terms: string[] }> {
  const best = new Map<number, { score: number; terms: string[] }>();
  for (const { terms, weight, inFields = false } of group.alternatives) {
    const source = inFields ? index.fields() : index;
    const sums = new Map<number, { score: number; terms: string[] }>();
    for (const term of terms) {
      for (const [position, score] of source.scores(term)) {
        const sum = sums.get(position) ?? { score: 0, terms: [] };
        sum.score += score;
        sum.terms.push(term);
        sums.set(position, sum);
      }
    }
    for (const [position, sum] of sums) {
      // A phrase of which only a part is there says much less.
      const part = sum.terms.length / terms.length;
      const score = (sum.score / Math.sqrt(terms.length)) * weight * part * part;
      if (score > (best.get(position)?.score ?? 0)) best.set(position, { score, terms: sum.terms });
    }
  }
  return best;
}

/** Words in names that only join the others: `convert to project`. */
const joining = new Set(['to', 'from', 'as', 'by', 'of', 'on']);

/** A resource whose whole name was said beats one that has more to its name, a well-known one a deep twin. */
function shapeOf(
  { name, owner, depth, family, operations }: IndexedResource,
  said: ReadonlySet<string>,
): number {
  const share = (words: readonly string[]) =>
    words.length === 0 ? 1 : words.filter((word) => said.has(word)).length / words.length;
  const named = name.filter((word) => !joining.has(word));
  // An action that was not named is not meant; one that was is meant more than what it acts on.
  const isAction = operations.every(([, role]) => role === 'action');
  const action = !isAction ? 1 : share(named) === 1 ? 2 : share(named) >= 0.5 ? 1 : 0.3;
  return (
    action *
    (0.3 + 0.7 * share(named)) *
    (0.65 + 0.35 * share(owner)) *
    (1 + 0.04 * Math.log2(family)) *
    (1 / (1 + 0.12 * (depth - 1)))
  );
}

function isWanted(endpoint: EndpointSummary, { method, module, category }: SearchFilter): boolean {
  return (
    (method === undefined || endpoint.method === method) &&
    (module === undefined || endpoint.module.toLowerCase() === module.toLowerCase()) &&
    (category === undefined || endpoint.category.toLowerCase() === category.toLowerCase())
  );
}
