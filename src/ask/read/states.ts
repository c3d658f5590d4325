import { anyOf } from '../either.js';
import { addOnce, type Draft } from '../draft.js';
import { parts } from '../opposite.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';
import { alternatives, exclude, valueOf, type State } from './state-groups.js';
import { isSaid, statesIn } from './states-in.js';
import { phrasePattern, plain } from '../phrase-pattern.js';

/** `open`, `unassigned`, `overdue`, `not billable`, `won or lost`. */
export const readStates: Reader = (sentence, subject, draft) => {
  leaveVerb(sentence);
  addOfVerbs(sentence, subject.lore, draft);
  const found = alternatives(statesIn(sentence, subject.lore), sentence.text);
  // What is said to be a status is read with the words for fields.
  for (const group of found)
    if (!group.some(({ isValue }) => isValue)) takeGroup(group, sentence, subject, draft);
};

/** What is left when words for fields have been read: `status closed`, and the new of `new deals this month`. */
export const readLeftStates: Reader = (sentence, subject, draft) => {
  for (const group of alternatives(statesIn(sentence, subject.lore), sentence.text))
    takeGroup(group, sentence, subject, draft);
  explainVerbs(sentence, subject.lore, draft);
};

/** `open the tickets of Acme` asks for no open ones. */
function leaveVerb(sentence: Sentence): void {
  sentence.takeAs(/^\s*(?:please\s+)?open\s+(?=(?:up\s+)?(?:the|a|an|up|all)\s)/, '');
}

/** `won last quarter`: a date that won and lost share does not tell which of them is meant. */
function addOfVerbs(sentence: Sentence, { states, when }: Lore, draft: Draft): void {
  const verbs = Object.keys(states).filter((word) => word in when);
  const isTold = (word: string) =>
    verbs.every((other) => when[other] !== when[word] || !exclude(states[word], states[other]));
  for (const word of verbs.filter((one) => !isTold(one)))
    for (const { words, as } of sentence.understood()) {
      const isSaidOf = as.startsWith(`${when[word] ?? ''} `);
      if (!isSaidOf || !new RegExp(phrasePattern([word]), 'iu').test(words)) continue;
      const clauses = states[word] ?? [];
      for (const where of clauses) addOnce(draft, where);
      sentence.amend(as, `${as} and ${clauses.join(' and ')}`);
    }
}

function takeGroup(group: State[], sentence: Sentence, subject: Subject, draft: Draft): void {
  const take = (as: string) => {
    for (const { from, to } of group) sentence.takeAt(from, to, as);
  };
  const [only, ...more] = group;
  if (only === undefined) return;
  if (more.length === 0) {
    const clauses = only.clauses.filter((where) => !isDated(only.word, where, subject.lore, draft));
    for (const where of clauses) addState(where, subject.lore, draft);
    take(only.clauses.join(' and '));
    return;
  }
  const values = group.map(({ clauses }) => valueOf(clauses));
  const [{ path } = { path: '' }] = values.filter((one) => one !== undefined);
  if (values.every((one) => one?.path === path)) {
    const listed = [...new Set(values.map((one) => one?.value ?? ''))].join(',');
    take(addOnce(draft, `${path} in ${listed}`));
    return;
  }
  const any = anyOf(
    group.map(({ clauses }) => clauses),
    subject.shape,
  );
  if (any === undefined) return;
  draft.eithers.push(any);
  take(group.map(({ clauses }) => clauses.join(' and ')).join(' or '));
}

/** A second sort of records is meant as well: switches and firewalls. */
function addState(where: string, { sorts }: Lore, draft: Draft): void {
  const known = new Set(Object.values(sorts).flat());
  const other = known.has(where)
    ? draft.filters.find((one) => known.has(one.where) && exclude([where], [one.where]))
    : undefined;
  if (other === undefined) addOnce(draft, where);
  else other.where = `${parts(where).path} in ${parts(other.where).value},${parts(where).value}`;
}

/** Whether a date beside it says already what a word says: `new tickets this week`, `expiring next month`. */
function isDated(word: string, clause: string, { when }: Lore, draft: Draft): boolean {
  const field = when[word];
  if (field === undefined || !hasFilterOn(field, draft)) return false;
  return field === when[''] || parts(clause).path === field;
}

function hasFilterOn(field: string, { filters }: Draft): boolean {
  return filters.some(({ where }) => parts(where).path === field);
}

/** Words that only told which date is meant: the new of `new deals this month`. */
function explainVerbs(sentence: Sentence, { when }: Lore, draft: Draft): void {
  const words = Object.keys(when).filter((word) => word !== '' && isSaid(word, sentence.rest));
  if (words.length === 0) return;
  sentence.takeEach(new RegExp(phrasePattern(words)), ([said]) => {
    const field = when[plain(said)] ?? '';
    const filter = draft.filters.find(({ where }) => parts(where).path === field);
    return filter?.where;
  });
}
