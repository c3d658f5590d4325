import type { Field } from '../catalog/model.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { ApiFault } from './answer.js';

export type FieldsOf = (schema: string) => readonly Field[];

/**
 * A body as the server's reader takes it: names in any case, numbers and flags from text too, what the schema does not
 * have ignored, null and empty text for nothing at all. What cannot be read so is an error of the reader, not of the
 * record, and the first one ends it.
 */
export function coerced(
  body: JsonRecord,
  fields: readonly Field[],
  fieldsOf: FieldsOf,
  at = '',
): JsonRecord {
  const record: JsonRecord = {};
  for (const [given, value] of Object.entries(body)) {
    const field =
      fields.find(({ name }) => name === given) ??
      fields.find(({ name }) => name.toLowerCase() === given.toLowerCase());
    if (field === undefined) continue;
    const read = readValue(value, field, fieldsOf, `${at}${field.name}`);
    if (read !== undefined) record[field.name] = read;
  }
  return record;
}

function readValue(value: unknown, field: Field, fieldsOf: FieldsOf, path: string): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  switch (field.type) {
    case 'string':
      return readText(value, path);
    case 'boolean':
      return readFlag(value, path);
    case 'integer':
    case 'number':
      return readNumber(value, field.type, path);
    case 'array':
      return readList(value, field, fieldsOf, path);
    case 'object':
      if (!isRecord(value)) throw unreadable(value, 'an object', path);
      return field.schema === undefined
        ? value
        : coerced(value, fieldsOf(field.schema), fieldsOf, `${path}/`);
    default:
      return value;
  }
}

function readText(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw unreadable(value, 'a text', path);
  return String(value);
}

function readFlag(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string' && /^\s*(?:true|false)\s*$/i.test(value))
    return value.trim().toLowerCase() === 'true';
  throw unreadable(value, 'a valid Boolean', path);
}

function readNumber(value: unknown, type: 'integer' | 'number', path: string): number {
  const number =
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
      ? Number(value)
      : Number.NaN;
  const fits = type === 'number' || (Number.isInteger(number) && Math.abs(number) < 2 ** 31);
  if (!Number.isFinite(number) || !fits) throw unreadable(value, `a valid ${type}`, path);
  return number;
}

function readList(value: unknown, field: Field, fieldsOf: FieldsOf, path: string): unknown[] {
  if (!Array.isArray(value)) throw unreadable(value, 'a list', path);
  const element: Field = { ...field, type: field.items ?? 'any' };
  return value
    .map((one: unknown, index) => readValue(one, element, fieldsOf, `${path}/${index}`))
    .filter((one) => one !== undefined);
}

function unreadable(value: unknown, wanted: string, path: string): ApiFault {
  const text = JSON.stringify(value);
  return new ApiFault(
    500,
    'ConnectWiseApi',
    typeof value === 'object'
      ? `Unexpected character encountered while parsing ${path}: ${text.charAt(0)} is not ${wanted}.`
      : `${text} was not recognized as ${wanted}, at ${path}.`,
  );
}
