import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { apiTime, collections, idOf, omit } from '../records.js';

/** The ways to reach a contact are a list of its own record and a collection below it: a write to one changes both. */
export const communicationRules: Rules = {
  derived: ['contactId', 'mobileGuid'],
  finish: (record, derivation) => ({
    ...completed(record, derivation),
    contactId: derivation.parent,
  }),
  after: (record, { store, parent, now, by }) => {
    const contact = store.get(collections.contacts, parent ?? 0);
    if (contact === undefined) return;
    for (const { id, record: other } of store.list(collections.communications, contact.id))
      if (record['defaultFlag'] === true && isRival(other, record) && id !== record['id'])
        store.update(collections.communications, id, { ...other, defaultFlag: false });
    const items = store
      .list(collections.communications, contact.id)
      .map(({ record: row }) => omit(row, ownFields));
    const info = Object(contact.record['_info']) as JsonRecord;
    store.update(collections.contacts, contact.id, {
      ...withPhone({ ...contact.record, communicationItems: items }),
      _info: { ...info, lastUpdated: apiTime(now), updatedBy: by },
    });
  },
};

/** What only the collection shows. */
const ownFields = ['contactId', 'mobileGuid', '_info'];

/** The items of a written contact, completed; undefined where it has none. */
export function itemsOf(contact: JsonRecord, derivation: Derivation): JsonRecord[] | undefined {
  const { communicationItems } = contact;
  if (!Array.isArray(communicationItems)) return undefined;
  const items = communicationItems.filter(isRecord).map((item) => completed(item, derivation));
  return oneDefaultEach(items, derivation);
}

/** A contact with the number that it is called by first. */
export function withPhone(contact: JsonRecord): JsonRecord {
  const { communicationItems } = contact;
  const items = Array.isArray(communicationItems) ? communicationItems.filter(isRecord) : [];
  const phone = items.find(
    (item) => item['communicationType'] === 'Phone' && item['defaultFlag'] === true,
  );
  return phone === undefined ? contact : { ...contact, defaultPhoneNbr: phone['value'] };
}

/** Stores a contact's items in their collection, where new ones get their ids. Gives back the items with them. */
export function storeItems(
  contact: number,
  items: readonly JsonRecord[],
  { store, now, by }: Derivation,
): JsonRecord[] {
  const rows = store.list(collections.communications, contact);
  const stamp = { lastUpdated: apiTime(now), updatedBy: by };
  const kept = items.map((item) => {
    const row = rows.find(({ id }) => id === idOf(item));
    if (row === undefined) {
      const _info = { ...stamp, dateEntered: apiTime(now), enteredBy: by };
      const made = store.insert(collections.communications, contact, (id) => ({
        ...{ ...item, id },
        contactId: contact,
        _info,
      }));
      return { ...item, id: made['id'] };
    }
    const { contactId, mobileGuid, _info } = row.record;
    store.update(collections.communications, row.id, {
      ...item,
      contactId,
      mobileGuid,
      _info: { ...Object(_info), ...stamp },
    });
    return item;
  });
  for (const { id } of rows)
    if (!kept.some((item) => item['id'] === id)) store.delete(collections.communications, id);
  return kept.map(({ id, ...item }) => ({ id, ...item }));
}

/** What kind of item it is follows from its type; the domain of an address from its text. */
function completed(item: JsonRecord, { store }: Derivation): JsonRecord {
  const typeId = idOf(item['type']);
  const type =
    typeId === undefined ? {} : store.get(collections.communicationTypes, typeId)?.record;
  const kind =
    type?.['emailFlag'] === true
      ? 'Email'
      : type?.['faxFlag'] === true
        ? 'Fax'
        : (item['communicationType'] ?? 'Phone');
  const value = typeof item['value'] === 'string' ? item['value'] : '';
  const at = value.lastIndexOf('@');
  return {
    ...item,
    defaultFlag: item['defaultFlag'] === true,
    communicationType: kind,
    ...(kind === 'Email' && at !== -1 ? { domain: value.slice(at) } : {}),
  };
}

/** A new default takes the place of the one before it, among items of its kind. */
function oneDefaultEach(items: readonly JsonRecord[], { before }: Derivation): JsonRecord[] {
  const old = Array.isArray(before?.['communicationItems'])
    ? before['communicationItems'].filter(isRecord)
    : [];
  const wasDefault = (item: JsonRecord) =>
    old.some(({ id, defaultFlag }) => id === item['id'] && defaultFlag === true);
  return items.map((item) => {
    if (item['defaultFlag'] !== true) return item;
    const rivals = items.filter((one) => isRival(one, item));
    const chosen = rivals.findLast((one) => !wasDefault(one)) ?? rivals.at(-1);
    return chosen === item ? item : { ...item, defaultFlag: false };
  });
}

/** Whether an item is the default of the same kind. */
function isRival(one: JsonRecord, item: JsonRecord): boolean {
  return one['defaultFlag'] === true && one['communicationType'] === item['communicationType'];
}
