import type { Catalog } from '../../catalog/catalog.js';
import { kindOf, lookUp } from '../../conditions/shape.js';
import { equals } from '../clause.js';
import { addReading, readNames, type NameReading } from '../name-filter.js';
import { nameAt, type Name } from '../names.js';
import { sortingOf } from '../titles.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { abbreviationOf } from '../us-states.js';
import { wordsIn } from '../words.js';
import type { Reader } from './reader.js';

/** `in Tampa`, `in FL`, `in Florida`, `in Tampa, FL`: the city and the state of records that have them. */
export const readPlaces: Reader = (sentence, subject, draft, { catalog }) => {
  const city = fieldOf(subject, ['city']);
  const state = fieldOf(subject, ['state', 'stateIdentifier', 'stateReference']);
  if (city === undefined) return;
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    for (const [at, word] of wordsIn(sentence.rest).entries()) {
      if (word.lower !== 'in' || word.kind !== 'word') continue;
      const words = wordsIn(sentence.rest);
      const found = nameAt(words, at + 1, spelling);
      if (found === undefined || !isPlace(found.name, catalog)) continue;
      // Tickets in triage: on a board, rather than in a town.
      if (!found.name.isProper && sortingOf(subject).includes('board')) continue;
      const behind = words[found.end]?.text === ',' ? words[found.end + 1] : undefined;
      const read = placeNamed(found.name, behind?.text, { city, state }, subject);
      if (read === undefined) continue;
      const end = read.hasBoth ? behind : words[found.end - 1];
      sentence.takeAt(word.from, end?.to ?? word.to, addReading(draft, read));
      return;
    }
  });
};

/** In small letters a word that is in no dictionary, or one that is a state. */
function isPlace({ text, isProper }: Name, catalog: Catalog): boolean {
  if (isProper || abbreviationOf(text) !== undefined) return true;
  const words = text.toLowerCase().split(' ');
  return words.length < 3 && !catalog.searchIndex().isEnglish(words.at(-1) ?? '');
}

function placeNamed(
  name: Name,
  behind: string | undefined,
  { city, state }: { city: string; state: string | undefined },
  subject: Subject,
): (NameReading & { hasBoth: boolean }) | undefined {
  const abbreviation = abbreviationOf(name.text);
  const isLetters = /^\p{Lu}{2}$/u;
  if (state !== undefined && (isLetters.test(name.text) || abbreviation !== undefined)) {
    const texts = [...new Set([abbreviation ?? name.text, name.text])];
    const read = readNames(
      state,
      texts.map((text) => ({ ...name, text })),
      false,
      subject,
    );
    return read && { ...read, hasBoth: false };
  }
  const read = readNames(city, [name], false, subject);
  const stateBehind = isLetters.test(behind ?? '') ? behind : abbreviationOf(behind ?? '');
  if (read === undefined || state === undefined || stateBehind === undefined)
    return read && { ...read, hasBoth: false };
  const where = equals(state, stateBehind);
  return {
    ...read,
    filters: [...read.filters, { where }],
    as: `${read.as} and ${where}`,
    hasBoth: true,
  };
}

function fieldOf({ shape }: Subject, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const found = lookUp(name, shape);
    return found.kind === 'found' && ['text', 'reference'].includes(kindOf(found.field));
  });
}
