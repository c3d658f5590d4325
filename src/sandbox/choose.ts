import { recordShape } from '../catalog/record-shape.js';
import type { RecordShape } from '../conditions/shape.js';
import type { JsonRecord } from '../text/records.js';
import { askedOf } from './asked.js';
import { withoutAttached } from './attached.js';
import type { SandboxRequest, World } from './handle.js';
import { sortKeys, sortRecords, type SortKey } from './order.js';
import { isChosen, readFilters, type ReadFilter } from './query.js';
import type { Route } from './routes.js';
import { selectionOf } from './selection.js';
import { semanticsOf } from './switches.js';
import { shown, viewed } from './views.js';

/** The records that are asked for, in the order that is asked for; those of a page are read when it is known. */
export interface Chosen {
  ids: readonly number[];
  read: (ids: readonly number[]) => JsonRecord[];
}

export function chosen(request: SandboxRequest, route: Route, world: World): Chosen {
  const asked = askedOf(request, route);
  const shape = shapeOf(route, world);
  const filters = readFilters(asked, shape).map((filter) =>
    withoutAttached(filter, route.collection, world),
  );
  const keys = sortKeys(asked.orderBy, shape);
  return fromView(route, world, filters, keys) ?? fromStore(route, world, filters, keys, shape);
}

function fromStore(
  { collection, parent }: Route,
  { store, switches }: World,
  filters: readonly ReadFilter[],
  keys: readonly SortKey[],
  shape: RecordShape,
): Chosen {
  const semantics = semanticsOf(switches);
  const selection = selectionOf(filters, keys, shape, semantics);
  const read = (ids: readonly number[]) => store.some(collection, ids).map(({ record }) => record);
  const ids = store.ids(collection, parent, selection);
  const isExact = selection.narrow.exact && selection.where.exact;
  if (isExact && selection.order !== undefined) return { ids, read };
  const kept = store
    .some(collection, ids)
    .map(({ id, record }): JsonRecord => ({ ...record, id }))
    .filter((one) => isExact || isChosen(filters, one, semantics));
  const sorted = selection.order === undefined ? sortRecords(kept, keys) : kept;
  return { ids: sorted.map(({ id }) => Number(id)), read };
}

/** What shows records in another way than they are stored is asked about what it shows. */
function fromView(
  route: Route,
  world: World,
  filters: readonly ReadFilter[],
  keys: readonly SortKey[],
): Chosen | undefined {
  const view = viewed(route, world);
  if (view === undefined && route.shows === null && route.id === null) return undefined;
  const semantics = semanticsOf(world.switches);
  const stored = view ?? world.store.list(route.collection, route.parent);
  const records = new Map<number, JsonRecord>(
    stored
      .filter(({ id }) => route.id === null || id === route.id)
      .map(({ id, record }) => [id, shown(record, route, world)]),
  );
  const kept = [...records]
    .map(([id, record]): JsonRecord => ({ ...record, id }))
    .filter((record) => isChosen(filters, record, semantics));
  return {
    ids: sortRecords(kept, keys).map(({ id }) => Number(id)),
    read: (ids) => ids.map((id) => records.get(id)).filter((record) => record !== undefined),
  };
}

/** The records as the route's list shows them. */
function shapeOf(route: Route, { catalog }: World): RecordShape {
  if (route.kind === 'list' || route.kind === 'search') return recordShape(catalog, route.endpoint);
  const listed = catalog
    .match(route.collection.replaceAll('{}', '{id}'))
    .find(({ endpoint }) => endpoint.method === 'GET')?.endpoint;
  return recordShape(catalog, listed ?? route.endpoint);
}
