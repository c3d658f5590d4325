import { normal } from '../catalog/vocabulary.js';
import type { Filter } from './draft.js';
import type { Mention } from './mentions.js';
import { loreOf } from './phrases.js';
import type { Sentence } from './sentence.js';

/** Filters that a noun for a sort of records stands for: servers, credit memos. */
export function sortFilters(mention: Mention, path: string, { text }: Sentence): Filter[] {
  const { nouns, sorts } = loreOf(path);
  const said = normal(mention.meant ?? text.slice(mention.from, mention.end)).join('');
  const plain = (words: string) => normal(words).join('');
  const known = nouns.map(plain);
  if (known.includes(said)) return [];
  // Prospect companies: the sort may stand before the noun.
  const isNamed = (sort: string) =>
    said === sort || (said.startsWith(sort) && known.includes(said.slice(sort.length)));
  const [, clauses = []] = Object.entries(sorts).find(([words]) => isNamed(plain(words))) ?? [];
  return clauses.map((where) => ({ where }));
}
