import { isRecord, type JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { enteredInfo } from '../info.js';
import {
  apiTime,
  collections,
  defaultOf,
  defaultOrFirst,
  defined,
  idOf,
  omit,
  pick,
  type StoredRecord,
} from '../records.js';
import type { Fault } from '../answer.js';
import { refuseParent, tellParents } from './families.js';
import { withOwner } from './resources.js';

/** What a POST takes and no answer shows. */
const createOnly = [
  'initialDescription',
  'initialDescriptionFrom',
  'initialInternalAnalysis',
  'initialResolution',
  'contactEmailLookup',
  'processNotifications',
  'skipCallback',
];

const derived = [
  'closedFlag',
  'closedDate',
  'closedBy',
  'actualHours',
  'hasChildTicket',
  'hasMergedChildTicketFlag',
  'mergedParentTicket',
  'isInSla',
  'slaStatus',
  'dateResolved',
  'dateResplan',
  'dateResponded',
  'resolveMinutes',
  'resPlanMinutes',
  'respondMinutes',
  'agreementType',
  'resources',
  'escalationLevel',
  'minutesWaiting',
  'mobileGuid',
];

export const ticketRules: Rules = {
  derived: [...derived, 'recordType'],
  defaults: (record, derivation) => ({
    recordType: 'ServiceTicket',
    ...onBoard(record, derivation, boardOf(record, derivation)),
  }),
  check: (record, derivation, fault) => {
    refuseEmptied(record, derivation, fault);
    refuseParent(record, derivation, fault);
  },
  finish: (record, derivation) => finished(record, derivation),
  after: (ticket, derivation) => {
    addFirstNotes(ticket, derivation, collections.notes);
    tellParents(ticket, derivation);
  },
};

export const projectTicketRules: Rules = {
  derived,
  defaults: (record, derivation) => {
    const named = record['project'] ?? projectOfPhase(record['phase'], derivation);
    const project = byReference('/project/projects', named, derivation)?.record ?? {};
    const known = {
      ...pick(project, ['board', 'company', 'contact', 'site']),
      ...(named === undefined ? {} : { project: named }),
      ...record,
    };
    return onBoard(known, derivation, boardOf(known, derivation));
  },
  check: refuseEmptied,
  finish: (record, derivation) => finished(record, derivation),
  after: (ticket, derivation) => addFirstNotes(ticket, derivation, collections.projectNotes),
};

/** What a ticket had from the start is changed, not taken away. */
function refuseEmptied(record: JsonRecord, { before }: Derivation, fault: Fault): void {
  for (const name of ['board', 'status', 'priority'])
    if (before?.[name] !== undefined && record[name] === undefined)
      fault('MissingRequiredField', name, `${name} is required`);
}

/** A ticket of a phase belongs to its project. */
function projectOfPhase(phase: unknown, { store }: Derivation): JsonRecord | undefined {
  const id = store.get('/project/projects/{}/phases', idOf(phase) ?? 0)?.record['projectId'];
  return id === undefined ? undefined : { id };
}

/** The board that a record names; a new ticket's is the first one for service. */
function boardOf(record: JsonRecord, derivation: Derivation): StoredRecord | undefined {
  const named = byReference(collections.boards, record['board'], derivation);
  if (named !== undefined || isRecord(record['board'])) return named;
  return derivation.store
    .list(collections.boards)
    .find(({ record: one }) => one['inactiveFlag'] !== true && one['projectFlag'] !== true);
}

/** What follows from the board where it is not given: all of it for a new ticket, what hung on another board for one that moves. */
function onBoard(
  record: JsonRecord,
  derivation: Derivation,
  board: StoredRecord | undefined,
): JsonRecord {
  if (board === undefined) return record;
  const { before, kind, store } = derivation;
  const moved = before !== undefined && idOf(before['board']) !== board.id;
  if (kind === 'patch' && !moved) return record;
  const kept = { ...record };
  // What the record carries over from the other board means nothing on this one.
  if (kind === 'patch')
    for (const name of ['status', 'type', 'subType', 'item', 'team'])
      if (kept[name] !== undefined && isSame(kept[name], before?.[name]))
        Reflect.deleteProperty(kept, name);
  const refer = (one: StoredRecord | undefined) => (one === undefined ? undefined : { id: one.id });
  const first = (collection: string, parent: number | null = null) =>
    refer(defaultOf(store.list(collection, parent)));
  const firstOrAny = (collection: string, parent: number | null = null) =>
    refer(defaultOrFirst(store.list(collection, parent)));
  const defaults: JsonRecord = {
    board: { id: board.id },
    status: firstOrAny(collections.statuses, board.id),
    ...(kind === 'patch'
      ? {}
      : {
          priority: firstOrAny(collections.priorities),
          source: first(collections.sources),
          ...(derivation.parent === null ? { team: first(collections.teams, board.id) } : {}),
          type: first(collections.types, board.id),
          serviceLocation: first('/service/locations'),
          severity: kind === 'create' ? 'Medium' : undefined,
          impact: kind === 'create' ? 'Medium' : undefined,
          ...pick(board.record, ['location', 'department', 'workRole', 'workType']),
        }),
  };
  return { ...defined(defaults), ...kept };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The record that a reference names by its id, its name or its identifier. */
function byReference(
  collection: string,
  reference: unknown,
  { store }: Derivation,
): StoredRecord | undefined {
  if (!isRecord(reference)) return undefined;
  const { id, name, identifier } = reference;
  if (id !== undefined) return store.get(collection, Number(id));
  const wanted = String(name ?? identifier).toLowerCase();
  return store
    .list(collection)
    .find(({ record }) =>
      [record['name'], record['identifier']].some(
        (one) => typeof one === 'string' && one.toLowerCase() === wanted,
      ),
    );
}

/** Who and where, from the company and the contact; whether it is closed, from its status. */
function finished(record: JsonRecord, derivation: Derivation): JsonRecord {
  const { store, now, by, before } = derivation;
  const people = withOwner(withPeople(record, derivation), before);
  const ticket = omit(people, [...createOnly, 'closedDate', 'closedBy']);
  const status = store.get(collections.statuses, idOf(record['status']) ?? 0)?.record;
  const closed = status?.['closedStatus'] === true;
  const wasClosed = before?.['closedFlag'] === true;
  if (!closed) return { ...ticket, closedFlag: false };
  return {
    ...ticket,
    closedFlag: true,
    closedDate: (wasClosed ? before['closedDate'] : undefined) ?? apiTime(now),
    closedBy: (wasClosed ? before['closedBy'] : undefined) ?? by,
  };
}

const addresses = ['addressLine1', 'addressLine2', 'city', 'zip', 'country'];

function withPeople(record: JsonRecord, derivation: Derivation): JsonRecord {
  const { before, store, references } = derivation;
  const ticket: JsonRecord = { ...record };
  const companyId = idOf(record['company']);
  const changed = before !== undefined && idOf(before['company']) !== companyId;
  const company = store.get(collections.companies, companyId ?? 0)?.record ?? {};
  // The other company's people and places do not come along.
  if (changed)
    for (const name of ['contact', 'site'])
      if (isSame(record[name], before[name])) Reflect.deleteProperty(ticket, name);
  const isNew = before === undefined || changed;
  if (isNew && ticket['contact'] === undefined && isRecord(company['defaultContact']))
    ticket['contact'] = company['defaultContact'];
  if (isNew && ticket['site'] === undefined) {
    const site = isRecord(company['site']) ? company['site'] : undefined;
    if (site !== undefined) ticket['site'] = site;
  }
  if (isNew && companyId !== undefined) {
    const site = store.get(collections.sites, idOf(ticket['site']) ?? 0)?.record;
    Object.assign(ticket, {
      ...pick(site ?? company, addresses),
      ...pick(record, changed ? [] : addresses),
    });
    const siteName = isRecord(ticket['site']) ? ticket['site']['name'] : undefined;
    if (siteName !== undefined) ticket['siteName'] = siteName;
  }
  const contactId = idOf(ticket['contact']);
  if (contactId !== undefined && contactId !== idOf(before?.['contact'])) {
    const contact = store.get(collections.contacts, contactId)?.record;
    if (contact !== undefined)
      Object.assign(ticket, { ...contactDetails(contact, references), ...typed(record, before) });
  }
  return ticket;
}

/** What was written about the contact by hand stays. */
function typed(record: JsonRecord, before: JsonRecord | undefined): JsonRecord {
  const names = ['contactName', 'contactPhoneNumber', 'contactEmailAddress'];
  return pick(
    record,
    names.filter((name) => record[name] !== before?.[name]),
  );
}

function contactDetails(contact: JsonRecord, references: Derivation['references']): JsonRecord {
  const { communicationItems } = contact;
  const items = Array.isArray(communicationItems) ? communicationItems.filter(isRecord) : [];
  const valueOf = (kind: string) => {
    const ofKind = items.filter((item) => item['communicationType'] === kind);
    return (ofKind.find((item) => item['defaultFlag'] === true) ?? ofKind[0])?.['value'];
  };
  return defined({
    contactName: references.to('ContactReference', contact)['name'],
    contactPhoneNumber: valueOf('Phone'),
    contactEmailAddress: valueOf('Email'),
  });
}

/** The texts of a POST become notes, each on its tab. */
function addFirstNotes(
  ticket: JsonRecord,
  { store, kind, sent, now, by }: Derivation,
  collection: string,
): void {
  if (kind !== 'create') return;
  const ticketId = Number(ticket['id']);
  for (const [name, tab] of [
    ['initialDescription', 'detailDescriptionFlag'],
    ['initialInternalAnalysis', 'internalAnalysisFlag'],
    ['initialResolution', 'resolutionFlag'],
  ] as const) {
    const text = sent[name];
    if (typeof text !== 'string' || text === '') continue;
    store.insert(collection, ticketId, (id) => ({
      id,
      ticketId,
      text,
      detailDescriptionFlag: false,
      internalAnalysisFlag: false,
      resolutionFlag: false,
      [tab]: true,
      dateCreated: apiTime(now),
      createdBy: by,
      _info: enteredInfo(now, by),
    }));
  }
}
