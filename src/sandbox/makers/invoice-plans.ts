import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { agreementPlans, agreementRow, billedAt, type AgreementPlan } from './agreement-plans.js';
import { cents, every } from './amounts.js';
import type { Row } from './authored.js';
import type { Cast } from './cast.js';
import { dayAgo, monthAgo } from './days.js';
import { orderPlans, subTotalOf } from './orders.js';
import { projectPlans, projectRow } from './project-plans.js';
import { turn } from '../turn.js';

const months = 24;
const others = 130;

/** What an invoice bills, and what it belongs to. */
export interface InvoicePlan {
  type: 'Agreement' | 'CreditMemo' | 'DownPayment' | 'Miscellaneous' | 'Progress' | 'Standard';
  date: Date;
  company: JsonRecord;
  agreement?: Row;
  project?: Row;
  order?: Row;
  serviceTotal: number;
  productTotal: number;
  expenseTotal: number;
  agreementAmount: number;
}

/** Two years of agreements billed in advance, and what was billed besides, the oldest first. */
export function invoicePlans(ground: Ground, cast: Cast): InvoicePlan[] {
  return [...ofAgreements(ground, cast), ...ofOrders(ground, cast), ...ofWork(ground, cast)]
    .filter(({ date }) => date <= ground.origin.epoch)
    .sort((a, b) => a.date.getTime() - b.date.getTime());
}

const none = { serviceTotal: 0, productTotal: 0, expenseTotal: 0, agreementAmount: 0 };

function ofAgreements(ground: Ground, cast: Cast): InvoicePlan[] {
  const firsts = Array.from({ length: months }, (_, ago) => monthAgo(ground, ago));
  return agreementPlans(ground, cast).flatMap((plan) => {
    const agreement = agreementRow(plan);
    return firsts
      .filter((date) => isBilled(plan, date))
      .map((date) => ({ date, amount: billedAt(plan, date) }))
      .filter(({ amount }) => amount > 0)
      .map(({ date, amount }): InvoicePlan => ({
        ...none,
        type: 'Agreement',
        date,
        company: plan.customer,
        agreement,
        agreementAmount: amount,
      }));
  });
}

const cycleMonths: Record<string, number> = { Monthly: 1, Quarterly: 3, Yearly: 12 };

function isBilled({ type, start, end, cancelled }: AgreementPlan, date: Date): boolean {
  const elapsed =
    (date.getUTCFullYear() - start.getUTCFullYear()) * 12 +
    date.getUTCMonth() -
    start.getUTCMonth();
  return (
    date >= start &&
    (end === undefined || date <= end) &&
    (cancelled === undefined || date <= cancelled) &&
    elapsed % (cycleMonths[type.cycle] ?? 1) === 0
  );
}

/** Orders that are done are billed when they were due. */
function ofOrders(ground: Ground, cast: Cast): InvoicePlan[] {
  return orderPlans(ground, cast)
    .filter(({ done }) => done)
    .map((plan) => ({
      ...none,
      type: 'Standard',
      date: plan.due,
      company: plan.customer,
      order: { id: plan.id },
      productTotal: subTotalOf(plan),
    }));
}

const kinds = [
  'Standard',
  'Standard',
  'Progress',
  'Standard',
  'Miscellaneous',
  'Standard',
  'DownPayment',
  'Standard',
  'CreditMemo',
] as const;

/** Time and expenses outside of agreements, progress of projects, and the odd credit. */
function ofWork(ground: Ground, cast: Cast): InvoicePlan[] {
  const projects = projectPlans(ground, cast).map((plan) => ({
    row: projectRow(plan),
    customer: plan.customer,
  }));
  return Array.from({ length: others }, (_, index): InvoicePlan => {
    const chance = ground.chance(`invoice ${index}`);
    const type = turn(kinds, index);
    const project =
      type === 'Progress' || type === 'DownPayment' ? turn(projects, index) : undefined;
    const service = cents(chance.between(1, 40) * 0.25 * turn([120, 135, 155], index));
    return {
      ...none,
      type,
      date: dayAgo(ground, chance.between(0, 715)),
      company: project?.customer ?? cast.customer(index * 5),
      ...(project === undefined ? {} : { project: project.row }),
      serviceTotal: type === 'CreditMemo' ? -service : service,
      productTotal: type === 'Miscellaneous' ? cents(chance.between(10, 400) * 1.25) : 0,
      expenseTotal:
        type === 'Standard' && every(3, index) ? cents(chance.between(9, 180) * 1.1) : 0,
    };
  });
}
