import entries from '../../data/vocabulary.json' with { type: 'json' };
import { singular } from './words.js';

/** What a word or phrase of the trade means in the API's own words, each meaning with its weight. */
export type Vocabulary = ReadonlyMap<string, readonly Meaning[]>;

export interface Meaning {
  terms: string[];
  weight: number;
}

/** One entry of `data/vocabulary.json`; its format is described in `data/README.md`. */
interface Entry {
  say: string[];
  mean: string[];
  weight?: number;
}

/** Longest phrase of the vocabulary, in words. */
export const longestPhrase = 5;

let known: Vocabulary | undefined;

/** The vocabulary by phrase, its words lower-case and singular as the query's are. */
export function vocabulary(): Vocabulary {
  if (known !== undefined) return known;
  const meanings = new Map<string, Meaning[]>();
  for (const { say, mean, weight = 0.9 } of entries as Entry[]) {
    for (const phrase of say) {
      const key = normal(phrase).join(' ');
      const list = meanings.get(key) ?? [];
      for (const [index, text] of mean.entries())
        list.push({ terms: normal(text), weight: weight - 0.15 * index });
      meanings.set(key, list);
    }
  }
  known = meanings;
  return known;
}

/** Words as both sides of a search have them. */
export function normal(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]+\d*|\d+/g) ?? []).map((word) => singular(word));
}
