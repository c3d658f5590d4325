import type { RecordShape } from '../conditions/shape.js';
import type { Catalog } from './catalog.js';
import { dayFieldsOf } from './day-fields.js';
import type { Endpoint, Field } from './model.js';

/** The records that the conditions of an endpoint choose among: a count has those of the list that it counts. */
export function recordShape(catalog: Catalog, endpoint: Endpoint): RecordShape {
  const schema = listedSchema(catalog, endpoint);
  return {
    schema,
    fields: schema === null ? [] : [...catalog.fields(schema), ...(beside[schema] ?? [])],
    membersOf: (name) => catalog.fields(name),
    isDay: dayFieldsOf(schema),
  };
}

/** Fields that filter though no body has them: tickets by their configuration, in the singular (seen on a live server). */
const beside: Record<string, readonly Field[]> = {
  Ticket: [
    {
      name: 'configuration',
      type: 'object',
      schema: 'ConfigurationReference',
      required: false,
      requiredOnUpdate: false,
    },
  ],
};

function listedSchema(catalog: Catalog, { path, response }: Endpoint): string | null {
  const list = path.replace(/\/count\/?$/i, '');
  if (path === list) return response.payload?.schema ?? null;
  const counted = catalog.match(list).find(({ endpoint }) => endpoint.method === 'GET');
  return counted?.endpoint.response.payload?.schema ?? null;
}

/**
 * The records that each parameter of an endpoint is about: `fields` what it answers with, the others what it lists.
 * The rows of a report and the like have no schema.
 */
export function shapeFor(catalog: Catalog, endpoint: Endpoint): (name: string) => RecordShape {
  return (name) => {
    if (name === 'fields') return recordShape(catalog, endpoint);
    const list =
      name === 'unlessExists' ? listAt(catalog, endpoint.path) : listOf(catalog, endpoint);
    return list === undefined ? unknownRecords : recordShape(catalog, list);
  };
}

/** Records of which nothing is known, and so nothing checked. */
export const unknownRecords: RecordShape = {
  schema: null,
  fields: [],
  membersOf: () => [],
  isDay: () => false,
};

/** The list that an endpoint gives or counts. */
function listOf(catalog: Catalog, endpoint: Endpoint): Endpoint | undefined {
  if (endpoint.response.payload?.list === true) return endpoint;
  const counted = endpoint.path.replace(/\/count\/?$/i, '');
  return counted === endpoint.path ? undefined : listAt(catalog, counted);
}

function listAt(catalog: Catalog, path: string): Endpoint | undefined {
  return catalog
    .onPath(path)
    .find(({ method, response }) => method === 'GET' && response.payload?.list === true);
}
