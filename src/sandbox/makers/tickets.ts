import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { at, rowOf } from './authored.js';
import { agreementsOf, type AgreementOf } from './agreements-of.js';
import { customFields } from './custom-fields.js';
import { Linker } from './linker.js';
import { slaTimes } from './sla-times.js';
import { ticketPlans, type TicketPlan } from './ticket-plan.js';

export const tickets: Maker = (ground, add) => {
  const shared = new Shared(ground);
  for (const plan of ticketPlans(ground)) add(null, recordOf(plan, ground, shared));
};

/** What all tickets draw upon, looked up once. */
class Shared {
  readonly link: Linker;
  readonly agreements: AgreementOf;
  readonly currency: JsonRecord | undefined;
  readonly #addresses = new Map<number, JsonRecord>();

  constructor(ground: Ground) {
    this.link = new Linker(ground);
    this.agreements = agreementsOf(ground);
    const [currency] = ground.all('/finance/currencies');
    this.currency =
      currency === undefined ? undefined : ground.reference('CurrencyReference', currency);
  }

  /** Company and address; the same for all tickets of a site. */
  address({ client, contact: { site } }: TicketPlan): JsonRecord {
    let address = this.#addresses.get(site.id);
    if (address === undefined) {
      address = {
        company: this.link.to('CompanyReference', client.row),
        site: this.link.to('SiteReference', site),
        siteName: site.name,
        addressLine1: site.addressLine1,
        addressLine2: site.addressLine2,
        city: site.city.city,
        stateIdentifier: site.city.state,
        zip: site.city.zip,
        country: this.link.row('CountryReference', '/company/countries', 1),
      };
      this.#addresses.set(site.id, address);
    }
    return address;
  }
}

function recordOf(plan: TicketPlan, ground: Ground, shared: Shared): JsonRecord {
  const { client, contact, status, chance, crew, work } = plan;
  const { desk } = plan.request;
  const hours = work.reduce((sum, stretch) => sum + stretch.hours, 0);
  const agreement = shared.agreements(client.row.id);
  const by = enteredBy(plan);
  const updated = plan.closed ?? work.at(-1)?.end ?? plan.entered;
  return {
    summary: plan.summary,
    recordType: 'ServiceTicket',
    board: shared.link.to('BoardReference', desk.row),
    status: shared.link.to('ServiceStatusReference', status),
    ...setupOf(plan, shared.link),
    ...shared.address(plan),
    contact: shared.link.to('ContactReference', contact),
    contactName: `${contact.firstName} ${contact.lastName}`,
    contactPhoneNumber: contact.phone,
    contactPhoneExtension: contact.extension,
    contactEmailAddress: contact.email,
    requiredDate: chance.happens(0.3) ? dayAfter(plan.entered, chance.between(2, 21)) : undefined,
    budgetHours: chance.happens(0.2) ? plan.request.hours[1] : 0,
    agreement: agreement?.reference,
    agreementType: agreement?.type,
    severity: at(['High', 'Medium', 'Low'], plan.severity),
    impact: at(['High', 'Medium', 'Low'], plan.impact),
    ...oddOf(plan),
    allowAllClientsPortalView: client.row.id % 3 === 0,
    customerUpdatedFlag: status.name !== 'New' && !status.closedStatus && chance.happens(0.25),
    automaticEmailContactFlag: plan.source !== 4,
    automaticEmailResourceFlag: crew.length > 1,
    automaticEmailCcFlag: false,
    closedDate: plan.closed === undefined ? undefined : apiTime(new Date(plan.closed)),
    closedBy: plan.closed === undefined ? undefined : (plan.owner?.['identifier'] ?? 'rmmlink'),
    closedFlag: status.closedStatus,
    actualHours: hours,
    approved: true,
    ...slaTimes(plan),
    resources: crew.length === 0 ? undefined : crew.map((one) => one['identifier']).join(', '),
    parentTicketId: plan.parent,
    hasChildTicket: plan.hasChildren,
    hasMergedChildTicketFlag: plan.hasMerged,
    billTime:
      client.type === 'Owner' ? 'DoNotBill' : agreement === undefined ? 'Billable' : 'NoDefault',
    billExpenses: 'Billable',
    billProducts: 'Billable',
    mobileGuid: chance.uuid(),
    requestForChangeFlag: plan.request.type['name'] === 'Account',
    currency: shared.currency,
    mergedParentTicket:
      plan.mergedInto === undefined
        ? undefined
        : ground.reference('TicketReference', { ...plan.mergedInto }),
    integratorTags: [],
    customFields: customFields('Ticket', [
      status.closedStatus ? rootCause(plan) : undefined,
      plan.impact === 0,
    ]),
    _info: ground.info(
      new Date(plan.entered),
      by,
      new Date(updated),
      String(plan.owner?.['identifier'] ?? by),
    ),
  };
}

