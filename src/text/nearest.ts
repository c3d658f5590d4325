import { distance } from 'fastest-levenshtein';

/** How many letters two words are apart. */
export { distance };

/** The known names closest to a misspelt one, best first; empty where nothing resembles it. */
export function nearest(name: string, known: Iterable<string>, most = 3): string[] {
  const wanted = name.toLowerCase();
  if (wanted === '') return [];
  const scored: { candidate: string; cost: number; apart: number }[] = [];
  for (const candidate of known) {
    const text = candidate.toLowerCase();
    const apart = distance(wanted, text);
    const isPrefix = apart > 0 && (text.startsWith(wanted) || wanted.startsWith(text));
    const cost = isPrefix ? 0.5 : apart;
    if (cost <= Math.max(1, Math.floor(Math.max(wanted.length, text.length) / 3))) {
      scored.push({ candidate, cost, apart });
    }
  }
  scored.sort(
    (a, b) => a.cost - b.cost || a.apart - b.apart || a.candidate.localeCompare(b.candidate),
  );
  // What is much further away than the best would only distract.
  const limit = (scored[0]?.cost ?? 0) + 2;
  return scored
    .filter(({ cost }) => cost <= limit)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** "Did you mean a, b or c?", or nothing. */
export function didYouMean(candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  return `Did you mean ${listed(candidates, 'or')}?`;
}

/** `a, b, … (9 in all)`: the first of many names. */
export function someOf(names: readonly string[], most = 12): string {
  const more = names.length > most ? `, … (${names.length} in all)` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}

/** `a, b or c`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;
}
