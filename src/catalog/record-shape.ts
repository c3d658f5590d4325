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
