import authored from '../../../data/sandbox/projects.json' with { type: 'json' };
import type { JsonRecord } from '../../text/records.js';
import type { Ground, Maker } from '../ground.js';
import { apiTime, collections } from '../records.js';
import { every } from './amounts.js';
import { Cast, fullName, mailOf } from './cast.js';
import { at, plusDays } from './days.js';
import { type PhasePlan, type ProjectPlan, type WorkPlan } from './project-plans.js';
import { planned } from './project-work.js';
import { projectBoard } from './projects.js';
import { turn } from '../turn.js';

/** Project tickets share their ids with service tickets, and begin where those do not reach. */
export function firstProjectTicket(serviceTickets: number): number {
  let first = 100_000;
  while (first < serviceTickets * 2) first *= 10;
  return first;
}

export const projectTickets: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const phaseRecords = ground.stored('/project/projects/{}/phases');
  const statusFor = statuses(ground, cast);
  let nextPhase = 0;
  let id = firstProjectTicket(ground.origin.tickets);
  for (const { project, plan } of planned(ground, cast)) {
    for (const [position, phase] of plan.phases.entries()) {
      const phaseRecord = phaseRecords[nextPhase++]?.record;
      for (const [nth, work] of phase.tickets.entries()) {
        const previous = nth === 0 ? undefined : id - 1;
        add(null, {
          id,
          summary: work.summary,
          isIssueFlag: work.isIssue,
          ...place(cast, plan, project, id),
          status: statusFor(work),
          phase: cast.ref('ProjectPhaseReference', phaseRecord),
          wbsCode: `${position + 1}.${nth + 1}`,
          ...staffed(cast, work, id),
          ...timing(phase, work, previous, id),
          ...settings(ground, cast, id),
          _info: ground.info(
            plusDays(plan.start, -10),
            String(plan.manager['identifier']),
            plusDays(phase.start, work.closed ? 4 : -5),
          ),
        });
        id++;
      }
    }
  }
};

function statuses(ground: Ground, cast: Cast): (work: WorkPlan) => JsonRecord | undefined {
  const board = projectBoard(ground)['id'];
  const rows = ground
    .stored(collections.statuses)
    .filter(({ parent }) => parent === board)
    .map(({ record }) => record);
  const named = (name: string) => rows.find((row) => row['name'] === name) ?? rows[0];
  const closed = named('Closed');
  return ({ closed: isClosed, begun }) =>
    cast.ref(
      'ServiceStatusReference',
      isClosed ? closed : begun ? named('In Progress') : named('New'),
    );
}

function place(cast: Cast, plan: ProjectPlan, project: JsonRecord, id: number): JsonRecord {
  const { customer } = plan;
  const contact = cast.contactOf(customer, id);
  const site = cast.siteOf(customer, id);
  const source = site?.['addressLine1'] === undefined ? customer : site;
  const { location, department } = cast.home(plan.index, plan.customer);
  return {
    board: project['board'],
    project: cast.ref('ProjectReference', project),
    company: cast.ref('CompanyReference', customer),
    site: cast.ref('SiteReference', site),
    siteName: site?.['name'] ?? 'Main',
    addressLine1: source['addressLine1'],
    addressLine2: source['addressLine2'] ?? (every(5, id) ? 'Second floor' : undefined),
    city: source['city'],
    stateIdentifier: customer['state'],
    zip: source['zip'],
    contact: cast.ref('ContactReference', contact),
    contactName: fullName(contact),
    contactPhoneNumber: contact?.['defaultPhoneNbr'] ?? customer['phoneNumber'],
    contactPhoneExtension: every(6, id) ? String(100 + (id % 50)) : undefined,
    contactEmailAddress: mailOf(contact),
    location,
    department,
  };
}

