import { kindOf, lookUp } from '../../conditions/shape.js';
import { equals } from '../clause.js';
import { readNames, addReading } from '../name-filter.js';
import { nameAt } from '../names.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { wordsIn } from '../words.js';
import type { Reader } from './reader.js';

/** `in Tampa`, `in FL`, `in Tampa, FL`: the city and the state of records that have them. */
export const readPlaces: Reader = (sentence, subject, draft) => {
  const city = fieldOf(subject, ['city']);
  const state = fieldOf(subject, ['state', 'stateIdentifier', 'stateReference']);
  if (city === undefined) return;
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    for (const [at, word] of wordsIn(sentence.rest).entries()) {
      if (word.lower !== 'in' || word.kind !== 'word') continue;
      const words = wordsIn(sentence.rest);
      const found = nameAt(words, at + 1, spelling);
      if (found?.name.isProper !== true) continue;
      const isState = /^\p{Lu}{2}$/u.test(found.name.text) && state !== undefined;
      const path = isState ? state : city;
      const read = readNames(path, [found.name], false, subject);
      if (read === undefined) continue;
      addReading(draft, read);
      const behind = words[found.end]?.text === ',' ? words[found.end + 1] : undefined;
      const both = !isState && state !== undefined && /^\p{Lu}{2}$/u.test(behind?.text ?? '');
      const where = both ? equals(state, behind?.text ?? '') : undefined;
      if (where !== undefined) draft.filters.push({ where });
      const to = (where === undefined ? words[found.end - 1] : behind)?.to ?? word.to;
      sentence.takeAt(word.from, to, where === undefined ? read.as : `${read.as} and ${where}`);
      return;
    }
  });
};

function fieldOf({ shape }: Subject, names: readonly string[]): string | undefined {
  return names.find((name) => {
    const found = lookUp(name, shape);
    return found.kind === 'found' && ['text', 'reference'].includes(kindOf(found.field));
  });
}
