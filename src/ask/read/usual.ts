import { anyOf } from '../either.js';
import { kindWords } from '../kind-words.js';
import { fieldWords } from '../field-words.js';
import { addClauses, type Draft, type Filter } from '../draft.js';
import { opposite, parts } from '../opposite.js';
import type { Lore } from '../phrases.js';
import type { Sentence } from '../sentence.js';
import { isSaid } from './states-in.js';
import type { Reader } from './reader.js';
import { inPlural, phrasePattern, plain } from '../phrase-pattern.js';

/** `for hotels`, `via the portal`, `remote or after hours`, `not internal`: types, boards and sources by their usual names. */
export const readUsual: Reader = (sentence, subject, draft) => {
  const known = clausesByName(subject.lore);
  if (known.size === 0) return;
  // Beside the word for its field a name is read with that.
  const kinds = kindWords(subject);
  const one = phrasePattern([...known.keys()]);
  const form = new RegExp(`${lead}${one}(?:${join}${one})*${tail}`, 'u');
  sentence.opened(() => {
    readBesideNoun(sentence, subject.lore, draft);
    sentence.takeEach(form, ({ 0: all, 1: not, index }) => {
      const said = [...all.matchAll(new RegExp(one, 'giu'))].map(([name]) => plain(name));
      const { text } = sentence;
      const [before, behind] = [text.slice(0, index), text.slice(index + all.length)];
      if (isPartOfName(all, before, behind) || /^["'“”]/.test(behind)) return undefined;
      const [next] = /^\s+\p{L}+/u.exec(behind) ?? [''];
      if (kinds.has(plain(next)) || isValueOf(kinds, sentence.rest.slice(0, index)))
        return undefined;
      // Internal notes are a field.
      if (next !== '' && fieldWords(subject).has(plain(`${said.at(-1) ?? ''}${next}`)))
        return undefined;
      const groups = said.map((name) => [...(known.get(name) ?? [])]);
      if (not !== undefined) {
        const excluded = groups.flatMap((clauses) => opposite(clauses) ?? []);
        return excluded.length < groups.length ? undefined : addClauses(draft, ...excluded);
      }
      groups.unshift(...sameField(groups, draft));
      const [only = [], ...more] = groups;
      if (more.length === 0) return addClauses(draft, ...only);
      const any = anyOf(groups, subject.shape);
      if (any !== undefined) draft.eithers.push(any);
      return any?.conditions;
    });
  });
};

/** `field service tickets`: the noun took the end of the name, as it is one of service tickets as well. */
function readBesideNoun(sentence: Sentence, { usual, nouns }: Lore, draft: Draft): void {
  for (const [name, clauses] of Object.entries(usual)) {
    const [, start, end = ''] = /^(.+) (\S+)$/.exec(name) ?? [];
    const isShared = nouns.some((noun) => noun.startsWith(`${end} `));
    if (start === undefined || !isShared || !isSaid(start, sentence.rest)) continue;
    sentence.takeAs(new RegExp(phrasePattern([start])), ({ index, 0: all }) => {
      const at = index + all.length;
      const behind = sentence.text.slice(at).trimStart().toLowerCase();
      if (!behind.startsWith(`${end} `) || !/^\s*\u0000/.test(sentence.rest.slice(at)))
        return undefined;
      return addClauses(draft, ...clauses);
    });
  }
}

const negation = String.raw`(?:(not|non|except(?:\s+for)?|exclud(?:e|ing)|other\s+than|besides|leaving\s+out|ignoring|apart\s+from|but\s+not)[\s-]+)?`;
const lead = String.raw`(?<![\p{L}\p{N}])${negation}(?:(?:of\s+(?:the\s+)?type|that\s+(?:are|were|came)|which\s+(?:are|were|came)|spent|paid|booked)\s+)?(?:(?:for|on|in|via|through|by|of|from|as|with)\s+)?(?:the\s+|an?\s+|our\s+|their\s+)?`;
const join = String.raw`\s*(?:,\s*(?:and|or)?|\/|&|and|or)\s*(?:(?:for|on|in|via|by)\s+)?(?:the\s+|an?\s+)?`;
const tail = String.raw`(?:\s+(?:work|costs?|spending|ones|only)(?![\p{L}\p{N}]))?`;

/** `where workType is`, `with work type`: what stands behind the words for a field is its value. */
function isValueOf(kinds: ReadonlyMap<string, unknown>, before: string): boolean {
  const [said = ''] =
    /[\p{L}\p{N}][\p{L}\p{N}\s-]*?(?=(?:\s+(?:is|are|was|equals?(?:\s+to)?|not|isn['’]t|set\s+to))*[\s:=]*$)/u.exec(
      before,
    ) ?? [];
  const words = plain(said).split(' ');
  return words.some((_, at) => kinds.has(words.slice(at).join(' ')));
}

/** What the noun said already of the same field is one more that is enough: printers and laptops. */
function sameField(groups: readonly string[][], draft: Draft): string[][] {
  const [[clause = ''] = []] = groups;
  const { path } = parts(clause);
  const isSame = ({ where }: Filter) =>
    where !== clause &&
    parts(where).path === path &&
    ['=', 'in', '~', 'like'].includes(parts(where).operator);
  const found = draft.filters.filter(isSame);
  for (const filter of found) draft.filters.splice(draft.filters.indexOf(filter), 1);
  return found.map(({ where }) => [where]);
}

/** In both numbers. */
function clausesByName({ usual, sorts }: Lore): Map<string, readonly string[]> {
  const known = new Map<string, readonly string[]>();
  for (const [name, clauses] of Object.entries({ ...sorts, ...usual }))
    for (const form of [name, inPlural(name)]) known.set(form, clauses);
  return known;
}

/** Portal Systems is no portal. */
function isPartOfName(all: string, before: string, behind: string): boolean {
  if (!/\p{Lu}/u.test(all)) return false;
  return /^\s+\p{Lu}/u.test(behind) || (/\p{Lu}\p{L}*\s+$/u.test(before) && /^\p{Lu}/u.test(all));
}
