import type { Span } from '../tree.js';

/** A piece of a text that may be half written: what the lexer would refuse is a piece as well. */
export interface Piece extends Span {
  kind: 'word' | 'string' | 'date' | 'symbol';
  text: string;
  /** A string or a date has its end. */
  closed: boolean;
}

/** What stands before the cursor, and the word that is being written there. */
export interface Half extends Span {
  before: Piece[];
  /** What is written of the word so far. */
  word: string;
}

const patterns: [Piece['kind'], RegExp][] = [
  ['string', /(["'])(?:(?!\1)[^\\]|\\.)*(\1|\\?)/sy],
  ['date', /\[[^\]]*(\]?)/y],
  ['symbol', /<=|>=|!=|<>|==|[=<>(),!~\]]/y],
  ['word', /[^\s"'[\](),=<>!~]+/y],
];

/** Splits a text at the cursor. Inside an unclosed quote the rest of the text is not taken for a part of it. */
export function splitAt(text: string, cursor: number): Half {
  const before: Piece[] = [];
  for (const piece of piecesOf(text)) {
    if (piece.start >= cursor) break;
    if (isUnfinished(piece, cursor)) {
      const to = piece.closed ? piece.end : cursor;
      return { before, word: text.slice(piece.start, cursor), start: piece.start, end: to };
    }
    before.push(piece);
  }
  return { before, word: '', start: cursor, end: cursor };
}

/** The cursor stands in it, or right behind what could go on. */
function isUnfinished({ kind, text, end, closed }: Piece, cursor: number): boolean {
  if (cursor < end) return true;
  if (cursor > end) return false;
  return kind === 'word' || !closed || text === '!';
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length;) {
    const piece = pieceAt(text, start);
    if (piece !== undefined) pieces.push(piece);
    start = piece?.end ?? start + 1;
  }
  return pieces;
}

function pieceAt(text: string, start: number): Piece | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found === null) continue;
    const closed = kind === 'string' ? found[2] === found[1] : kind !== 'date' || found[1] === ']';
    return { kind, text: found[0], start, end: start + found[0].length, closed };
  }
  return undefined;
}
