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

/** Collections that rules and makers name; a placeholder stands for the parent's id. */
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
  documents: '/system/documents',
  callbacks: '/system/callbacks',
} as const;
