import type { Draft } from '../draft.js';
import { addReading } from '../name-filter.js';
import { isPossessive, nameAt, namesAt, noOwners, type Name, type Spelling } from '../names.js';
import { carriesNothing, type Sentence } from '../sentence.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { isCapital, wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';
import { quoted, readWhose, type Whose } from './whose.js';

/** `billed to Acme`: the verb is a state where nobody is named behind it. */
export const readRecipients: Reader = (sentence, subject, draft) => {
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    readEach(sentence, subject, draft, (words, at) => {
      const isVerb = /^(?:billed|sent|sold|issued|shipped|charged|invoiced|delivered)$/.test(
        words[at]?.lower ?? '',
      );
      const { start, isThe } = nounAt(words, at + 2);
      const found =
        isVerb && words[at + 1]?.lower === 'to' ? namesAt(words, start, spelling) : undefined;
      const [first] = found?.all ?? [];
      if (found === undefined || first === undefined || (isThe && !first.isProper))
        return undefined;
      const from = words[at]?.from ?? 0;
      return { names: found.all, from, to: found.to, negated: false, who: 'company', weight: 1 };
    });
  });
};

/** Where names stand whose records are meant. */
interface Place extends Whose {
  from: number;
  to: number;
  weight: number;
}

/** `for Acme`, `at Contoso or Fabrikam`, `Acme's`, `not for Acme`, `by jdoe`: whose records are meant, a company's or a member's. */
export const readCompany: Reader = (sentence, subject, draft, { catalog }) => {
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    readEach(sentence, subject, draft, (words, at) => {
      const place = behindPreposition(words, at, spelling);
      return place && lessSure(place, (word) => catalog.searchIndex().isEnglish(word));
    });
    readEach(sentence, subject, draft, (words, at) => possessive(words, at, spelling));
    readEach(sentence, subject, draft, (words, at) => properBeside(words, at, spelling));
  });
};

function readEach(
  sentence: Sentence,
  subject: Subject,
  draft: Draft,
  find: (words: readonly Word[], at: number) => Place | undefined,
): void {
  for (let from = 0; ;) {
    const words = wordsIn(sentence.rest);
    const at = words.findIndex((word) => word.from >= from);
    if (at === -1) return;
    from = (words[at]?.from ?? 0) + 1;
    const whose = find(words, at);
    const read = whose === undefined ? undefined : readWhose(whose, subject);
    if (whose === undefined || read === undefined) continue;
    const as = addReading(draft, read);
    if (whose.weight < 1)
      draft.doubts.push({
        why: `${quoted(whose.names)} is taken for a name`,
        weight: whose.weight,
      });
    sentence.takeAt(whose.from, whose.to, as);
  }
}

function behindPreposition(
  words: readonly Word[],
  at: number,
  spelling: Spelling,
): Place | undefined {
  const lead = leadAt(words, at);
  if (lead === undefined) return undefined;
  const { start, who: said, isThe } = nounAt(words, lead.end);
  const found = namesAt(words, start, spelling);
  const [first] = found?.all ?? [];
  if (found === undefined || first === undefined) return undefined;
  if (!first.isProper && (isThe || lead.isStrict || !isName(first))) return undefined;
  // A member in small letters is said by an identifier or a first name.
  if (lead.who === 'member' && !first.isProper && first.text.includes(' ')) return undefined;
  const noun = companyNouns.has(words[found.end]?.lower ?? '') ? words[found.end] : undefined;
  const who = noun !== undefined ? 'company' : (said ?? lead.who ?? guessed(first));
  return {
    names: found.all,
    from: words[at]?.from ?? 0,
    to: noun?.to ?? found.to,
    negated: lead.negated,
    who,
    weight: first.text.split(' ').length > 2 && !first.isProper ? 0.7 : 1,
  };
}

/** What is in the dictionary may be no name at all, but what the records are for. */
function lessSure(place: Place, isEnglish: (word: string) => boolean): Place {
  const isOrdinary = place.names.some(
    ({ text, isProper }) => !isProper && text.toLowerCase().split(' ').every(isEnglish),
  );
  return isOrdinary ? { ...place, weight: place.weight * 0.6 } : place;
}

/** A name in small letters is one or two words, none of which says nothing. */
function isName({ text }: Name): boolean {
  return !text.split(' ').some((word) => carriesNothing(word)) && !/^#?\d+$/.test(text);
}

/** A single word in small letters may be a member's identifier. */
function guessed({ isProper, text }: Name): Whose['who'] {
  return isProper || text.includes(' ') ? 'open' : 'either';
}

interface Lead {
  end: number;
  negated: boolean;
  who: Whose['who'] | undefined;
  /** Only capitals are a name behind it. */
  isStrict: boolean;
}

