import { shortened } from '../text/shortened.js';
import { isKeyword, isOperator, readWords, spanOf, type Token, type Words } from './lex.js';
import { bareField, fieldHint, misreading, noField, unquoted, valueHint } from './misreadings.js';
import { readServerDate } from './server-date.js';
import { ConditionSyntaxError } from './syntax-error.js';
import { slashPath } from './spelling.js';
import type { Comparison, Condition, Literal, Span } from './tree.js';

export interface ParseOptions {
  /** Let `[today]` pass, which is replaced before anything is sent. The server itself knows no such dates. */
  relativeDates?: boolean;
}

/**
 * Parses a condition: comparisons joined by and (binds tighter) and or, with parentheses; keywords in any
 * case. Throws ConditionSyntaxError with the place and what was expected there.
 */
export function parseCondition(text: string, options: ParseOptions = {}): Condition {
  const parser = new Parser(text, options.relativeDates === true);
  const condition = parser.alternatives();
  parser.expectEnd();
  return condition;
}

/** Parentheses in each other; more would be a mistake, and exhaust the stack. */
const deepest = 100;

class Parser {
  readonly #text: string;
  readonly #words: Words;
  readonly #relativeDates: boolean;
  #next = 0;
  #depth = 0;

  constructor(text: string, relativeDates: boolean) {
    this.#text = text;
    this.#words = readWords(text);
    this.#relativeDates = relativeDates;
  }

  alternatives(): Condition {
    return this.#joined('or', () => this.#joined('and', () => this.#primary()));
  }

  expectEnd(): void {
    if (this.#token.kind === 'end') return;
    throw this.#token.text === ')'
      ? this.#fault('this ) closes nothing', this.#token, 'Delete it, or open one with ( before.')
      : this.#unexpected('and, or, or the end', 'Join comparisons with and or or.');
  }

  get #token(): Token {
    const { tokens, fault } = this.#words;
    const token = tokens[Math.min(this.#next, tokens.length - 1)];
    if (token === undefined) throw new Error('a token list is never empty');
    // What is no word of the language is a mistake only once all before it was read: the first mistake is told.
    if (token.kind === 'end' && fault !== undefined) throw fault;
    return token;
  }

  #joined(word: 'and' | 'or', term: () => Condition): Condition {
    const start = this.#token.position;
    const first = term();
    const terms = [first];
    while (this.#takeWord(word)) terms.push(term());
    return terms.length === 1 ? first : { kind: word, terms, at: this.#since(start) };
  }

  #primary(): Condition {
    const open = this.#token;
    if (this.#takeSymbol('(')) {
      if (++this.#depth > deepest)
        throw this.#fault(`more than ${deepest} parentheses in each other`, open);
      const inner = this.alternatives();
      if (!this.#takeSymbol(')'))
        throw this.#unclosed(open, 'and, or, or )', 'Join comparisons with and or or.');
      this.#depth--;
      return inner;
    }
    return { ...this.#comparison(), at: this.#since(open.position) };
  }

  #comparison(): Comparison {
    const name = this.#token;
    if (name.kind !== 'name' || isKeyword(name)) {
      throw noField(name) ?? this.#unexpected('a field name', fieldHint);
    }
    if (this.#next === 0 && isOfQuery(name, this.#words.tokens[1]))
      throw this.#fault(
        `${name.text} does not exist here`,
        name,
        `${fieldHint} Nothing stands before the first.`,
      );
    if (/[^\w/.]/.test(name.text))
      throw this.#fault(
        `"${shortened(name.text)}" is not a field name`,
        name,
        'Field names have English letters, digits and _; cwm describe lists them.',
      );
    this.#next++;
    const field = { path: slashPath(name.text), at: spanOf(name) };
    const negated = this.#takeWord('not');
    for (const operator of ['contains', 'like'] as const) {
      if (this.#takeWord(operator))
        return { kind: 'match', field, operator, negated, value: this.#textFor(operator) };
    }
    if (this.#takeWord('in')) return { kind: 'in', field, negated, values: this.#list() };
    if (negated)
      throw this.#unexpected(
        'contains, like or in',
        `With a single value write ${field.path} != ….`,
      );
    const symbol = this.#token;
    if (symbol.kind !== 'symbol' || !isOperator(symbol.text))
      throw this.#unexpected('an operator such as =', bareField(field.path, symbol));
    this.#next++;
    const at = this.#token;
    const value = this.#literal();
    if (value.kind === 'null' && symbol.text !== '=' && symbol.text !== '!=')
      throw this.#fault(
        'null goes with = and != only',
        at,
        `Write ${field.path} != null for what has a value.`,
      );
    return { kind: 'compare', field, operator: symbol.text, value };
  }

  /** What contains and like compare with. */
  #textFor(operator: string): Literal {
    const token = this.#token;
    const value = this.#literal();
    if (value.kind === 'string') return value;
    throw this.#fault(
      `${operator} takes text in quotes`,
      token,
      `Write ${operator} "${shortened(token.text)}".`,
    );
  }

  #list(): Literal[] {
    const open = this.#token;
    if (!this.#takeSymbol('('))
      throw this.#unexpected('( and a list of values', 'Write in ("New","Closed") or in (1,2,3).');
    const values = [this.#element()];
    while (this.#takeSymbol(',')) values.push(this.#element());
    if (!this.#takeSymbol(')'))
      throw this.#unclosed(
        open,
        ', or )',
        'Values have commas between them, and ) closes the list: in (1,2,3).',
      );
    return values;
  }

  #element(): Literal {
    const token = this.#token;
    const value = this.#literal();
    if (value.kind === 'null')
      throw this.#fault(
        'null goes with = and != only',
        token,
        'null is a comparison of its own: … or owner/id = null.',
      );
    return value;
  }

  #literal(): Literal {
    const token = this.#token;
    const at = spanOf(token);
    this.#next++;
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: token.value, at };
      case 'number':
        return { kind: 'number', text: token.text, at };
      case 'date':
        if (!this.#relativeDates && Number.isNaN(readServerDate(token.value)))
          throw this.#fault(
            `"${shortened(token.text)}" is not a date`,
            token,
            'Write [2026-01-31T18:04:26Z].',
          );
        return { kind: 'date', text: token.value, at };
      case 'name': {
        const word = token.text.toLowerCase();
        if (word === 'true' || word === 'false')
          return { kind: 'boolean', value: word === 'true', at };
        if (word === 'null') return { kind: 'null', at };
        this.#next--;
        throw isKeyword(token)
          ? this.#unexpected('a value', valueHint)
          : unquoted(this.#text, token.position);
      }
      case 'symbol':
      case 'end':
        this.#next--;
        throw this.#unexpected('a value', valueHint);
    }
  }

