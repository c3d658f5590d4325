import { ConditionSyntaxError } from './syntax-error.js';
import type { FieldName, OrderKey } from './tree.js';

/**
 * Parses `orderBy`: fields with asc or desc behind them, however they were split on the way (PowerShell's shim turns
 * `a desc,b` into `a desc b`). Throws ConditionSyntaxError.
 */
export function parseOrderBy(text: string): OrderKey[] {
  const keys: OrderKey[] = [];
  for (const word of wordsOf(text)) {
    const lower = word.path.toLowerCase();
    const last = keys.at(-1);
    if (lower !== 'asc' && lower !== 'desc') keys.push({ field: checked(word) });
    else if (last === undefined || last.direction !== undefined)
      throw new ConditionSyntaxError(`expected a field before ${word.path}`, word.at);
    else last.direction = lower;
  }
  return keys;
}

/** Parses `fields`: names split at commas and white space. Throws ConditionSyntaxError. */
export function parseFieldList(text: string): FieldName[] {
  return wordsOf(text).map(checked);
}

type Word = Required<FieldName>;

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => ({
    path: word.replaceAll('.', '/'),
    at: { start: index, end: index + word.length },
  }));
}

function checked(word: Word): FieldName {
  if (/^[a-z_]\w*(?:\/[a-z_]\w*)*$/i.test(word.path)) return word;
  throw new ConditionSyntaxError(`"${word.path}" is not a field name`, word.at);
}
