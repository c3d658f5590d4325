import type { JsonRecord } from '../../text/records.js';
import type { Fault } from '../answer.js';
import type { Derivation, Rules } from './index.js';
import { amount, cents, sum } from '../makers/amounts.js';
import { apiTime, collections, idOf, pick, type StoredRecord } from '../records.js';
import { officeOf } from './starts.js';

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
    for (const one of [record, derivation.before ?? record]) {
      sumHours(one, derivation);
      sumSheet(one, derivation);
    }
  },
};

/** The record that time or an expense is charged to. */
export function chargedTo(record: JsonRecord, { store }: Derivation): StoredRecord | undefined {
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
  const entry: JsonRecord = {
    status: 'Open',
    ...pick(member, ['workRole', 'workType']),
    ...(before === undefined ? pick(target ?? {}, ['agreement', 'location', 'department']) : {}),
    ...record,
    ...(Number.isNaN(span) ? {} : { actualHours: Math.max(0, cents(span / 3_600_000 - deducted)) }),
  };
  const { location, department } = officeOf(entry, derivation, {
    location: 'OwnerLevelReference',
    department: 'BillingUnitReference',
  });
  return {
    ...entry,
    location,
    locationId: location['id'],
    locationName: location['name'],
    department,
    businessUnitId: department['id'],
    hoursDeduct: deducted,
    ...billing(entry, derivation),
    ...sheetOf(entry, derivation),
    enteredBy: before?.['enteredBy'] ?? by,
    dateEntered: before?.['dateEntered'] ?? apiTime(now),
    ...(isTicket && target !== undefined
      ? {
          ticket: references.to('TicketReference', target),
          ticketBoard: nameOf(target['board']),
          ticketStatus: nameOf(target['status']),
          ticketType: nameOf(target['type']),
          ticketSubType: nameOf(target['subType']),
          ...pick(target, ['project', 'phase']),
        }
      : {}),
  };
}

/** What an entry comes to, at the rate of its role: billed by itself, or under an agreement. */
function billing(entry: JsonRecord, { store, before }: Derivation): JsonRecord {
  // What was billed stays as it was billed.
  if (before?.['invoiceFlag'] === true) return {};
  const role = store.get(collections.workRoles, idOf(entry['workRole']) ?? 0)?.record ?? {};
  const hourlyRate = amount(role, 'hourlyRate');
  const hours = entry['billableOption'] === 'Billable' ? amount(entry, 'actualHours') : 0;
  const [covered, invoiced] = entry['agreement'] === undefined ? [0, hours] : [hours, 0];
  return {
    hourlyRate,
    hoursBilled: hours,
    invoiceHours: invoiced,
    agreementHours: covered,
    agreementAmount: cents(covered * hourlyRate),
    extendedInvoiceAmount: cents(invoiced * hourlyRate),
    invoiceReady: 0,
    invoiceFlag: false,
  };
}

/** The sheet of its member's week. */
function sheetOf({ member, timeStart }: JsonRecord, { store, references }: Derivation): JsonRecord {
  const day = String(timeStart).slice(0, 10);
  const sheet = store
    .listBy(collections.timeSheets, 'member.id', idOf(member) ?? 0)
    .find(
      ({ record }) =>
        String(record['dateStart']).slice(0, 10) <= day &&
        day <= String(record['dateEnd']).slice(0, 10),
    );
  return { timeSheet: sheet && references.to('TimeSheetReference', sheet.record) };
}

/** A sheet's hours are those of the entries on it. */
function sumSheet({ timeSheet }: JsonRecord, { store }: Derivation): void {
  const sheet = store.get(collections.timeSheets, idOf(timeSheet) ?? 0);
  if (sheet === undefined) return;
  const entries = store.listBy(collections.timeEntries, 'timeSheet.id', sheet.id);
  const hours = sum(entries.map(({ record }) => amount(record, 'actualHours')));
  store.update(collections.timeSheets, sheet.id, { ...sheet.record, hours });
}

/** A ticket's hours are those of its time entries; a project's and a phase's grow with those of their tickets. */
function sumHours(record: JsonRecord, derivation: Derivation): void {
  const { store } = derivation;
  const target = chargedTo(record, derivation);
  const collection = chargeable.get(record['chargeToType']);
  if (target === undefined || collection === undefined || !collection.endsWith('/tickets')) return;
  const entries = store.select(collections.timeEntries, null, {
    sql: `record ->> '$.chargeToId' = ? AND record ->> '$.chargeToType' = ?`,
    values: [target.id, record['chargeToType']],
  });
  const actualHours = sum(entries.map((one) => amount(one.record, 'actualHours')));
  const more = actualHours - amount(target.record, 'actualHours');
  store.update(collection, target.id, { ...target.record, actualHours });
  for (const [field, above] of [
    ['project', '/project/projects'],
    ['phase', '/project/projects/{}/phases'],
  ] as const) {
    const found = store.get(above, idOf(target.record[field]) ?? 0);
    if (found === undefined || more === 0) continue;
    const total = cents(amount(found.record, 'actualHours') + more);
    store.update(above, found.id, { ...found.record, actualHours: total });
  }
}
