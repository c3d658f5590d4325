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

/** The fields of a record that have a value. */
export function defined(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** The id that a reference carries, or a number that stands for one. */
export function idOf(reference: unknown): number | undefined {
  const id = isRecord(reference) ? reference['id'] : reference;
  return typeof id === 'number' ? id : undefined;
}

/** The one that is taken where none is named. */
export function defaultOf(records: readonly StoredRecord[]): StoredRecord | undefined {
  return records.find(({ record }) => record['defaultFlag'] === true);
}

/** The same, or the first where none is marked as it. */
export function defaultOrFirst(records: readonly StoredRecord[]): StoredRecord | undefined {
  return defaultOf(records) ?? records[0];
}

/** Time as the API writes it: UTC in whole seconds. */
export function apiTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** The same from milliseconds, for makers of very many records: what they share, the days, is written once. */
export function apiMoment(time: number): string {
  const second = Math.floor(time / 1000);
  const day = Math.floor(second / 86_400);
  let date = days.get(day);
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 11);
    days.set(day, date);
  }
  const rest = second - day * 86_400;
  return `${date}${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}Z`;
}

const days = new Map<number, string>();

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Collections that rules and makers name; a placeholder stands for the parent's id. */
export const collections = {
  companies: '/company/companies',
  sites: '/company/companies/{}/sites',
  contacts: '/company/contacts',
  communications: '/company/contacts/{}/communications',
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
  agreements: '/finance/agreements',
  calendars: '/schedule/calendars',
  configurations: '/company/configurations',
  departments: '/system/departments',
  items: '/service/boards/{}/items',
  locations: '/system/locations',
  scheduleEntries: '/schedule/entries',
  slas: '/service/SLAs',
  subTypes: '/service/boards/{}/subtypes',
  tasks: '/service/tickets/{}/tasks',
  timeSheets: '/time/sheets',
  types: '/service/boards/{}/types',
  workRoles: '/time/workRoles',
  workTypes: '/time/workTypes',
  documents: '/system/documents',
  callbacks: '/system/callbacks',
  products: '/procurement/products',
} as const;
