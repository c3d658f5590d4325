import { kindOf, lookUp } from '../conditions/shape.js';
import type { KindWord } from './kind-words.js';
import { namesAt, nameAt, type Name, type Spelling } from './names.js';
import type { Subject } from './subject.js';
import { ends, isCapital, type Word } from './words.js';

/** A value that stands beside the word for its field. */
export interface ValueBeside {
  /** Names, clauses of the table, or that there is none. */
  value: Name[] | 'missing' | readonly string[];
  negated: boolean;
  from: number;
  to: number;
  /** How plainly it is said. */
  strength: number;
}

/** `status New`, `board is Help Desk`, `type = server`, `priority not low`. */
export function valueBehind(
  words: readonly Word[],
  start: number,
  kind: KindWord,
  subject: Subject,
  spelling: Spelling,
): ValueBeside | undefined {
  const link = linkAt(words, start);
  const from = words[start]?.from ?? 0;
  const to = (end: number) => words[end - 1]?.to ?? 0;
  const empty = emptyAt(words, link.end);
  if (link.isSaid && empty !== undefined)
    return {
      value: 'missing',
      negated: link.negated !== empty.negated,
      from,
      to: to(empty.end),
      strength: 5,
    };
  const state = stateAt(words, link.end, kind, subject);
  if (state !== undefined && !link.negated)
    return { value: state.clauses, negated: false, from, to: to(state.end), strength: 4 };
  const names = namesAt(words, link.end, { ...spelling, begins: participles });
  const [first] = names?.all ?? [];
  if (names === undefined || first === undefined) return undefined;
  const isPlain = first.isQuoted || (first.isProper && !kind.isLoose) || isToken(first.text);
  const isKnown = isKnownValue(first.text, kind, subject);
  if (isPriority(kind) && !link.isSaid && !isKnown && !first.isQuoted) return undefined;
  if (!isPlain && kind.isLoose && !link.isSaid && !first.isProper) return undefined;
  const strength = link.isSaid || first.isQuoted ? 5 : isKnown ? 4 : isPlain ? 3 : 1;
  return { value: names.all, negated: link.negated, from, to: names.to, strength };
}

/** `the Help Desk board`, `high priority`, `"New" status`. */
export function valueBefore(
  words: readonly Word[],
  at: number,
  kind: KindWord,
  spelling: Spelling,
): ValueBeside | undefined {
  const more = shared(words, at, kind, spelling);
  const stops = more > 0 ? new Set<string>() : spelling.stops;
  const run = runBefore(words, at + more, kind, { ...spelling, stops });
  if (run === undefined) return undefined;
  const all = [run.name];
  let { start } = run;
  for (;;) {
    const isJoined = ['and', 'or', ',', '/'].includes(words[start - 1]?.lower ?? '');
    const other = isJoined ? runBefore(words, start - 1, kind, spelling) : undefined;
    if (other === undefined || other.name.isProper !== run.name.isProper) break;
    all.unshift(other.name);
    ({ start } = other);
  }
  const before = words[start - 1];
  const isLed = before !== undefined && ['on', 'in', 'the', 'from', 'of'].includes(before.lower);
  if (!run.name.isProper && kind.kind === 'text') return undefined;
  if (!run.name.isProper && kind.isLoose) return undefined;
  const strength =
    run.name.isQuoted || (run.name.isProper && isLed) ? 4.5 : run.name.isProper || isLed ? 2.5 : 2;
  const from = words[start]?.from ?? 0;
  return { value: all, negated: false, from, to: run.to, strength };
}

/** What a status is called as well. */
const participles = new Set('entered created opened closed logged assigned due'.split(' '));

/** `is`, `=`, `is not`, `other than` between the word and the value. */
function linkAt(
  words: readonly Word[],
  start: number,
): { end: number; isSaid: boolean; negated: boolean } {
  let end = start;
  let negated = false;
  let isSaid = false;
  for (; ; end++) {
    const [lower, next] = [words[end]?.lower ?? '', words[end + 1]?.lower ?? ''];
    const isPair = pairs.has(`${lower} ${next}`) || (lower === '!' && next === '=');
    if (isPair || negations.has(lower)) {
      negated = true;
      isSaid = true;
      if (isPair) end++;
    } else if (links.has(lower)) isSaid = true;
    else if (lower === 'to' && words[end - 1]?.lower === 'equal') continue;
    else if (!['of', 'in', 'either', 'the', '#'].includes(words[end]?.text ?? '')) break;
  }
  // `of the` before something else is no link.
  return isSaid || end - start <= 1 ? { end, isSaid, negated } : { end: start, isSaid, negated };
}

