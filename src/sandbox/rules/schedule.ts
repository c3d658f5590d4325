import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { cents } from '../makers/amounts.js';
import { apiTime, collections, idOf, type StoredRecord } from '../records.js';
import { withResource, withoutResource } from './resources.js';
import { startsWith } from './starts.js';

/** Appointments say what they are for, and put their people on the ticket. */
export const scheduleRules: Rules = {
  required: ['objectId', 'member'],
  derived: ['notificationSent', 'notificationResponse'],
  defaults: startsWith({ status: '/schedule/statuses' }),
  check: (record, derivation, fault) => {
    const { dateStart, dateEnd, objectId } = record;
    if (typeof dateStart === 'string' && typeof dateEnd === 'string' && dateEnd < dateStart)
      fault('InvalidField', 'dateEnd', 'dateEnd is before dateStart');
    if (isForTicket(record) && objectId !== undefined && objectOf(record, derivation) === undefined)
      fault('NotFound', 'objectId', `Ticket ${Number(objectId)} was not found`);
  },
  finish: (record, derivation) => {
    const { before, now } = derivation;
    const object = objectOf(record, derivation)?.record;
    const span = Date.parse(String(record['dateEnd'])) - Date.parse(String(record['dateStart']));
    const isGiven = record['hours'] !== undefined && record['hours'] !== before?.['hours'];
    const isDone = record['doneFlag'] === true;
    const isMoved = before !== undefined && before['objectId'] !== record['objectId'];
    const kept = isMoved && before['name'] === record['name'] ? undefined : record['name'];
    const named = kept ?? (object && nameOf(object, isForTicket(record)));
    return {
      ...record,
      ...(named === undefined ? {} : { name: named }),
      ...(isGiven || Number.isNaN(span) ? {} : { hours: cents(span / 3_600_000) }),
      ownerFlag:
        record['ownerFlag'] === true ||
        (isForTicket(record) && idOf(object?.['owner']) === idOf(record['member'])),
      closeDate: isDone ? (record['closeDate'] ?? apiTime(now)) : undefined,
    };
  },
  after: (record, { store, before }) => {
    const kept = store.get(collections.scheduleEntries, Number(record['id']))?.record;
    for (const one of [before, kept]) {
      if (one === undefined || !isForTicket(one)) continue;
      const ticket = ticketOf(one, store);
      const member = Object(one['member']) as JsonRecord;
      if (ticket === undefined || typeof member['identifier'] !== 'string') continue;
      const { collection, id, record: shown } = ticket;
      const isOn = store
        .listBy(collections.scheduleEntries, 'objectId', id)
        .some((row) => isForTicket(row.record) && idOf(row.record['member']) === idOf(member));
      const changed = (isOn ? withResource : withoutResource)(shown, member['identifier']);
      store.update(collection, id, changed);
    }
  },
};

function isForTicket({ type }: JsonRecord): boolean {
  return isRecord(type) && type['identifier'] === 'S';
}

function objectOf(entry: JsonRecord, { store }: Derivation): StoredRecord | undefined {
  if (isForTicket(entry)) return ticketOf(entry, store);
  const type = isRecord(entry['type']) ? entry['type']['identifier'] : undefined;
  return type === 'C' ? store.get(collections.activities, Number(entry['objectId'])) : undefined;
}

/** Tickets of both kinds have ids of one sequence. */
function ticketOf(
  { objectId }: JsonRecord,
  store: Derivation['store'],
): (StoredRecord & { collection: string }) | undefined {
  for (const collection of [collections.tickets, collections.projectTickets]) {
    const found = store.get(collection, Number(objectId));
    if (found !== undefined) return { ...found, collection };
  }
  return undefined;
}

function nameOf({ id, company, summary, name }: JsonRecord, isTicket: boolean): string {
  const client = isRecord(company) ? `${String(company['name'])} / ` : '';
  const what = isTicket ? `Ticket# ${Number(id)} - ${String(summary)}` : String(name);
  return `${client}${what}`.slice(0, 250);
}
