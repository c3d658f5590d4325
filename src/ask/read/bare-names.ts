import type { Catalog } from '../../catalog/catalog.js';
import { contains, equals } from '../clause.js';
import { companyOf } from '../companies.js';
import type { Filter } from '../draft.js';
import { addReading, readNames, reading } from '../name-filter.js';
import { isUnnamed, type Name } from '../names.js';
import { isOneSlip } from '../respell.js';
import { isStateOfSome } from '../phrases.js';
import type { Subject } from '../subject.js';
import { isWord, mainSortingOf, sortingOf, titled } from '../titles.js';
import { carriesNothing, ends, isCapital, type Word, wordsIn } from '../words.js';
import type { Reader } from './reader.js';
import { mayBeMember, readWhose } from './whose.js';

/** `open tickets acme`, `night desk tickets`, `printer tickets`: words that nobody took are whose the records are, what they are sorted by, or what they are about. */
export const readBareNames: Reader = (sentence, subject, draft, { catalog }) => {
  sentence.opened(() => {
    const words = wordsIn(sentence.rest);
    for (const run of runsOf(words)) {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) continue;
      const place = placeOf(words, first, last, sentence.text);
      const sort = sortOf(run, place, subject, catalog);
      if (sort === 'none') continue;
      const text = sentence.rest.slice(first.from, last.to);
      const isProper = first.from > 0 && run.every(isCapital);
      const read = readRun({ text, isQuoted: false, isProper }, { sort, place }, subject);
      if (read === undefined) continue;
      addReading(draft, read);
      sentence.takeAt(first.from, last.to, read.as);
      if (sort === 'word') return;
    }
  });
};

