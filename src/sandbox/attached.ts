import { readerOf } from '../conditions/read-record.js';
import { meets } from '../conditions/evaluate.js';
import { isNullCheck, type Comparison, type Condition } from '../conditions/tree.js';
import type { World } from './handle.js';
import type { ReadFilter } from './query.js';
import { collections, idOf, type StoredRecord } from './records.js';
import type { View } from './views.js';

/** Where it is kept which configurations a ticket is about: one may be on many tickets, so rows have ids of their own. */
export const attachments = [
  `${collections.tickets}/{}/configurations`,
  `${collections.projectTickets}/{}/configurations`,
] as const;

/** The lists of what is attached, under the ids of the configurations. */
export const attachedViews: Readonly<Record<string, View>> = Object.fromEntries(
  attachments.map((collection) => [
    collection,
    {
      of: collections.configurations,
      gather: (ticket: number, world: World) => attachedTo(collection, ticket, world),
    },
  ]),
);

function attachedTo(
  collection: string,
  ticket: number,
  { store, references }: World,
): StoredRecord[] {
  return store.list(collection, ticket).flatMap(({ record }) => {
    const found = store.get(collections.configurations, idOf(record) ?? 0);
    if (found === undefined) return [];
    const reference = references.to('ConfigurationReference', found.record);
    return [{ id: found.id, parent: ticket, record: reference }];
  });
}

/** Tickets are asked for by their configurations, which no ticket's record shows: such a comparison becomes one of ids. */
export function withoutAttached(filter: ReadFilter, collection: string, world: World): ReadFilter {
  if (collection !== collections.tickets || filter.name !== 'conditions') return filter;
  return { ...filter, condition: byId(filter.condition, world) };
}

function byId(condition: Condition, world: World): Condition {
  if ('terms' in condition)
    return { ...condition, terms: condition.terms.map((term) => byId(term, world)) };
  if (!/^configuration(?:\/|$)/i.test(condition.field.path)) return condition;
  const negated = isNullCheck(condition) && 'operator' in condition && condition.operator === '=';
  const ids = world.store
    .list(attachments[0])
    .filter(({ record }) => negated || isAbout(condition, record))
    .map(({ parent }) => parent ?? 0);
  // No ticket has the id 0, which stands for none of them.
  const values = [...new Set([0, ...ids])].map((id) => ({
    kind: 'number' as const,
    text: String(id),
  }));
  return { kind: 'in', field: { path: 'id' }, negated, values };
}

function isAbout(comparison: Comparison, configuration: StoredRecord['record']): boolean {
  return meets(comparison, readerOf({ configuration }));
}
