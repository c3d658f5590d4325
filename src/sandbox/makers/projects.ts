import authored from '../../../data/sandbox/projects.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { cents, every } from './amounts.js';
import { Cast, fullName } from './cast.js';
import { plusDays } from './days.js';
import { listed, listedNames } from './listed.js';
import { partiesOf } from './parties.js';
import { hoursOf, projectPlans, projectRow, type ProjectPlan } from './project-plans.js';
import { turn } from '../turn.js';

export const projectStatuses = listed(authored.statuses);
export const phaseStatuses = listed(authored.phaseStatuses);
export const projectTypes = listedNames(authored.types);
export const projectRoles = listed(authored.roles);

export const projects: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const board = projectBoard(ground);
  for (const plan of projectPlans(ground, cast)) {
    const { index, name, type, status, customer, manager } = plan;
    const { location, department } = cast.home(index, customer);
    const company = String(customer['name']);
    add(null, {
      name: projectRow(plan)['name'],
      board: cast.ref('ProjectBoardReference', board),
      status: cast.ref('ProjectStatusReference', cast.named('/project/statuses', status)),
      closedFlag: status === 'Completed',
      type: cast.ref('ProjectTypeReference', cast.named('/project/projectTypes', type)),
      description: `${name} for ${company}, in ${plan.phases.length} phases.`,
      manager: cast.ref('MemberReference', manager),
      timeApprover: cast.ref('MemberReference', manager),
      expenseApprover: cast.ref('MemberReference', manager),
      location,
      department,
      companyLocation: location,
      ...partiesOf(cast, customer, index),
      billingAttention: fullName(cast.contactOf(customer, index)),
      ...schedule(plan),
      ...money(cast, plan),
      customerPO: every(4, index) ? `PO-${3000 + index}` : undefined,
      projectTemplateId: every(2, index) ? 1 + (index % 4) : undefined,
      includeDependenciesFlag: every(5, index),
      includeEstimatesFlag: every(3, index),
      doNotDisplayInPortalFlag: every(6, index),
      _info: ground.info(
        plusDays(plan.start, -20),
        String(manager['identifier']),
        ground.daysAgo(index),
      ),
    });
  }
};

/** The board that projects are on. */
export function projectBoard(ground: Ground): JsonRecord {
  const boards = ground.all(collections.boards);
  return boards.find(({ projectFlag }) => projectFlag === true) ?? turn(boards, 0);
}

function schedule({ status, start, end, phases }: ProjectPlan): JsonRecord {
  const hours = hoursOf(phases.flatMap(({ tickets }) => tickets));
  const begun = status !== 'Open';
  return {
    ...hours,
    estimatedHours: hours.budgetHours,
    scheduledHours: begun ? Math.ceil(hours.budgetHours / 2) : 0,
    budgetFlag: hours.actualHours > hours.budgetHours,
    estimatedStart: apiTime(start),
    estimatedEnd: apiTime(end),
    scheduledStart: begun ? apiTime(plusDays(start, 1)) : undefined,
    scheduledEnd: begun ? apiTime(plusDays(end, 3)) : undefined,
    actualStart: begun ? apiTime(plusDays(start, 1)) : undefined,
    actualEnd: status === 'Completed' ? apiTime(plusDays(end, 5)) : undefined,
    billingStartDate: begun ? apiTime(start) : undefined,
  };
}

function money(cast: Cast, { index, customer, phases }: ProjectPlan): JsonRecord {
  const method = turn(['ActualRates', 'FixedFee', 'NotToExceed', 'OverrideRate'], index);
  const { budgetHours } = hoursOf(phases.flatMap(({ tickets }) => tickets));
  const products = every(2, index) ? 2000 + index * 150 : 0;
  const expenses = every(3, index) ? 120 + index * 10 : 0;
  return {
    billingMethod: method,
    billingRateType: every(3, index) ? 'StaffMember' : 'WorkRole',
    billingAmount: method === 'ActualRates' ? 0 : cents(budgetHours * 150),
    billTime: every(7, index) ? 'NoCharge' : 'Billable',
    billExpenses: every(5, index) ? 'DoNotBill' : 'Billable',
    billProducts: every(6, index) ? 'NoDefault' : 'Billable',
    billProjectAfterClosedFlag: method === 'FixedFee',
    billUnapprovedTimeAndExpense: every(4, index),
    budgetAnalysis: every(2, index) ? 'ActualHours' : 'BillableHours',
    ...cast.finance(customer),
    currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
    downpayment: every(4, index + 1) ? 1500 : 0,
    restrictDownPaymentFlag: every(9, index),
    poAmount: every(4, index) ? cents(budgetHours * 160) : 0,
    estimatedTimeRevenue: cents(budgetHours * 150),
    estimatedTimeCost: cents(budgetHours * 70),
    estimatedProductRevenue: products,
    estimatedProductCost: cents(products * 0.8),
    estimatedExpenseRevenue: expenses,
    estimatedExpenseCost: expenses,
  };
}
