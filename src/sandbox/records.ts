import { isRecord, type JsonRecord } from '../text/records.js';

/** A stored record: what the API shows, and the id of the record it belongs to, if any. */
export interface StoredRecord {
  id: number;
  parent: number | null;
  record: JsonRecord;
}

/** A record without some of its fields. */
export function omit(record: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** Those of a record's fields that it has, out of some. */
export function pick(record: JsonRecord, names: readonly string[]): JsonRecord {
  return Object.fromEntries(
    names.filter((name) => record[name] !== undefined).map((name) => [name, record[name]]),
  );
}

/** The id that a reference carries, or a number that stands for one. */
export function idOf(reference: unknown): number | undefined {
  const id = isRecord(reference) ? reference['id'] : reference;
  return typeof id === 'number' ? id : undefined;
}

/** Time as the API writes it: UTC in whole seconds. */
export function apiTime(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Collections that rules and makers name; a placeholder stands for the parent's id. */
export const collections = {
  companies: '/company/companies',
  sites: '/company/companies/{}/sites',
  contacts: '/company/contacts',
  communicationTypes: '/company/communicationTypes',
  boards: '/service/boards',
  statuses: '/service/boards/{}/statuses',
  teams: '/service/boards/{}/teams',
  priorities: '/service/priorities',
  sources: '/service/sources',
  members: '/system/members',
  tickets: '/service/tickets',
  notes: '/service/tickets/{}/notes',
  projectTickets: '/project/tickets',
  projectNotes: '/project/tickets/{}/notes',
  timeEntries: '/time/entries',
  chargeCodes: '/time/chargeCodes',
  activities: '/sales/activities',
  documents: '/system/documents',
  callbacks: '/system/callbacks',
} as const;
