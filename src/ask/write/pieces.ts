import type { Doubt, Setting } from '../draft.js';
import type { Sentence } from '../sentence.js';
import { readClause, type ClauseWorld } from './clause.js';
import type { Value } from './value.js';

/** A stretch of the sentence, and what it says of the record. */
interface Piece {
  from: number;
  to: number;
  value: Value | undefined;
}

const starters =
  'and|with|for|on|in|at|to|by|as|of|from|under|using|due|assigned|assign|owned|starting|ending|until|through|named|called|titled|about|regarding|concerning';

/** What a piece may be joined to the one before it by: Smith and Sons of Tampa. */
const joins = /^(?:and|of|for|the|&|to|in|on|at|from|with)\b|^,\s*(?:inc|llc|ltd|co|corp|gmbh)\b/i;

/**
 * Takes everything that a sentence says of a record, apart from what was taken before. Of all ways to divide it the one
 * that leaves least unread counts, and of those the one with most pieces.
 */
export function takePieces(
  sentence: Sentence,
  world: ClauseWorld,
  found: PieceValues,
  { start = 0, read = readClause }: { start?: number; read?: typeof readClause } = {},
): void {
  for (const run of runsOf(sentence.rest, start))
    for (const { from, to, value } of divided(sentence.rest, run, world, read)) {
      if (value !== undefined && addValue(value, found)) sentence.takeAt(from, to, value.as);
    }
}

/** What was read of a record so far. */
export interface PieceValues {
  settings: Setting[];
  unset: string[];
  doubts: Doubt[];
}

export function nothingFound(): PieceValues {
  return { settings: [], unset: [], doubts: [] };
}

/** Adds what a piece says; false where its field has a value already. */
export function addValue(value: Value, found: PieceValues): boolean {
  if (clashes(value, found)) return false;
  found.settings.push(...inList(value.settings, found.settings));
  found.unset.push(...(value.unset ?? []));
  if (value.doubt !== undefined) found.doubts.push(value.doubt);
  return true;
}

/** Adds what a piece says; gives what the words became, undefined where nothing was added. */
export function addedAs(value: Value | undefined, found: PieceValues): string | undefined {
  return value !== undefined && addValue(value, found) ? value.as : undefined;
}

/** Entries of a list are numbered in the order in which they are read. */
function inList(settings: readonly Setting[], before: readonly Setting[]): Setting[] {
  const entry = /^(\w+)\.(\d+)\./;
  const known = new Set(before.flatMap(({ path }) => entry.exec(path)?.[0] ?? []));
  return settings.map((one) => ({ ...one, path: one.path.replace(entry, `$1.${known.size}.`) }));
}

/** One field has one value: a second one is left unread, and so named. */
function clashes({ settings, unset = [] }: Value, found: PieceValues): boolean {
  const before = new Set([...found.settings.map(({ path }) => path), ...found.unset]);
  return [...settings.map(({ path }) => path), ...unset].some(
    (path) => before.has(path) && !/\.\d+\./.test(path),
  );
}

interface Run {
  from: number;
  to: number;
  isFirst: boolean;
}

/** The stretches between what was taken. */
function runsOf(rest: string, start: number): Run[] {
  const runs: Run[] = [];
  for (const { index, 0: text } of rest.matchAll(/[^\0]+/g)) {
    const from = Math.max(index, start);
    const to = index + text.length;
    if (from < to && rest.slice(from, to).trim() !== '')
      runs.push({ from, to, isFirst: from === start });
  }
  return runs;
}

function divided(
  rest: string,
  { from, to, isFirst }: Run,
  world: ClauseWorld,
  read: typeof readClause,
): Piece[] {
  const cuts = cutsOf(rest, from, to, world);
  // Best division of everything before each cut: words unread, pieces, and the pieces.
  const best: { unread: number; pieces: Piece[] }[] = [{ unread: 0, pieces: [] }];
  for (let end = 1; end < cuts.length; end++) {
    const to = cuts[end] ?? 0;
    for (let begin = end - 1; begin >= Math.max(0, end - 8); begin--) {
      const from = cuts[begin] ?? 0;
      const before = best[begin];
      if (before === undefined || !joinable(rest, cuts.slice(begin + 1, end))) continue;
      const value = read(rest.slice(from, to), world, isFirst && begin === 0);
      if (value === undefined && begin < end - 1) continue;
      const unread = before.unread + (value === undefined ? wordsIn(rest.slice(from, to)) : 0);
      const pieces = [...before.pieces, { from, to, value }];
      const known = best[end];
      if (
        known === undefined ||
        unread < known.unread ||
        (unread === known.unread && pieces.length >= known.pieces.length)
      )
        best[end] = { unread, pieces };
    }
  }
  return best.at(-1)?.pieces ?? [];
}

/** Places where a piece may begin: behind commas, and before words that begin one. */
function cutsOf(rest: string, from: number, to: number, { words }: ClauseWorld): number[] {
  const text = rest.slice(from, to);
  const cuts = new Set([0, text.length]);
  const heads = new RegExp(
    String.raw`[,;.](?=\s)|(?<=\s)(?:(?:${starters})(?=\s)|${words.pattern})|(?<=\s)(?:urgent|critical|high|medium|normal|low|p\d)[\s-]priority\b|(?<=\s)p\d\b|(?<=\s)\p{L}[\w./]*=(?=\S)`,
    'giu',
  );
  const quotes = [...text.matchAll(/"[^"]*"|“[^”]*”|(?<=\s)'[^']*'(?!\p{L})/gu)];
  const inQuotes = (index: number) =>
    quotes.some((quote) => quote.index < index && index < quote.index + quote[0].length);
  // The Law Office of Smith is called so: its office is no field.
  const inName = (index: number) =>
    /^\p{Lu}/u.test(text.slice(index)) &&
    /(?:^|\s)\p{Lu}[\p{L}'’&.-]*\s+$/u.test(text.slice(0, index));
  for (const { index } of text.matchAll(heads))
    if (!inQuotes(index) && !inName(index)) cuts.add(index);
  return [...cuts].sort((a, b) => a - b).map((cut) => cut + from);
}

function joinable(rest: string, inner: readonly number[]): boolean {
  return inner.every((cut) => joins.test(rest.slice(cut)) || /^\p{L}/u.test(rest.slice(cut)));
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
