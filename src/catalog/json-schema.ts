import { isRecord, type JsonRecord } from '../text/records.js';
import type { Catalog } from './catalog.js';
import type { Endpoint, Payload } from './model.js';

/** JSON Schema 2020-12 of an endpoint's body, or of its answer where it takes none; undefined where it has neither. */
export function jsonSchema(
  catalog: Catalog,
  endpoint: Endpoint,
  payload: Payload | null = endpoint.body ?? endpoint.response.payload,
): JsonRecord | undefined {
  if (payload === null) return undefined;
  const definitions: JsonRecord = {};
  if (payload.schema !== null)
    collect(catalog, payload.schema, definitions, endpoint.method === 'PUT');
  const element =
    payload.schema === null
      ? { type: payload.type === 'any' ? undefined : payload.type }
      : { $ref: `#/$defs/${payload.schema}` };
  const root = payload.list ? { type: 'array', items: element } : element;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${endpoint.method} ${endpoint.path}`,
    ...root,
    ...(Object.keys(definitions).length === 0 ? {} : { $defs: definitions }),
  };
}

/** Adds a schema and all that it refers to. A PUT requires more of the record itself than a POST does. */
function collect(catalog: Catalog, name: string, definitions: JsonRecord, replaces = false): void {
  if (Object.hasOwn(definitions, name)) return;
  definitions[name] = true;
  const schema = translate(catalog.schema(name), (reference) =>
    collect(catalog, reference, definitions),
  );
  const required = catalog
    .fields(name)
    .filter((field) => field.required || (replaces && field.requiredOnUpdate))
    .map((field) => field.name);
  definitions[name] =
    isRecord(schema) && required.length > 0 ? { ...schema, required } : (schema ?? true);
}

/** OpenAPI 3.0 to JSON Schema: references moved, `nullable` as a type, any-value objects opened. */
function translate(schema: unknown, onReference: (name: string) => void): unknown {
  if (Array.isArray(schema)) return schema.map((item) => translate(item, onReference));
  if (!isRecord(schema)) return schema;
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) ?? '';
    onReference(name);
    return { $ref: `#/$defs/${name}` };
  }
  const { nullable, 'x-anyValue': anyValue, ...rest } = schema;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      // Names of properties are no keywords.
      key === 'properties' && isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([name, inner]) => [name, translate(inner, onReference)]),
          )
        : translate(value, onReference),
    ]),
  );
  if (anyValue === true) Reflect.deleteProperty(copy, 'type');
  if (nullable === true && typeof copy['type'] === 'string') copy['type'] = [copy['type'], 'null'];
  if (nullable === true && Array.isArray(copy['enum']))
    copy['enum'] = [...new Set([...(copy['enum'] as unknown[]), null])];
  return copy;
}
