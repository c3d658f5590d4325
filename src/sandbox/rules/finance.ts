import type { JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { amount, cents } from '../makers/amounts.js';
import { apiTime, idOf } from '../records.js';
import type { SandboxStore } from '../store.js';
import { officeOf, startsWith } from './starts.js';

const agreements = '/finance/agreements';
const additions = '/finance/agreements/{}/additions';
const invoices = '/finance/invoices';
const payments = '/finance/invoices/{}/payments';

const day = 86_400_000;

/** What the server works out for agreements, what they bill, invoices, and what is paid on them. */
export const financeRules: Record<string, Rules> = {
  [agreements]: { finish: finishAgreement },
  [additions]: { check: checkAddition, finish: finishAddition, after: billAddition },
  [invoices]: {
    unique: ['invoiceNumber'],
    defaults: startsWith({ status: '/finance/billingStatuses' }),
    check: checkInvoice,
    finish: finishInvoice,
  },
  [payments]: {
    derived: ['invoiceBalance', 'invoiceTotal', 'appliedBy'],
    finish: (record, { parent, store, references, by, before }) => ({
      source: 'Default',
      appliedBy: by,
      ...record,
      invoice:
        before?.['invoice'] ??
        references.to('InvoiceReference', store.get(invoices, parent ?? 0)?.record ?? {}),
    }),
    after: settle,
  },
};

function finishAgreement(record: JsonRecord, { now }: Derivation): JsonRecord {
  const cancelled = record['cancelledFlag'] === true;
  const ended = Date.parse(String(record['endDate'])) < now.getTime();
  return {
    billAmount: 0,
    ...record,
    noEndingDateFlag: record['endDate'] === undefined,
    agreementStatus: cancelled ? 'Cancelled' : ended ? 'Expired' : 'Active',
  };
}

function checkAddition(
  { effectiveDate }: JsonRecord,
  { parent, store }: Derivation,
  fault: Parameters<NonNullable<Rules['check']>>[2],
): void {
  const agreement = store.get(agreements, parent ?? 0)?.record ?? {};
  const start = agreement['billStartDate'] ?? agreement['startDate'];
  if (typeof effectiveDate === 'string' && typeof start === 'string' && effectiveDate < start)
    fault(
      'InvalidField',
      'effectiveDate',
      `effectiveDate may not be before the agreement bills, which is from ${start} on`,
    );
}

function finishAddition(record: JsonRecord, { parent }: Derivation): JsonRecord {
  const quantity = amount(record, 'quantity', 1);
  const billedQuantity = quantity - amount(record, 'lessIncluded');
  const extPrice = cents(billedQuantity * amount(record, 'unitPrice'));
  const extCost = cents(quantity * amount(record, 'unitCost'));
  return {
    ...record,
    quantity,
    billedQuantity,
    extPrice,
    extCost,
    margin: cents(extPrice - extCost),
    agreementId: parent,
  };
}

/** An agreement bills as much more, or less, as a written addition does. */
function billAddition(addition: JsonRecord, { parent, store, before, now }: Derivation): void {
  const agreement = store.get(agreements, parent ?? 0);
  if (agreement === undefined) return;
  const isThere = store.get(additions, idOf(addition) ?? 0) !== undefined;
  const change =
    (isThere ? billed(addition, now) : 0) - (before === undefined ? 0 : billed(before, now));
  if (change === 0) return;
  const billAmount = cents(amount(agreement.record, 'billAmount') + change);
  store.update(agreements, agreement.id, { ...agreement.record, billAmount });
}

/** What an addition bills at a time: nothing before it is in force, or after. */
function billed(
  { billCustomer, effectiveDate, cancelledDate, extPrice }: JsonRecord,
  now: Date,
): number {
  const time = apiTime(now);
  const inForce =
    !(typeof effectiveDate === 'string' && effectiveDate > time) &&
    !(typeof cancelledDate === 'string' && cancelledDate <= time);
  return inForce && billCustomer === 'Billable' ? Number(extPrice) : 0;
}

function checkInvoice(
  { type }: JsonRecord,
  { before }: Derivation,
  fault: Parameters<NonNullable<Rules['check']>>[2],
): void {
  if (before === undefined && type === 'Agreement')
    fault('InvalidField', 'type', 'Invoices of agreements are made by the agreement');
}

/** Totals of what stands on it; due as its terms say. */
function finishInvoice(record: JsonRecord, derivation: Derivation): JsonRecord {
  const { store, now, before } = derivation;
  const { location, department } = officeOf(record, derivation, {
    location: 'SystemLocationReference',
    department: 'BillingUnitReference',
  });
  const parts = ['serviceTotal', 'productTotal', 'expenseTotal', 'agreementAmount', 'salesTax'];
  const totals = Object.fromEntries(parts.map((field) => [field, amount(record, field)]));
  const subtotal = cents(parts.slice(0, -1).reduce((sum, field) => sum + amount(record, field), 0));
  const total = cents(subtotal + amount(record, 'salesTax'));
  const terms = store.get('/finance/billingTerms', idOf(record['billingTerms']) ?? 0)?.record;
  const midnight = `${apiTime(now).slice(0, 10)}T00:00:00Z`;
  const date = typeof record['date'] === 'string' ? record['date'] : midnight;
  const [paid, credits] = [amount(record, 'payments'), amount(record, 'credits')];
  return {
    invoiceNumber: before?.['invoiceNumber'] ?? nextNumber(store),
    billToCompany: record['company'],
    shipToCompany: record['company'],
    ...record,
    ...totals,
    location,
    locationId: location['id'],
    department,
    departmentId: department['id'],
    date,
    dueDate:
      record['dueDate'] ??
      apiTime(new Date(Date.parse(date) + amount(terms ?? {}, 'dueDays') * day)),
    subtotal,
    total,
    payments: paid,
    credits,
    balance: cents(total - paid - credits),
  };
}

/** One more than the highest number that is one. */
export function nextNumber(store: SandboxStore): string {
  const numbers = store
    .list(invoices)
    .map(({ record }) => String(record['invoiceNumber']))
    .filter((number) => /^\d{1,14}$/.test(number))
    .map(Number);
  return String(Math.max(1000, ...numbers) + 1);
}

/** What is paid on an invoice is what its payments say, and its balance what is left. */
function settle(_payment: JsonRecord, { parent, store, references }: Derivation): void {
  const invoice = store.get(invoices, parent ?? 0);
  if (invoice === undefined) return;
  const rows = store.list(payments, invoice.id);
  const paid = cents(rows.reduce((sum, { record }) => sum + amount(record, 'amount'), 0));
  const total = amount(invoice.record, 'total');
  const balance = cents(total - paid - amount(invoice.record, 'credits'));
  store.update(invoices, invoice.id, {
    ...invoice.record,
    payments: paid,
    balance,
    ...statusFor(balance, paid, store, references),
  });
  let open = total;
  for (const { id, record } of rows) {
    open = cents(open - amount(record, 'amount'));
    store.update(payments, id, { ...record, invoiceBalance: open, invoiceTotal: total });
  }
}

function statusFor(
  balance: number,
  paid: number,
  store: SandboxStore,
  references: Derivation['references'],
): JsonRecord {
  const name = balance <= 0 ? 'Paid' : paid > 0 ? 'Partly paid' : 'Sent';
  const [status] = store.listBy('/finance/billingStatuses', 'name', name);
  if (status === undefined) return {};
  const reference = references.to('BillingStatusReference', status.record);
  return { status: { ...reference, isClosed: name === 'Paid' } };
}
