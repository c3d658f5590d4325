import { isRecord } from '../../text/records.js';
import type { Rules } from './index.js';
import { collections, omit } from '../records.js';
import { itemsOf, storeItems, withPhone } from './communications.js';

export const contactRules: Rules = {
  required: ['firstName'],
  derived: ['mobileGuid', 'photo'],
  createOnly: ['typeIds'],
  finish: (record, derivation) => {
    const contact = omit(record, ['typeIds', 'ignoreDuplicates']);
    const items = itemsOf(contact, derivation);
    return withPhone({
      inactiveFlag: false,
      ...contact,
      ...(items === undefined ? {} : { communicationItems: items }),
    });
  },
  after: (contact, derivation) => {
    const id = Number(contact['id']);
    // One that was deleted took its items along.
    if (!derivation.store.has(collections.contacts, id)) return;
    const { communicationItems } = contact;
    const items = Array.isArray(communicationItems) ? communicationItems.filter(isRecord) : [];
    const stored = storeItems(id, items, derivation);
    if (stored.length === 0) return;
    derivation.store.update(collections.contacts, id, { ...contact, communicationItems: stored });
  },
};
