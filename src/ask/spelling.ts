import { capitalsTell, type Spelling } from './names.js';
import type { Lore } from './phrases.js';
import type { Sentence } from './sentence.js';
import type { Subject } from './subject.js';
import { ends } from './words.js';

/** How names are told in a sentence about these records: what the table knows as something else ends them. */
export function spellingOf(sentence: Sentence, { lore }: Subject): Spelling {
  const stops = known.get(lore) ?? stopsOf(lore);
  known.set(lore, stops);
  return { capitalsTell: capitalsTell(sentence), stops };
}

const known = new WeakMap<Lore, ReadonlySet<string>>();

function stopsOf(lore: Lore): ReadonlySet<string> {
  const phrases = [lore.states, lore.kinds, lore.when, lore.who, lore.order, lore.amounts].flatMap(
    (words) => Object.keys(words),
  );
  const first = phrases.map((phrase) => phrase.split(' ')[0] ?? '');
  return new Set(first.filter((word) => word !== '' && !ends.has(word)));
}
