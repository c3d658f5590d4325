import type { JsonRecord } from '../../text/records.js';
import type { Fault } from '../answer.js';
import type { Derivation, Rules } from './index.js';
import { apiTime, collections, idOf, pick, type StoredRecord } from '../records.js';

/** What time can be charged to, by the value of `chargeToType`. */
const chargeable = new Map<unknown, string>([
  ['ServiceTicket', collections.tickets],
  ['ProjectTicket', collections.projectTickets],
  ['ChargeCode', collections.chargeCodes],
  ['Activity', collections.activities],
]);

export const timeRules: Rules = {
  derived: [
    'enteredBy',
    'dateEntered',
    'hoursBilled',
    'invoiceHours',
    'invoiceFlag',
    'invoiceReady',
    'invoice',
    'agreementType',
    'timeSheet',
    'status',
    'ticket',
    'ticketBoard',
    'ticketStatus',
    'ticketType',
    'ticketSubType',
    'extendedInvoiceAmount',
    'mobileGuid',
  ],
  defaults: (record, derivation) => {
    if (derivation.kind === 'patch') return record;
    const member = record['member'] ?? { identifier: derivation.by };
    const target = chargedTo(record, derivation)?.record;
    return {
      billableOption: target?.['billTime'] ?? 'Billable',
      ...record,
      member,
      ...(target?.['company'] === undefined ? {} : { company: target['company'] }),
    };
  },
  check,
  finish,
  after: (record, derivation) => {
    sumHours(record, derivation);
    if (derivation.before !== undefined) sumHours(derivation.before, derivation);
  },
};

function chargedTo(record: JsonRecord, { store }: Derivation): StoredRecord | undefined {
  const collection = chargeable.get(record['chargeToType']);
  const id = Number(record['chargeToId']);
  return collection === undefined || !Number.isSafeInteger(id)
    ? undefined
    : store.get(collection, id);
}

function check(record: JsonRecord, derivation: Derivation, fault: Fault): void {
  const { chargeToId, chargeToType, timeEnd, timeStart, actualHours, company } = record;
  const { store, before } = derivation;
  if (chargeToId === undefined && company === undefined)
    fault('MissingRequiredField', 'chargeToId', 'chargeToId or company is required');
  if (chargeToId !== undefined && chargeToType === undefined)
    fault('MissingRequiredField', 'chargeToType', 'chargeToType is required with chargeToId');
  if (timeEnd === undefined && actualHours === undefined)
    fault('MissingRequiredField', 'timeEnd', 'timeEnd or actualHours is required');
  if (momentOf(timeEnd) < momentOf(timeStart))
    fault('InvalidField', 'timeEnd', 'timeEnd is before timeStart');
  const member = store.get(collections.members, idOf(record['member']) ?? 0)?.record;
  if (member?.['licenseClass'] === 'A')
    fault('InvalidField', 'member/id', 'An API member cannot own time entries');
  if (chargeToId === undefined || chargeToType === undefined) return;
  const target = chargedTo(record, derivation);
  if (target === undefined) {
    fault('NotFound', 'chargeToId', 'The charged record was not found');
    return;
  }
  const isNew = before === undefined || before['chargeToId'] !== chargeToId;
  const status = store.get(collections.statuses, idOf(target.record['status']) ?? 0)?.record;
  if (isNew && status?.['timeEntryNotAllowed'] === true)
    fault(
      'InvalidField',
      'chargeToId',
      `The status ${String(status['name'])} does not allow time entries`,
    );
}

/** NaN for what is no time, which is told already. */
function momentOf(time: unknown): number {
  return typeof time === 'string' && time.endsWith('Z') ? Date.parse(time) : Number.NaN;
}

/** Hours follow from start and end, less what is deducted; where they are given alone they stay. */
function finish(record: JsonRecord, derivation: Derivation): JsonRecord {
  const { before, now, by, references, store } = derivation;
  const target = chargedTo(record, derivation)?.record;
  const member = store.get(collections.members, idOf(record['member']) ?? 0)?.record ?? {};
  const span = momentOf(record['timeEnd']) - momentOf(record['timeStart']);
  const deducted = Number(record['hoursDeduct'] ?? 0);
  const isTicket = /Ticket$/.test(String(record['chargeToType']));
  const nameOf = (value: unknown) => pick(Object(value) as JsonRecord, ['name'])['name'];
  return {
    status: 'Open',
    ...pick(member, ['workRole', 'workType']),
    ...(before === undefined ? pick(target ?? {}, ['agreement', 'location', 'department']) : {}),
    ...record,
    ...(Number.isNaN(span)
      ? {}
      : { actualHours: Math.max(0, Math.round((span / 3_600_000 - deducted) * 100) / 100) }),
    enteredBy: before?.['enteredBy'] ?? by,
    dateEntered: before?.['dateEntered'] ?? apiTime(now),
    ...(isTicket && target !== undefined
      ? {
          ticket: references.to('TicketReference', target),
          ticketBoard: nameOf(target['board']),
          ticketStatus: nameOf(target['status']),
        }
      : {}),
  };
}

/** A ticket's hours are those of its time entries. */
function sumHours(record: JsonRecord, derivation: Derivation): void {
  const { store } = derivation;
  const target = chargedTo(record, derivation);
  const collection = chargeable.get(record['chargeToType']);
  if (target === undefined || collection === undefined || !collection.endsWith('/tickets')) return;
  const entries = store.select(collections.timeEntries, null, {
    sql: `record ->> '$.chargeToId' = ? AND record ->> '$.chargeToType' = ?`,
    values: [target.id, record['chargeToType']],
  });
  const hours = entries.reduce((sum, one) => sum + Number(one.record['actualHours'] ?? 0), 0);
  const actualHours = Math.round(hours * 100) / 100;
  store.update(collection, target.id, { ...target.record, actualHours });
}
