import type { Catalog } from '../../catalog/catalog.js';
import { contains } from '../clause.js';
import { companyOf } from '../companies.js';
import { addReading, readNames, reading } from '../name-filter.js';
import type { Name } from '../names.js';
import { isOneSlip } from '../respell.js';
import { carriesNothing } from '../sentence.js';
import type { Subject } from '../subject.js';
import { ends, wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';
import { readWhose } from './whose.js';

/** `open tickets acme`, `tern steelworks invoices`, `printer tickets`: words that nobody took are whose the records are, or what they are about. */
export const readBareNames: Reader = (sentence, subject, draft, { catalog }) => {
  sentence.opened(() => {
    const words = wordsIn(sentence.rest);
    for (const run of runsOf(words)) {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) continue;
      const sort = sortOf(run, subject, catalog);
      if (sort === 'none' || (sort === 'word' && !isBeforeTaken(words, last))) continue;
      const text = sentence.rest.slice(first.from, last.to);
      const read = readRun({ text, isQuoted: false, isProper: false }, sort, subject);
      if (read === undefined) continue;
      sentence.takeAt(first.from, last.to, addReading(draft, read));
      if (sort === 'word') return;
    }
  });
};

/** Free words in a row, which no mark and no word that carries nothing parts. */
function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [[]];
  for (const word of words) {
    const isPlain = word.kind === 'word' && /^\p{L}[\p{L}\p{N}&.'’-]*$/u.test(word.text);
    if (isPlain && !carriesNothing(word.lower) && !ends.has(word.lower)) runs.at(-1)?.push(word);
    else runs.push([]);
  }
  return runs.filter(({ length }) => length > 0 && length <= longest);
}

const longest = 3;

function isBeforeTaken(words: readonly Word[], word: Word): boolean {
  return words[words.indexOf(word) + 1]?.kind === 'taken';
}

/** Names have a word that is in no dictionary; a slip of the pen in a word that is known here makes none. */
function sortOf(
  run: readonly Word[],
  { lore }: Subject,
  catalog: Catalog,
): 'name' | 'word' | 'none' {
  const isEnglish = (word: string) => catalog.searchIndex().isEnglish(word);
  const known = [lore.states, lore.kinds, lore.when, lore.usual, lore.sorts, lore.amounts]
    .flatMap((words) => Object.keys(words))
    .flatMap((phrase) => phrase.split(' '));
  const isInflected = ({ text, lower }: Word) =>
    text === lower && /(?:ed|ly|able|less|ful|ness)$/.test(lower);
  const isSlip = ({ lower }: Word) =>
    lower.length > 3 &&
    known.some((word) => word.length > 3 && word[0] === lower[0] && isOneSlip(lower, word));
  const strange = run.filter(({ lower }) => !isEnglish(lower));
  if (strange.some(isSlip) || run.some(isInflected)) return 'none';
  if (strange.length > 0) return 'name';
  return run.length === 1 ? 'word' : 'none';
}

/** Of a company, of a member, or with the words in it: the server tells, where it is asked. */
function readRun(name: Name, sort: 'name' | 'word', subject: Subject) {
  const [main] = subject.lore.text;
  const company = companyOf(subject);
  if (company === undefined && sort === 'word') return undefined;
  const whose =
    sort === 'name' && !name.text.includes(' ')
      ? readWhose({ names: [name], negated: false, who: 'either' }, subject)
      : company === undefined
        ? undefined
        : readNames(company, [name], false, subject);
  const choices = [
    ...(whose?.either?.choices ?? whose?.filters ?? []),
    ...(main === undefined ? [] : [{ where: contains(main, name.text) }]),
  ];
  if (choices.length === 0) return undefined;
  const why = `"${name.text}" may be a name or what they are about`;
  const doubt = { why, weight: sort === 'name' ? 0.7 : 0.45 };
  return reading(choices, false, subject, [doubt], true);
}
