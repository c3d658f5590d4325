import { distance } from '../text/nearest.js';

export interface Spelling {
  /** The words that are meant; two for one that was written together. */
  terms: string[];
  weight: number;
}

/** What a word that no resource has may stand for: two words written as one, the beginning of one, or a misspelling. */
export function respell(word: string, known: ReadonlySet<string>): Spelling[] {
  const split = splitInTwo(word, known);
  if (split.length > 0) return split.map((terms) => ({ terms, weight: 0.95 }));
  const found: (Spelling & { apart: number })[] = [];
  const allowed = word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
  for (const term of known) {
    if (word.length >= 3 && term.startsWith(word)) {
      found.push({ terms: [term], weight: 0.75, apart: 0.5 + (term.length - word.length) / 10 });
    } else if (
      Math.abs(term.length - word.length) <= allowed &&
      term.charAt(0) === word.charAt(0)
    ) {
      const apart = isSwapped(word, term) ? 1 : distance(word, term);
      if (apart <= allowed && !isOtherWord(word, term))
        found.push({ terms: [term], weight: 0.9 - 0.15 * apart, apart });
    }
  }
  found.sort((a, b) => a.apart - b.apart);
  const best = found[0]?.apart ?? 0;
  return found
    .filter(({ apart }) => apart <= best + 0.3)
    .slice(0, 3)
    .map(({ terms, weight }) => ({ terms, weight }));
}

/** A short word with one letter exchanged is another word (`stale`, `state`); letters are lost, doubled or swapped. */
function isOtherWord(word: string, term: string): boolean {
  return word.length <= 5 && word.length === term.length && !isSwapped(word, term);
}

/** Two neighbouring letters are the wrong way round: one slip, though two letters differ. */
function isSwapped(word: string, term: string): boolean {
  let at = 0;
  while (at < word.length && word.charAt(at) === term.charAt(at)) at++;
  const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return at < word.length && swapped === term;
}

/** Words that were written together; the second may be a beginning only. */
function splitInTwo(word: string, known: ReadonlySet<string>): string[][] {
  for (let at = word.length - 2; at >= 2; at--) {
    const [first, second] = [word.slice(0, at), word.slice(at)];
    if (!known.has(first)) continue;
    if (known.has(second)) return [[first, second]];
    if (second.length < 3) continue;
    const ends = [...known].filter((term) => term.startsWith(second));
    if (ends.length > 0) return ends.slice(0, 6).map((end) => [first, end]);
  }
  return [];
}
