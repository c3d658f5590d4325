import type { Role } from './resources.js';
import type { SearchIndex } from './search-index.js';
import { respell } from './spelling.js';
import { weights } from './weights.js';
import { gapPhrases, longestPhrase, normal, tradeWords, type Vocabulary } from './vocabulary.js';

/** One word or phrase of a query, with everything it may stand for. */
export interface QueryGroup {
  text: string;
  /** Less than 1 for what only stands beside the thing that is meant: what it belongs to, why, since when. */
  importance: number;
  alternatives: Alternative[];
}

export interface Alternative {
  terms: string[];
  weight: number;
  /** Where the words stand, when not in the names of resources. */
  within?: 'fields' | 'glosses';
}

/** Words that say nothing about a resource: articles, helpers, and the verbs that the intent reads. */
const silent = new Set(
  normal(
    `a an all and any are as at be because been but by can current do does each every first for from get give go goe had has have here how i if in into is
    it its just later let list like look lot make many me month more most my need needs new next no not now of off on one only open or our out over past
    please post pull put right see set she he her his show so some specific still such that the their them then there these they this those to today
    up update using via want was we were what when where which who whose why will with within would you your yesterday week year day number id whole
    entirely completely fetch find search create add delete remove change edit patch replace tell know same other another back down under
    exist existing single record enter hand long much between being after before during about than without been again also them whichever already
    between give given left allow allowed choose pick available system against completed out until us view display retrieve return check per`,
  ),
);

/** Words after which comes what the thing belongs to, and a clause that only says more about it. */
const beside = new Set(normal('of from on to in for by with at per against into under within'));
const clause = new Set(
  normal('that so because such when while who whose since using after before without which where'),
);

type WordSources = Pick<SearchIndex, 'terms' | 'fields' | 'glosses' | 'isEnglish'>;

/** A query as groups of alternatives: phrases of the trade first, then words, respelt where nothing has them. */
export function analyseQuery(
  query: string,
  vocabulary: Vocabulary,
  index: WordSources,
  role: Role,
): QueryGroup[] {
  const known = index.terms;
  const words = normal(separateCase(query));
  const groups: QueryGroup[] = gapGroups(words);
  const begun = groups.length;
  let importance = 1;
  for (let at = 0; at < words.length;) {
    const length = phraseLength(words, at, vocabulary);
    if (length > 0) {
      groups.push({
        ...groupOf(words.slice(at, at + length), vocabulary, index.glosses().terms),
        importance,
      });
      at += length;
      continue;
    }
    const word = words[at] ?? '';
    at++;
    // The first thing that is named is the one that is meant; what follows places it.
    if (groups.length > begun && beside.has(word))
      importance = Math.min(importance, weights.beside);
    if (groups.length > begun && clause.has(word)) importance = weights.clause;
    if (/^\d+$/.test(word)) continue;
    const isSilent = silent.has(word);
    if (isSilent && !(words.length < 3 && known.has(word))) continue;
    const alternatives = alternativesOf(word, vocabulary, index);
    // What is updated is often a field: the status of a ticket, not a status.
    if (role === 'update' && known.has(word) && index.fields().terms.has(word)) {
      alternatives.push({ terms: [word], weight: weights.field, within: 'fields' });
    }
    groups.push({ text: word, alternatives, importance: isSilent ? weights.silent : importance });
  }
  return groups;
}

function gapGroups(words: readonly string[]): QueryGroup[] {
  const text = words.join(' ');
  return gapPhrases().flatMap(({ pattern, meanings }) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{ text: found[0], alternatives: meanings, importance: 1 }];
  });
}

/** The longest phrase of the vocabulary that begins here; 0 for none. */
function phraseLength(words: readonly string[], at: number, vocabulary: Vocabulary): number {
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length--) {
    if (vocabulary.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

function groupOf(
  words: readonly string[],
  vocabulary: Vocabulary,
  glossTerms: ReadonlySet<string>,
): Omit<QueryGroup, 'importance'> {
  const text = words.join(' ');
  const glossed = words.filter((word) => glossTerms.has(word));
  return {
    text,
    alternatives: [
      { terms: [...words], weight: 1 },
      ...(vocabulary.get(text) ?? []),
      ...(glossed.length > 0
        ? [{ terms: glossed, weight: weights.glossOfName, within: 'glosses' as const }]
        : []),
    ],
  };
}

/** What a word may stand for: a name, a word of a gloss or of a field, else a misspelling of one of them. */
function alternativesOf(
  word: string,
  vocabulary: Vocabulary,
  { terms: known, glosses, fields, isEnglish }: WordSources,
): Alternative[] {
  const found: Alternative[] = [];
  const glossed = glosses().terms.has(word);
  if (known.has(word)) found.push({ terms: [word], weight: 1 });
  if (glossed)
    found.push({
      terms: [word],
      weight: known.has(word) ? weights.glossOfName : weights.gloss,
      within: 'glosses',
    });
  if (!known.has(word) && fields().terms.has(word))
    found.push({ terms: [word], weight: weights.field, within: 'fields' });
  if (found.length > 0 || isEnglish(word)) return found;
  const spellings = respell(word, new Set([...known, ...tradeWords()]));
  if (spellings.length === 0) {
    return respell(word, fields().terms).map(({ terms, weight }) => ({
      terms,
      weight: weight * weights.field,
      within: 'fields',
    }));
  }
  return spellings.flatMap(({ terms, weight }) => {
    const meanings = terms.length === 1 ? (vocabulary.get(terms[0] ?? '') ?? []) : [];
    const meant = meanings.map((meaning) => ({ ...meaning, weight: meaning.weight * weight }));
    return [{ terms, weight }, ...meant];
  });
}

/** `userDefinedFields` as three words; `SLAs` stays one. */
function separateCase(text: string): string {
  return text.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2');
}
