import { kindWords } from '../kind-words.js';
import { addReading, readNames } from '../name-filter.js';
import { nameAt, type Spelling } from '../names.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';

/** `that have Anna Smith as their account manager`, `with jdoe as owner`: what somebody is to the records. */
export const readRoles: Reader = (sentence, subject, draft) => {
  // Few sentences say so, and for all the words for fields would have to be gathered.
  if (!/\sas\s/i.test(sentence.text)) return;
  sentence.opened(() => {
    const fields = rolesOf(subject);
    const spelling = spellingOf(sentence, subject);
    const words = wordsIn(sentence.rest);
    for (const [at, word] of words.entries()) {
      if (!/^(?:with|have|has|having)$/.test(word.lower)) continue;
      const found = roleAt(words, at + 1, fields, spelling);
      const read = found && readNames(found.path, [found.name], false, subject);
      if (found === undefined || read === undefined) continue;
      sentence.takeAt(word.from, found.to, addReading(draft, read));
    }
  });
};

/** Words for members and for other fields that a name is a value of. */
function rolesOf(subject: Subject): Map<string, string> {
  const fields = [...kindWords(subject)].map(([phrase, { path }]) => [phrase, path] as const);
  return new Map([...fields, ...Object.entries(subject.lore.who)]);
}

/** A name, `as`, and the longest word for a field. */
function roleAt(
  words: readonly Word[],
  start: number,
  fields: ReadonlyMap<string, string>,
  spelling: Spelling,
) {
  const named = nameAt(words, start, spelling);
  if (named === undefined || words[named.end]?.lower !== 'as') return undefined;
  let at = named.end + 1;
  while (/^(?:their|its|the|an?|his|her)$/.test(words[at]?.lower ?? '')) at++;
  for (let end = Math.min(words.length, at + 3); end > at; end--) {
    const phrase = words.slice(at, end).map(({ lower }) => lower);
    const path = fields.get(phrase.join(' '));
    if (path !== undefined) return { name: named.name, path, to: words[end - 1]?.to ?? 0 };
  }
  return undefined;
}
