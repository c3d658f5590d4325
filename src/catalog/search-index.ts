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

/** Documents and queries are lists of normal words already. */
const plain = {
  tokenize: (text: string) => text.split(' ').filter((word) => word !== ''),
  processTerm: (term: string) => term,
};

const options: Options<ResourceDocument> = {
  ...plain,
  fields: ['name', 'owner', 'category', 'module'],
};

/** The second index: the names of the fields that records of a resource have. */
interface FieldsDocument {
  id: number;
  fields: string;
}

const fieldOptions: Options<FieldsDocument> = { ...plain, fields: ['fields'] };

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

/** The serialised second index; `fieldsOf` gives the words of a schema's fields. */
export function buildFieldIndex(
  resources: readonly Resource[],
  fieldsOf: (schema: string) => readonly string[],
): string {
  const index = new MiniSearch(fieldOptions);
  const documents = resources.map(({ schemas }, id) => ({
    id,
    words: [...new Set(schemas.flatMap(fieldsOf))],
  }));
  index.addAll(documents.map(({ id, words }) => ({ id, fields: words.join(' ') })));
  const terms = [...new Set(documents.flatMap(({ words }) => words))];
  const stored: Omit<StoredIndex, 'resources'> = { index: JSON.stringify(index), terms };
  return JSON.stringify(stored);
}

/** A set of words and the documents that have them. */
export interface WordIndex {
  terms: ReadonlySet<string>;
  /** Scores of the resources that have a word, by position. */
  scores: (term: string) => ReadonlyMap<number, number>;
}

export function loadFieldIndex(json: string): WordIndex {
  const { index, terms } = JSON.parse(json) as StoredIndex;
  const search = MiniSearch.loadJSON(index, fieldOptions);
  return { terms: new Set(terms), scores: scorer((term) => search.search(term, exact)) };
}

const exact = { prefix: false, fuzzy: false };

function scorer(find: (term: string) => { id: unknown; score: number }[]): WordIndex['scores'] {
  const cache = new Map<string, ReadonlyMap<number, number>>();
  return (term) => {
    let found = cache.get(term);
    if (found === undefined) {
      found = new Map(find(term).map(({ id, score }) => [Number(id), score]));
      cache.set(term, found);
    }
    return found;
  };
}

export interface SearchIndex extends WordIndex {
  resources: readonly IndexedResource[];
  /** The index over field names; loaded when a word of a query is in no name. */
  fields: () => WordIndex;
}

export function loadIndex(json: string, fields: () => WordIndex): SearchIndex {
  const { index, resources, terms } = JSON.parse(json) as StoredIndex;
  const search = MiniSearch.loadJSON(index, options);
  const boost = { name: 3, category: 1, owner: 1.5, module: 0.5 };
  return {
    resources,
    terms: new Set(terms),
    scores: scorer((term) => search.search(term, { ...exact, boost })),
    fields,
  };
}
