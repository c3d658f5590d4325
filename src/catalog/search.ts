import { analyseQuery, type Alternative, type QueryGroup } from './analysis.js';
import { correctVerb, fit, readIntent, type Intent } from './intent.js';
import type { EndpointSummary } from './model.js';
import type { IndexedResource, SearchIndex } from './search-index.js';
import { normal, vocabulary } from './vocabulary.js';
import { weights } from './weights.js';

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
  const corrected = correctVerb(query, (word) => index.terms.has(word) || index.isEnglish(word));
  const intent = readIntent(corrected);
  const groups = analyseQuery(corrected, vocabulary(), index, intent.role).filter(
    ({ alternatives }) => alternatives.length > 0,
  );
  const scores = new Map<number, number>();
  for (const [position, score] of rankResources(groups, new Set(normal(corrected)), index)) {
    const operations = index.resources[position]?.operations ?? [];
    for (const [id, role] of operations) {
      scores.set(id, score * fit(intent.role, role) * liftOf(usage?.get(id)));
    }
  }
  for (const [place, { id }] of named(query).entries()) scores.set(id, 1000 - place);
  const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
  const found: EndpointSummary[] = [];
  // A filter may leave few of them; to read them all takes longer than to rank them.
  for (let from = 0; found.length < limit && from < ranked.length; from += limit)
    found.push(
      ...endpoints(ranked.slice(from, from + limit)).filter((one) => isWanted(one, filter)),
    );
  const hits = found.slice(0, limit).map((endpoint) => ({
    endpoint,
    score: Math.round((scores.get(endpoint.id) ?? 0) * 100) / 100,
  }));
  return { hits, explain: () => explain(groups, intent, hits, usage) };
}

/** What use makes of a score. */
function liftOf(use = 0): number {
  return 1 + weights.usage * Math.min(1, use);
}

function explain(
  groups: readonly QueryGroup[],
  intent: Intent,
  hits: readonly SearchHit[],
  usage: SearchOptions['usage'],
): string[] {
  const alternative = ({ terms, weight, within }: Alternative) =>
    `${terms.join(' ')} ×${weight.toFixed(2)}${within === undefined ? '' : ` (${within})`}`;
  return [
    `asked for: ${intent.role}${intent.method === undefined ? '' : ` (${intent.method})`}`,
    ...groups.map(
      ({ text, importance, alternatives }) =>
        `"${text}" counts ${importance}: ${alternatives.map(alternative).join(', ')}`,
    ),
    ...hits.map(({ score, endpoint: { id, method, path } }) => {
      const lift = liftOf(usage?.get(id));
      return `${score}  ${method} ${path}${lift === 1 ? '' : `, use ×${lift.toFixed(3)}`}`;
    }),
  ];
}

/** Positions of resources with their scores. */
function rankResources(
  groups: readonly QueryGroup[],
  words: ReadonlySet<string>,
  index: SearchIndex,
): [number, number][] {
  const totals = new Map<number, Total>();
  for (const group of groups) {
    for (const [position, { score, terms, glossed }] of scoreGroup(group, index)) {
      const total = totals.get(position) ?? newTotal();
      // Two ways of saying the same thing answer one part of the query.
      const isNew = terms.some((term) => !total.terms.has(term));
      total.score += group.importance * score;
      if (isNew) total.answered += group.importance;
      if (isNew && glossed) total.glossed += group.importance;
      for (const term of terms) total.terms.add(term);
      totals.set(position, total);
    }
  }
  const asked = groups.reduce((sum, { importance }) => sum + importance, 0);
  return [...totals].map(([position, { score, answered, glossed, terms }]): [number, number] => {
    const resource = index.resources[position];
    if (resource === undefined) return [position, 0];
    const said = new Set([...terms, ...words]);
    return [
      position,
      score *
        atLeast(weights.unanswered, answered / asked) *
        shapeOf(resource, said, glossed / asked),
    ];
  });
}

/** What a resource has met of a query so far; parts of the query by their importance. */
interface Total {
  score: number;
  answered: number;
  glossed: number;
  terms: Set<string>;
}

function newTotal(): Total {
  return { score: 0, answered: 0, glossed: 0, terms: new Set() };
}

/** A share of 0 to 1 as a factor that is never below `least`. */
function atLeast(least: number, share: number): number {
  return least + (1 - least) * share;
}

interface GroupScore {
  score: number;
  terms: string[];
  glossed: boolean;
}

/** The best alternative of a group for each resource that has any of its words. */
function scoreGroup(group: QueryGroup, index: SearchIndex): Map<number, GroupScore> {
  const best = new Map<number, GroupScore>();
  for (const { terms, weight, within } of group.alternatives) {
    const source = within === undefined ? index : index[within]();
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
      if (score > (best.get(position)?.score ?? 0))
        best.set(position, { score, terms: sum.terms, glossed: within === 'glosses' });
    }
  }
  return best;
}

/** Words in names that only join the others: `convert to project`. */
const joining = new Set(['to', 'from', 'as', 'by', 'of', 'on']);

/**
 * A resource whose whole name was said beats one that has more to its name, a well-known one a deep twin.
 * `glossed`: the part of the query, 0 to 1, that is in its gloss rather than in its name.
 */
function shapeOf(
  { name, owner, depth, family, operations }: IndexedResource,
  said: ReadonlySet<string>,
  glossed: number,
): number {
  const share = (words: readonly string[]) =>
    words.length === 0 ? 1 : words.filter((word) => said.has(word)).length / words.length;
  const named = share(name.filter((word) => !joining.has(word)));
  const { slope, most } = weights.glossedName;
  const isAction = operations.every(([, role]) => role === 'action');
  const isNamedAction = isAction && named + weights.glossedAction * glossed >= 0.5;
  return (
    (isNamedAction ? weights.action : 1) *
    atLeast(weights.unnamed, Math.max(named, Math.min(most, slope * glossed))) *
    atLeast(weights.unowned, share(owner)) *
    (1 + weights.family * Math.log2(family)) *
    (1 / (1 + weights.depth * (depth - 1)))
  );
}

function isWanted(endpoint: EndpointSummary, { method, module, category }: SearchFilter): boolean {
  return (
    (method === undefined || endpoint.method === method) &&
    (module === undefined || endpoint.module.toLowerCase() === module.toLowerCase()) &&
    (category === undefined || endpoint.category.toLowerCase() === category.toLowerCase())
  );
}
