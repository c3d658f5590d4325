import { isKeyword, isOperator, readWords, type Token } from '../conditions/lex.js';
import { printLiteral } from '../conditions/print.js';
import { quoteText } from '../conditions/quote.js';
import { lookUp, type RecordShape } from '../conditions/shape.js';
import { slashPath } from '../conditions/spelling.js';
import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import type { Literal } from '../conditions/tree.js';
import { isDate } from '../conditions/where/clause.js';
import type { WhereOperator } from '../conditions/where/operators.js';
import { wordsOf, type Word } from '../conditions/where/text.js';
import { inBrackets, isNull, readsAsDate, toLiteral } from '../conditions/where/value.js';
import {
  insertField,
  masked,
  misplaced,
  wrongValue,
  type Insert,
  type ValueOf,
} from './stand-ins.js';

/**
 * A kept condition with values in place of its placeholders. A value stays one value: inside quotes it is text, in
 * brackets a date, bare a literal of its field's type or, in a list, some; before an operator it names a field.
 */
export function fillCondition(kept: string, valueOf: ValueOf, shape: RecordShape): string {
  const { text, nameOf, namesIn, replace } = masked(kept, valueOf);
  if (namesIn(text).length === 0) return text;
  const { tokens, fault } = readWords(text);
  if (fault !== undefined) throw misplaced(namesIn(text), kept);
  let filled = '';
  let done = 0;
  let field = '';
  let inList = false;
  const fill = (token: Token, before: Token | undefined, after: Token | undefined): string => {
    if (token.text === '(' || token.text === ')')
      inList = token.text === '(' && before !== undefined && isWord(before, ['in']);
    const operator = operatorBefore(before, inList);
    if (token.kind === 'name' && operator === undefined && !isKeyword(token))
      field = slashPath(replace(token.text, after && namesField(after) ? insertField : undefined));
    const names = namesIn(token.text);
    if (names.length === 0) return token.text;
    if (token.kind === 'string') return quoteText(replace(token.value));
    if (token.kind === 'date') return `[${replace(token.value, insertDate)}]`;
    if (operator === undefined) {
      if (after === undefined || !namesField(after)) throw misplaced(names, kept);
      return replace(token.text, insertField);
    }
    const name = nameOf(token.text);
    if (name === undefined) throw misplaced(names, kept);
    return literalsFor(valueOf(name), { name, path: field, operator, shape });
  };
  for (const [index, token] of tokens.entries()) {
    filled += text.slice(done, token.position) + fill(token, tokens[index - 1], tokens[index + 1]);
    done = token.position + token.text.length;
  }
  return filled;
}

interface Place {
  name: string;
  path: string;
  operator: WhereOperator;
  shape: RecordShape;
}

function literalsFor(value: string, { name, path, operator, shape }: Place): string {
  const found = lookUp(path, shape);
  const field = found.kind === 'found' ? found.field : undefined;
  const at = { start: 0, end: value.length };
  const literal = (word: Word): Literal => {
    if (operator.kind === 'match') return { kind: 'string', value: word.text };
    if (isNull(word)) {
      if (operator.kind === 'compare' && /^!?=$/.test(operator.operator)) return { kind: 'null' };
      throw wrongValue(name, 'a value', value);
    }
    const date = inBrackets(word.text) ?? word.text;
    if (isDate(word, field, operator)) {
      if (readsAsDate(date)) return { kind: 'date', text: date.trim() };
      throw wrongValue(name, dates, value);
    }
    return toLiteral(word, `{${name}}`, field, true);
  };
  try {
    const words =
      operator.kind === 'in' ? wordsOf({ text: value, at }) : [{ text: value, quoted: false, at }];
    return words.map((word) => printLiteral(literal(word))).join(',');
  } catch (error) {
    if (!(error instanceof ConditionSyntaxError)) throw error;
    const [, expected] = /^\{[^}]*\} takes (.*), not "/s.exec(error.message) ?? [];
    throw wrongValue(name, expected ?? 'values with commas between them', value);
  }
}

const dates = 'a date such as 2026-01-31, today or -7d';

const insertDate: Insert = (value, name) => {
  const date = inBrackets(value) ?? value;
  if (readsAsDate(date)) return date.trim();
  throw wrongValue(name, dates, value);
};

/** The operator that a token is the value of; undefined where it is none. */
function operatorBefore(before: Token | undefined, inList: boolean): WhereOperator | undefined {
  if (before === undefined) return undefined;
  if (inList && (before.text === '(' || before.text === ',')) return { kind: 'in', negated: false };
  if (isWord(before, ['contains', 'like']))
    return { kind: 'match', operator: 'contains', negated: false };
  if (before.kind !== 'symbol' || !isOperator(before.text)) return undefined;
  return { kind: 'compare', operator: before.text };
}

/** Whether what stands before a token is the name of a field. */
function namesField(token: Token): boolean {
  if (token.kind === 'symbol') return isOperator(token.text);
  return isWord(token, ['not', 'contains', 'like', 'in']);
}

function isWord({ kind, text }: Token, words: readonly string[]): boolean {
  return kind === 'name' && words.includes(text.toLowerCase());
}
