import { plural } from '../../catalog/words.js';
import { equals } from '../clause.js';
import { opposite } from '../opposite.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import type { State } from './state-groups.js';
import { phrasePattern, plain } from '../phrase-pattern.js';

const negation = String.raw`(?<![\p{L}\p{N}])(?:(?:(?:leaving\s+out|leave\s+out|excluding|exclude|except(?:\s+for)?|but\s+not|ignoring|ignore|other\s+than|apart\s+from|aside\s+from|besides|skipping|skip|omitting|omit|minus|not\s+counting|not\s+including)(?:\s+(?:the|those|ones|any|anything|that|which|who|are|is|were))*|no\s+longer|not|never|non|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t)(?:\s+(?:yet|been|being|be|currently|already|fully|actually|marked|as))*[\s-]+)`;

/** All states, each word once: what is said with a not as a whole comes before the not of a state. */
export function statesIn({ rest }: Sentence, lore: Lore): State[] {
  const states = saidOf(lore);
  const words = Object.keys(states).filter((phrase) => isSaid(phrase, rest));
  if (words.length === 0) return [];
  const found: State[] = [];
  const longer = fieldsSaid(rest, lore);
  const isFree = (from: number, to: number) =>
    found.every((one) => to <= one.from || from >= one.to);
  const look = (pattern: string, read: (word: string) => readonly string[] | undefined) => {
    for (const match of rest.matchAll(new RegExp(pattern, 'giu'))) {
      const from = match.index;
      const to = from + match[0].length;
      const word = plain(match[1] ?? '');
      const clauses = states[word] === undefined ? undefined : read(word);
      if (clauses === undefined || !isFree(from, to)) continue;
      if (isListed(rest.slice(0, from), clauses)) continue;
      if (isLinked(word, rest.slice(to), lore) || longer.some((one) => isInside(from, to, one)))
        continue;
      const kind = kindBefore(rest.slice(0, from), lore.kinds);
      if (kind === undefined) found.push({ word, from, to, clauses, isValue: false });
      else {
        const negated = kind.negated || clauses !== states[word];
        const named = [equals(kind.path, match[1] ?? '', negated)];
        found.push({ word, from: kind.from, to, clauses: named, isValue: true });
      }
    }
  };
  const negative = words.filter((word) => /^(?:not|never|no|non|without|with no)\b/.test(word));
  if (negative.length > 0) look(`(${phrasePattern(negative)})`, (word) => states[word]);
  look(`${negation}(${phrasePattern(words)})`, (word) => negatedIn(states, word));
  look(`(?<!${negation})(${phrasePattern(words)})`, (word) => states[word]);
  return found.toSorted((one, other) => one.from - other.from);
}

/** Words for states, and for sorts, which are said of records as well: phases that are milestones. */
function saidOf({ states, sorts }: Lore): Lore['states'] {
  const many = Object.entries(sorts).map(([word, clauses]) => [plural(word), clauses] as const);
  return { ...Object.fromEntries(many), ...sorts, ...states };
}

/** Whether the first word of a phrase stands somewhere: patterns of few phrases are made faster. */
export function isSaid(phrase: string, text: string): boolean {
  return text.toLowerCase().includes(phrase.split(' ')[0] ?? '');
}

/** What a not makes of a state: its own opposite where the table has one, such as unpaid. */
function negatedIn(states: Lore['states'], word: string): readonly string[] | undefined {
  return states[`un${word}`] ?? states[`in${word}`] ?? opposite(states[word] ?? []);
}

/** `status Follow up or Open`: the second value of a field, which is read with the first. */
function isListed(before: string, clauses: readonly string[]): boolean {
  const list =
    /(?<!\p{L})(?:status|stage|type|rating)(?:\s+(?:is|are|of|in|either))*\s+\p{L}[^,;.\0]{0,30}?\s+or\s+$/iu;
  return (
    list.test(before) &&
    clauses.every((one) => /^(?:status|stage|type|rating|closedFlag)\b/.test(one))
  );
}

/** `closed by jdoe` and `assigned to me` are read by others, who know what goes with them. */
function isLinked(word: string, after: string, { who, kinds }: Lore): boolean {
  const [, link = ''] = /^\s+(to|by)\b/iu.exec(after) ?? [];
  const linked = `${word} ${link.toLowerCase()}`;
  return link !== '' && (linked in who || linked in kinds);
}

/** `status closed` and `work type after hours` name a status and a type, whatever the word is said for otherwise. */
function kindBefore(
  before: string,
  kinds: Lore['kinds'],
): { from: number; path: string; negated: boolean } | undefined {
  const match =
    /(?<!\p{L})(?<more>\p{L}+\s+)?(?<word>status|stage|type|rating)(?<link>(?:\s+(?:is|are|of|set\s+to|equals?(?:\s+to)?|does|not|isn['’]t|doesn['’]t|anything\s+but|everything\s+but|other\s+than|different\s+from))*)\s*(?:!?=|:)?\s*$/iu.exec(
      before,
    );
  const { more = '', word = '', link = '' } = match?.groups ?? {};
  const whole = kinds[plain(more + word)];
  const path = whole ?? kinds[word.toLowerCase()];
  if (match === null || path === undefined) return undefined;
  const from = match.index + (whole === undefined ? more.length : 0);
  return { from, path, negated: /not|n['’]t|but|than|from/i.test(link) };
}

interface Span {
  from: number;
  to: number;
}

/** `lead source` names a field, and no state of being a lead. */
function fieldsSaid(rest: string, { kinds, fields, amounts }: Lore): Span[] {
  const phrases = [kinds, fields, amounts]
    .flatMap((words) => Object.keys(words))
    .filter((phrase) => phrase.includes(' ') && isSaid(phrase, rest));
  if (phrases.length === 0) return [];
  return [...rest.matchAll(new RegExp(phrasePattern(phrases), 'giu'))].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Whether words end within a longer name, or are part of it. */
function isInside(from: number, to: number, span: Span): boolean {
  const endsWithin = to > span.from && to < span.to;
  return endsWithin || (from > span.from && to === span.to);
}
