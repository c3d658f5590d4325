import MiniSearch, { type Options } from 'minisearch';
import type { Resource, Role } from './resources.js';
import { weights } from './weights.js';

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

/** A further index: words about a resource that do not name it. */
interface WordsDocument {
  id: number;
  words: string;
}

const wordOptions: Options<WordsDocument> = { ...plain, fields: ['words'] };

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

/**
 * A further index, over words that each resource has beside its name, as plain postings: the scores that
 * MiniSearch gives are stored, since reading them back is all that a search needs and costs a fraction.
 */
export function buildWordIndex(
  resources: readonly Resource[],
  wordsOf: (resource: Resource) => readonly string[],
): string {
  const index = new MiniSearch(wordOptions);
  const documents = resources.map((resource, id) => ({
    id,
    words: [...new Set(wordsOf(resource))],
  }));
  index.addAll(documents.map(({ id, words }) => ({ id, words: words.join(' ') })));
  const terms = new Set(documents.flatMap(({ words }) => words));
  const postings: Postings = Object.fromEntries(
    [...terms].map((term) => [
      term,
      index.search(term, exact).flatMap(({ id, score }) => [Number(id), Math.round(score * 100)]),
    ]),
  );
  return JSON.stringify(postings);
}

/** By word: a resource's position and its score times 100, in turns. */
type Postings = Record<string, number[]>;

/** A set of words and the documents that have them. */
export interface WordIndex {
  terms: ReadonlySet<string>;
  /** Scores of the resources that have a word, by position. */
  scores: (term: string) => ReadonlyMap<number, number>;
}

export function loadWordIndex(json: string): WordIndex {
  const postings = new Map(Object.entries(JSON.parse(json) as Postings));
  return {
    terms: new Set(postings.keys()),
    scores: remembered((term) => {
      const flat = postings.get(term) ?? [];
      return flat.flatMap((id, at) =>
        at % 2 === 0 ? [{ id, score: (flat[at + 1] ?? 0) / 100 }] : [],
      );
    }),
  };
}

const exact = { prefix: false, fuzzy: false };

function remembered(find: (term: string) => { id: unknown; score: number }[]): WordIndex['scores'] {
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
  /** A common English word, which is no misspelling of anything. */
  isEnglish: (word: string) => boolean;
  /** The index over glosses: what people say about a resource that its name does not. */
  glosses: () => WordIndex;
  /** The index over field names; loaded when a word of a query is in no name. */
  fields: () => WordIndex;
}

export function loadIndex(
  json: string,
  further: Pick<SearchIndex, 'isEnglish' | 'glosses' | 'fields'>,
): SearchIndex {
  const { index, resources, terms } = JSON.parse(json) as StoredIndex;
  const search = MiniSearch.loadJSON(index, options);
  const { name, owner, category, module } = weights;
  const boost = { name, owner, category, module };
  return {
    resources,
    terms: new Set(terms),
    scores: remembered((term) => search.search(term, { ...exact, boost })),
    ...further,
  };
}
