import { ConditionSyntaxError } from '../conditions/syntax-error.js';
import { splitWhere } from '../conditions/where/text.js';

/** A condition whose texts stand in single quotes, where neither kind is within them. */
export function singleQuotes(condition: string): string {
  return condition.replaceAll(texts, (text) => {
    const inner = text.slice(1, -1);
    return text.startsWith('"') && !/["'\\]/.test(inner) ? `'${inner}'` : text;
  });
}

const texts = /"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'/gs;

/** The same for a `--where`: only quotes around its whole value, or around the elements of a list, are more than text. */
export function singleQuotesInWhere(where: string): string {
  try {
    const { value } = splitWhere(where);
    if (!/^\(?(?:\s*"[^"'\\]*"\s*,)*\s*"[^"'\\]*"\s*\)?$/.test(value.text)) return where;
    return where.slice(0, value.at.start) + value.text.replaceAll('"', "'");
  } catch (error) {
    // It says what is wrong when it is run.
    if (error instanceof ConditionSyntaxError) return where;
    throw error;
  }
}
