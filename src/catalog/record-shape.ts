import { unknownRecords, type RecordShape } from '../conditions/shape.js';
import type { Catalog } from './catalog.js';
import { dayFieldsOf } from './day-fields.js';
import { isRead, type Endpoint, type Field } from './model.js';

/** The records that the conditions of an endpoint choose among; unknown where it is about no list. */
export function recordShape(catalog: Catalog, endpoint: Endpoint): RecordShape {
  return answerShape(catalog, listOf(catalog, endpoint));
}

/**
 * The records that each parameter of an endpoint is about: those that its conditions choose among, and of one that is
 * about no list, `fields` those of its answer.
 */
export function shapeFor(catalog: Catalog, endpoint: Endpoint): (name: string) => RecordShape {
  return (name) => {
    const list = listOf(catalog, endpoint);
    return answerShape(catalog, name === 'fields' ? (list ?? endpoint) : list);
  };
}

/** The list that an endpoint is about: one that it gives, counts or searches, or that a POST creates in. */
export function listOf(catalog: Catalog, endpoint: Endpoint): Endpoint | undefined {
  const { method, path } = endpoint;
  const listAt = (template: string) =>
    catalog.match(template).find((one) => one.endpoint.method === 'GET' && lists(one.endpoint))
      ?.endpoint;
  if (!isRead(endpoint)) return method === 'POST' ? listAt(path) : undefined;
  const whole = path.replace(/\/(?:count|search)\/?$/i, '');
  if (whole !== path) return listAt(whole);
  return lists(endpoint) ? endpoint : undefined;
}

/** Whether an endpoint chooses by conditions: what does not takes them and ignores them. */
export function takesConditions(catalog: Catalog, endpoint: Endpoint): boolean {
  if (!isRead(endpoint)) return false;
  if (listOf(catalog, endpoint) !== undefined) return true;
  // The catalog lacks the lists of some counts. A report gives its rows in one object; that they can be counted tells
  // that they can be chosen.
  const { path } = endpoint;
  return /\/count\/?$/i.test(path) || catalog.onPath(`${path}/count`).length > 0;
}

function lists({ response }: Endpoint): boolean {
  return response.payload?.list === true;
}

/** The rows of a report and the like have no schema. */
function answerShape(catalog: Catalog, endpoint: Endpoint | undefined): RecordShape {
  const schema = endpoint?.response.payload?.schema ?? null;
  if (schema === null) return unknownRecords;
  return {
    schema,
    fields: [...catalog.fields(schema), ...(beside[schema] ?? [])],
    membersOf: remembering((name) => catalog.fields(name)),
    isDay: dayFieldsOf(schema),
  };
}

/** Reads the members of each schema once: a condition may name the same reference hundreds of times. */
function remembering(read: RecordShape['membersOf']): RecordShape['membersOf'] {
  const known = new Map<string, readonly Field[]>();
  return (schema) => {
    const members = known.get(schema) ?? read(schema);
    known.set(schema, members);
    return members;
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