const links = new Set(
  'is are was were = == : equals equal equaling named called eq being does do'.split(' '),
);
const negations = new Set("not isn't aren't doesn't don't except excluding besides <>".split(' '));
const pairs = new Set([
  'other than',
  'but not',
  'apart from',
  'anything but',
  'everything but',
  'different from',
  'differs from',
]);

function emptyAt(
  words: readonly Word[],
  at: number,
): { end: number; negated: boolean } | undefined {
  const word = words[at]?.lower ?? '';
  if (['empty', 'blank', 'null', 'missing', 'unset'].includes(word))
    return { end: at + 1, negated: false };
  if (['set', 'filled'].includes(word)) return { end: at + 1, negated: true };
  return undefined;
}

/** What the table says of the same field, in as many words as it has. */
function stateAt(
  words: readonly Word[],
  at: number,
  { path }: KindWord,
  { lore }: Subject,
): { clauses: readonly string[]; end: number } | undefined {
  for (let end = Math.min(words.length, at + 5); end > at + 1; end--) {
    const run = words.slice(at, end);
    if (run.some(({ kind }) => kind !== 'word')) continue;
    const clauses = lore.states[run.map(({ lower }) => lower).join(' ')];
    if (clauses?.every((one) => one.startsWith(`${path}/`) || one.startsWith(`${path} `)) === true)
      return { clauses, end };
  }
  return undefined;
}

function isKnownValue(text: string, kind: KindWord, { shape }: Subject): boolean {
  if (isPriority(kind))
    return /^(?:priority\b.*|p?\d|high|medium|low|critical|normal|urgent|emergency|highest|lowest)$/i.test(
      text,
    );
  const found = lookUp(kind.path, shape);
  if (found.kind !== 'found' || kindOf(found.field) !== 'enum') return false;
  const plain = (one: string) => one.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return (found.field.allowed ?? []).some((one) => plain(one) === plain(text));
}

function isPriority({ schema }: KindWord): boolean {
  return schema === 'PriorityReference';
}

/**
 * How many words of the word for the field are the name's: the board of the field service board is Field Service, though
 * `service board` means a board.
 */
function shared(
  words: readonly Word[],
  at: number,
  { words: said }: KindWord,
  { capitalsTell }: Spelling,
): number {
  const [before, first] = [words[at - 1], words[at]];
  if (said < 2 || before?.kind !== 'word' || first === undefined || ends.has(before.lower))
    return 0;
  return capitalsTell && isCapital(before) !== isCapital(first) ? 0 : said - 1;
}

/** A serial number, an address of mail or of a network: no word of a language. */
function isToken(text: string): boolean {
  return !text.includes(' ') && /[\d@]/.test(text);
}

interface Run {
  name: Name;
  start: number;
  to: number;
}

/** The name that ends right before a word. */
function runBefore(
  words: readonly Word[],
  at: number,
  kind: KindWord,
  spelling: Spelling,
): Run | undefined {
  const last = words[at - 1];
  if (last === undefined || (last.kind !== 'word' && last.kind !== 'quoted')) return undefined;
  if (last.kind === 'quoted') return whole(words, at - 1, at, spelling);
  const isProper = spelling.capitalsTell && isCapital(last);
  let start = at - 1;
  const joins = (word: Word | undefined) =>
    word?.kind === 'word' &&
    !ends.has(word.lower) &&
    (isProper && word.from > 0 ? isCapital(word) : !spelling.stops.has(word.lower));
  if (ends.has(last.lower)) return undefined;
  while (at - start < 4 && !isPriority(kind) && joins(words[start - 1])) start--;
  return whole(words, start, at, spelling);
}

function whole(
  words: readonly Word[],
  start: number,
  end: number,
  spelling: Spelling,
): Run | undefined {
  const found = nameAt(words.slice(0, end), start, spelling);
  return found?.end === end ? { name: found.name, start, to: words[end - 1]?.to ?? 0 } : undefined;
}
