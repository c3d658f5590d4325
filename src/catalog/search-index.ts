import MiniSearch, { type Options } from 'minisearch';
import type { Resource, Role } from './resources.js';

/** One document a resource: its operations differ in their verb alone, which the query's own verb decides. */
interface ResourceDocument {
  id: number;
  name: string;
  owner: string;
  category: string;
  module: string;
}

const options: Options<ResourceDocument> = {
  fields: ['name', 'owner', 'category', 'module'],
  // Documents and queries are lists of normal words already.
  tokenize: (text) => text.split(' ').filter((word) => word !== ''),
  processTerm: (term) => term,
};

/** What a found resource is made of; the operations by their ids in the catalog. */
export interface IndexedResource {
  name: string[];
  owner: string[];
  depth: number;
  family: number;
  operations: [number, Role][];
}

interface StoredIndex {
  index: string;
  resources: IndexedResource[];
  terms: string[];
}

/** The serialised index; operations get the ids that their position in the definition gives them. */
export function buildIndex(resources: readonly Resource[]): string {
  const index = new MiniSearch(options);
  index.addAll(
    resources.map(({ name, owner, category, module }, id) => ({
      id,
      name: name.join(' '),
      owner: owner.join(' '),
      category: category.join(' '),
      module,
    })),
  );
  const terms = new Set(
    resources.flatMap(({ name, owner, category, module }) => [
      ...name,
      ...owner,
      ...category,
      module,
    ]),
  );
  const stored: StoredIndex = {
    index: JSON.stringify(index),
    resources: resources.map(({ name, owner, depth, family, operations }) => ({
      name,
      owner,
      depth,
      family,
      operations: operations.map(([position, role]) => [position + 1, role]),
    })),
    terms: [...terms],
  };
  return JSON.stringify(stored);
}

export interface SearchIndex {
  resources: readonly IndexedResource[];
  /** Every word that some resource has. */
  terms: ReadonlySet<string>;
  /** Scores of the resources that have a word, by position. */
  scores: (term: string) => ReadonlyMap<number, number>;
}

export function loadIndex(json: string): SearchIndex {
  const { index, resources, terms } = JSON.parse(json) as StoredIndex;
  const search = MiniSearch.loadJSON(index, options);
  const cache = new Map<string, ReadonlyMap<number, number>>();
  return {
    resources,
    terms: new Set(terms),
    scores(term) {
      let found = cache.get(term);
      if (found === undefined) {
        const hits = search.search(term, {
          boost: { name: 3, category: 1, owner: 1.5, module: 0.5 },
          prefix: false,
          fuzzy: false,
        });
        found = new Map(hits.map(({ id, score }) => [Number(id), score]));
        cache.set(term, found);
      }
      return found;
    },
  };
}
