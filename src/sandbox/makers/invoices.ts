import authored from '../../../data/sandbox/finance.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { cents, every, sum } from './amounts.js';
import { Cast, fullName } from './cast.js';
import { plusDays } from './days.js';
import { taxIn, termsOf } from './finance-setup.js';
import { invoicePlans, type InvoicePlan } from './invoice-plans.js';
import { turn } from '../turn.js';

/** Numbers as on paper: the oldest is 20001. */
const firstNumber = 20_001;

export const invoices: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const addresses = new Map<JsonRecord, JsonRecord>();
  for (const [index, plan] of invoicePlans(ground, cast).entries()) {
    const { company, date, type } = plan;
    const terms = turn(authored.billingTerms, termsOf(Number(company['id'])));
    const due = plusDays(date, terms.dueDays);
    let address = addresses.get(company);
    if (address === undefined) {
      address = addressOf(cast, company);
      addresses.set(company, address);
    }
    add(null, {
      invoiceNumber: String(firstNumber + index),
      type,
      ...address,
      ...appliesTo(cast, plan),
      ...cast.finance(company),
      date: apiTime(date),
      dueDate: apiTime(due),
      ...money(ground, cast, plan, due, index),
      ...remarks(index),
      ...office(cast, company, index),
      currency: cast.refNth('CurrencyReference', '/finance/currencies', every(29, index) ? 1 : 0),
      _info: ground.info(date, 'admin', plusDays(date, Math.min(terms.dueDays, 2))),
    });
  }
};

function addressOf(cast: Cast, company: JsonRecord): JsonRecord {
  const reference = cast.ref('CompanyReference', company);
  const place = cast.siteOf(company, 0);
  const site = cast.ref('SiteReference', place);
  const source = place?.['addressLine1'] === undefined ? company : place;
  const state = source['stateReference'] ?? source['state'];
  const number = Number(company['id']);
  const lines = (prefix: string): JsonRecord => ({
    [`${prefix}AddressLine1`]: source['addressLine1'],
    [`${prefix}AddressLine2`]:
      source['addressLine2'] ?? (every(4, number) ? 'Suite 200' : undefined),
    [`${prefix}City`]: source['city'],
    [`${prefix}State`]: typeof state === 'string' ? state : company['state'],
    [`${prefix}Zip`]: source['zip'],
    [`${prefix}Country`]: every(4, number + 2) ? undefined : 'United States',
  });
  const contact = cast.contactOf(company, 0);
  const person = fullName(contact);
  return {
    company: reference,
    billToCompany: reference,
    shipToCompany: reference,
    accountNumber: company['accountNumber'] ?? `A-${1000 + Number(company['id'])}`,
    attention: person,
    shipToAttention: person,
    billingSite: site,
    ...lines('billingSite'),
    shippingSite: site,
    // Printed where goods are sent elsewhere.
    ...(every(2, number) ? lines('shippingSite') : {}),
  };
}

function appliesTo(cast: Cast, { agreement, project, order }: InvoicePlan): JsonRecord {
  if (agreement !== undefined)
    return {
      applyToType: 'Agreement',
      applyToId: agreement['id'],
      agreement: cast.ref('AgreementReference', agreement),
    };
  if (project !== undefined)
    return {
      applyToType: 'Project',
      applyToId: project['id'],
      project: cast.ref('ProjectReference', project),
    };
  if (order !== undefined)
    return {
      applyToType: 'SalesOrder',
      applyToId: order['id'],
      salesOrder: cast.ref('SalesOrderReference', order),
    };
  return { applyToType: 'All' };
}

/** Totals that add up, and what was paid of them. */
function money(
  ground: Ground,
  cast: Cast,
  plan: InvoicePlan,
  due: Date,
  index: number,
): JsonRecord {
  const { type, serviceTotal, productTotal, expenseTotal, agreementAmount } = plan;
  const subtotal = sum([serviceTotal, productTotal, expenseTotal, agreementAmount]);
  const { rate } = turn(authored.taxCodes, taxIn(plan.company['state']));
  const taxable = plan.order !== undefined || every(3, Number(plan.company['id']));
  const salesTax = taxable ? cents((subtotal * rate) / 100) : 0;
  const total = cents(subtotal + salesTax);
  const progress = type === 'Progress';
  const credits = creditsOf(type, total, index);
  const payments = paid(ground, due, cents(total - credits), index);
  const balance = cents(total - payments - credits);
  const adjusted = every(27, index) && serviceTotal > 0;
  return {
    status: statusOf(ground, cast, plan.date, payments, balance),
    taxableFlag: taxable,
    serviceTotal,
    productTotal,
    expenseTotal,
    agreementAmount,
    serviceAdjustmentAmount: adjusted ? -10 : 0,
    adjustmentReason: adjusted ? turn(authored.invoices.adjustments, index) : undefined,
    adjustedBy: adjusted ? 'jdoe' : undefined,
    previousProgressApplied: progress ? cents(serviceTotal / 2) : 0,
    downpaymentApplied: progress ? credits : 0,
    remainingDownpayment: type === 'DownPayment' ? cents(subtotal / 2) : 0,
    downpaymentPreviouslyTaxedFlag: type === 'DownPayment' && taxable,
    overrideDownPaymentAmountFlag: type === 'DownPayment' && every(2, index),
    restrictDownpaymentFlag: every(16, index),
    subtotal,
    salesTax,
    total,
    payments,
    credits,
    balance,
    closedBy: balance === 0 ? 'asmith' : undefined,
  };
}

