import { singular } from '../catalog/words.js';
import { loreOf } from './phrases.js';
import { longestNoun, type Noun, type Nouns } from './nouns.js';
import { numbersAt, type Numbers } from './numbers.js';
import type { Sentence } from './sentence.js';
import type { Respeller } from './respell.js';
import type { Chunk, Token } from './tokens.js';
import { carriesNothing } from './words.js';

/** A noun of a sentence, and the numbers of the records that it stands with. */
export interface Mention extends Numbers {
  nouns: readonly Noun[];
  /** What else it means in the trade. */
  trade: readonly Noun[];
  /** In the plural, or of a word that has none. */
  isMany: boolean;
  /** Places in the sentence; `end` is behind the noun, `to` behind its numbers. */
  from: number;
  end: number;
  to: number;
  /** As it should have been written, where it was not. */
  meant: string | undefined;
  /** Known as a word of the trade only. */
  isSynonym: boolean;
  /** Of words that say nothing by themselves: details, entries. */
  isVague: boolean;
  /** A number alone, which is a ticket's where something of one is asked for: notes of 1838. */
  isBare: boolean;
}

/** Words for records that have no plural. */
const uncounted =
  /^(?:time|history|inventory|work|hardware|equipment|staff|labou?r|trail|hours|forecast|team|tix)$/i;

/** Nouns of a chunk from left to right, each as long as it can be. */
export function mentionsIn(
  chunk: Chunk,
  { rest, text }: Sentence,
  nouns: Nouns,
  respeller: Respeller,
): Mention[] {
  const { tokens } = chunk;
  const mentions: Mention[] = [];
  for (let start = 0; start < tokens.length;) {
    const code = codeAt(tokens[start], nouns) ?? bareAt(chunk, start, nouns);
    const found =
      longestAt(tokens, start, text, nouns, respeller) ?? (code && { ...code, last: start });
    if (found === undefined) {
      start++;
      continue;
    }
    const { last, ...noun } = found;
    const from = tokens[start]?.from ?? 0;
    const end = tokens[last]?.to ?? 0;
    const numbers = found.ids === undefined ? numbersAt(rest, end, found.isMany) : undefined;
    const to = numbers?.to ?? end;
    mentions.push(mentionOf({ ...noun, ...numbers, from, end, to }));
    start = last + 1;
    while ((tokens[start]?.from ?? to) < to) start++;
  }
  return mentions;
}

type Found = Pick<Mention, 'nouns' | 'trade' | 'isMany' | 'meant' | 'isSynonym' | 'isVague'> &
  Partial<Numbers> & { last: number; isBare?: boolean };

