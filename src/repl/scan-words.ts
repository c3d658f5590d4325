import type { Shell } from '../text/shell-words.js';

/** One word of a line and where it stands, its quotes included. */
export interface Word {
  text: string;
  from: number;
  to: number;
}

export interface ScannedWord extends Word {
  /** Without any quote or escape, so that a shell would look for operators in it. */
  isBare: boolean;
}

export interface OpenQuote {
  mark: string;
  /** Where the mark stands in the line. */
  at: number;
}

export interface Scan {
  words: ScannedWord[];
  /** The quote that the last word does not close. */
  open: OpenQuote | undefined;
}

/** The words of a line, a half-written one included. Nothing is expanded; `#` where a word would begin ends the line. */
export function scanWords(line: string, shell: Shell): Scan {
  const words: ScannedWord[] = [];
  let open: OpenQuote | undefined;
  let at = 0;
  for (;;) {
    while (blank.test(line.charAt(at))) at++;
    if (at >= line.length || line.charAt(at) === '#') return { words, open };
    const from = at;
    const texts: string[] = [];
    let isBare = true;
    while (at < line.length && !blank.test(line.charAt(at))) {
      const piece = readPiece(line, at, shell);
      texts.push(piece.text);
      isBare &&= piece.isBare;
      if (piece.isOpen === true) open = { mark: line.charAt(at), at };
      at = piece.to;
    }
    words.push({ text: texts.join(''), from, to: at, isBare });
  }
}

const blank = /^\s$/;

interface Piece {
  text: string;
  to: number;
  isBare: boolean;
  isOpen?: boolean;
}

/** What a shell reads as one: a quoted text, an escaped character, a plain one. */
interface Dialect {
  single: RegExp;
  double: RegExp;
  escape: string;
  /** What an escape stands for between double quotes; undefined where it is no escape there. */
  escaped: (next: string) => string | undefined;
  /** A quote that is written twice stands for itself. */
  doubles: boolean;
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const dialects: Readonly<Record<Shell, Dialect>> = {
  sh: {
    single: /^'$/,
    double: /^"$/,
    escape: '\\',
    escaped: (next) => (/^["\\$`]$/.test(next) ? next : undefined),
    doubles: false,
  },
  powershell: {
    // Word processors make curly ones, and PowerShell takes them.
    single: /^['‘’‚‛]$/,
    double: /^["“”„]$/,
    escape: '`',
    escaped: (next) => controls[next] ?? next,
    doubles: true,
  },
};

function readPiece(line: string, at: number, shell: Shell): Piece {
  const dialect = dialects[shell];
  const character = line.charAt(at);
  if (dialect.single.test(character)) return readQuoted(line, at, dialect.single, dialect);
  if (dialect.double.test(character)) return readQuoted(line, at, dialect.double, dialect);
  if (character === dialect.escape && at + 1 < line.length) {
    const next = line.charAt(at + 1);
    const text = shell === 'sh' ? next : (dialect.escaped(next) ?? next);
    return { text, to: at + 2, isBare: false };
  }
  return { text: character, to: at + 1, isBare: true };
}

function readQuoted(line: string, start: number, quote: RegExp, dialect: Dialect): Piece {
  const { double, doubles, escape, escaped } = dialect;
  let text = '';
  for (let at = start + 1; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === double && character === escape && next !== '') {
      const meant = escaped(next);
      text += meant ?? character;
      if (meant !== undefined) at++;
    } else if (!quote.test(character)) text += character;
    else if (doubles && quote.test(next)) {
      text += next;
      at++;
    } else return { text, to: at + 1, isBare: false };
  }
  return { text, to: line.length, isBare: false, isOpen: true };
}
