import type { JsonRecord } from '../../text/records.js';
import type { Fault } from '../answer.js';
import type { Derivation } from './index.js';
import { collections } from '../records.js';
import type { SandboxStore } from '../store.js';

/** Whether a ticket lies below another one, or is it. */
export function isBelow(ticket: number, above: number, store: SandboxStore): boolean {
  const seen = new Set<number>();
  for (let id: number | undefined = ticket; id !== undefined && !seen.has(id);) {
    if (id === above) return true;
    seen.add(id);
    const parent: unknown = store.get(collections.tickets, id)?.record['parentTicketId'];
    id = typeof parent === 'number' ? parent : undefined;
  }
  return false;
}

/** The ticket above exists, and is none of those below. */
export function refuseParent(
  { parentTicketId }: JsonRecord,
  { before, store }: Derivation,
  fault: Fault,
): void {
  if (typeof parentTicketId !== 'number' || parentTicketId === before?.['parentTicketId']) return;
  if (store.get(collections.tickets, parentTicketId) === undefined)
    fault('NotFound', 'parentTicketId', `Ticket ${parentTicketId} was not found`);
  else if (before !== undefined && isBelow(parentTicketId, Number(before['id']), store))
    fault('InvalidField', 'parentTicketId', `Ticket ${parentTicketId} is below this one`);
}

/** The ticket above knows whether it has one below; so does the one that it was below before. */
export function tellParents(ticket: JsonRecord, { before, store }: Derivation): void {
  const isThere = store.get(collections.tickets, Number(ticket['id'])) !== undefined;
  const parents = new Set([
    isThere ? ticket['parentTicketId'] : undefined,
    before?.['parentTicketId'],
  ]);
  for (const parent of parents) {
    const above = typeof parent === 'number' ? store.get(collections.tickets, parent) : undefined;
    if (above === undefined) continue;
    const hasChildTicket =
      store.select(
        collections.tickets,
        null,
        { sql: `record ->> '$.parentTicketId' = ?`, values: [above.id] },
        1,
      ).length > 0;
    if (above.record['hasChildTicket'] !== hasChildTicket)
      store.update(collections.tickets, above.id, { ...above.record, hasChildTicket });
  }
}
