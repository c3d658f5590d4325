import MiniSearch, { type Options } from 'minisearch';
import { singular, splitCase } from './words.js';

/** One document a path: its operations differ in their verb alone, which the query's own verb decides. */
export interface SearchDocument {
  /** Position of the path in the catalog. */
  id: number;
  title: string;
  path: string;
  category: string;
  /** Last name in the path, undivided: `tickets` is a ticket, `ticketSyncs` is not. */
  resource: string;
}

const options: Options<SearchDocument> = {
  fields: ['title', 'path', 'category', 'resource'],
  tokenize: (text, field) => (field === 'resource' ? [text.toLowerCase()] : splitWords(text)),
  processTerm: (term) => (stopWords.has(term) ? null : singular(term)),
};

export function buildIndex(documents: readonly SearchDocument[]): string {
  const index = new MiniSearch(options);
  index.addAll(documents);
  return JSON.stringify(index);
}

export interface SearchIndex {
  readonly size: number;
  /** Ids of matching paths with their scores, best first. */
  search: (query: string) => { id: number; score: number }[];
}

export function loadIndex(json: string): SearchIndex {
  const index = MiniSearch.loadJSON(json, options);
  return {
    size: index.documentCount,
    search: (query) => {
      const hits = index.search(query, {
        boost: { title: 3, category: 2, resource: 4 },
        prefix: (term) => term.length > 3,
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        weights: { fuzzy: 0.2, prefix: 0.4 },
      });
      return hits.map(({ id, score }) => ({ id: Number(id), score }));
    },
  };
}

/** Words of a query, a path or a name: split at everything but letters and digits, and at camelCase. */
function splitWords(text: string): string[] {
  const words = splitCase(text).map((word) => word.toLowerCase());
  const joined = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...new Set([...joined, ...words])];
}

const stopWords = new Set(
  'a all an and any are at by do for from get give has have i in into is it me my of on or please show that the their them this to what which who with'.split(
    ' ',
  ),
);
