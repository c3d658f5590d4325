import entries from '../../data/vocabulary.json' with { type: 'json' };
import { lazy } from '../text/lazy.js';
import { singular } from './words.js';

/** What a word or phrase of the trade means in the API's own words, each meaning with its weight. */
export type Vocabulary = ReadonlyMap<string, readonly Meaning[]>;

/** A phrase with room in it: `turn … into`. */
export interface GapPhrase {
  pattern: RegExp;
  meanings: Meaning[];
}

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

/** Most words that the gap of a phrase takes. */
const longestGap = 6;

/** The phrases of the vocabulary that have a gap, as patterns over normal words. */
export const gapPhrases = lazy((): GapPhrase[] =>
  (entries as Entry[]).flatMap(({ say, mean, weight = 0.9 }) =>
    say
      .filter((phrase) => phrase.includes('…'))
      .map((phrase) => {
        const [before = '', after = ''] = phrase.split('…').map((part) => normal(part).join(' '));
        const pattern = new RegExp(`\\b${before} (?:\\S+ ){0,${longestGap}}${after}\\b`);
        return { pattern, meanings: meaningsOf(mean, weight) };
      }),
  ),
);

/** The vocabulary by phrase, its words lower-case and singular as the query's are. */
export const vocabulary = lazy((): Vocabulary => {
  const meanings = new Map<string, Meaning[]>();
  for (const { say, mean, weight = 0.9 } of entries as Entry[]) {
    for (const phrase of say) {
      if (!phrase.includes('…')) meanings.set(normal(phrase).join(' '), meaningsOf(mean, weight));
    }
  }
  return meanings;
});

/** The single words of the vocabulary, for spelling. */
export const tradeWords = lazy(() => [...vocabulary().keys()].filter((key) => !key.includes(' ')));

function meaningsOf(mean: readonly string[], weight: number): Meaning[] {
  return mean.map((text, index) => ({ terms: normal(text), weight: weight - 0.15 * index }));
}

/** Words as both sides of a search have them. */
export function normal(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]+\d*|\d+/g) ?? []).map((word) => singular(word));
}
