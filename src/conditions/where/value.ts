import type { Field } from '../../catalog/model.js';
import { parseIso, readRelative } from '../../dates/forms.js';
import { kindOf, type ValueKind } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import type { Literal } from '../tree.js';
import type { Word } from './text.js';

/**
 * A value as a literal of the kind that its field has. One of another kind goes out as what it looks like; with the
 * check ConditionSyntaxError is thrown for it.
 */
export function toLiteral(
  word: Word,
  path: string,
  field: Field | undefined,
  check: boolean,
): Literal {
  return { ...typed(word, path, field, check), at: word.at };
}

function typed(word: Word, path: string, field: Field | undefined, check: boolean): Literal {
  const kind: ValueKind = field === undefined ? 'any' : kindOf(field);
  const text = word.text.trim();
  const wrong = (expected: string): Literal => {
    if (!check) return literalByLooks(word);
    throw new ConditionSyntaxError(
      `${path} takes ${expected}, not "${word.text}"`,
      word.at,
      severalIn(word, `${path} in 1,2`) ?? `Give ${expected}. --no-check sends it as it is.`,
    );
  };
  switch (kind) {
    case 'text':
    case 'date':
      return { kind: 'string', value: word.text };
    case 'integer':
      return /^[+-]?\d+$/.test(text) ? numberOf(text) : wrong('a whole number');
    case 'number':
      return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? numberOf(text) : wrong('a number');
    case 'boolean':
      if (/^(?:true|yes)$/i.test(text)) return { kind: 'boolean', value: true };
      if (/^(?:false|no)$/i.test(text)) return { kind: 'boolean', value: false };
      return wrong('true or false');
    case 'enum':
      return { kind: 'string', value: asListed(word.text, field?.allowed ?? []) };
    case 'reference':
    case 'list':
    case 'any':
      return literalByLooks(word);
  }
}

export function isNull({ text, quoted }: Word): boolean {
  return !quoted && text.toLowerCase() === 'null';
}

export function isMe({ text, quoted }: Word): boolean {
  return !quoted && text.toLowerCase() === 'me';
}

/** Whether a value of a field of which nobody knows what it holds is a date: what reads as one, or stands in brackets. */
export function looksLikeDate({ text, quoted }: Word): boolean {
  return !quoted && (inBrackets(text) !== undefined || readsAsDate(text));
}

/** Whether it has a form that dates have; told without the calendar, which knows whether there is such a date. */
export function readsAsDate(text: string): boolean {
  return readRelative(text) !== undefined || parseIso(text) !== undefined;
}

/** What stands in the brackets that a written condition has around dates. */
export function inBrackets(text: string): string | undefined {
  return /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1];
}

/** What to do about a value that is wrong because it holds several, or a second clause; undefined where it does not. */
export function severalIn({ text }: Word, list?: string): string | undefined {
  if (!/\s(?:and|or)\s/i.test(text)) return undefined;
  const values = list === undefined ? '' : ` Several values: ${list}.`;
  return `Clauses that are joined by and have a --where each; for or there is --conditions.${values}`;
}

function literalByLooks({ text, quoted }: Word): Literal {
  if (quoted) return { kind: 'string', value: text };
  // A leading zero is of a text, such as a postal code.
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return { kind: 'number', text };
  if (/^(?:true|false)$/i.test(text))
    return { kind: 'boolean', value: text.toLowerCase() === 'true' };
  return { kind: 'string', value: text };
}

/** A number as the server reads it: no plus sign, no leading zeros. */
function numberOf(text: string): Literal {
  return { kind: 'number', text: text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1') };
}

/** A value of a list in the spelling that the list has; any other as it is. */
function asListed(text: string, allowed: readonly string[]): string {
  return allowed.find((one) => one.toLowerCase() === text.toLowerCase()) ?? text;
}
