import { isRecord, type JsonRecord } from '../text/records.js';
import { attachedViews } from './attached.js';
import type { World } from './handle.js';
import { collections, pick, type StoredRecord } from './records.js';
import type { Route } from './routes.js';
import { ticketsOfBothKinds, ticketViews } from './ticket-views.js';

/** A list that shows records of another collection. It is read only. */
export interface View {
  of: string;
  /** The field that holds the id that the path gives. */
  by?: string;
  /** What it shows instead of one collection's records. */
  gather?: (parent: number, world: World) => StoredRecord[];
  /** Whether a record is in it; `parent` is the id that the path gives. */
  keep?: (record: JsonRecord, parent: number | null) => boolean;
  /** What it shows of one, where it is another schema. */
  show?: (record: JsonRecord, world: World) => JsonRecord;
}

const views: Readonly<Record<string, View>> = {
  ...attachedViews,
  ...ticketViews,
  '/service/boards/active': {
    of: '/service/boards',
    keep: ({ inactiveFlag }) => inactiveFlag !== true,
  },
  '/system/members/withSso': {
    of: '/system/members',
    keep: ({ ssoSettings }) => isRecord(ssoSettings),
  },
};

/** The records of a view that a route means; undefined where its collection is none. */
export function viewed(route: Route, world: World): StoredRecord[] | undefined {
  if (route.collection === collections.tickets && world.switches.projectTickets === 'together')
    return ticketsOfBothKinds(world);
  const view = views[route.collection];
  if (view === undefined) return undefined;
  const { of, by, gather, keep, show } = view;
  const { store } = world;
  if (gather !== undefined) return gather(route.parent ?? 0, world);
  const rows = by === undefined ? store.list(of) : store.listBy(of, by, route.parent ?? 0);
  return rows
    .filter(({ record }) => keep?.(record, route.parent) ?? true)
    .map(({ id, parent, record }) => ({ id, parent, record: show?.(record, world) ?? record }));
}

/** A record with no more than the fields of the schema that a route shows. */
export function shown(record: JsonRecord, route: Route, { references }: World): JsonRecord {
  if (route.shows === null) return record;
  return pick(
    record,
    references.fieldsOf(route.shows).map(({ name }) => name),
  );
}
