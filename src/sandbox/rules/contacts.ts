import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { collections, idOf, omit } from '../records.js';

export const contactRules: Rules = {
  required: ['firstName'],
  derived: ['mobileGuid', 'photo'],
  createOnly: ['typeIds'],
  finish: (record, derivation) => {
    const contact = omit(record, ['typeIds', 'ignoreDuplicates']);
    const { communicationItems } = contact;
    const items = Array.isArray(communicationItems)
      ? oneDefaultEach(
          communicationItems.filter(isRecord).map((item) => completed(item, derivation)),
          derivation,
        )
      : undefined;
    const phone = items?.find(
      (item) => item['communicationType'] === 'Phone' && item['defaultFlag'] === true,
    );
    return {
      inactiveFlag: false,
      ...contact,
      ...(items === undefined ? {} : { communicationItems: items }),
      ...(phone === undefined ? {} : { defaultPhoneNbr: phone['value'] }),
    };
  },
  after: (contact, { store, before }) => {
    const id = Number(contact['id']);
    const { communicationItems } = contact;
    if (!Array.isArray(communicationItems)) return;
    const highest = Math.max(id * 100, ...communicationItems.map((item) => idOf(item) ?? 0));
    let next = before === undefined ? id * 100 : highest;
    const numbered = communicationItems
      .filter(isRecord)
      .map((item) => (item['id'] === undefined ? { id: ++next, ...item } : item));
    store.update(collections.contacts, id, { ...contact, communicationItems: numbered });
  },
};

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
    const rivals = items.filter(
      (one) =>
        one['defaultFlag'] === true && one['communicationType'] === item['communicationType'],
    );
    const chosen = rivals.findLast((one) => !wasDefault(one)) ?? rivals.at(-1);
    return chosen === item ? item : { ...item, defaultFlag: false };
  });
}
