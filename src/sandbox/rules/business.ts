import type { JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { apiTime, idOf } from '../records.js';

const day = 86_400_000;

/** What the server works out for agreements, invoices, projects, sales and procurement. */
export const businessRules: Record<string, Rules> = {
  '/company/configurations': { defaults: (record) => ({ activeFlag: true, ...record }) },
  '/finance/agreements': { finish: finishAgreement },
  '/finance/agreements/{}/additions': { finish: finishAddition },
  '/finance/invoices': { finish: finishInvoice },
  '/procurement/products': { finish: finishProduct },
  '/procurement/purchaseorders': { finish: closedByStatus('/procurement/purchaseorderstatuses') },
  '/procurement/purchaseorders/{}/lineitems': { finish: finishLine },
  '/project/projects': { finish: closedByStatus('/project/statuses') },
  '/sales/opportunities/{}/notes': {
    finish: (record, { parent, by }) => ({ enteredBy: by, ...record, opportunityId: parent }),
  },
};

/** Whether it is closed is said by its status. */
function closedByStatus(statuses: string): NonNullable<Rules['finish']> {
  return (record, { store }) => {
    const status = idOf(record['status']) ?? 0;
    return { ...record, closedFlag: store.get(statuses, status)?.record['closedFlag'] === true };
  };
}

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

/** Totals of what stands on it; due as its terms say. */
function finishInvoice(record: JsonRecord, { store, now }: Derivation): JsonRecord {
  const subtotal = cents(
    ['serviceTotal', 'productTotal', 'expenseTotal', 'agreementAmount']
      .map((field) => amount(record, field))
      .reduce((sum, one) => sum + one, 0),
  );
  const total = cents(subtotal + amount(record, 'salesTax'));
  const terms = idOf(record['billingTerms']) ?? 0;
  const days = Number(store.get('/finance/billingTerms', terms)?.record['dueDays'] ?? 0);
  const midnight = `${apiTime(now).slice(0, 10)}T00:00:00Z`;
  const date = typeof record['date'] === 'string' ? record['date'] : midnight;
  return {
    ...record,
    date,
    dueDate: record['dueDate'] ?? apiTime(new Date(Date.parse(date) + days * day)),
    subtotal,
    total,
    balance: cents(total - amount(record, 'payments') - amount(record, 'credits')),
  };
}

function finishProduct(record: JsonRecord): JsonRecord {
  const quantity = amount(record, 'quantity', 1);
  const extPrice = cents(quantity * amount(record, 'price') - amount(record, 'discount'));
  const extCost = cents(quantity * amount(record, 'cost'));
  return { ...record, quantity, extPrice, extCost, margin: cents(extPrice - extCost) };
}

function finishLine(record: JsonRecord, { parent, store }: Derivation): JsonRecord {
  const order = store.get('/procurement/purchaseorders', parent ?? 0)?.record;
  return {
    receivedQuantity: 0,
    receivedStatus: 'Waiting',
    closedFlag: false,
    ...record,
    extCost: cents(amount(record, 'quantity') * amount(record, 'unitCost')),
    purchaseOrderId: parent,
    purchaseOrderNumber: order?.['poNumber'],
  };
}

/** A number that was written, as text or not; what is absent counts as nothing, or as what is given. */
function amount(record: JsonRecord, field: string, absent = 0): number {
  return Number(record[field] ?? absent);
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
