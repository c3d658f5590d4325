import { normal } from '../catalog/vocabulary.js';
import type { Filter } from './draft.js';
import type { Mention } from './mentions.js';
import { loreOf } from './phrases.js';
import type { Sentence } from './sentence.js';

/** Filters that a noun for a sort of records stands for: servers, credit memos. */
export function sortFilters(mention: Mention, path: string, { text }: Sentence): Filter[] {
  const { nouns, sorts } = loreOf(path);
  const said = normal(mention.meant ?? text.slice(mention.from, mention.end)).join('');
  const isNamed = (words: string) => normal(words).join('') === said;
  if (nouns.some(isNamed)) return [];
  const [, clauses = []] = Object.entries(sorts).find(([words]) => isNamed(words)) ?? [];
  return clauses.map((where) => ({ where }));
}
