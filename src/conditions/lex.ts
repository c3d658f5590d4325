import type { CompareOperator } from './tree.js';

export interface Token {
  kind: 'name' | 'string' | 'number' | 'date' | 'symbol' | 'end';
  text: string;
  /** The value of a string, its escapes resolved. */
  value: string;
  position: number;
}

/** What is wrong with a condition, and where it starts. */
export class ConditionSyntaxError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const patterns: [Token['kind'], RegExp][] = [
  ['string', /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y],
  ['date', /\[[^\]]*\]/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w/])/y],
  ['name', /[a-z_][\w]*(?:[/.][a-z_]\w*)*/iy],
  ['symbol', /<=|>=|!=|[=<>(),]/y],
];

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    position += /^\s*/.exec(text.slice(position))?.[0].length ?? 0;
    if (position >= text.length) break;
    const token = tokenAt(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', value: '', position: text.length });
  return tokens;
}

export function isOperator(text: string): text is CompareOperator {
  return ['=', '!=', '<', '<=', '>', '>='].includes(text);
}

function tokenAt(text: string, position: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    const value =
      kind === 'string'
        ? found.slice(1, -1).replace(/\\(.)/gs, '$1')
        : kind === 'date'
          ? found.slice(1, -1)
          : found;
    return { kind, text: found, value, position };
  }
  const character = text.charAt(position);
  if (/["']/.test(character))
    throw new ConditionSyntaxError('this quote is never closed', position);
  if (/[\u2018\u2019\u201c\u201d]/.test(character))
    throw new ConditionSyntaxError('a curly quote is not a quote; write "', position);
  if (character === '[')
    throw new ConditionSyntaxError('this date is never closed with ]', position);
  throw new ConditionSyntaxError(`"${character}" has no place here`, position);
}
