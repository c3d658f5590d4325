import { recordShape } from '../catalog/record-shape.js';
import type { RecordShape } from '../conditions/shape.js';
import type { JsonRecord } from '../text/records.js';
import type { Answer } from './answer.js';
import { askedOf, type Asked } from './asked.js';
import { notFound, type SandboxRequest, type World } from './handle.js';
import { pageOf } from './paging.js';
import { filterRecords, projectRecord, sortRecords } from './query.js';
import type { StoredRecord } from './records.js';
import type { Route } from './routes.js';

/** A page of a collection, filtered and sorted. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const asked = askedOf(request, route);
  const shape = shapeOf(route, world);
  const sorted = sortRecords(chosen(asked, shape, route, world), asked.orderBy, shape);
  const page = pageOf(sorted, request.query, request.url);
  return {
    status: 200,
    body: page.records.map((one) => projectRecord(one, fieldsOf(request))),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  const records = chosen(askedOf(request, route), shapeOf(route, world), route, world);
  return { status: 200, body: { count: records.length } };
}

export function record(request: SandboxRequest, route: Route, { store }: World): Answer {
  return { status: 200, body: projectRecord(find(route, store).record, fieldsOf(request)) };
}

/** The record that a route by id means. Throws a 404 where there is none, or it belongs to another. */
export function find(route: Route, store: World['store']): StoredRecord {
  const found = store.get(route.collection, route.id ?? 0);
  if (found === undefined || (route.parent !== null && found.parent !== route.parent))
    throw notFound(route.collection, route.id ?? 0);
  return found;
}

export function fieldsOf(request: SandboxRequest): string | undefined {
  return request.query.get('fields') ?? undefined;
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
