import { isRecord, type JsonRecord } from '../text/records.js';
import { callbackDefaults } from './callbacks.js';
import { apiTime, collections } from './records.js';
import type { References } from './references.js';
import type { SandboxStore } from './store.js';

export interface Derivation {
  store: SandboxStore;
  references: References;
  now: Date;
  /** Id of the record that a child belongs to. */
  parent: number | null;
  /** Identifier of the member who writes. */
  by: string;
}

/** Completes a record before it is validated (defaults) and after (what the server works out itself). */
export interface Rules {
  defaults?: (record: JsonRecord, derivation: Derivation) => JsonRecord;
  finish?: (record: JsonRecord, derivation: Derivation) => JsonRecord;
}

export const rules: Record<string, Rules> = {
  [collections.callbacks]: { defaults: callbackDefaults },
  [collections.tickets]: { defaults: ticketDefaults, finish: finishTicket },
  [collections.notes]: {
    finish: (record, { parent, now, by }) => ({
      detailDescriptionFlag: true,
      ...record,
      ticketId: parent,
      dateCreated: record['dateCreated'] ?? apiTime(now),
      createdBy: record['createdBy'] ?? by,
    }),
  },
  [collections.statuses]: {
    finish: (record, { store, references, parent }) => ({
      ...record,
      board: references.to(
        'BoardReference',
        store.get(collections.boards, parent ?? 0)?.record ?? {},
      ),
    }),
  },
  [collections.timeEntries]: {
    defaults: (record, { by }) => ({ member: { identifier: by }, ...record }),
    finish: finishTimeEntry,
  },
};

function ticketDefaults(record: JsonRecord, { store }: Derivation): JsonRecord {
  const first = (collection: string, parent: number | null) => {
    const records = store.list(collection, parent).map((stored) => stored.record);
    return records.find((one) => one['defaultFlag'] === true) ?? records[0] ?? {};
  };
  const board = record['board'] ?? { id: first(collections.boards, null)['id'] };
  const named = isRecord(board) ? board : {};
  const boardRecord = store
    .list(collections.boards, null)
    .find((stored) => stored.id === Number(named['id']) || stored.record['name'] === named['name']);
  return {
    recordType: 'ServiceTicket',
    ...record,
    board,
    status: record['status'] ?? { id: first(collections.statuses, boardRecord?.id ?? 0)['id'] },
    priority: record['priority'] ?? { id: first(collections.priorities, null)['id'] },
  };
}

const postOnly = [
  'initialDescription',
  'initialInternalAnalysis',
  'initialResolution',
  'processNotifications',
  'skipCallback',
];

/** `closedFlag` follows the status; what only a POST takes is never returned. */
function finishTicket(record: JsonRecord, { store, now, by }: Derivation): JsonRecord {
  const status = isRecord(record['status'])
    ? store.get(collections.statuses, Number(record['status']['id']))
    : undefined;
  const closed = status?.record['closedStatus'] === true;
  const kept = Object.fromEntries(
    Object.entries(record).filter(
      ([key]) => !postOnly.includes(key) && key !== 'closedDate' && key !== 'closedBy',
    ),
  );
  if (!closed) return { ...kept, closedFlag: false };
  return {
    ...kept,
    closedFlag: true,
    closedDate: record['closedDate'] ?? apiTime(now),
    closedBy: record['closedBy'] ?? by,
  };
}

function finishTimeEntry(record: JsonRecord, { store }: Derivation): JsonRecord {
  const [start, end] = [record['timeStart'], record['timeEnd']].map((time) =>
    typeof time === 'string' ? Date.parse(time) : Number.NaN,
  );
  const hours = ((end ?? Number.NaN) - (start ?? Number.NaN)) / 3_600_000;
  const ticket =
    record['chargeToType'] === 'ServiceTicket'
      ? store.get(collections.tickets, Number(record['chargeToId']))
      : undefined;
  return {
    billableOption: 'Billable',
    status: 'Open',
    ...record,
    ...(Number.isNaN(hours) ? {} : { actualHours: Math.round(hours * 100) / 100 }),
    ...(ticket === undefined
      ? {}
      : {
          ticket: { id: ticket.id, summary: ticket.record['summary'] },
          company: record['company'] ?? ticket.record['company'],
        }),
  };
}
