import { lazy } from '../text/lazy.js';
import type { IndexedResource, SearchIndex } from './search-index.js';
import { normal, tradeWords } from './vocabulary.js';

/** Most words that a half-written one is taken for. */
const most = 3;

/**
 * What a query may become whose last word may be half written, the likely ones first: `close a ti` means `close a ticket`
 * or `close a time`. It stands for itself where that word is a whole one, or where no word begins so: what is half a word
 * mostly means something else.
 */
export function finished(query: string, index: SearchIndex): string[] {
  const [begun = ''] = /[a-z]+$/i.exec(query) ?? [];
  const word = normal(begun)[0] ?? '';
  if (word === '') return [query];
  const { names, trade } = wordsOf(index);
  if (names.has(word)) return [query];
  const isLonger = (one: string) => one.startsWith(begun.toLowerCase());
  const named = [...names.keys()].filter(isLonger);
  named.sort((a, b) => (names.get(b) ?? 0) - (names.get(a) ?? 0) || a.localeCompare(b));
  const known = trade().has(word);
  const words = [...named, ...(known ? [] : [...trade()].filter(isLonger))].slice(0, most);
  const start = query.slice(0, query.length - begun.length);
  const longer = words.map((one) => start + one);
  if (known) return [query, ...longer];
  return longer.length === 0 ? [query] : longer;
}

interface Words {
  /** Words of the names of resources, by how much lies below what they name. */
  names: ReadonlyMap<string, number>;
  trade: () => ReadonlySet<string>;
}

const remembered = new WeakMap<SearchIndex, Words>();

function wordsOf(index: SearchIndex): Words {
  const words = remembered.get(index) ?? {
    names: namesOf(index.resources),
    trade: lazy(() => new Set(tradeWords())),
  };
  remembered.set(index, words);
  return words;
}

/** What has much below it is known to all; what lies deep, to few. */
function namesOf(resources: readonly IndexedResource[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { name, depth, family } of resources)
    for (const word of name)
      weights.set(word, Math.max(weights.get(word) ?? 0, (1 + family) / (depth * name.length)));
  return weights;
}
