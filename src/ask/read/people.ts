import { isMissing, isOneOf } from '../clause.js';
import { addClauses, addOnce, type Draft } from '../draft.js';
import { addReading, readNames, type NameReading } from '../name-filter.js';
import { namesAt, type Name, type Spelling } from '../names.js';
import type { Sentence } from '../sentence.js';
import { spellingOf } from '../spelling.js';
import type { Subject } from '../subject.js';
import { verbForms } from '../who-verbs.js';
import { apartFrom, isTogether } from './verb-apart.js';
import { wordsIn, type Word } from '../words.js';
import type { Reader } from './reader.js';

/** `assigned to jdoe`, `closed by Anna or Ben`, `tickets I entered`, `my`: members beside the verb that says how they are meant. */
export const readPeople: Reader = (sentence, subject, draft) => {
  sentence.opened(() => {
    const spelling = spellingOf(sentence, subject);
    for (const { phrase, path } of verbForms(subject)) {
      readBehindVerb(sentence, subject, draft, { phrase, path, spelling });
      readOwnVerb(sentence, draft, phrase, path);
    }
    readOwn(sentence, subject, draft);
  });
};

interface Verb {
  phrase: string;
  path: string;
  spelling: Spelling;
}

/** The verb may be taken with a date already: `closed by jdoe last week`. Its last word and the name are not. */
function readBehindVerb(sentence: Sentence, subject: Subject, draft: Draft, verb: Verb): void {
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${verb.phrase.replaceAll(' ', String.raw`\s+`)}${apartFrom(verb.phrase)})(?![\p{L}\p{N}])`,
    'giu',
  );
  for (const match of sentence.text.matchAll(pattern)) {
    const isApart = match[1] !== undefined;
    if (isApart && !isTogether(sentence.rest, match, subject)) continue;
    const words = wordsIn(sentence.rest);
    const behind = match.index + match[0].length;
    const last = words.findIndex((word) => word.kind === 'word' && word.to === behind);
    if (last === -1 || sentence.isHeld(match.index)) continue;
    const found = membersAt(words, last + 1, verb, subject);
    if (found === undefined) continue;
    const first = isApart
      ? { from: words[last]?.from ?? 0, negated: false }
      : leadOf(words, last, match.index);
    const negated = found.negated !== first.negated;
    const reading = found.read(negated);
    if (reading === undefined) continue;
    sentence.takeAt(first.from, found.to, addReading(draft, reading));
  }
}

/** Where the verb begins as far as nobody took it, with a not before it. */
function leadOf(
  words: readonly Word[],
  last: number,
  from: number,
): { from: number; negated: boolean } {
  let first = last;
  while (words[first - 1]?.kind === 'word' && (words[first - 1]?.from ?? 0) >= from) first--;
  // Has not been assigned to: what stands between the not and the verb says nothing.
  let before = first - 1;
  while (/^(?:yet|ever|been|being|be|currently|actually)$/.test(words[before]?.lower ?? ''))
    before--;
  const negated = /^(?:not|never)$|n't$/.test(words[before]?.lower ?? '');
  return { from: words[negated ? before : first]?.from ?? from, negated };
}

interface Members {
  read: (negated: boolean) => NameReading | undefined;
  negated: boolean;
  to: number;
}

function membersAt(
  words: readonly Word[],
  start: number,
  { path, spelling }: Verb,
  subject: Subject,
): Members | undefined {
  let at = start;
  while (['is', '=', ':', 'either', 'the', 'member', 'user'].includes(words[at]?.lower ?? '')) at++;
  const isAnyone = /^(?:anyone|anybody|someone|somebody|everyone)$/.test(words[at]?.lower ?? '');
  const except = isAnyone ? exceptAt(words, at + 1) : exceptAt(words, at);
  const to = (end: number) => words[end - 1]?.to ?? 0;
  if (except === undefined && isAnyone)
    return { read: plain((negated) => isMissing(path, !negated)), negated: false, to: to(at + 1) };
  at = except ?? at;
  const negated = except !== undefined;
  const none = /^(?:nobody|noone|no-one|none|null)$/.test(words[at]?.lower ?? '')
    ? at + 1
    : undefined;
  const noOne = words[at]?.lower === 'no' && words[at + 1]?.lower === 'one' ? at + 2 : none;
  if (noOne !== undefined)
    return { read: plain((not) => isMissing(path, not)), negated, to: to(noOne) };
  const own = /^(?:me|myself)$/.test(words[at]?.lower ?? '');
  const others = own ? namesBehind(words, at + 1, spelling) : undefined;
  const names = own ? others : namesAt(words, at, spelling);
  const [first] = names?.all ?? [];
  if (!own && (first === undefined || isNoMember(first))) return undefined;
  const tail = names === undefined ? at + 1 : names.end;
  // `assigned to the Service team` names no member.
  if (Object.hasOwn(subject.lore.kinds, words[tail]?.lower ?? '')) return undefined;
  const orMe =
    !own && /^(?:or|and)$/.test(words[tail]?.lower ?? '') && words[tail + 1]?.lower === 'me';
  if (!own && !orMe)
    return {
      read: (not) => readNames(path, names?.all ?? [], not, subject),
      negated,
      to: to(tail),
    };
  const listed = ['me', ...(names?.all ?? []).map(({ text }) => text)];
  return {
    read: plain((not) => withMe(path, listed, not)),
    negated,
    to: to(orMe ? tail + 2 : tail),
  };
}

function namesBehind(words: readonly Word[], at: number, spelling: Spelling) {
  return /^(?:or|and)$/.test(words[at]?.lower ?? '') ? namesAt(words, at + 1, spelling) : undefined;
}

function withMe(path: string, names: readonly string[], negated: boolean): string {
  if (names.length === 1) return `${path} ${negated ? '!=' : '='} me`;
  // Resources are kept by identifier: whom a full name means, the owner alone tells.
  const field = path === 'assigned' && names.some((name) => name.includes(' ')) ? 'owner' : path;
  return isOneOf(field, names, negated).replace('"me"', 'me');
}

function plain(where: (negated: boolean) => string): Members['read'] {
  return (negated) => {
    const clause = where(negated);
    return { filters: [{ where: clause }], doubts: [], as: clause };
  };
}

function exceptAt(words: readonly Word[], at: number): number | undefined {
  if (['but', 'except', 'besides', 'not'].includes(words[at]?.lower ?? '')) return at + 1;
  return words[at]?.lower === 'other' && words[at + 1]?.lower === 'than' ? at + 2 : undefined;
}

/** A number is no name of a member, nor is more than a first and a last name in small letters. */
function isNoMember({ text, isQuoted, isProper }: Name): boolean {
  if (isQuoted) return false;
  return /^#?\d+$/.test(text) || (!isProper && text.split(' ').length > 2);
}

/** `tickets I closed`, `that I've entered`. */
function readOwnVerb(sentence: Sentence, draft: Draft, phrase: string, path: string): void {
  const verb = phrase.replace(/ (?:by|to)$/, '');
  if (verb === phrase) return;
  const forms = [
    verb,
    verb.replace(/ed$/, ''),
    verb.replace(/d$/, ''),
    verb.replace(/(.)\1ed$/, '$1'),
  ];
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}'])I(?:['’]ve|['’]m)?(?:\s+(?:have|had|has|am|was|did|still))?\s+(?:${[...new Set(forms)].join('|')})(?![\p{L}\p{N}])(?!\s+to\b)`,
    'gu',
  );
  for (const match of sentence.text.matchAll(pattern)) {
    const words = wordsIn(sentence.rest).filter(
      (word) =>
        word.kind === 'word' &&
        word.from >= match.index &&
        word.to <= match.index + match[0].length,
    );
    const [first, last] = [words[0], words.at(-1)];
    if (first?.from !== match.index || last === undefined) continue;
    sentence.takeAt(first.from, last.to, addClauses(draft, `${path} = me`));
  }
}

