import { isRecord, type JsonRecord } from '../text/records.js';
import type { World } from './handle.js';
import { collections, pick, type StoredRecord } from './records.js';
import type { View } from './views.js';

/** Tickets of both kinds have ids of one sequence. */
const onTicket: View = {
  of: collections.products,
  by: 'ticket.id',
  show: as('ProductReference'),
};

/** What a ticket's lists show of records that are kept elsewhere. */
export const ticketViews: Readonly<Record<string, View>> = {
  '/service/tickets/{}/timeentries': {
    of: collections.timeEntries,
    by: 'chargeToId',
    keep: isOnTicket,
    show: as('TimeEntryReference'),
  },
  '/service/tickets/{}/scheduleentries': {
    of: collections.scheduleEntries,
    by: 'objectId',
    keep: ({ type }) => isRecord(type) && type['identifier'] === 'S',
    show: (record, world) =>
      as('ScheduleEntryReference')({ ...record, description: record['name'] }, world),
  },
  '/service/tickets/{}/activities': {
    of: collections.activities,
    by: 'ticket.id',
    show: as('ActivityReference'),
  },
  '/service/tickets/{}/products': onTicket,
  '/project/tickets/{}/products': onTicket,
  '/service/tickets/{}/allNotes': { of: collections.notes, gather: allNotes },
};

/** Service tickets with those of projects among them, as the schema of the former shows them. */
export function ticketsOfBothKinds({ store, references }: World): StoredRecord[] {
  const names = references.fieldsOf('Ticket').map(({ name }) => name);
  const ofProjects = store.list(collections.projectTickets).map((one) => {
    const recordType = one.record['isIssueFlag'] === true ? 'ProjectIssue' : 'ProjectTicket';
    return { ...one, record: pick({ ...one.record, recordType }, [...names, '_info']) };
  });
  return [...store.list(collections.tickets), ...ofProjects];
}

function isOnTicket({ chargeToType }: JsonRecord): boolean {
  return chargeToType === 'ServiceTicket';
}

function as(schema: string): NonNullable<View['show']> {
  return (record, { references }) => references.to(schema, record);
}

/** The notes and the recorded time of a ticket and of those below it, in the order in which they were written. */
function allNotes(ticket: number, world: World): StoredRecord[] {
  const own = world.store.get(collections.tickets, ticket);
  if (own === undefined) return [];
  const { hasChildTicket, hasMergedChildTicketFlag } = own.record;
  const below = (path: string) => world.store.listBy(collections.tickets, path, ticket);
  const notes = [
    ...notesOf(own, world, {}),
    ...(hasChildTicket === true ? below('parentTicketId') : []).flatMap((child) =>
      notesOf(child, world, { bundledFlag: true, createdByParentFlag: false }),
    ),
    ...(hasMergedChildTicketFlag === true ? below('mergedParentTicket.id') : []).flatMap((child) =>
      notesOf(child, world, { mergedFlag: true }),
    ),
  ];
  return notes
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map(({ record }) => ({ id: Number(record['id']), parent: ticket, record }));
}

interface Timed {
  time: string;
  record: JsonRecord;
}

function notesOf({ id, record }: StoredRecord, world: World, flags: JsonRecord): Timed[] {
  const { store, references } = world;
  const ticket = references.to('TicketReference', record);
  const written = store.list(collections.notes, id).map(({ record: note }) => ({
    time: String(note['dateCreated']),
    record: {
      ...shared(note, ticket, flags),
      noteType: 'TicketNote',
      text: note['text'],
      detailDescriptionFlag: note['detailDescriptionFlag'],
      internalAnalysisFlag: note['internalAnalysisFlag'],
      resolutionFlag: note['resolutionFlag'],
      issueFlag: note['issueFlag'],
      originalAuthor: note['createdBy'],
    },
  }));
  const recorded = store
    .listBy(collections.timeEntries, 'chargeToId', id)
    .filter((entry) => isOnTicket(entry.record))
    .map(({ record: entry }) => ({
      time: String(entry['timeStart']),
      record: {
        ...shared(entry, ticket, flags),
        noteType: 'TimeEntryNote',
        text: entry['notes'],
        detailDescriptionFlag: entry['addToDetailDescriptionFlag'],
        internalAnalysisFlag: entry['addToInternalAnalysisFlag'],
        resolutionFlag: entry['addToResolutionFlag'],
        issueFlag: false,
        timeStart: entry['timeStart'],
        timeEnd: entry['timeEnd'],
        originalAuthor: entry['enteredBy'],
      },
    }));
  return [...written, ...recorded];
}

/** What a note of either kind has. */
function shared(from: JsonRecord, ticket: JsonRecord, flags: JsonRecord): JsonRecord {
  const { id, member, contact, _info } = from;
  return {
    id,
    ticket,
    isMarkdownFlag: false,
    bundledFlag: false,
    mergedFlag: false,
    createdByParentFlag: false,
    ...flags,
    ...(member === undefined ? {} : { member }),
    ...(contact === undefined ? {} : { contact }),
    _info,
  };
}
