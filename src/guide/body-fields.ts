import { isDateField } from '../api/body-date.js';
import { isCustomFields } from '../api/custom-fields.js';
import { tellingOrder } from '../catalog/columns.js';
import type { Field } from '../catalog/model.js';
import { splitCase } from '../catalog/words.js';
import { someOf } from '../text/nearest.js';
import { isRecord } from '../text/records.js';
import type { Choice } from '../terminal/prompts.js';
import { shortValue } from './body-shown.js';
import type { Writing } from './body-writing.js';

/** Fields that a person may write, likely ones first. */
export function writableFields({ shape, schema, endpoint }: Writing): Field[] {
  const order = tellingOrder(schema);
  const rank = ({ name }: Field) => {
    if (filledIn.includes(name)) return order.length + 1;
    const at = order.indexOf(name);
    return at === -1 ? order.length : at;
  };
  // A record gets its id from the server, and keeps it.
  const given = (field: Field) =>
    field.name !== 'id' || field.required || endpoint.method === 'PUT';
  return shape.fields
    .filter((field) => isWritable(field) && given(field))
    .sort((a, b) => rank(a) - rank(b));
}

/** What tells most of a record, and the server knows by itself when one is written. */
const filledIn: readonly string[] = [
  'dateCreated',
  'createdBy',
  'dateEntered',
  'enteredBy',
  'lastUpdated',
  'updatedBy',
];

/** What the server alone writes, or what goes out beside the fields. */
export function isWritable({ name, format }: Field): boolean {
  return name !== '_info' && format !== 'binary';
}

/** A reference is a record of its own, named by its id. */
export function isReference({ type, items, schema }: Field, { shape }: Writing): boolean {
  if ((type === 'array' ? items : type) !== 'object' || schema?.endsWith('Reference') !== true)
    return false;
  return shape.membersOf(schema).some(({ name }) => name === 'id');
}

/** Fields that fit what was typed: those that begin so before those with a word that does, then the others. */
export function fieldChoices(
  fields: readonly Field[],
  typed: string,
  writing: Writing,
): Choice<Field>[] {
  const wanted = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const fit = ({ name }: Field) => {
    const own = name.toLowerCase();
    if (own.startsWith(wanted)) return 0;
    if (splitCase(name).some((word) => word.toLowerCase().startsWith(wanted))) return 1;
    return own.includes(wanted) ? 2 : 3;
  };
  return fields
    .filter((field) => fit(field) < 3)
    .sort((a, b) => fit(a) - fit(b))
    .map((field) => {
      const now = currentValue(field.name, writing);
      const value = now === undefined ? '' : `: ${shortValue(now)}`;
      return {
        value: field,
        name: `${field.name}${value}`,
        description: kindOf(field, writing),
      };
    });
}

/** What a field takes, in a few words. */
export function kindOf(field: Field, writing: Writing): string {
  const { type, items, schema, maxLength, allowed } = field;
  if (allowed !== undefined) return `one of ${someOf(allowed)}`;
  if (isCustomFields(field)) return 'fields that were defined on your server';
  if (isReference(field, writing)) {
    const what = splitCase(schema?.replace(/Reference$/, '') ?? '').join(' ');
    return type === 'array' ? `a list; each is one ${what}` : `${what}, by name or id`;
  }
  if (isDateField(field)) return 'a date: 2026-01-31, today, +7d, or with a time';
  switch (type) {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'yes or no';
    case 'array':
      return items === 'object' ? 'a list, each with fields of its own' : 'a list of values';
    case 'object':
      return 'has fields of its own';
    default:
      return maxLength === undefined ? 'text' : `text, at most ${maxLength} characters`;
  }
}

/** What the record has in a field, where it can be read. */
export function currentValue(name: string, { record }: Writing): unknown {
  const value = record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
  return value === null || value === '' || (isRecord(value) && Object.keys(value).length === 0)
    ? undefined
    : value;
}