/** `my tickets`, `mine`, `do I have`, `on my plate`. */
function readOwn(sentence: Sentence, { lore, list, path: place }: Subject, draft: Draft): void {
  const { text } = sentence;
  const path = lore.who[''];
  // Who asks to be shown something for himself says nothing of whose it is.
  const isAsked = /\b(?:show|list|get|find|give|pull|fetch|look|check|search|bring)\b/i.test(text);
  const isSaid = draft.filters.some(({ where }) => where.endsWith(' = me'));
  const form =
    /(?<![\p{L}\p{N}])(?:(?:that\s+are\s+|which\s+are\s+)?mine|of\s+mine|on\s+my\s+(?:plate|list|queue|desk)|in\s+my\s+(?:name|queue|list)|my(?:\s+own)?(?!\s+(?:own\s+)?(?:team|company|board|department|manager|boss|clients?|customers?|location|office|name|email|group|region|territory)\b)|(?:do|did|have|am)\s+I(?:\s+(?:have|on))?|(?:that\s+)?I\s+(?:have|had|did|do|worked(?:\s+on)?|am\s+(?:working\s+on|on))(?!\s+to\b|\s+(?:need|want))|I['’](?:ve|m)\s+(?:got|on|working\s+on))(?![\p{L}\p{N}'])/u;
  const forMe = isAsked ? '' : '?';
  const forms = new RegExp(
    String.raw`${form.source}|(?<![\p{L}\p{N}])for\s+me(?:\s+to\s+(?:work\s+on|do|handle|look\s+at|look\s+after|finish|complete|review))${forMe}(?![\p{L}\p{N}])`,
    'u',
  );
  sentence.takeEach(forms, () => {
    // What is below a record is whose that is: how do I reach contact 3.
    if (path === undefined && place !== list.path) return '';
    if (path === undefined) {
      draft.doubts.push({ why: 'nothing says whose these records are', weight: 0.6 });
      return '';
    }
    const where = `${path} = me`;
    return isSaid ? where : addOnce(draft, where);
  });
}