function longestAt(
  tokens: readonly Token[],
  start: number,
  sentence: string,
  nouns: Nouns,
  respeller: Respeller,
): Found | undefined {
  for (let end = Math.min(tokens.length, start + longestNoun); end > start; end--) {
    const said = tokens.slice(start, end).map(({ text }) => text.replace(/['’]s?$/, ''));
    if (
      isNamedOne(tokens.slice(start, end), tokens[end], sentence) ||
      isNoNoun(tokens.slice(start, end), sentence) ||
      said.some((word) => /^#?\d/.test(word)) ||
      (!nouns.isTitle(said) && isTwoThings(said, nouns))
    )
      continue;
    // With a capital it is a name: the Help Desk.
    const isName = start > 0 && said.some((word) => /^\p{Lu}\p{Ll}/u.test(word));
    const isCalled = isName || isUsualName(said) || isNameOfGroup(tokens, start, end);
    const trade = isCalled ? [] : nouns.meant(said, sentence);
    const found = (words: readonly string[], known: readonly Noun[], isSynonym: boolean): Found => {
      const lastWord = words.at(-1) ?? '';
      const isMany = singular(lastWord) !== lastWord || uncounted.test(lastWord);
      const meant = words === said ? undefined : words.join(' ');
      const isVague = words.every(carriesNothing);
      return { nouns: known, trade, isMany, meant, isSynonym, isVague, last: end - 1 };
    };
    const plain = nouns.named(said);
    if (plain.length > 0) return found(said, plain, false);
    const spelt = said.map((word) => respeller.respell(word));
    const corrected = spelt.join(' ') === said.join(' ') ? [] : nouns.named(spelt);
    if (corrected.length > 0) return found(spelt, corrected, false);
    if (trade.length > 0 && !isStateOf(said, nouns)) return found(said, trade, true);
  }
  return undefined;
}

/** Help Desk: what boards are usually called. Of many such ones it is a noun. */
function isUsualName(words: readonly string[]): boolean {
  return words.join(' ').toLowerCase() in loreOf('/service/tickets').usual;
}

/** The alerts board: what groups of people and their lists are called by. */
function isNameOfGroup(tokens: readonly Token[], start: number, end: number): boolean {
  const group = /^(?:board|queue|team|department)$/i;
  return group.test(tokens[end]?.text ?? '') || group.test(tokens[start - 1]?.text ?? '');
}

/** The last word is a field that something is compared with: configurations type=Firewall; order by is no noun. */
function isNoNoun(words: readonly Token[], sentence: string): boolean {
  const behind = sentence.slice(words.at(-1)?.to);
  if (words.length > 1 && /^\s*(?:!=|<>|[=<>~])/.test(behind)) return true;
  return /^(?:order|sort)$/i.test(words[0]?.text ?? '') && /^\s+by\b/i.test(behind);
}

/** The Service team: a name in capitals, and what it is the name of. */
function isNamedOne(words: readonly Token[], next: Token | undefined, sentence: string): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return false;
  const isThe = /\bthe\s+$/.test(sentence.slice(0, first.from));
  const isMixed = /^\p{Lu}\p{Ll}/u.test(first.text) && /^\p{Ll}+$/u.test(last.text);
  const isNumber = /\d/.test(next?.text ?? '');
  return isThe && isMixed && !isNumber && singular(last.text) === last.text;
}

/** Words of which the last ones are a noun, and the others say how its records are: won deals. */
function isStateOf(words: readonly string[], nouns: Nouns): boolean {
  return words.some((_, at) =>
    nouns
      .named(words.slice(at))
      .some(({ path }) => words.slice(0, at).join(' ').toLowerCase() in loreOf(path).states),
  );
}

/** A plural ends what is named: tickets status new. */
function isTwoThings(words: readonly string[], nouns: Nouns): boolean {
  return words
    .slice(0, -1)
    .some((word, at) => singular(word) !== word && nouns.named(words.slice(0, at + 1)).length > 0);
}

/** `PO1001`: a noun and its number written as one; `#123` is a ticket. */
function codeAt(token: Token | undefined, nouns: Nouns): Omit<Found, 'last'> | undefined {
  const text = token?.text ?? '';
  if (/^#\d+$/.test(text)) {
    const ids = [text.slice(1)];
    return { ...plain, nouns: nouns.named(['ticket']), ids, codes: [] };
  }
  const [code, noun = ''] = /^(\p{L}{2,})-?\d+$/u.exec(text) ?? [];
  const known =
    code === undefined
      ? []
      : ([nouns.named([noun]), nouns.meant([noun], '')].find((some) => some.length > 0) ?? []);
  if (known.length === 0) return undefined;
  return { ...plain, nouns: known, ids: [], codes: [code ?? text] };
}

/** `of 1838`, `1838 notes`, `notes 1838`: a number that is no year and counts nothing. */
function bareAt(
  { lead = '', tokens }: Chunk,
  at: number,
  nouns: Nouns,
): Omit<Found, 'last'> | undefined {
  const text = tokens[at]?.text ?? '';
  const isAlone = tokens.length === 1 && /^(?:of|on|for|to)$/.test(lead);
  const next = tokens[at + 1]?.text ?? '';
  const isPair = tokens.length === 2 && lead === '';
  const other = at === 0 ? next : (tokens[at - 1]?.text ?? '');
  const isBeside = isPair && isBelowTicket(other, nouns);
  if (!/^\d{3,}$/.test(text) || /^20\d\d$/.test(text) || (!isAlone && !isBeside)) return undefined;
  return { ...plain, nouns: nouns.named(['ticket']), ids: [text], codes: [], isBare: true };
}

function isBelowTicket(word: string, nouns: Nouns): boolean {
  return nouns.named([word]).some(({ above }) => above === '/service/tickets');
}

const plain = {
  trade: [],
  isMany: false,
  meant: undefined,
  isSynonym: false,
  isVague: false,
  idWord: '',
} as const;

/** A mention of which is said what differs from a single noun without a number. */
export function mentionOf(
  said: Pick<Mention, 'nouns' | 'from' | 'end' | 'to'> & Partial<Mention>,
): Mention {
  return { ...plain, ids: [], codes: [], isBare: false, ...said };
}
