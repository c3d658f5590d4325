import { recordShape } from '../catalog/record-shape.js';
import type { RecordShape } from '../conditions/shape.js';
import type { JsonRecord } from '../text/records.js';
import { ApiFault, type Answer } from './answer.js';
import { recordBody } from './body.js';
import type { SandboxRequest, World } from './handle.js';
import { pageOf } from './paging.js';
import { filterRecords, projectRecord, sortRecords, type Filters } from './query.js';
import type { Route } from './routes.js';

/** What is asked of a list beside its page: in the query of a GET, in the body of a search. */
interface Asked extends Filters {
  orderBy?: string | undefined;
}

/** One page of the records that are asked for, in the query or, by a search, in the body. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const asked = route.kind === 'search' ? askedInBody(request.body) : askedInQuery(request.query);
  const shape = shapeOf(route, world);
  const sorted = sortRecords(chosen(asked, shape, route, world), asked.orderBy, shape);
  const page = pageOf(sorted, request.query, request.url);
  const fields = request.query.get('fields') ?? undefined;
  return {
    status: 200,
    body: page.records.map((record) => projectRecord(record, fields)),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  const records = chosen(askedInQuery(request.query), shapeOf(route, world), route, world);
  return { status: 200, body: { count: records.length } };
}

function chosen(asked: Asked, shape: RecordShape, route: Route, { store }: World): JsonRecord[] {
  const records = store.list(route.collection, route.parent).map(({ record }) => record);
  return filterRecords(records, asked, shape);
}

/** The records of a collection as its list has them. */
function shapeOf(route: Route, { catalog }: World): RecordShape {
  const listed = catalog
    .match(route.collection.replaceAll('{}', '{id}'))
    .find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  return recordShape(catalog, listed ?? route.endpoint);
}

function askedInQuery(query: URLSearchParams): Asked {
  const value = (name: string) => query.get(name) ?? undefined;
  return {
    conditions: value('conditions'),
    childConditions: value('childconditions'),
    customFieldConditions: value('customfieldconditions'),
    orderBy: value('orderBy'),
  };
}

/** Names in any case: the definition writes `childconditions`, the vendor's guide `childConditions`. */
function askedInBody(body: string): Asked {
  const members = new Map(
    Object.entries(recordBody(body)).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const value = (name: string) => {
    const given = members.get(name.toLowerCase()) ?? undefined;
    if (given === undefined || typeof given === 'string') return given;
    throw new ApiFault(400, 'InvalidObject', `${name} must be a string.`);
  };
  return {
    conditions: value('conditions'),
    childConditions: value('childConditions'),
    customFieldConditions: value('customFieldConditions'),
    orderBy: value('orderBy'),
  };
}
