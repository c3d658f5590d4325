import { entryFacts, type Entry } from '../../src/actions/entry-facts.js';
import { presentEntry } from '../../src/output/entry-card.js';
import type { Style } from '../../src/terminal/style.js';
import type { Shell } from '../../src/text/shell-words.js';

/** An entry for people, with the commands of their shell. */
export function presentKept(entry: Entry, style: Style, _width: number, shell: Shell): string {
  return presentEntry(entry, entryFacts(entry, shell), style);
}
