import { createHash, createHmac, randomUUID } from 'node:crypto';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { Fault } from './answer.js';
import type { Change } from './changes.js';
import type { Rules } from './rules/index.js';
import { collections } from './records.js';

interface CallbackType {
  /** Whose writes it tells of. */
  collections: readonly string[];
  levels: readonly string[];
}

const one = (collection: string, levels: string): CallbackType => ({
  collections: [collection],
  levels: levels.split(' '),
});

/** What a callback can be about, and how closely. */
const callbackTypes = new Map<string, CallbackType>(
  Object.entries({
    activity: one('/sales/activities', 'owner status type company activity'),
    agreement: one('/finance/agreements', 'owner type company agreement'),
    company: one(collections.companies, 'owner status type territory company integratortag'),
    configuration: one('/company/configurations', 'owner type status configuration'),
    contact: one(collections.contacts, 'owner type territory company contact'),
    expense: one('/expense/entries', 'owner chargetotype type class company expense'),
    invoice: one('/finance/invoices', 'owner status company invoice'),
    member: one(collections.members, 'owner location securityrole member'),
    opportunity: one('/sales/opportunities', 'owner statusid company opportunity'),
    productcatalog: one('/procurement/catalog', 'owner'),
    project: one('/project/projects', 'owner status board project'),
    purchaseorder: one('/procurement/purchaseorders', 'owner status vendor company purchaseorder'),
    schedule: one('/schedule/entries', 'owner status type location member schedule'),
    site: one('/company/companies/{}/sites', 'owner company site'),
    ticket: {
      collections: [collections.tickets, collections.projectTickets],
      levels: ['owner', 'board', 'project', 'phase', 'status', 'ticket', 'integratortag'],
    },
    time: one(collections.timeEntries, 'owner company time'),
  }),
);

/** What makes a callback one that can be sent. */
export const callbackRules: Rules = {
  derived: ['memberId', 'connectWiseID', 'isSoapCallbackFlag'],
  defaults: (record, { before }) => ({
    payloadVersion: '3.0.0',
    inactiveFlag: false,
    isSelfSuppressedFlag: false,
    ...record,
    // Zero stands for the level of the owner. A PATCH of something else leaves it alone.
    ...(Number(record['objectId']) === 0 && before?.['objectId'] !== 0 ? { objectId: 1 } : {}),
  }),
  check: (record, { store, before }, fault) => {
    refuseUrl(record['url'], fault);
    refuseLevel(record, fault);
    const twin = store
      .list(collections.callbacks)
      .find(({ id, record: other }) => id !== before?.['id'] && isSame(other, record));
    if (twin !== undefined) fault('ObjectExists', 'objectId', 'A matching callback exists.');
  },
  finish: (record, { store, by, before }) => ({
    ...record,
    memberId: before?.['memberId'] ?? store.listBy(collections.members, 'identifier', by)[0]?.id,
    connectWiseID: before?.['connectWiseID'] ?? randomUUID(),
    isSoapCallbackFlag: false,
  }),
};

function refuseUrl(url: unknown, fault: Fault): void {
  if (typeof url === 'string' && url !== '' && !/^https?:\/\/[^\s/]/i.test(url))
    fault('InvalidField', 'url', 'url must be an http or https address');
}

function refuseLevel({ type, level }: JsonRecord, fault: Fault): void {
  if (typeof type !== 'string') return;
  const known = callbackTypes.get(type.toLowerCase());
  const types = [...callbackTypes.keys()].join(', ');
  if (known === undefined) fault('InvalidObject', 'type', `type must be one of ${types}`);
  else if (typeof level === 'string' && !known.levels.includes(level.toLowerCase()))
    fault('InvalidObject', 'level', `level of ${type} must be one of ${known.levels.join(', ')}`);
}

function isSame(a: JsonRecord, b: JsonRecord): boolean {
  const key = ({ url, type, level, objectId }: JsonRecord) =>
    JSON.stringify([url, type, level, objectId].map((part) => String(part).toLowerCase()));
  return key(a) === key(b);
}

/** Whether a callback is about a write. */
export function isAbout(
  callback: JsonRecord,
  { collection, id, before, after, quiet }: Change,
): boolean {
  const type = String(callback['type']).toLowerCase();
  const level = String(callback['level']).toLowerCase();
  const objectId = Number(callback['objectId']);
  const record = after ?? before ?? {};
  if (callbackTypes.get(type)?.collections.includes(collection) !== true) return false;
  if (callback['inactiveFlag'] === true || quiet === true) return false;
  if (level === 'owner') return true;
  if (level === type) return id === objectId;
  if (level === 'integratortag') return Array.isArray(record['integratorTags']);
  return idsOf(record, level.replace(/id$/, '')).includes(objectId);
}

/** The ids that a record refers to by a field, or by a list that is called after it. */
function idsOf(record: JsonRecord, level: string): unknown[] {
  return Object.entries(record)
    .filter(([name]) => [level, `${level}s`].includes(name.toLowerCase()))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isRecord)
    .map((reference) => reference['id']);
}

/** The key that signs callbacks, as the server hands it out: whoever knows the id may have it. */
export function signingKey(id: string): string {
  return createHash('sha256').update(`sandbox callback ${id}`).digest('base64');
}

/** The value of `x-content-signature` for a body. */
export function signatureOf(body: string, key: string): string {
  const secret = createHash('sha256').update(key).digest();
  return createHmac('sha256', secret).update(body).digest('base64');
}
