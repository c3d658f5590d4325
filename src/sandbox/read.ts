import { recordShape } from '../catalog/record-shape.js';
import type { RecordShape } from '../conditions/shape.js';
import type { Answer } from './answer.js';
import { askedOf } from './asked.js';
import { notFound, type SandboxRequest, type World } from './handle.js';
import { pageOf } from './paging.js';
import { sortKeys, sortRecords } from './order.js';
import { isChosen, projectRecord, readFilters } from './query.js';
import type { StoredRecord } from './records.js';
import type { Route } from './routes.js';
import { selectionOf } from './selection.js';

/** A page of a collection, filtered and sorted. */
export function list(request: SandboxRequest, route: Route, world: World): Answer {
  const page = pageOf(chosen(request, route, world), request.query, request.url);
  return {
    status: 200,
    body: world.store
      .some(route.collection, page.rows)
      .map((one) => projectRecord(one.record, fieldsOf(request))),
    headers: page.link === undefined ? {} : { link: page.link },
  };
}

export function count(request: SandboxRequest, route: Route, world: World): Answer {
  return { status: 200, body: { count: chosen(request, route, world).length } };
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

/** Ids of the records that are asked for, in the order that is asked for. */
function chosen(request: SandboxRequest, route: Route, world: World): readonly number[] {
  const asked = askedOf(request, route);
  const shape = shapeOf(route, world);
  const filters = readFilters(asked, shape);
  const keys = sortKeys(asked.orderBy, shape);
  const selection = selectionOf(filters, keys, shape);
  const { store } = world;
  const ids = store.ids(route.collection, route.parent, selection);
  if (selection.where.exact && selection.order !== undefined) return ids;
  const records = store.some(route.collection, ids).map(({ id, record }) => ({ ...record, id }));
  const kept = records.filter((one) => selection.where.exact || isChosen(filters, one));
  const sorted = selection.order === undefined ? sortRecords(kept, keys) : kept;
  return sorted.map(({ id }) => Number(id));
}

/** The records of a collection as its list has them. */
function shapeOf(route: Route, { catalog }: World): RecordShape {
  const listed = catalog
    .match(route.collection.replaceAll('{}', '{id}'))
    .find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  return recordShape(catalog, listed ?? route.endpoint);
}