/** A credit memo is itself applied; of others, a few have a credit or a down payment on them. */
function creditsOf(type: InvoicePlan['type'], total: number, index: number): number {
  if (type === 'CreditMemo') return total;
  return total > 100 && every(type === 'Progress' ? 2 : 31, index) ? 50 : 0;
}

/** How many days some invoices stay unpaid after they were due. */
const patience = 120;

/** What is due is paid but for some of the last months, or paid in part; what is not due yet is open. */
function paid(ground: Ground, due: Date, amount: number, index: number): number {
  const isDue = due < ground.origin.epoch;
  if (!isDue || amount <= 0) return 0;
  if (due < ground.daysAgo(patience)) return amount;
  if (every(9, index + 3)) return 0;
  return every(14, index) ? cents(amount * 0.4) : amount;
}

function statusOf(
  ground: Ground,
  cast: Cast,
  date: Date,
  payments: number,
  balance: number,
): JsonRecord | undefined {
  const isNew = ground.origin.epoch.getTime() - date.getTime() < 3 * 86_400_000;
  const name = balance === 0 ? 'Paid' : payments > 0 ? 'Partly paid' : isNew ? 'New' : 'Sent';
  return {
    ...cast.ref('BillingStatusReference', cast.named('/finance/billingStatuses', name)),
    isClosed: name === 'Paid',
  };
}

function remarks(index: number): JsonRecord {
  const { comments, notes } = authored.invoices;
  return {
    reference: every(3, index) ? `Ref ${4000 + index}` : undefined,
    customerPO: every(4, index) ? `PO-${5000 + index}` : undefined,
    topComment: every(5, index) ? turn(comments, index) : undefined,
    bottomComment: every(6, index) ? turn(comments, index + 1) : undefined,
    internalNotes: every(9, index) ? turn(notes, index) : undefined,
    addToBatchEmailList: every(4, index + 1),
    templateSetupId: 1 + (index % 2),
    emailTemplateId: 1 + (index % 3),
    specialInvoiceFlag: every(25, index),
  };
}

function office(cast: Cast, company: JsonRecord, index: number): JsonRecord {
  const { locationId, departmentId, location, billingUnit } = cast.home(index, company);
  return {
    locationId,
    location,
    departmentId,
    department: billingUnit,
    territoryId: locationId,
    territory: location,
  };
}

/** What was received for each invoice: at once, or in two parts. */
export const payments: Maker = (ground, add) => {
  for (const [index, { id, record }] of ground.stored('/finance/invoices').entries()) {
    const received = Number(record['payments']);
    if (received <= 0) continue;
    const invoice = ground.reference('InvoiceReference', record);
    const total = Number(record['total']);
    const half = every(15, index) ? cents(received / 2) : received;
    const parts = half === received ? [received] : [half, cents(received - half)];
    let open = total;
    for (const [part, amount] of parts.entries()) {
      open = cents(open - amount);
      const date = plusDays(new Date(String(record['date'])), 5 + (index % 9) + part * 7);
      add(id, {
        type: turn(['Check', 'Transfer', 'Credit card'], index),
        source: every(3, index) ? 'WisePay' : 'Default',
        invoice,
        amount,
        balance: 0,
        invoiceBalance: open,
        invoiceTotal: total,
        paymentDate: apiTime(date),
        appliedBy: every(7, index) ? 'jdoe' : 'asmith',
        paymentAccount: every(3, index) ? '1010' : '1000',
        paymentSyncStatus: every(4, index) ? 'Applied' : 'Synced',
        _info: ground.info(date, 'asmith'),
      });
    }
  }
};
