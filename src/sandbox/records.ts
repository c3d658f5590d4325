import type { JsonRecord } from '../text/records.js';

/** A stored record: what the API shows, and the id of the record it belongs to, if any. */
export interface StoredRecord {
  id: number;
  parent: number | null;
  record: JsonRecord;
}

/** Time as the API writes it: UTC in whole seconds. */
export function apiTime(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export const collections = {
  companies: '/company/companies',
  contacts: '/company/contacts',
  boards: '/service/boards',
  statuses: '/service/boards/{}/statuses',
  priorities: '/service/priorities',
  members: '/system/members',
  tickets: '/service/tickets',
  notes: '/service/tickets/{}/notes',
  timeEntries: '/time/entries',
} as const;

/** Which collection a reference points into, and the members a reference to one of its records shows. */
export const referenced: Record<string, { collection: string; shows: readonly string[] }> = {
  CompanyReference: { collection: collections.companies, shows: ['id', 'identifier', 'name'] },
  ContactReference: { collection: collections.contacts, shows: ['id', 'name'] },
  BoardReference: { collection: collections.boards, shows: ['id', 'name'] },
  ServiceStatusReference: { collection: collections.statuses, shows: ['id', 'name'] },
  PriorityReference: { collection: collections.priorities, shows: ['id', 'name', 'sort'] },
  MemberReference: { collection: collections.members, shows: ['id', 'identifier', 'name'] },
};

/** The reference that other records carry for this one. Contacts and members are named by their person. */
export function toReference(schema: string, record: JsonRecord): JsonRecord {
  const shows = referenced[schema]?.shows ?? ['id', 'name'];
  const person = [record['firstName'], record['lastName']]
    .filter((part) => typeof part === 'string')
    .join(' ');
  const source: JsonRecord = {
    ...record,
    name: record['name'] ?? person,
    sort: record['sortOrder'],
  };
  return Object.fromEntries(
    shows.filter((key) => source[key] !== undefined).map((key) => [key, source[key]]),
  );
}
