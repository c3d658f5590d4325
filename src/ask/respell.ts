import type { Catalog } from '../catalog/catalog.js';
import { plural, singular } from '../catalog/words.js';
import { distance } from '../text/nearest.js';
import { carriesNothing } from './words.js';

/** Shorter words are too easily another one. */
const shortest = 5;

/** Puts right long words that are one slip away from a known one, and that are no words of their own. */
export class Respeller {
  readonly #words: ReadonlySet<string>;
  readonly #catalog: Catalog;
  readonly #known = new Map<string, string>();

  constructor(words: ReadonlySet<string>, catalog: Catalog) {
    this.#words = words;
    this.#catalog = catalog;
  }

  /** The word that is meant, in its number; the word itself where none is. */
  respell(word: string): string {
    const known = this.#known.get(word) ?? this.#look(word);
    this.#known.set(word, known);
    return known;
  }

  #look(word: string): string {
    const lower = word.toLowerCase();
    const base = singular(lower);
    if (base.length < shortest || this.#words.has(base) || carriesNothing(lower)) return word;
    const meant = this.#near(base);
    if (meant === undefined || this.#isEnglish(lower) || this.#isEnglish(base)) return word;
    return base === lower ? meant : plural(meant);
  }

  #near(word: string): string | undefined {
    for (const known of this.#words)
      if (known.length >= shortest && known.startsWith(word.charAt(0)) && isOneSlip(word, known))
        return known;
    return undefined;
  }

  #isEnglish(word: string): boolean {
    return this.#catalog.searchIndex().isEnglish(word);
  }
}

/** A letter too many, too few or another, or two that changed places. */
export function isOneSlip(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1) return false;
  if (distance(word, known) === 1) return true;
  let at = 0;
  while (at < word.length && word.charAt(at) === known.charAt(at)) at++;
  const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return at < word.length && swapped === known;
}