function leadAt(words: readonly Word[], at: number): Lead | undefined {
  const [one, two, three] = [0, 1, 2].map((next) => words[at + next]?.lower ?? '');
  const before = words[at - 1];
  const lead = (length: number, given: Partial<Lead> = {}): Lead => ({
    end: at + length,
    negated: false,
    who: undefined,
    isStrict: false,
    ...given,
  });
  const isPlace = (word: string | undefined) => word === 'for' || word === 'at' || word === 'from';
  if (one === 'other' && two === 'than') return lead(isPlace(three) ? 3 : 2, { negated: true });
  if (one === 'but' && two === 'not') return lead(isPlace(three) ? 3 : 2, { negated: true });
  if ((one === 'apart' || one === 'aside') && two === 'from') return lead(2, { negated: true });
  if (one === 'not' && isPlace(two)) return lead(2, { negated: true });
  if (['excluding', 'except', 'exclude', 'besides', 'minus'].includes(one ?? ''))
    return lead(isPlace(two) ? 2 : 1, { negated: true });
  const isAll = (word: string | undefined) =>
    /^(?:every(?:one|body)|any(?:one|body)|all)$/.test(word ?? '');
  const isBut = (word: string | undefined) => word === 'but' || word === 'except';
  if (isAll(one) && isBut(two)) return lead(2, { negated: true });
  if (isPlace(one) && isAll(two) && isBut(three)) return lead(3, { negated: true });
  if (/^belong(?:s|ing)?$/.test(one ?? '') && two === 'to') return lead(2);
  if (one === 'on' && two === 'behalf' && three === 'of') return lead(3, { who: 'company' });
  if (one === 'for') return lead(1);
  if (one === 'at' || one === 'against') return lead(1, { who: 'company' });
  if (one === 'from') return lead(1, { who: 'company', isStrict: false });
  if (one === 'of') return lead(1, { isStrict: before?.kind !== 'taken' });
  if (one === 'by') return lead(1, { who: 'member' });
  if (one === 'with' || one === 'under') return lead(1, { who: 'company', isStrict: true });
  return undefined;
}

const companyNouns = new Set(['company', 'client', 'customer', 'account', 'organization']);
const memberNouns = new Set('member technician tech engineer user employee resource'.split(' '));

/** The noun that says whose a name is: `for the client Acme`. */
function nounAt(
  words: readonly Word[],
  at: number,
): { start: number; who: Whose['who'] | undefined; isThe: boolean } {
  const isThe = ['the', 'our', 'a', 'an'].includes(words[at]?.lower ?? '');
  const start = isThe ? at + 1 : at;
  const noun = words[start]?.lower ?? '';
  if (companyNouns.has(noun)) return { start: start + 1, who: 'company', isThe: false };
  if (memberNouns.has(noun)) return { start: start + 1, who: 'member', isThe: false };
  return { start, who: undefined, isThe };
}

/** `Acme's`, `Acme Manufacturing's`, `jdoe's`. */
function possessive(words: readonly Word[], at: number, spelling: Spelling): Place | undefined {
  const word = words[at];
  if (word === undefined || noOwners.has(word.lower)) return undefined;
  const found = nameAt(words, at, spelling);
  const last = found === undefined ? undefined : words[found.end - 1];
  if (found === undefined || last === undefined || !isPossessive(last)) return undefined;
  if (noOwners.has(last.lower) || (!found.name.isProper && last !== word)) return undefined;
  return {
    names: [found.name],
    from: word.from,
    to: last.to,
    negated: false,
    who: 'either',
    weight: 1,
  };
}

/** `Acme tickets`, `tickets Acme Manufacturing`: a proper name beside what was understood. */
function properBeside(words: readonly Word[], at: number, spelling: Spelling): Place | undefined {
  const word = words[at];
  if (word === undefined || !isCapital(word) || !spelling.capitalsTell) return undefined;
  if (words[at - 1]?.kind === 'word' && isCapital(words[at - 1] ?? word)) return undefined;
  const found = nameAt(words, at, spelling);
  if (found === undefined || carriesNothing(word.lower)) return undefined;
  // A sentence begins with a capital, whatever its first word is.
  const isFirst = word.from === 0 && found.end === at + 1 && !/^\p{Lu}{2}/u.test(word.text);
  const isBeside = words[found.end]?.kind === 'taken' || words[at - 1]?.kind === 'taken';
  if (isFirst || !isBeside) return undefined;
  return {
    names: [found.name],
    from: word.from,
    to: words[found.end - 1]?.to ?? word.to,
    negated: false,
    who: 'company',
    weight: words[found.end]?.kind === 'taken' ? 0.9 : 0.8,
  };
}
