import { quoteText } from '../conditions/quote.js';

/** The value as it is, whatever it looks like. */
export function equals(path: string, value: string, negated = false): string {
  return `${path} ${negated ? '!=' : '='} ${quoteText(value)}`;
}

export function isOneOf(path: string, values: readonly string[], negated = false): string {
  const [only, ...more] = values;
  if (only !== undefined && more.length === 0) return equals(path, only, negated);
  return `${path} ${negated ? 'notin' : 'in'} ${values.map(quoteText).join(',')}`;
}

export function contains(path: string, text: string, negated = false): string {
  return `${path} ${negated ? '!~' : '~'} ${quoteText(text)}`;
}

export function beginsWith(path: string, text: string, negated = false): string {
  return `${path} ${negated ? 'notlike' : 'like'} ${quoteText(`${text}%`)}`;
}

export function isMissing(path: string, negated = false): string {
  return `${path} ${negated ? '!=' : '='} null`;
}

export function endsWith(path: string, text: string): string {
  return `${path} like ${quoteText(`%${text}`)}`;
}