function staffed(
  cast: Cast,
  { owner, closed, budgetHours, actualHours }: WorkPlan,
  id: number,
): JsonRecord {
  const identifier = String(owner['identifier']);
  const second = turn(cast.staff, id)['identifier'];
  return {
    owner: cast.ref('MemberReference', owner),
    resources:
      every(4, id) && second !== identifier ? `${identifier}, ${String(second)}` : identifier,
    workRole: cast.refNth('WorkRoleReference', '/time/workRoles', id),
    workType: cast.refNth('WorkTypeReference', '/time/workTypes', id),
    budgetHours,
    actualHours,
    closedFlag: closed,
    closedBy: closed ? identifier : undefined,
  };
}

function timing(
  phase: PhasePlan,
  { closed, begun }: WorkPlan,
  previous: number | undefined,
  id: number,
): JsonRecord {
  const days = id % 5;
  return {
    requiredDate: apiTime(phase.end),
    estimatedStartDate: apiTime(phase.start),
    duration: 1 + days,
    scheduleStartDate: begun ? at(plusDays(phase.start, days), 14) : undefined,
    scheduleEndDate: begun ? at(plusDays(phase.start, days), 18) : undefined,
    closedDate: closed ? at(plusDays(phase.start, days + 2), 20) : undefined,
    predecessorType: previous === undefined ? undefined : 'Ticket',
    predecessorId: previous,
    predecessorClosedFlag: previous !== undefined && closed,
    lagDays: previous === undefined ? 0 : id % 3,
    lagNonworkingDaysFlag: every(4, id),
  };
}

function settings(ground: Ground, cast: Cast, id: number): JsonRecord {
  const method = every(6, id) ? 'FixedFee' : undefined;
  return {
    priority: cast.refNth('PriorityReference', collections.priorities, every(5, id) ? 1 : 2),
    serviceLocation: cast.refNth('ServiceLocationReference', '/service/locations', id),
    source: cast.refNth('ServiceSourceReference', '/service/sources', id),
    agreementType: every(7, id) ? 'Managed Services' : undefined,
    knowledgeBaseCategoryId: every(8, id) ? 1 + (id % 3) : undefined,
    knowledgeBaseSubCategoryId: every(8, id) ? 1 + (id % 5) : undefined,
    knowledgeBaseLinkId: every(16, id) ? 1 + (id % 9) : undefined,
    knowledgeBaseLinkType: every(16, id) ? 'KnowledgeBaseArticle' : undefined,
    allowAllClientsPortalView: every(9, id),
    customerUpdatedFlag: every(7, id),
    automaticEmailContactFlag: every(3, id),
    automaticEmailResourceFlag: every(4, id),
    automaticEmailCcFlag: every(10, id),
    automaticEmailCc: every(10, id) ? 'projects@msp.example' : undefined,
    approved: !every(11, id),
    subBillingMethod: method,
    subBillingAmount: method === undefined ? 0 : 450,
    subDateAccepted: method === undefined ? undefined : apiTime(ground.daysAgo(id % 60)),
    billTime: every(8, id) ? 'NoCharge' : 'Billable',
    billExpenses: every(9, id) ? 'DoNotBill' : 'Billable',
    billProducts: every(7, id) ? 'NoDefault' : 'Billable',
    mobileGuid: ground.chance(`project ticket ${id}`).uuid(),
    currency: cast.refNth('CurrencyReference', '/finance/currencies', 0),
  };
}

/** A few words on what was begun. */
export const projectTicketNotes: Maker = (ground, add) => {
  const cast = new Cast(ground);
  const byIdentifier = new Map(cast.staff.map((one) => [one['identifier'], one]));
  for (const [index, ticket] of ground.all('/project/tickets').entries()) {
    if (Number(ticket['actualHours']) === 0) continue;
    const id = Number(ticket['id']);
    const by = String(ticket['resources']).split(',')[0] ?? '';
    const written = new Date(String(ticket['requiredDate']));
    add(id, {
      ticketId: id,
      text: turn(authored.ticketNotes, index),
      detailDescriptionFlag: !every(3, index),
      internalAnalysisFlag: every(3, index),
      resolutionFlag: ticket['closedFlag'],
      issueFlag: ticket['isIssueFlag'],
      member: cast.ref('MemberReference', byIdentifier.get(by)),
      customerUpdatedFlag: false,
      _info: ground.info(plusDays(written, -3), by),
    });
  }
};
