import { isRecord, type JsonRecord } from '../text/records.js';
import type { Field } from './model.js';

/** Type, format and listed values of a JSON schema; OpenAPI 3.1's type lists count as their first real type. */
export function typeOf(schema: JsonRecord): { type: string; format?: string; allowed?: string[] } {
  const declared: unknown = Array.isArray(schema['type'])
    ? (schema['type'] as unknown[]).find((type) => type !== 'null')
    : schema['type'];
  const fallback =
    isRecord(schema['properties']) || schema['allOf'] !== undefined ? 'object' : 'string';
  const type =
    schema['x-anyValue'] === true ? 'any' : typeof declared === 'string' ? declared : fallback;
  const allowed = Array.isArray(schema['enum'])
    ? (schema['enum'] as unknown[]).filter((value) => value !== null).map(String)
    : undefined;
  return {
    type,
    ...(typeof schema['format'] === 'string' ? { format: schema['format'] } : {}),
    ...(allowed === undefined || allowed.length === 0 ? {} : { allowed }),
  };
}

export function readField(
  name: string,
  property: JsonRecord,
  required: boolean,
  schemas: JsonRecord,
): Field {
  const direct = fieldType(property, schemas);
  const items =
    direct.type === 'array' && isRecord(property['items'])
      ? fieldType(property['items'], schemas)
      : undefined;
  const schema = direct.schema ?? items?.schema;
  const maxLength = property['maxLength'];
  return {
    name,
    type: direct.type,
    ...(direct.format === undefined ? {} : { format: direct.format }),
    ...(items === undefined ? {} : { items: items.type }),
    ...(schema === undefined ? {} : { schema }),
    required,
    requiredOnUpdate: property['x-requiredOnUpdate'] === true,
    ...(typeof maxLength === 'number' ? { maxLength } : {}),
    ...(direct.allowed === undefined ? {} : { allowed: direct.allowed }),
  };
}

/** The type of a property, looking through `$ref` and through the one-element `allOf` that carries it. */
function fieldType(
  property: JsonRecord,
  schemas: JsonRecord,
): ReturnType<typeof typeOf> & { schema?: string } {
  const carrier: unknown =
    Array.isArray(property['allOf']) && property['allOf'].length === 1
      ? property['allOf'][0]
      : property;
  const name = isRecord(carrier) ? refName(carrier) : undefined;
  if (name === undefined) return typeOf(property);
  const target = schemas[name];
  if (!isRecord(target)) return { type: 'any' };
  const resolved = typeOf(target);
  return resolved.type === 'object' ? { type: 'object', schema: name } : resolved;
}

export function refName(schema: JsonRecord): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
}