function setupOf(
  { request, owner, priority, sla, source, client, id }: TicketPlan,
  link: Linker,
): JsonRecord {
  const { desk, type, subType, item } = request;
  const team = at(desk.teams, client.city.office === 3 ? 1 : 0);
  const isVisit = desk.row['name'] === 'Field Service';
  return {
    workRole: link.row('WorkRoleReference', collections.workRoles, isVisit ? 3 : 1),
    workType: link.row('WorkTypeReference', collections.workTypes, isVisit ? 2 : 1),
    type: link.to('ServiceTypeReference', type),
    subType: link.to('ServiceSubTypeReference', subType),
    item: link.to('ServiceItemReference', item),
    team: link.to('ServiceTeamReference', team),
    owner: owner === undefined ? undefined : link.to('MemberReference', owner),
    priority: link.row('PriorityReference', '/service/priorities', priority),
    serviceLocation: link.row(
      'ServiceLocationReference',
      '/service/locations',
      isVisit ? 2 : id % 23 === 0 ? 3 : 1,
    ),
    source: link.row('ServiceSourceReference', '/service/sources', source),
    location: link.row('SystemLocationReference', collections.locations, client.city.office),
    department: link.row('SystemDepartmentReference', collections.departments, desk.department),
    sla: link.row('SLAReference', collections.slas, sla),
  };
}

/** Fields that few tickets have. */
function oddOf(plan: TicketPlan): JsonRecord {
  const { id, source, request, chance } = plan;
  const odd: JsonRecord = { billingMethod: 'ActualRates', subBillingMethod: 'ActualRates' };
  if (source === 4) odd['externalXRef'] = `MON-${String(10_000 + id)}`;
  if (chance.happens(0.06)) odd['poNumber'] = `PO-${String(4000 + (id % 900))}`;
  if (chance.happens(0.04))
    Object.assign(odd, {
      knowledgeBaseCategoryId: 1 + (id % 2),
      knowledgeBaseSubCategoryId: 1 + (id % 2),
      knowledgeBaseLinkId: 1 + (id % 3),
      knowledgeBaseLinkType: id % 2 === 0 ? 'KnowledgeBaseArticle' : 'ServiceTicket',
    });
  if (chance.happens(0.05))
    Object.assign(odd, {
      automaticEmailCcFlag: true,
      automaticEmailCc: `office@${plan.client.domain}`,
    });
  if (request.desk.row['name'] !== 'Field Service') return odd;
  const estimate = request.hours[1];
  return {
    ...odd,
    estimatedStartDate: dayAfter(plan.entered, chance.between(1, 6)),
    duration: Math.ceil(estimate / 8),
    estimatedTimeCost: estimate * 55,
    estimatedTimeRevenue: estimate * 115,
    ...(id % 2 === 0
      ? {
          estimatedExpenseCost: 20,
          estimatedExpenseRevenue: 25,
          estimatedProductCost: chance.between(5, 40) * 10,
          estimatedProductRevenue: chance.between(41, 70) * 10,
        }
      : {}),
    ...visitTerms(plan, estimate),
  };
}

/** How a visit is paid for, and what it waits for. */
function visitTerms({ id, entered, chance }: TicketPlan, estimate: number): JsonRecord {
  const terms: JsonRecord = {};
  if (chance.happens(0.3))
    Object.assign(terms, { billingMethod: 'FixedFee', billingAmount: estimate * 110 });
  else if (chance.happens(0.2))
    Object.assign(terms, { billingMethod: 'OverrideRate', hourlyRate: 95 + (id % 3) * 10 });
  if (chance.happens(0.1))
    Object.assign(terms, {
      subBillingMethod: 'FixedFee',
      subBillingAmount: 250 + (id % 4) * 50,
      subDateAccepted: dayAfter(entered, 1),
    });
  if (id > 3 && chance.happens(0.08))
    Object.assign(terms, {
      predecessorType: 'Ticket',
      predecessorId: id - 3,
      predecessorClosedFlag: id % 2 === 0,
      lagDays: 1 + (id % 3),
      lagNonworkingDaysFlag: id % 3 === 0,
    });
  return terms;
}

function dayAfter(time: number, days: number): string {
  return `${new Date(time + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
}

function rootCause({ request, id }: TicketPlan): string {
  const type = String(request.type['name']);
  return type === 'Hardware' || type === 'Software'
    ? type
    : at(['User Error', 'Third Party', 'Software'], id);
}

/** The monitoring opens its own; else somebody of the desk, or the caller on the portal. */
export function enteredBy({ source, id, contact }: TicketPlan): string {
  if (source === 4) return 'rmmlink';
  if (source === 3) return contact.email;
  return String(rowOf(collections.members, at([3, 1, 3, 5], id))['identifier']);
}