  #takeWord(word: string): boolean {
    const token = this.#token;
    if (token.kind !== 'name' || token.text.length !== word.length) return false;
    if (token.text.toLowerCase() !== word) return false;
    this.#next++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#token;
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#next++;
    return true;
  }

  /** From a position up to the end of the last token taken. */
  #since(start: number): Span {
    const last = this.#words.tokens[this.#next - 1];
    return { start, end: last === undefined ? start : spanOf(last).end };
  }

  #unexpected(expected: string, hint?: string): ConditionSyntaxError {
    const before = this.#words.tokens[this.#next - 1];
    const known = misreading(before, this.#token);
    if (known !== undefined) return this.#fault(known.message, this.#token, known.hint);
    const { kind, text } = this.#token;
    return this.#fault(
      `expected ${expected}, found ${kind === 'end' ? 'the end' : kind === 'string' ? shortened(text) : `"${shortened(text)}"`}`,
      this.#token,
      hint,
    );
  }

  /** What stands where a parenthesis should close. */
  #unclosed(open: Token, expected: string, hint: string): ConditionSyntaxError {
    return this.#token.kind === 'end'
      ? this.#fault('this ( is never closed', open, 'Close it with ).')
      : this.#unexpected(expected, hint);
  }

  #fault(message: string, token = this.#token, hint?: string): ConditionSyntaxError {
    return new ConditionSyntaxError(message, spanOf(token), hint);
  }
}

/** `where id=1`, `select * from …`: the word is none of a comparison, as what follows shows. */
function isOfQuery({ text }: Token, next: Token | undefined): boolean {
  if (!/^(?:where|select)$/i.test(text)) return false;
  return next?.kind === 'end' || (next?.kind === 'name' && !isKeyword(next));
}
