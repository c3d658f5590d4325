import type { Draft } from '../draft.js';
import { addReading } from '../name-filter.js';
import { isPossessive, nameAt, namesAt, noOwners, type Name, type Spelling } from '../names.js';
import type { Sentence } from '../sentence.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { carriesNothing, isCapital, type Word, wordsIn } from '../words.js';
import { companyNouns, leadAt, nounAt } from './name-leads.js';
import type { Reader } from './reader.js';
import { isTitle } from '../titles.js';
import { mayBeMember, quoted, readWhose, type Whose } from './whose.js';

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
  /** It stands right before what was understood. */
  isBefore?: boolean;
}

/** `for Acme`, `at Contoso or Fabrikam`, `Acme's`, `not for Acme`, `by jdoe`: whose records are meant, a company's or a member's. */
export const readCompany: Reader = (sentence, subject, draft, { catalog }) => {
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    readEach(sentence, subject, draft, (words, at) => {
      const place = behindPreposition(words, at, spelling);
      const sure = place && lessSure(place, (word) => catalog.searchIndex().isEnglish(word));
      return sure && (isOthersAct(sentence.text, sure) ? doubted(sure) : sure);
    });
    readEach(sentence, subject, draft, (words, at) => possessive(words, at, spelling));
    readEach(sentence, subject, draft, (words, at) => {
      const place = properBeside(words, at, spelling);
      // Night Desk tickets: a company's, or those of a board of that name.
      if (place?.isBefore === true && isTitle(place.names, subject, catalog)) return undefined;
      return place && (isActing(sentence.text, place) ? doubted(place) : place);
    });
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

/** Approved by Anna: who did it is hardly whose the records are. */
function isOthersAct(text: string, { from }: Place): boolean {
  return (
    /^by\b/i.test(text.slice(from)) &&
    /(?:(?:approv|reject|bill|invoic|review|authori[sz]|cancel|receiv|ship|order|sign|issu|request)ed|sent|paid)\s+$/i.test(
      text.slice(0, from),
    )
  );
}

/** Invoices that Anna sent: she did something, of which nothing is kept. */
function isActing(text: string, { from, to }: Place): boolean {
  return (
    /(?<!\p{L})(?:that|which|what|did)\s+$/iu.test(text.slice(0, from)) &&
    /^\s+(?!(?:has|have|had|own|owns|got|bought)\b)\p{Ll}+/u.test(text.slice(to))
  );
}

function doubted(place: Place): Place {
  return { ...place, weight: 0.45 };
}

/** A name in small letters is one or two words, none of which says nothing. */
function isName({ text }: Name): boolean {
  return !text.split(' ').some((word) => carriesNothing(word)) && !/^#?\d+$/.test(text);
}

/** A single word in small letters may be a member's identifier. */
function guessed({ isProper, text }: Name): Whose['who'] {
  return isProper || text.includes(' ') ? 'open' : 'either';
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
  const isBefore = words[found.end]?.kind === 'taken';
  return {
    names: [found.name],
    from: word.from,
    to: words[found.end - 1]?.to ?? word.to,
    negated: false,
    who: mayBeMember(found.name) ? 'either' : 'company',
    weight: isBefore ? 0.9 : 0.8,
    isBefore,
  };
}
