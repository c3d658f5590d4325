import { ConditionSyntaxError } from './syntax-error.js';
import { compareOperators, type CompareOperator, type Span } from './tree.js';

export interface Token {
  kind: 'name' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  text: string;
  /** The value of a string, its escapes resolved; what stands between the brackets of a date. */
  value: string;
  position: number;
}

const patterns: [Token['kind'], RegExp][] = [
  ['string', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy],
  ['date', /\[[^\]]*\]/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w/.-])/y],
  ['name', /[a-z_]\w*(?:[/.][a-z_]\w*)*/iy],
  ['symbol', /<=|>=|!=|==|<>|&&|\|\||[=<>(),]/y],
];

const blank = /\s*/y;

/** The words of a condition, the last one an `end`. Throws ConditionSyntaxError for what is no word of it. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    blank.lastIndex = position;
    position += blank.exec(text)?.[0].length ?? 0;
    if (position >= text.length) break;
    const token = tokenAt(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', value: '', position: text.length });
  return tokens;
}

export function spanOf({ position, text }: Token): Span {
  return { start: position, end: position + text.length };
}

export function isOperator(text: string): text is CompareOperator {
  return (compareOperators as readonly string[]).includes(text);
}

function tokenAt(text: string, position: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, value: valueIn(kind, found), position };
  }
  throw noWord(text, position);
}

function valueIn(kind: Token['kind'], text: string): string {
  if (kind === 'string') return text.slice(1, -1).replace(/\\(.)/gs, '$1');
  return kind === 'date' ? text.slice(1, -1).trim() : text;
}

function noWord(text: string, position: number): ConditionSyntaxError {
  const rest = text.slice(position);
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const fault = (message: string, length: number, hint?: string) =>
    new ConditionSyntaxError(message, { start: position, end: position + length }, hint);
  if (/["']/.test(character))
    return fault('this quote is never closed', rest.length, `Close it with ${character}.`);
  if (/[\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2032\u2033]/.test(character))
    return fault(
      `a curly quote (${character}) is not a quote`,
      1,
      'Write " or \'; texts copied from a mail or a document often have curly ones.',
    );
  if (character === '[') return fault('this date is never closed', rest.length, 'Close it with ].');
  const [date] = /^\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?/i.exec(rest) ?? [];
  if (date !== undefined) return fault('dates stand in [ ]', date.length, `Write [${date}].`);
  const [word] = /^[-\d][\w./:-]*/.exec(rest) ?? [];
  if (word !== undefined)
    return fault(
      `"${word}" is neither a number nor a name`,
      word.length,
      `Text stands in quotes: "${word}". Dates stand in [ ].`,
    );
  if (character === '!')
    return fault('! does not negate here', 1, 'Write != or, before contains, like and in, not.');
  return fault(`"${character}" has no place here`, character.length);
}
