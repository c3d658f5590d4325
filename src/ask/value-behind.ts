import { kindOf, lookUp } from '../conditions/shape.js';
import type { KindWord } from './kind-words.js';
import { namesAt, type Name, type Spelling } from './names.js';
import type { Subject } from './subject.js';
import type { Word } from './words.js';

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

export function isPriority({ schema }: KindWord): boolean {
  return schema === 'PriorityReference';
}

/** A serial number, an address of mail or of a network: no word of a language. */
function isToken(text: string): boolean {
  return !text.includes(' ') && /[\d@]/.test(text);
}
