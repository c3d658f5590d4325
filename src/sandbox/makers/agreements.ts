import authored from '../../../data/sandbox/agreements.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime } from '../records.js';
import { agreementName, agreementPlans, billedAt, type AgreementPlan } from './agreement-plans.js';
import { every } from './amounts.js';
import { Cast } from './cast.js';
import { monthAgo, plusDays } from './days.js';
import { turn } from '../turn.js';

export const agreements: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const plan of agreementPlans(ground, cast)) {
    const { index, customer, type, start, end, cancelled, status } = plan;
    const { location, department } = cast.home(index, customer);
    const contact = cast.contactOf(customer, index);
    const typeRecord = cast.named('/finance/agreements/types', type.name);
    add(null, {
      name: agreementName(plan),
      type: cast.ref('AgreementTypeReference', typeRecord),
      company: cast.ref('CompanyReference', customer),
      contact: cast.ref('ContactReference', contact),
      site: cast.ref('SiteReference', cast.siteOf(customer, 0)),
      location,
      department,
      companyLocation: location,
      startDate: apiTime(start),
      endDate: end === undefined ? undefined : apiTime(end),
      noEndingDateFlag: end === undefined,
      cancelledFlag: cancelled !== undefined,
      dateCancelled: cancelled === undefined ? undefined : apiTime(cancelled),
      reasonCancelled: cancelled === undefined ? undefined : turn(authored.reasons, index / 12),
      agreementStatus: status,
      sla: cast.refNth('SLAReference', '/service/SLAs', index),
      customerPO: every(4, index) ? `PO-${2000 + index}` : undefined,
      workOrder: every(5, index) ? `WO-${300 + index}` : undefined,
      internalNotes: every(3, index) ? turn(authored.notes, index / 3) : undefined,
      restrictLocationFlag: every(10, index),
      restrictDepartmentFlag: every(15, index),
      ...application(plan),
      ...billing(ground, cast, plan),
      ...sendsTo(cast, plan),
      _info: ground.info(start, 'admin', ground.daysAgo(index % 45)),
    });
  }
};

/** What the agreement covers. */
function application({ index, type }: AgreementPlan): JsonRecord {
  const limited = !type.unlimited;
  return {
    applicationUnits: type.applicationUnits,
    applicationLimit: limited ? 10 + (index % 4) * 5 : 0,
    applicationCycle: turn(['ContractYear', 'CalendarMonth', 'CalendarQuarter'], index),
    applicationUnlimitedFlag: type.unlimited,
    oneTimeFlag: every(20, index + 1),
    coverAgreementTime: type.applicationUnits === 'Hours',
    coverAgreementProduct: every(6, index),
    coverAgreementExpense: every(8, index),
    coverSalesTax: every(16, index),
    carryOverUnused: type.name === 'Block Hours',
    allowOverruns: limited,
    expiredDays: limited ? 90 : 0,
    limit: limited ? 20 : 0,
    expireWhenZero: type.name === 'Block Hours' && every(2, index),
    chargeToFirm: every(18, index + 2),
    employeeCompRate: every(7, index) ? 'Actual' : 'Hourly',
    employeeCompNotExceed: every(9, index) ? 'Percent' : 'Billing',
    compHourlyRate: every(7, index) ? 60 : 0,
    compLimitAmount: every(9, index) ? 80 : 0,
  };
}

/** What it bills: the amount is the sum of the additions in force. */
function billing(ground: Ground, cast: Cast, plan: AgreementPlan): JsonRecord {
  const { index, type, start, status } = plan;
  const cycle = cast.named('/finance/billingCycles', type.cycle);
  const billTime = type.applicationUnits === 'Hours' ? 'NoCharge' : 'Billable';
  return {
    billingCycle: cast.ref('BillingCycleReference', cycle),
    ...cast.finance(plan.customer),
    invoicingCycle: every(4, index) ? 'CalendarYear' : 'ContractYear',
    billAmount: billedAt(plan, ground.origin.epoch),
    billOneTimeFlag: every(20, index + 1),
    taxable: every(2, index),
    billStartDate: apiTime(start),
    prorateFirstBill: every(6, index) ? 0.5 : 1,
    prorateFlag: every(3, index),
    invoiceProratedAdditionsFlag: every(6, index),
    restrictDownPayment: every(11, index),
    invoiceDescription: every(2, index) ? `${type.name}, billed in advance` : undefined,
    topComment: every(5, index),
    bottomComment: every(7, index),
    billTime,
    billExpenses: every(5, index) ? 'NoDefault' : 'Billable',
    billProducts: every(9, index) ? 'DoNotBill' : 'Billable',
    billableTimeInvoice: billTime === 'Billable',
    billableExpenseInvoice: !every(5, index),
    billableProductInvoice: !every(9, index),
    periodType: turn(['Current', 'Future', 'Both'], index),
    currency: cast.refNth('CurrencyReference', '/finance/currencies', every(15, index + 4) ? 1 : 0),
    autoInvoiceFlag: type.cycle === 'Monthly' && status === 'Active',
    nextInvoiceDate: status === 'Active' ? apiTime(monthAgo(ground, -1 - (index % 2))) : undefined,
    workRole: cast.refNth('WorkRoleReference', '/time/workRoles', index),
    workType: cast.refNth('WorkTypeReference', '/time/workTypes', index % 3),
  };
}

function sendsTo(cast: Cast, { customer, index }: AgreementPlan): JsonRecord {
  const company = cast.ref('CompanyReference', customer);
  const site = cast.ref('SiteReference', cast.siteOf(customer, 0));
  return {
    billToCompany: company,
    billToContact: cast.ref('ContactReference', cast.contactOf(customer, index + 1)),
    billToSite: site,
    shipToCompany: company,
    shipToContact: cast.ref('ContactReference', cast.contactOf(customer, index)),
    shipToSite: site,
  };
}

/** Hours or money put on top of what the agreement covers, or taken off. */
export const adjustments: Maker = (ground, add) => {
  for (const [index, { id, record }] of ground.stored('/finance/agreements').entries()) {
    for (let one = 0; one < 1 + (index % 3); one++) {
      add(id, {
        amount: every(4, index) ? -2 : 2.5 * (1 + (index % 4)),
        description: turn(authored.adjustments, index + one),
        effectiveDate: apiTime(plusDays(new Date(String(record['startDate'])), 30 + one * 30)),
        agreementId: id,
      });
    }
  }
};
