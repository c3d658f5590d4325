import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { exactNumber } from '../text/json.js';
import { isDateField, writtenDate } from './body-date.js';

export interface TextValue {
  /** The path as it was given, for messages. */
  written: string;
  text: string;
  field: Field;
  /** The value is one element of the field's list. */
  isElement: boolean;
  /** Members of what the field refers to. */
  members: readonly Field[];
  /** What to do about a value of another kind. */
  hint?: string;
}

/** Text as the field's type; for a reference digits are an id, one word an identifier where it has one, else a name. */
export function typedValue({
  written,
  text,
  field,
  isElement,
  members,
  hint = `Give a value of that kind, or leave the field empty with --unset ${written}`,
}: TextValue): unknown {
  const wrong = (expected: string) =>
    new UsageError(`${written} takes ${expected}, not "${text}".`, { hint });
  switch (isElement ? (field.items ?? 'string') : field.type) {
    case 'integer':
      if (!/^[+-]?\d+$/.test(text.trim())) throw wrong('a whole number');
      return exactNumber(plainDigits(text));
    case 'number':
      if (!/^[+-]?\d+(?:\.\d+)?$/.test(text.trim())) throw wrong('a number');
      return exactNumber(plainDigits(text));
    case 'boolean':
      if (!/^(?:true|false)$/i.test(text.trim())) throw wrong('true or false');
      return text.trim().toLowerCase() === 'true';
    case 'object': {
      const key = text.trim();
      if (/^\d+$/.test(key)) return { id: exactNumber(plainDigits(key)) };
      const names = members.map(({ name }) => name);
      if (key !== '' && names.includes('identifier') && !/\s/.test(key)) return { identifier: key };
      if (key !== '' && names.includes('name')) return { name: key };
      throw wrong(`an id, or one of its members such as ${written}.${names[0] ?? 'id'}`);
    }
    case 'array':
      throw wrong(`a list; set its elements one by one (${written}.0) or give it with -d`);
    default:
      return isDateField(field) && !isElement ? writtenDate({ written, text, field }) : text;
  }
}

/** A number as JSON writes it: no plus sign, no leading zeros. */
export function plainDigits(text: string): string {
  return text
    .trim()
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1');
}
