import { plural } from '../catalog/words.js';

/** Where a word begins, in a pattern. */
export const start = String.raw`(?<![\p{L}\p{N}])`;

/** A pattern for phrases, the longest first, blanks in them of any length; as whole words. */
export function phrasePattern(phrases: readonly string[]): string {
  const longest = phrases.toSorted((one, other) => other.length - one.length);
  const escaped = longest.map((phrase) =>
    phrase
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/[\s-]+/g, String.raw`[\s-]+`),
  );
  return String.raw`${start}(?:${escaped.join('|')})(?![\p{L}\p{N}])`;
}

/** A phrase with its last word in the plural. */
export function inPlural(phrase: string): string {
  return phrase.replace(/\S+$/, plural);
}

/** Words as the tables have them. */
export function plain(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ');
}
