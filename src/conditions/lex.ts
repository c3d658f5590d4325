import { unescapeText } from './quote.js';
import { strayCharacter } from './stray-character.js';
import type { ConditionSyntaxError } from './syntax-error.js';
import { compareOperators, type CompareOperator, type Span } from './tree.js';

export interface Token {
  kind: 'name' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  text: string;
  /** The value of a string, its escapes resolved; what stands between the brackets of a date. */
  value: string;
  position: number;
}

/** The words of a text, the last one an `end`: there the text ends, or what is no word of a condition begins. */
export interface Words {
  tokens: Token[];
  fault: ConditionSyntaxError | undefined;
}

const patterns: [Token['kind'], RegExp][] = [
  ['string', /"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'/sy],
  ['date', /\[[^\]]*\]/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w/.-])/y],
  // Letters of every language, so that text without its quotes is told as one word.
  ['name', /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[/.][\p{L}_][\p{L}\p{M}\p{N}_]*)*/uy],
  // Those of other languages are words too: the parser says what stands for them here.
  ['symbol', /<=|>=|!==?|===?|=>|=<|=~|<>|&&?|\|\|?|[=<>(),~]/y],
];

const blank = /\s*/y;

/** The words of a condition, the last one an `end`. Throws ConditionSyntaxError for what is no word of it. */
export function tokenize(text: string): Token[] {
  const { tokens, fault } = readWords(text);
  if (fault !== undefined) throw fault;
  return tokens;
}

/** The words up to the first thing that is none, which is a fault only where nothing before it is one. */
export function readWords(text: string): Words {
  const tokens: Token[] = [];
  let position = 0;
  let fault: ConditionSyntaxError | undefined;
  for (;;) {
    blank.lastIndex = position;
    if (blank.test(text)) position = blank.lastIndex;
    if (position >= text.length) break;
    const token = tokenAt(text, position);
    if (token === undefined) {
      fault = strayCharacter(text, position);
      break;
    }
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', value: '', position });
  return { tokens, fault };
}

export function spanOf({ position, text }: Token): Span {
  return { start: position, end: position + text.length };
}

export function isOperator(text: string): text is CompareOperator {
  return (compareOperators as readonly string[]).includes(text);
}

const keywords = new Set(['and', 'or', 'not', 'in', 'like', 'contains', 'true', 'false', 'null']);

/** A word of the language, which names no field. */
export function isKeyword({ kind, text }: Token): boolean {
  return kind === 'name' && keywords.has(text.toLowerCase());
}

function tokenAt(text: string, position: number): Token | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    if (!pattern.test(text)) continue;
    const found = text.slice(position, pattern.lastIndex);
    return { kind, text: found, value: valueIn(kind, found), position };
  }
  return undefined;
}

function valueIn(kind: Token['kind'], text: string): string {
  if (kind === 'string') return unescapeText(text.slice(1, -1));
  return kind === 'date' ? text.slice(1, -1).trim() : text;
}
