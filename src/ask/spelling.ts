import { capitalsTell, type Spelling } from './names.js';
import type { Sentence } from './sentence.js';
import type { Subject } from './subject.js';
import { ends } from './words.js';

/** How names are told in a sentence about these records: what the table knows as something else ends them. */
export function spellingOf(sentence: Sentence, { lore }: Subject): Spelling {
  const phrases = [lore.states, lore.kinds, lore.when, lore.who, lore.order, lore.amounts].flatMap(
    (words) => Object.keys(words),
  );
  const stops = phrases
    .map((phrase) => phrase.split(' ')[0] ?? '')
    .filter((word) => word !== '' && !ends.has(word));
  return { capitalsTell: capitalsTell(sentence), stops: new Set(stops) };
}
