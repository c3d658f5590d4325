import { splitCase } from '../catalog/words.js';

/** Words that say how a value is kept, at the end of a name. */
const kept = new Set(['flag', 'utc', 'nbr', 'xref']);

/** `inactiveFlag` → inactive; `DoNotBill` → do not bill. */
export function spokenName(name: string): string {
  const words = splitCase(name).map((word) => word.toLowerCase());
  const isPlain = words.length === 1 || !kept.has(words.at(-1) ?? '');
  return (isPlain ? words : words.slice(0, -1)).join(' ');
}
