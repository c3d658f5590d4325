import { anyOf } from '../either.js';
import { equals } from '../clause.js';
import type { Draft, Filter } from '../draft.js';
import { opposite, parts } from '../opposite.js';
import type { Lore } from '../phrases.js';
import { phrasePattern, type Sentence } from '../sentence.js';
import type { Subject } from '../subject.js';
import type { Reader } from './reader.js';
import { alternatives, exclude, valueOf, type State } from './state-groups.js';

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
  sentence.take(/^\s*(?:please\s+)?open\s+(?=(?:up\s+)?(?:the|a|an|up|all)\s)/, () => ({
    as: '',
    value: true,
  }));
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
      for (const where of clauses) addFilter({ where }, draft);
      sentence.amend(as, `${as} and ${clauses.join(' and ')}`);
    }
}

const negation = String.raw`(?<![\p{L}\p{N}])(?:(?:(?:leaving\s+out|leave\s+out|excluding|exclude|except(?:\s+for)?|but\s+not|ignoring|ignore|other\s+than|apart\s+from|aside\s+from|besides|skipping|skip|omitting|omit|minus|not\s+counting|not\s+including)(?:\s+(?:the|those|ones|any|anything|that|which|who|are|is|were))*|no\s+longer|not|never|non|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t)(?:\s+(?:yet|been|being|be|currently|already|fully|actually|marked|as))*[\s-]+)`;

/** All states, each word once: what is said with a not as a whole comes before the not of a state. */
function statesIn({ rest }: Sentence, lore: Lore): State[] {
  const words = Object.keys(lore.states).filter((phrase) => isSaid(phrase, rest));
  if (words.length === 0) return [];
  const found: State[] = [];
  const isFree = (from: number, to: number) =>
    found.every((one) => to <= one.from || from >= one.to);
  const look = (pattern: string, read: (word: string) => readonly string[] | undefined) => {
    for (const match of rest.matchAll(new RegExp(pattern, 'giu'))) {
      const from = match.index;
      const to = from + match[0].length;
      const word = (match[1] ?? '').toLowerCase().replaceAll(/[\s-]+/g, ' ');
      const clauses = lore.states[word] === undefined ? undefined : read(word);
      if (clauses === undefined || !isFree(from, to)) continue;
      if (isLinked(word, rest.slice(to), lore)) continue;
      const kind = kindBefore(rest.slice(0, from), lore.kinds);
      if (kind === undefined) found.push({ word, from, to, clauses, isValue: false });
      else {
        const named = [equals(kind.path, match[1] ?? '')];
        found.push({ word, from: kind.from, to, clauses: named, isValue: true });
      }
    }
  };
  const negative = words.filter((word) => /^(?:not|never|no|non|without|with no)\b/.test(word));
  if (negative.length > 0) look(`(${phrasePattern(negative)})`, (word) => lore.states[word]);
  look(`${negation}(${phrasePattern(words)})`, (word) => negatedIn(lore, word));
  look(`(?<!${negation})(${phrasePattern(words)})`, (word) => lore.states[word]);
  return found.toSorted((one, other) => one.from - other.from);
}

/** Whether the first word of a phrase stands somewhere: patterns of few phrases are made faster. */
function isSaid(phrase: string, text: string): boolean {
  return text.toLowerCase().includes(phrase.split(' ')[0] ?? '');
}

/** What a not makes of a state: its own opposite where the table has one, such as unpaid. */
function negatedIn({ states }: Lore, word: string): readonly string[] | undefined {
  return states[`un${word}`] ?? states[`in${word}`] ?? opposite(states[word] ?? []);
}

/** `closed by jdoe` and `assigned to me` are read by others, who know what goes with them. */
function isLinked(word: string, after: string, { who, kinds }: Lore): boolean {
  const [, link = ''] = /^\s+(to|by)\b/iu.exec(after) ?? [];
  const linked = `${word} ${link.toLowerCase()}`;
  return link !== '' && (linked in who || linked in kinds);
}

/** `status closed` names a status, whatever the word is said for otherwise. */
function kindBefore(
  before: string,
  kinds: Lore['kinds'],
): { from: number; path: string } | undefined {
  const match =
    /(?<!\p{L})(status|stage|type|rating)(?:\s+(?:is|are|of|set\s+to))?\s*[:=]?\s*$/iu.exec(before);
  const path = kinds[match?.[1]?.toLowerCase() ?? ''];
  return match === null || path === undefined ? undefined : { from: match.index, path };
}

function takeGroup(group: State[], sentence: Sentence, subject: Subject, draft: Draft): void {
  const take = (as: string) => {
    for (const { from, to } of group) sentence.takeAt(from, to, as);
  };
  const [only, ...more] = group;
  if (only === undefined) return;
  if (more.length === 0) {
    const clauses = only.clauses.filter((where) => !isDated(only.word, where, subject.lore, draft));
    for (const where of clauses) addFilter({ where }, draft);
    take(only.clauses.join(' and '));
    return;
  }
  const values = group.map(({ clauses }) => valueOf(clauses));
  const [{ path } = { path: '' }] = values.filter((one) => one !== undefined);
  if (values.every((one) => one?.path === path)) {
    const where = `${path} in ${[...new Set(values.map((one) => one?.value ?? ''))].join(',')}`;
    addFilter({ where }, draft);
    take(where);
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

function addFilter(filter: Filter, draft: Draft): void {
  if (!draft.filters.some(({ where }) => where === filter.where)) draft.filters.push(filter);
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
  sentence.takeAll(new RegExp(phrasePattern(words)), ([said]) => {
    const field = when[said.toLowerCase().replaceAll(/[\s-]+/g, ' ')] ?? '';
    const filter = draft.filters.find(({ where }) => parts(where).path === field);
    return filter === undefined ? undefined : { as: filter.where, value: true };
  });
}
