import type { Field } from '../../catalog/model.js';
import { parseIso } from '../../dates/forms.js';
import { nearValues } from '../../text/near-name.js';
import { didYouMean, listed } from '../../text/nearest.js';
import { kindOf, type ValueKind } from '../shape.js';
import { ConditionSyntaxError } from '../syntax-error.js';
import type { Literal } from '../tree.js';
import type { Word } from './text.js';

export interface ValueRules {
  /** Refuse what the field does not take; otherwise such a value goes out as what it looks like. */
  check: boolean;
  warn: (text: string) => void;
}

/** A value as a literal of the kind that its field has. Throws ConditionSyntaxError for one of another kind. */
export function toLiteral(
  word: Word,
  path: string,
  field: Field | undefined,
  { check, warn }: ValueRules,
): Literal {
  const kind: ValueKind = field === undefined ? 'any' : kindOf(field);
  const text = word.text.trim();
  const wrong = (expected: string): Literal => {
    if (!check) return literalByLooks(word);
    throw new ConditionSyntaxError(
      `${path} takes ${expected}, not "${word.text}"`,
      word.at,
      `Give ${expected}. --no-check sends it as it is.`,
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
      return { kind: 'string', value: listedValue(word, path, field?.allowed ?? [], check, warn) };
    case 'reference':
    case 'list':
    case 'any':
      return literalByLooks(word);
  }
}

export function isNull({ text, quoted }: Word): boolean {
  return !quoted && text.toLowerCase() === 'null';
}

/** Whether a value of a field that nobody knows is a date: an ISO one, or what stands in brackets. */
export function looksLikeDate({ text, quoted }: Word): boolean {
  return !quoted && (/^\[[^[\]]*\]$/.test(text) || parseIso(text) !== undefined);
}

function literalByLooks({ text, quoted }: Word): Literal {
  if (quoted) return { kind: 'string', value: text };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { kind: 'number', text };
  if (/^(?:true|false)$/i.test(text))
    return { kind: 'boolean', value: text.toLowerCase() === 'true' };
  return { kind: 'string', value: text };
}

/** A number as the server reads it: no plus sign, no leading zeros. */
function numberOf(text: string): Literal {
  return { kind: 'number', text: text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1') };
}

function listedValue(
  { text, at }: Word,
  path: string,
  allowed: readonly string[],
  check: boolean,
  warn: ValueRules['warn'],
): string {
  const found = allowed.find((one) => one.toLowerCase() === text.toLowerCase());
  if (found !== undefined || !check) return found ?? text;
  const near = didYouMean(nearValues(text, allowed));
  const most = 12;
  const more = allowed.length > most ? ', …' : '';
  const known = `${listed(allowed.slice(0, most))}${more}`;
  if (near !== undefined) {
    throw new ConditionSyntaxError(
      `"${text}" is not a value of ${path}`,
      at,
      `${near} It has ${known}. --no-check sends it as it is.`,
    );
  }
  warn(
    `"${text}" is not a value that the catalog knows of ${path} (${known}); it is sent as it is.`,
  );
  return text;
}
