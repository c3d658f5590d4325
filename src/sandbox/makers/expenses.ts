import authored from '../../../data/sandbox/expenses.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { cents, every, sum } from './amounts.js';
import { Cast } from './cast.js';
import { dayAgo, plusDays } from './days.js';
import { listed } from './listed.js';
import { turn } from '../turn.js';

const weeks = 26;
const weekly = 6;

export const classifications = listed(authored.classifications);

export const expenseTypes = listed(
  authored.types.map((type, index) => ({
    advancedAmountFlag: false,
    mileageFlag: false,
    quantityFlag: false,
    ...type,
    inactiveFlag: false,
    defaultFlag: index === 0,
  })),
);

export const paymentTypes: Maker = (ground, add) => {
  const all = ground.all('/expense/classifications');
  for (const { classification, ...type } of authored.paymentTypes) {
    const record = all.find(({ name }) => name === classification) ?? {};
    add(null, { ...type, classification: ground.reference('ClassificationReference', record) });
  }
};

/** Expenses of one member in one week: a report, and its entries. */
interface ReportPlan {
  week: number;
  member: JsonRecord;
  start: Date;
  status: 'Open' | 'PendingApproval' | 'ApprovedByTierOne' | 'Billed';
  entries: {
    index: number;
    type: (typeof authored.types)[number];
    date: Date;
    amount: number;
    miles: number;
  }[];
}

function plans(ground: Ground, cast: Cast): ReportPlan[] {
  return Array.from({ length: weeks }, (_, week): ReportPlan => {
    const chance = ground.chance(`expenses ${week}`);
    const start = dayAgo(ground, (weeks - week) * 7);
    return {
      week,
      member: cast.member(chance),
      start,
      status:
        week >= weeks - 2
          ? 'Open'
          : week >= weeks - 4
            ? 'PendingApproval'
            : week >= weeks - 8
              ? 'ApprovedByTierOne'
              : 'Billed',
      entries: Array.from({ length: weekly }, (__, nth) => {
        const type = turn(authored.types, week + nth);
        const miles = type.name === 'Mileage' ? chance.between(8, 120) : 0;
        return {
          index: week * weekly + nth,
          type,
          date: plusDays(start, nth % 5),
          miles,
          amount:
            miles > 0 ? cents(miles * type.reimbursementRate) : cents(chance.between(20, 600) / 4),
        };
      }),
    };
  });
}

export const expenseReports: Maker = (ground, add) => {
  const cast = new Cast(ground);
  for (const { week, member, start, status, entries } of plans(ground, cast)) {
    add(null, {
      member: cast.ref('MemberReference', member),
      year: start.getUTCFullYear(),
      period: 1 + (week % 52),
      dateStart: apiTime(start),
      dateEnd: apiTime(plusDays(start, 6)),
      status,
      total: sum(entries.map(({ amount }) => amount)),
      dueDate: apiTime(plusDays(start, 9)),
      _info: ground.info(start, String(member['identifier'])),
    });
  }
};

export const expenseEntries: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const reports = ground.all('/expense/reports');
  for (const { week, member, status, entries } of plans(ground, cast)) {
    const report = reports[week];
    for (const { index, type, date, amount, miles } of entries) {
      const bill = every(4, index) ? 'NoCharge' : type.billExpenses;
      const { locationId, departmentId } = cast.home(index);
      add(null, {
        expenseReport: cast.ref('ExpenseReportReference', report),
        ...chargedTo(cast, index),
        type: cast.ref('ExpenseTypeReference', cast.named('/expense/types', type.name)),
        member: cast.ref('MemberReference', member),
        ...payment(cast, index),
        amount,
        billableOption: bill,
        date: apiTime(date),
        locationId,
        businessUnitId: departmentId,
        notes: every(2, index) ? turn(authored.notes, index / 2) : undefined,
        invoiceAmount: bill === 'Billable' ? amount : 0,
        billAmount: bill === 'Billable' ? amount : 0,
        agreementAmount: every(9, index) ? amount : 0,
        mobileGuid: ground.chance(`expense ${index}`).uuid(),
        currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
        status,
        odometerStart: miles > 0 ? 42_000 + index * 150 : undefined,
        odometerEnd: miles > 0 ? 42_000 + index * 150 + miles : undefined,
        _info: ground.info(plusDays(date, 1), String(member['identifier'])),
      });
    }
  }
};

function payment(cast: Cast, index: number): JsonRecord {
  const type = cast.nth('/expense/paymentTypes', index);
  return {
    paymentMethod: cast.ref('PaymentMethodReference', type),
    classification: type?.['classification'],
  };
}

/** Half is charged to service tickets, a quarter each to project tickets and activities. */
function chargedTo(cast: Cast, index: number): JsonRecord {
  if (index % 4 === 3) {
    const ticket = turn(cast.rows('/project/tickets'), index);
    return {
      chargeToType: 'ProjectTicket',
      chargeToId: ticket['id'],
      company: ticket['company'],
      project: ticket['project'],
      phase: ticket['phase'],
    };
  }
  if (index % 4 === 1) {
    const activity = turn(cast.rows('/sales/activities'), index);
    return {
      chargeToType: 'Activity',
      chargeToId: activity['id'],
      company: activity['company'],
    };
  }
  const tickets = cast.rows(collections.tickets);
  const ticket = turn(tickets, Math.floor((tickets.length * index) / (weeks * weekly)));
  return {
    chargeToType: 'ServiceTicket',
    chargeToId: ticket['id'],
    company: ticket['company'],
    agreement: ticket['agreement'],
    ticket: cast.ref('TicketReference', ticket),
  };
}
