import type { Part } from './heads.js';
import type { Mention } from './mentions.js';
import type { Token } from './tokens.js';
import { carriesNothing } from './words.js';

/** A name in a sentence, with its place. */
export interface Name {
  text: string;
  from: number;
  to: number;
}

/** Words that say how a list is wanted, and belong to no name. */
const saysHow =
  /^(?:newest|oldest|latest|recent|recently|first|last|only|just|all|active|inactive|open|closed|sorted|by|id|ids|name|names|today|yesterday|tomorrow|tonight|now|\p{L}+day|this|next|past|top|please)$/iu;

/** The name that stands beside a noun: `the Help Desk board`, `board Help Desk`, `board "Help Desk"`. */
export function nameBeside({ chunk }: Part, noun: Mention, sentence: string): Name | undefined {
  const quoted = quotedBeside(noun, sentence);
  if (quoted !== undefined) return quoted;
  const before = withoutStart(chunk.tokens.filter(({ to }) => to <= noun.from));
  // Do not bill: a verb rather than what is named.
  if (before.some(({ text }) => /^(?:not|never|no)$|n['’]t$/i.test(text))) return undefined;
  if (before.length > 0) return spanned(before, sentence);
  return nameAt(
    chunk.tokens.filter(({ from }) => from >= noun.to),
    sentence,
  );
}

/** The capitals or quoted words right before a noun: `Help Desk board statuses`. */
export function nameBefore({ chunk }: Part, noun: Mention, sentence: string): Name | undefined {
  const quoted = /["“]([^"”]+)["”]\s*$/.exec(sentence.slice(0, noun.from));
  if (quoted !== null) return { text: quoted[1] ?? '', from: quoted.index, to: noun.from };
  const words = chunk.tokens.filter(({ to }) => to <= noun.from);
  let start = words.length;
  while (start > 0 && isProper(words[start - 1])) start--;
  if (words.slice(start).every(({ text }) => /^#?\d/.test(text))) return undefined;
  return spanned(withoutStart(words.slice(start)), sentence);
}

/** Words right before a noun of which no dictionary has all: `contoso sites`. */
export function strangeBefore(
  { chunk }: Part,
  noun: Mention,
  sentence: string,
  isWord: (word: string) => boolean,
): Name | undefined {
  const words = withoutStart(chunk.tokens.filter(({ to }) => to <= noun.from));
  const isStrange = words.some(({ text }) => /^\p{L}/u.test(text) && !isWord(text.toLowerCase()));
  return isStrange && words.length <= 3 ? spanned(words, sentence) : undefined;
}

/** The name right behind a noun: `board Help Desk`, `member jdoe`. */
export function nameBehind({ chunk }: Part, noun: Mention, sentence: string): Name | undefined {
  const quoted = quotedBehind(noun, sentence);
  if (quoted !== undefined) return quoted;
  const behind = chunk.tokens.filter(({ from }) => from >= noun.to);
  const isCalled = /^(?:named|called|titled)$/i.test(behind[0]?.text ?? '');
  const words = isCalled ? behind.slice(1) : behind;
  const name = plainName(words, sentence);
  return name === undefined || !isCalled ? name : { ...name, from: behind[0]?.from ?? name.from };
}

/** One word in small letters, or what begins with a capital, up to what says how a list is wanted. */
function plainName(words: readonly Token[], sentence: string): Name | undefined {
  const isNoName = ({ text }: Token) => saysHow.test(text) || carriesNothing(text);
  const [first] = words;
  if (first === undefined || isNoName(first)) return undefined;
  if (words.length === 1 && /^\p{Ll}+[\d._-]*$/u.test(first.text)) return spanned(words, sentence);
  if (!/^\p{Lu}/u.test(first.text)) return undefined;
  const end = words.findIndex(isNoName);
  return spanned(end === -1 ? words : words.slice(0, end), sentence);
}

/** Capitals right behind a noun: the sites Acme has. */
export function properBehind({ chunk }: Part, noun: Mention, sentence: string): Name | undefined {
  const words = chunk.tokens.filter(({ from }) => from >= noun.to);
  return isProper(words[0]) && /^\p{Lu}/u.test(words[0]?.text ?? '')
    ? nameAt(words, sentence)
    : undefined;
}

/** A name at the start of words: as many as are written like one, or one that is not. */
export function nameAt(words: readonly Token[], sentence: string): Name | undefined {
  const rest = withoutStart(words);
  if (isProper(rest[0])) {
    const end = rest.findIndex((word) => !isProper(word));
    return spanned(end === -1 ? rest : rest.slice(0, end), sentence);
  }
  const end = rest.findIndex(({ text }) => saysHow.test(text));
  const plain = end === -1 ? rest : rest.slice(0, end);
  return plain.length > 3 ? undefined : spanned(plain, sentence);
}

function quotedBeside(noun: Mention, sentence: string): Name | undefined {
  const before = /["“]([^"”]+)["”]\s*$/.exec(sentence.slice(0, noun.from));
  return (
    quotedBehind(noun, sentence) ??
    (before === null ? undefined : { text: before[1] ?? '', from: before.index, to: noun.from })
  );
}

function quotedBehind(noun: Mention, sentence: string): Name | undefined {
  const behind = /^\s*(?:(?:named|called)\s+)?["“]([^"”]+)["”]/.exec(sentence.slice(noun.to));
  if (behind === null) return undefined;
  return { text: behind[1] ?? '', from: noun.to, to: noun.to + behind[0].length };
}

function isProper(word: Token | undefined): boolean {
  return (
    word !== undefined && /^[\p{Lu}\d]/u.test(word.text) && !/^(?:The|Our|My)$/.test(word.text)
  );
}

/** Without articles, commands and what else stands before a name. */
function withoutStart(words: readonly Token[]): Token[] {
  const start = words.findIndex(({ text }) => !carriesNothing(text) && !saysHow.test(text));
  return start === -1 ? [] : words.slice(start);
}

function spanned(words: readonly Token[], sentence: string): Name | undefined {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const text = sentence.slice(first.from, last.to).replace(/['’]s?$/, '');
  return { text, from: first.from, to: last.to };
}
