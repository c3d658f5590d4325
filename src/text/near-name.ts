import { distance, nearest } from './nearest.js';

/** Known names that a name looks like a misspelling of. Names of one or two letters begin too many others. */
export function nearFields(name: string, known: readonly string[]): string[] {
  return nearOnes(
    name,
    known.filter((one) => one.length > 2 || one.toLowerCase() === name.toLowerCase()),
  );
}

/** Listed values that a value looks like a misspelling of; one that shares no letter does not. */
export function nearValues(value: string, allowed: readonly string[]): string[] {
  return nearOnes(value, allowed).filter(
    (one) => distance(value.toLowerCase(), one.toLowerCase()) < Math.max(value.length, one.length),
  );
}

/** Two letters that changed places are one slip, however short the word. */
function nearOnes(word: string, known: readonly string[]): string[] {
  const swapped = known.filter((one) => isSwapped(word.toLowerCase(), one.toLowerCase()));
  return swapped.length > 0 ? swapped : nearest(word, known);
}

function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length || word.length < 3) return false;
  let at = 0;
  while (at < word.length && word.charAt(at) === other.charAt(at)) at++;
  const pair = `${word.charAt(at + 1)}${word.charAt(at)}`;
  return at < word.length && `${word.slice(0, at)}${pair}${word.slice(at + 2)}` === other;
}