/** Free words in a row, which no mark and no word that carries nothing parts; words in capitals are a row of their own. */
function runsOf(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [[]];
  for (const word of words) {
    const run = runs.at(-1) ?? [];
    const isPlain =
      word.kind === 'word' && /^\p{L}(?!.*n['’]t$)[\p{L}\p{N}&.'’-]*$/u.test(word.text);
    // Mistral Inn Group: with a capital behind a capital it is of the name.
    const goesOn = isCapital(word) && isCapital(run.at(-1) ?? noWord);
    const isFree = !carriesNothing(word.lower) && !ends.has(word.lower);
    if (!isPlain || (!isFree && !goesOn)) runs.push([]);
    else if (run.length > 1 && run.every(isCapital) && !goesOn) runs.push([word]);
    else run.push(word);
  }
  return runs.filter(({ length }) => length > 0 && length <= longest);
}

const noWord = { kind: 'mark', text: '' } as const;

const longest = 3;

/** Right before what was understood, behind a word for a place, or elsewhere. */
type Place = 'before' | 'within' | 'else';

function placeOf(words: readonly Word[], first: Word, last: Word, text: string): Place {
  if (words[words.indexOf(last) + 1]?.kind === 'taken') return 'before';
  const isWithin = /(?<!\p{L})(?:on|in|at)\s+(?:the\s+|our\s+)?$/iu;
  return isWithin.test(text.slice(0, first.from)) ? 'within' : 'else';
}

/** A name, a title of what records are sorted by, such as a board, a state of such a name, any other word. */
type Sort = 'name' | 'title' | 'state' | 'word' | 'none';

/** Names have a word that is in no dictionary; a slip of the pen in a word that is known here makes none. */
function sortOf(run: readonly Word[], place: Place, subject: Subject, catalog: Catalog): Sort {
  const { lore } = subject;
  const isEnglish = (word: string) => isWord(word, catalog);
  const known = [lore.states, lore.kinds, lore.when, lore.usual, lore.sorts, lore.amounts]
    .flatMap((words) => Object.keys(words))
    .flatMap((phrase) => phrase.split(' '));
  const isSlip = ({ lower }: Word) =>
    lower.length > 3 &&
    known.some((word) => word.length > 3 && word[0] === lower[0] && isOneSlip(lower, word));
  if (run.every((word) => isUnnamed({ text: word.text, isQuoted: false }))) return 'none';
  const strange = run.filter(({ lower }) => !isEnglish(lower));
  if (strange.some(isSlip)) return 'none';
  const fields = sortingOf(subject);
  if (run.some(isInflected)) {
    const isState = run.length === 1 && strange.length === 0 && place === 'before';
    return isState && fields.includes('status') && participle.test(run[0]?.lower ?? '')
      ? 'state'
      : 'none';
  }
  if (strange.length > 0) return 'name';
  if (place === 'else') return 'none';
  const isNamed = run.length > 1 || place === 'within' || run.every(isCapital);
  const isTitle = isNamed && !run.some(({ lower }) => valuing.test(lower));
  if (isTitle && fields.length > 0) return 'title';
  return run.length === 1 && place === 'before' ? 'word' : 'none';
}

function isInflected({ text, lower }: Word): boolean {
  return text === lower && /(?:ed|ly|able|less|ful|ness)$/.test(lower);
}

/** What may have become of records, and is no more than that they are said to be something. */
const participle =
  /^(?!(?:marked|flagged|listed|tagged|recorded|related|attached|linked|needed|based|named|called|titled)$)\p{L}+ed$/u;

/** What is thought of records rather than what they are called, and words for a list. */
const valuing =
  /^(?:old|big|small|huge|tiny|large|little|long|short|few|many|several|various|different|same|similar|other|own|recent|main|important|urgent|serious|severe|super|pretty|quite|very|really|rather|good|bad|worst|best|great|nice|nasty|weird|strange|easy|hard|simple|quick|fast|slow|hot|cold|fresh|major|minor|real|actual|entire|whole|full|complete|total|kind|sort|lot|bunch|couple|pair|number|set|batch|list|overview|rundown|breakdown|snapshot|report|update|look|view|count|next|previous|past|current|upcoming|future|today|additional|extra|remaining|left|relevant|pertinent|particular|specific|certain|given|running|going|happening|doing|hanging|sitting|took|take|taking|say|tell|think|guess)$/;

/** Of a company, of a member, of what has that name, or with the words in it: the server tells, where it is asked. */
function readRun(name: Name, { sort, place }: { sort: Sort; place: Place }, subject: Subject) {
  const [main] = subject.lore.text;
  const fields = fieldsFor(sort, place, subject);
  if (sort === 'word' && companyOf(subject) === undefined) return undefined;
  const isText = sort === 'name' || sort === 'word' || (sort === 'title' && place === 'before');
  const choices: Filter[] = [
    ...(sort === 'state' || (sort === 'title' && place === 'within')
      ? []
      : ofSomebody(name, sort, subject)),
    ...titled(name.text, fields),
    ...(place === 'within' && hasCity(subject) ? [{ where: equals('city', name.text) }] : []),
    ...(main === undefined || !isText ? [] : [{ where: contains(main, name.text) }]),
  ];
  if (choices.length === 0) return undefined;
  const why =
    sort === 'state' || (sort === 'title' && place === 'within')
      ? `"${name.text}" is taken for a name of what they are sorted by`
      : `"${name.text}" may be a name or what they are about`;
  const isElsewhere = sort === 'word' && isStateOfSome(name.text);
  const weight = isElsewhere
    ? 0.45
    : { name: 0.7, title: 0.6, state: 0.6, word: 0.55, none: 0 }[sort];
  return reading(choices, false, subject, [{ why, weight }], true);
}

/** The references that a name may be one of. */
function fieldsFor(sort: Sort, place: Place, subject: Subject): string[] {
  if (sort === 'state') return ['status'];
  if (sort === 'word') return mainSortingOf(subject);
  return sort === 'title' || (sort === 'name' && place === 'within') ? sortingOf(subject) : [];
}

function ofSomebody(said: Name, sort: Sort, subject: Subject): Filter[] {
  // Olivias meetings: what ends in an s may be whose they are.
  const name = { ...said, text: said.text.replace(/^(\p{Ll}{3,}[^\Ws])s$/u, '$1') };
  const company = companyOf(subject);
  const isEither = sort === 'name' && (!name.text.includes(' ') || mayBeMember(name));
  const whose = isEither
    ? readWhose({ names: [name], negated: false, who: 'either' }, subject)
    : company === undefined
      ? undefined
      : readNames(company, [name], false, subject);
  return whose?.either?.choices ?? whose?.filters ?? [];
}

function hasCity({ shape }: Subject): boolean {
  return shape.fields.some(({ name }) => name === 'city');
}
