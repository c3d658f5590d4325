import { contains, equals } from '../clause.js';
import { addReading, reading } from '../name-filter.js';
import { nameAt } from '../names.js';
import { spellingOf } from '../spelling.js';
import { wordsIn } from '../words.js';
import type { Reader } from './reader.js';

/** `contact Maria Keller`: people whose own name is in two fields, behind what was understood. */
export const readFullNames: Reader = (sentence, subject, draft) => {
  const has = (name: string) => subject.shape.fields.some((field) => field.name === name);
  if (!has('firstName') || !has('lastName')) return;
  // What is asked for already: everybody whose last name is Keller.
  sentence.takeEach(
    /(?<!\p{L})(?:every|any|some)(?:body|one)(?=\s+(?:who(?:se)?|that|with|at|from|in)\b)/u,
    '',
  );
  sentence.opened(() => {
    const words = wordsIn(sentence.rest);
    const spelling = spellingOf(sentence, subject);
    for (const [at, word] of words.entries()) {
      const isNamed = ['named', 'called'].includes(word.lower);
      const start = isNamed ? at + 1 : at;
      const isBeside = isNamed || words[at - 1]?.kind === 'taken';
      const found =
        isBeside && !isOfCompany(sentence.text.slice(0, word.from))
          ? nameAt(words, start, spelling)
          : undefined;
      if (found === undefined || !(found.name.isProper || isNamed)) continue;
      const [first = '', ...others] = found.name.text.split(' ');
      const last = others.at(-1);
      const choices =
        last === undefined
          ? ['firstName', 'lastName'].map((path) => ({ where: contains(path, first) }))
          : [{ where: equals('firstName', first) }, { where: equals('lastName', last) }];
      const read = reading(choices, last !== undefined, subject);
      if (read === undefined) continue;
      sentence.takeAt(word.from, words[found.end - 1]?.to ?? word.to, addReading(draft, read));
      return;
    }
  });
};

/** Behind these stands the company that people work for, whoever took the word. */
function isOfCompany(before: string): boolean {
  return /(?<![\p{L}\p{N}])(?:at|for|of|with|from|in)\s+$/iu.test(before);
}
