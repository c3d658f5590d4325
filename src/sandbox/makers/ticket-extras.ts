import type { JsonRecord } from '../../text/records.js';
import type { TicketPlan } from './ticket-plan.js';
import { dayAfter } from './tickets.js';

/** Fields that few tickets have; undefined for one that has none of them. */
export function rareOf(plan: TicketPlan): JsonRecord | undefined {
  const { id, source, chance } = plan;
  const rare: JsonRecord = { ...visitFields(plan) };
  if (source === 4) rare['externalXRef'] = `MON-${String(10_000 + id)}`;
  if (chance.happens(0.06)) rare['poNumber'] = `PO-${String(4000 + (id % 900))}`;
  if (chance.happens(0.04))
    Object.assign(rare, {
      knowledgeBaseCategoryId: 1 + (id % 2),
      knowledgeBaseSubCategoryId: 1 + (id % 2),
      knowledgeBaseLinkId: 1 + (id % 3),
      knowledgeBaseLinkType: id % 2 === 0 ? 'KnowledgeBaseArticle' : 'ServiceTicket',
    });
  return Object.keys(rare).length === 0 ? undefined : rare;
}

/** What is estimated for a visit, how it is paid for, and what it waits for. */
function visitFields({ request, entered, id, chance }: TicketPlan): JsonRecord | undefined {
  if (request.desk.row['name'] !== 'Field Service') return undefined;
  const estimate = request.hours[1];
  const fields: JsonRecord = {
    billingMethod: 'ActualRates',
    estimatedStartDate: dayAfter(entered, chance.between(1, 6)),
    duration: Math.ceil(estimate / 3),
    estimatedTimeCost: estimate * 55,
    estimatedTimeRevenue: estimate * 115,
  };
  if (id % 2 === 0)
    Object.assign(fields, {
      estimatedExpenseCost: 20 + (id % 3) * 5,
      estimatedExpenseRevenue: 25 + (id % 3) * 10,
      estimatedProductCost: chance.between(5, 40) * 10,
      estimatedProductRevenue: chance.between(41, 70) * 10,
    });
  if (chance.happens(0.3))
    Object.assign(fields, { billingMethod: 'FixedFee', billingAmount: estimate * 110 });
  else if (chance.happens(0.2))
    Object.assign(fields, { billingMethod: 'OverrideRate', hourlyRate: 95 + (id % 3) * 10 });
  if (chance.happens(0.15))
    Object.assign(fields, {
      subBillingMethod: id % 2 === 0 ? 'FixedFee' : 'ActualRates',
      subBillingAmount: 250 + (id % 4) * 50,
      subDateAccepted: dayAfter(entered, 1),
    });
  if (id > 3 && chance.happens(0.1))
    Object.assign(fields, {
      predecessorType: 'Ticket',
      predecessorId: id - 3,
      predecessorClosedFlag: id % 2 === 0,
      lagDays: 1 + (id % 3),
      lagNonworkingDaysFlag: id % 3 === 0,
    });
  return fields;
}
