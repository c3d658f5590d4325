import { distance, nearest } from './nearest.js';

/** Known names that a name looks like a misspelling of. Names of one or two letters begin too many others. */
export function nearFields(name: string, known: readonly string[]): string[] {
  return nearest(
    name,
    known.filter((one) => one.length > 2 || one.toLowerCase() === name.toLowerCase()),
  );
}

/** Listed values that a value looks like a misspelling of; one that shares no letter does not. */
export function nearValues(value: string, allowed: readonly string[]): string[] {
  return nearest(value, allowed).filter(
    (one) => distance(value.toLowerCase(), one.toLowerCase()) < Math.max(value.length, one.length),
  );
}
