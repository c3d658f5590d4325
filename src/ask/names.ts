import type { Sentence } from './sentence.js';
import { ends, isCapital, wordsIn, type Word } from './words.js';

/** A name as it stands in a sentence. */
export interface Name {
  text: string;
  isQuoted: boolean;
  /** In capitals, where these tell anything. */
  isProper: boolean;
}

/** Names in a row, with the place of the word that follows them. */
export interface Names {
  all: Name[];
  /** Among the words, and in the sentence. */
  end: number;
  to: number;
}

/** How the names of a sentence are told from its other words. */
export interface Spelling {
  /** Whether a capital is a sign of a name: not where nearly every word has one. */
  capitalsTell: boolean;
  /** Words that end a name in small letters, beside those that always do. */
  stops: ReadonlySet<string>;
  /** Words that begin a name here, though they end others: the status closed. */
  begins?: ReadonlySet<string>;
}

const longestPlain = 4;

export function capitalsTell({ text }: Sentence): boolean {
  const words = wordsIn(text).filter(({ kind, lower }) => kind === 'word' && /^\p{L}/u.test(lower));
  const capitals = words.filter(isCapital).length;
  return capitals <= 1 || capitals / words.length <= 0.7;
}

/** The name that begins at a word: a text in quotes, a run of capitals, else words up to one that begins something else. */
export function nameAt(
  words: readonly Word[],
  start: number,
  { capitalsTell, stops, begins }: Spelling,
): { name: Name; end: number } | undefined {
  const first = words[start];
  if (first === undefined) return undefined;
  if (first.kind === 'quoted')
    return { name: { text: first.text, isQuoted: true, isProper: true }, end: start + 1 };
  if (first.kind !== 'word') return undefined;
  const isProper = capitalsTell && isCapital(first);
  const next = words[start + 1];
  // In Progress is a name, though `in` begins none.
  const isLed = isProper && first.from > 0 && next !== undefined && isCapital(next);
  if (ends.has(first.lower) && !isLed && begins?.has(first.lower) !== true) return undefined;
  const end = isProper ? properEnd(words, start, stops) : plainEnd(words, start, stops);
  const said = words.slice(start, end);
  const text = said
    .map((word, index) => {
      const gap = index > 0 && word.from > (said[index - 1]?.to ?? 0) ? ' ' : '';
      return gap + word.text;
    })
    .join('')
    .replace(/['’]s$/, '');
  return { name: { text, isQuoted: false, isProper }, end };
}

function properEnd(words: readonly Word[], start: number, stops: ReadonlySet<string>): number {
  let end = start + 1;
  while (!isPossessive(words[end - 1])) {
    const [next, after] = [words[end], words[end + 1]];
    // A word for a field ends a name where a value may follow it: `Help Desk Status New`, but Plant Manager.
    const isOther =
      next !== undefined && stops.has(next.lower) && hasValue(after) && !isVersion(next, after);
    if (next === undefined || isOther) break;
    if (end === start + 1 && particle.test(next.text) && endsName(after)) {
      end++;
      break;
    }
    if (isCapital(next) || (next.kind === 'word' && /^\d+$/.test(next.text) && isNear(words, end)))
      end++;
    else if (
      goesOn(words, end) &&
      after !== undefined &&
      isCapital(after) &&
      !stops.has(after.lower)
    )
      end += 2;
    else break;
  }
  return end;
}

/** Follow up, Signed off: behind the one word of a name, at its end. */
const particle = /^(?:up|off|out|back)$/;

function endsName(word: Word | undefined): boolean {
  return word === undefined || word.kind === 'mark' || ['and', 'or'].includes(word.lower);
}

/** The OS of `Server OS 2019` is the product's. */
function isVersion(word: Word, after: Word | undefined): boolean {
  return /^\p{Lu}{2}$/u.test(word.text) && /^(?:19|20)\d\d$|^\d{1,2}$/.test(after?.text ?? '');
}

function hasValue(word: Word | undefined): boolean {
  return (
    word !== undefined && word.kind !== 'taken' && word.kind !== 'mark' && !ends.has(word.lower)
  );
}

/** What may stand between two words of one name: `&`, `of`, the full stop of St., the comma of `Acme, Inc.`. */
function goesOn(words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined || before === undefined || after === undefined) return false;
  if (word.text === '&' || word.text === '-') return true;
  if (['of', 'de', 'van'].includes(word.lower)) return true;
  if (['on', 'for', 'to'].includes(word.lower)) return waiting.test(before.text);
  if (word.text === '.') return before.text.length <= 2 && word.from === before.to;
  return word.text === ',' && legalForm.test(after.text);
}

/** What is said of a status goes on behind these: Waiting on Customer, Ready to Close. */
const waiting = /^(?:waiting|awaiting|pending|ready|scheduled|hold)$/i;

function isNear(words: readonly Word[], at: number): boolean {
  return (words[at]?.from ?? 0) - (words[at - 1]?.to ?? 0) <= 1;
}

function plainEnd(words: readonly Word[], start: number, stops: ReadonlySet<string>): number {
  let end = start + 1;
  while (end - start < longestPlain && !isPossessive(words[end - 1])) {
    const next = words[end];
    const isJoined = next?.text === '&' && words[end + 1]?.kind === 'word';
    if (isJoined) end += 2;
    else if (next?.kind !== 'word' || ends.has(next.lower) || stops.has(next.lower)) break;
    else end++;
  }
  return end;
}

export function isPossessive(word: Word | undefined): boolean {
  return word?.kind === 'word' && /[\p{L}\p{N}]['’]s$/u.test(word.text);
}

/** Names from a word on: `Acme`, `Acme and Contoso`, `Acme, Contoso or Fabrikam`. */
export function namesAt(
  words: readonly Word[],
  start: number,
  spelling: Spelling,
): Names | undefined {
  const first = nameAt(words, start, spelling);
  if (first === undefined) return undefined;
  const all = [first.name];
  let { end } = first;
  for (;;) {
    const next = afterJoin(words, end);
    const more = next === undefined ? undefined : nameAt(words, next, spelling);
    if (next === undefined || more === undefined || !isAlike(first.name, more.name)) break;
    const isOr = words.slice(end, next).some(({ lower }) => lower === 'or' || lower === 'nor');
    // `status new and escalated` says two things.
    const isOther = [next, more.end].some((at) => spelling.stops.has(words[at]?.lower ?? ''));
    if (!isOr && !more.name.isProper && isOther) break;
    all.push(more.name);
    ({ end } = more);
  }
  return { all, end, to: words[end - 1]?.to ?? 0 };
}

/** The place behind `,`, `and`, `or`, `/` or two of them; undefined where none stands. */
function afterJoin(words: readonly Word[], at: number): number | undefined {
  const isComma = words[at]?.text === ',';
  const word = words[isComma ? at + 1 : at];
  const isWord = word !== undefined && ['and', 'or', 'nor', '/'].includes(word.lower);
  return isComma || isWord ? at + Number(isComma) + Number(isWord) : undefined;
}

/** In a list of names what is written otherwise is no name. */
function isAlike(one: Name, other: Name): boolean {
  if (one.isQuoted || other.isQuoted) return other.isQuoted || other.isProper;
  return one.isProper === other.isProper && !(other.text.includes(' ') && !other.isProper);
}

const legalForm = /^(?:inc|llc|ltd|llp|gmbh|corp|co|plc|ag|sa|bv|nv|pty|limited|corporation)\.?$/i;

/** A company's name without the form of its law, which one may leave out where the other writes it. */
export function withoutLegalForm(name: string): string {
  const words = name.split(/[\s,]+/);
  while (words.length > 1 && legalForm.test(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

/** What is no name though it has the form of whose something is. */
export const noOwners: ReadonlySet<string> = new Set(
  `it's let's what's who's that's there's here's where's how's he's she's today's yesterday's tomorrow's week's month's
   year's quarter's customer's client's company's everyone's everybody's nobody's ticket's`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** What people are called who are not named: a vendor, the customer, no total. */
const unnamed =
  /^(?:vendor|supplier|customer|client|company|account|contact|member|technician|tech|engineer|user|person|file|total|amount|number|name|e-?mail|phone|invoice|order|ticket|record|thing)s?$|^(?:companies|people|staff|stuff)$/i;

/** Whether a word only says what somebody or something is. */
export function isUnnamed({ text, isQuoted }: Pick<Name, 'text' | 'isQuoted'>): boolean {
  return !isQuoted && unnamed.test(text);
}
