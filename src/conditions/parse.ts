import { ConditionSyntaxError, isOperator, tokenize, type Token } from './lex.js';
import type { Condition, Literal } from './tree.js';

/**
 * Parses a condition: comparisons joined by and (binds tighter) and or, with parentheses; keywords in any
 * case. Throws ConditionSyntaxError with the position.
 */
export function parseCondition(text: string): Condition {
  const parser = new Parser(tokenize(text));
  const condition = parser.alternatives();
  parser.expectEnd();
  return condition;
}

class Parser {
  readonly #tokens: Token[];
  #next = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  alternatives(): Condition {
    return this.#joined('or', () => this.#joined('and', () => this.#primary()));
  }

  expectEnd(): void {
    if (this.#token.kind !== 'end') throw this.#unexpected('and, or, or the end');
  }

  get #token(): Token {
    const token = this.#tokens[Math.min(this.#next, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('a token list is never empty');
    return token;
  }

  #joined(word: 'and' | 'or', term: () => Condition): Condition {
    const first = term();
    const terms = [first];
    while (this.#takeWord(word)) terms.push(term());
    return terms.length === 1 ? first : { kind: word, terms };
  }

  #primary(): Condition {
    if (this.#takeSymbol('(')) {
      const inner = this.alternatives();
      if (!this.#takeSymbol(')')) throw this.#unexpected(')');
      return inner;
    }
    const field = this.#take('name', 'a field name').text.replaceAll('.', '/');
    const negated = this.#takeWord('not');
    for (const operator of ['contains', 'like'] as const) {
      if (this.#takeWord(operator))
        return { kind: 'match', field, operator, negated, value: this.#literal() };
    }
    if (this.#takeWord('in')) return { kind: 'in', field, negated, values: this.#list() };
    if (negated) throw this.#unexpected('contains, like or in');
    const symbol = this.#token;
    if (symbol.kind !== 'symbol' || !isOperator(symbol.text))
      throw this.#unexpected('an operator such as =');
    this.#next++;
    return { kind: 'compare', field, operator: symbol.text, value: this.#literal() };
  }

  #list(): Literal[] {
    if (!this.#takeSymbol('(')) throw this.#unexpected('( and a list of values');
    const values = [this.#literal()];
    while (this.#takeSymbol(',')) values.push(this.#literal());
    if (!this.#takeSymbol(')')) throw this.#unexpected(', or )');
    return values;
  }

  #literal(): Literal {
    const token = this.#token;
    this.#next++;
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: token.value };
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'date': {
        const value = readDate(token.value);
        if (Number.isNaN(value))
          throw new ConditionSyntaxError(`"${token.text}" is not a date`, token.position);
        return { kind: 'date', value };
      }
      case 'name': {
        const word = token.text.toLowerCase();
        if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
        if (word === 'null') return { kind: 'null' };
        throw new ConditionSyntaxError(`text stands in quotes: "${token.text}"`, token.position);
      }
      case 'symbol':
      case 'end':
        this.#next--;
        throw this.#unexpected('a value');
    }
  }

  #take(kind: Token['kind'], what: string): Token {
    const token = this.#token;
    if (token.kind !== kind) throw this.#unexpected(what);
    this.#next++;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#token;
    if (token.kind !== 'name' || token.text.toLowerCase() !== word) return false;
    this.#next++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#token;
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#next++;
    return true;
  }

  #unexpected(expected: string): ConditionSyntaxError {
    const { kind, text, position } = this.#token;
    return new ConditionSyntaxError(
      `expected ${expected}, found ${kind === 'end' ? 'the end' : `"${text}"`}`,
      position,
    );
  }
}

/** The server reads dates leniently: a day alone, a blank for the T, fractions; no zone means UTC. */
function readDate(text: string): number {
  const normal = text.trim().replace(' ', 'T');
  return Date.parse(
    /(?:Z|[+-]\d\d:?\d\d)$/i.test(normal) || !normal.includes('T') ? normal : `${normal}Z`,
  );
}
