import { quoteText } from './quote.js';
import type { Condition, Literal, OrderKey } from './tree.js';

/**
 * A condition as the server takes it: without blanks that mean nothing, since a URL must stay short, and with
 * parentheses around every joined term, since no source says which of and and or binds tighter.
 */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.terms.map(printTerm).join(` ${condition.kind} `);
    case 'compare':
      return `${condition.field.path}${condition.operator}${printLiteral(condition.value)}`;
    case 'match':
      return `${condition.field.path}${not(condition)} ${condition.operator} ${printLiteral(condition.value)}`;
    case 'in':
      return `${condition.field.path}${not(condition)} in (${condition.values.map(printLiteral).join(',')})`;
  }
}

/** A condition such that and, or or another term may stand beside it. */
export function printTerm(condition: Condition): string {
  return 'terms' in condition ? `(${printCondition(condition)})` : printCondition(condition);
}

export function printLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return quoteText(literal.value);
    case 'number':
      return literal.text;
    case 'boolean':
      return String(literal.value);
    case 'null':
      return 'null';
    case 'date':
      return `[${literal.text}]`;
  }
}

export function printOrderBy(keys: readonly OrderKey[]): string {
  return keys
    .map(({ field, direction }) =>
      [field.path, direction].filter((part) => part !== undefined).join(' '),
    )
    .join(',');
}

function not({ negated }: { negated: boolean }): string {
  return negated ? ' not' : '';
}
