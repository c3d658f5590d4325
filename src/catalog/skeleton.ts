import type { Catalog } from './catalog.js';
import type { Endpoint, Field } from './model.js';

/** Most fields of a skeleton where nothing is required. */
const fewest = 3;

/** A body to fill in: what the endpoint requires, each with a value of the right type; undefined without a body. */
export function skeleton(catalog: Catalog, endpoint: Endpoint): unknown {
  const { body } = endpoint;
  if (body === null) return undefined;
  if (body.schema === 'PatchOperation') return [patchExample(catalog, endpoint)];
  const value =
    body.schema === null
      ? scalarSample(body.type, 'value')
      : objectSample(catalog, endpoint, body.schema, 0);
  return body.list ? [value] : value;
}

/** The fields of a skeleton: the required ones, else the first that tell what the record is. */
function skeletonFields(catalog: Catalog, endpoint: Endpoint, schema: string): Field[] {
  const fields = catalog.fields(schema).filter(({ name }) => name !== '_info');
  const required = fields.filter(
    (field) => field.required || (endpoint.method === 'PUT' && field.requiredOnUpdate),
  );
  if (required.length > 0) return required;
  const writable = fields.filter(
    ({ name, type }) => name !== 'id' && type !== 'array' && !/.conditions$/i.test(name),
  );
  const named = writable.filter(({ name }) =>
    /^(?:name|identifier|summary|text|description|firstName|lastName)$/.test(name),
  );
  return (named.length > 0 ? named : writable).slice(0, fewest);
}

/** Samples for names whose text has a form of its own. */
const samples: Record<string, string> = { conditions: 'closedFlag = false', orderBy: 'id desc' };

/** A sample of one field's value, fit to be sent. */
export function fieldSample(
  catalog: Catalog,
  endpoint: Endpoint,
  field: Field,
  depth = 0,
): unknown {
  if (field.allowed !== undefined) return field.allowed[0];
  const listed = samples[field.name];
  if (listed !== undefined) return listed;
  if (field.type === 'array' && field.items === 'integer') return [1];
  if (field.type === 'array')
    return field.schema === undefined || depth > 1
      ? []
      : [objectSample(catalog, endpoint, field.schema, depth + 1)];
  if (field.type === 'object')
    return field.schema === undefined || depth > 1
      ? {}
      : referenceSample(catalog, endpoint, field.schema, depth);
  return scalarSample(field.type, field.name, field.format, field.maxLength);
}

function patchExample(catalog: Catalog, endpoint: Endpoint): unknown {
  const field = patchField(catalog, endpoint);
  return {
    op: 'replace',
    path: field?.name ?? 'name',
    value: field === undefined ? 'text' : fieldSample(catalog, endpoint, field),
  };
}

/** The field that an example of a PATCH changes: the first plain text of the record. */
export function patchField(catalog: Catalog, endpoint: Endpoint): Field | undefined {
  const schema = endpoint.response.payload?.schema;
  if (schema === null || schema === undefined) return undefined;
  const fields = catalog.fields(schema);
  return (
    fields.find(({ name }) => /^(?:summary|name|description|text|notes)$/.test(name)) ??
    fields.find(
      ({ type, name, allowed }) =>
        type === 'string' && !/^(?:id|identifier)$/.test(name) && allowed === undefined,
    )
  );
}

function objectSample(
  catalog: Catalog,
  endpoint: Endpoint,
  schema: string,
  depth: number,
): unknown {
  if (depth > 1) return {};
  return Object.fromEntries(
    skeletonFields(catalog, endpoint, schema).map((field) => [
      field.name,
      fieldSample(catalog, endpoint, field, depth),
    ]),
  );
}

function referenceSample(
  catalog: Catalog,
  endpoint: Endpoint,
  schema: string,
  depth: number,
): unknown {
  const fields = catalog.fields(schema);
  const byId = fields.some(({ name }) => name === 'id');
  return byId && !fields.some(({ name, required }) => required && name !== 'id')
    ? { id: 1 }
    : objectSample(catalog, endpoint, schema, depth + 1);
}

function scalarSample(type: string, name: string, format?: string, maxLength = 50): unknown {
  switch (type) {
    case 'integer':
      return 1;
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'any':
      return 'text';
    default:
      if (
        format === 'date-time' ||
        (format === undefined && /^(?:date|time)[A-Z]|Date$/.test(name))
      )
        return '2026-01-31T09:00:00Z';
      if (format === 'date') return '2026-01-31';
      if (format === 'uuid') return '00000000-0000-4000-8000-000000000001';
      return `Example ${name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()}`.slice(0, maxLength);
  }
}
