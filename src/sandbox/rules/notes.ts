import type { Rules } from './index.js';
import { apiTime, omit } from '../records.js';

const tabs = ['detailDescriptionFlag', 'internalAnalysisFlag', 'resolutionFlag'];

/** A note of a ticket is on the first tab unless it names another; the answer of a POST says more than later ones. */
export const noteRules: Rules = {
  required: ['text'],
  derived: ['ticketId', 'internalFlag', 'externalFlag'],
  finish: (record, { parent, now, by, before }) => {
    const note = omit(record, ['processNotifications']);
    const named = tabs.some((tab) => record[tab] === true);
    return {
      ...(named ? {} : { detailDescriptionFlag: true }),
      ...note,
      ...(named || record['detailDescriptionFlag'] !== false
        ? {}
        : { detailDescriptionFlag: true }),
      ticketId: parent,
      dateCreated: before?.['dateCreated'] ?? apiTime(now),
      createdBy: before?.['createdBy'] ?? by,
    };
  },
  echo: (record) => ({ ...record, internalFlag: true, externalFlag: true }),
};
