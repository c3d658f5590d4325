import type { JsonRecord } from '../../text/records.js';
import type { Ground } from '../ground.js';
import { apiMoment, collections } from '../records.js';
import { rowOf, type Row } from './authored.js';
import { agreementsOf, type AgreementOf } from './agreements-of.js';
import { customFields } from './custom-fields.js';
import { madeInTurn } from './in-turn.js';
import { fieldsText, Linker } from './linker.js';
import { slaTimes } from './sla-times.js';
import { rareOf } from './ticket-extras.js';
import { ticketPlans, type TicketPlan } from './ticket-plan.js';
import { turn } from '../turn.js';

export const tickets = madeInTurn((ground) => ({
  count: ground.origin.tickets,
  *texts() {
    const shared = new Shared(ground);
    for (const plan of ticketPlans(ground)) yield textOf(plan, ground, shared);
  },
}));

tickets.has = (origin, id) => id >= 1 && id <= origin.tickets;

/** What tickets draw upon, looked up and written once. */
class Shared {
  readonly link: Linker;
  readonly agreements: AgreementOf;
  readonly currency: string[];
  readonly #addresses = new Map<number, string>();
  readonly #setups = new Map<string, string>();
  readonly #customs = new Map<string | undefined, string>();

  constructor(ground: Ground) {
    this.link = new Linker(ground);
    this.agreements = agreementsOf(ground);
    this.currency = ground
      .all('/finance/currencies')
      .slice(0, 1)
      .map((one) => fieldsText({ currency: ground.reference('CurrencyReference', one) }));
  }

  /** Company and address; the same for all tickets of a site. */
  address({ client, contact: { site } }: TicketPlan): string {
    let address = this.#addresses.get(site.id);
    if (address === undefined) {
      address = fieldsText({
        company: this.link.to('CompanyReference', client.row),
        site: this.link.to('SiteReference', site),
        siteName: site.name,
        addressLine1: site.addressLine1,
        addressLine2: site.addressLine2,
        city: site.city.city,
        stateIdentifier: site.city.state,
        zip: site.city.zip,
        country: this.link.row('CountryReference', '/company/countries', 1),
      });
      this.#addresses.set(site.id, address);
    }
    return address;
  }

  /** The custom fields, by the one that tickets fill. */
  custom(cause: string | undefined): string {
    let custom = this.#customs.get(cause);
    if (custom === undefined) {
      custom = fieldsText({ integratorTags: [], customFields: customFields('Ticket', [cause]) });
      this.#customs.set(cause, custom);
    }
    return custom;
  }

  /** Type, team and whatever else follows from the request and the office. */
  setup({ request, client }: TicketPlan): string {
    const { desk, type, subType, item } = request;
    const { office } = client.city;
    const key = `${subType.id} ${item.id} ${office}`;
    let setup = this.#setups.get(key);
    if (setup === undefined) {
      const { link } = this;
      const isVisit = desk.row['name'] === 'Field Service';
      setup = fieldsText({
        workRole: link.row('WorkRoleReference', collections.workRoles, isVisit ? 3 : 1),
        workType: link.row('WorkTypeReference', collections.workTypes, isVisit ? 2 : 1),
        type: link.to('ServiceTypeReference', type),
        subType: link.to('ServiceSubTypeReference', subType),
        item: link.to('ServiceItemReference', item),
        team: link.to('ServiceTeamReference', turn(desk.teams, office === 3 ? 1 : 0)),
        location: link.row('SystemLocationReference', collections.locations, office),
        department: link.row('SystemDepartmentReference', collections.departments, desk.department),
        requestForChangeFlag: type['name'] === 'Account',
      });
      this.#setups.set(key, setup);
    }
    return setup;
  }
}

function textOf(plan: TicketPlan, ground: Ground, shared: Shared): string {
  const { contact, owner, client } = plan;
  const { link } = shared;
  const agreement = shared.agreements(client.row.id);
  const texts = [
    `"summary":${JSON.stringify(plan.summary)},"recordType":"ServiceTicket"`,
    link.text('board', 'BoardReference', plan.request.desk.row),
    link.text('status', 'ServiceStatusReference', plan.status),
    shared.setup(plan),
    shared.address(plan),
    link.text('contact', 'ContactReference', contact),
    link.rowText('priority', 'PriorityReference', '/service/priorities', plan.priority),
    link.rowText('source', 'ServiceSourceReference', '/service/sources', plan.source),
    link.rowText('sla', 'SLAReference', collections.slas, plan.sla),
    link.rowText(
      'serviceLocation',
      'ServiceLocationReference',
      '/service/locations',
      placeOf(plan),
    ),
    ...shared.currency,
  ];
  if (owner !== undefined) texts.push(link.text('owner', 'MemberReference', owner));
  if (agreement !== undefined) texts.push(agreement.text);
  texts.push(
    fieldsText(ownFields(plan, ground, agreement !== undefined)),
    fieldsText(slaTimes(plan)),
  );
  const rare = rareOf(plan);
  if (rare !== undefined) texts.push(fieldsText(rare));
  texts.push(endOf(plan, shared));
  return texts.join(',');
}

function placeOf({ request, id }: TicketPlan): number {
  return request.desk.row['name'] === 'Field Service' ? 2 : id % 23 === 0 ? 3 : 1;
}

function ownFields(plan: TicketPlan, ground: Ground, hasAgreement: boolean): JsonRecord {
  const { client, contact, status, chance, crew, work } = plan;
  const hasCopies = plan.id % 19 === 0;
  return {
    contactName: `${contact.firstName} ${contact.lastName}`,
    contactPhoneNumber: contact.phone,
    contactPhoneExtension: contact.extension,
    contactEmailAddress: contact.email,
    requiredDate: chance.happens(0.3) ? dayAfter(plan.entered, chance.between(2, 21)) : undefined,
    budgetHours: chance.happens(0.2) ? plan.request.hours[1] : 0,
    severity: levels[plan.severity],
    impact: levels[plan.impact],
    allowAllClientsPortalView: client.row.id % 3 === 0,
    customerUpdatedFlag: status.name !== 'New' && !status.closedStatus && chance.happens(0.25),
    automaticEmailContactFlag: plan.source !== 4,
    automaticEmailResourceFlag: crew.length > 1,
    automaticEmailCcFlag: hasCopies,
    automaticEmailCc: hasCopies ? `office@${client.domain}` : undefined,
    closedDate: plan.closed === undefined ? undefined : apiMoment(plan.closed),
    closedBy: plan.closed === undefined ? undefined : (plan.owner?.['identifier'] ?? 'rmmlink'),
    closedFlag: status.closedStatus,
    actualHours: work.reduce((sum, stretch) => sum + stretch.hours, 0),
    approved: !(status.name === 'New' && plan.id % 3 === 0),
    resources: crew.length === 0 ? undefined : crew.map((one) => one['identifier']).join(', '),
    parentTicketId: plan.parent,
    hasChildTicket: plan.hasChildren,
    hasMergedChildTicketFlag: plan.hasMerged,
    mergedParentTicket:
      plan.mergedInto === undefined
        ? undefined
        : ground.reference('TicketReference', { ...plan.mergedInto }),
    billTime: client.type === 'Owner' ? 'DoNotBill' : hasAgreement ? 'NoDefault' : 'Billable',
    billExpenses: client.type === 'Owner' ? 'DoNotBill' : 'Billable',
    billProducts: client.type === 'Owner' ? 'DoNotBill' : 'Billable',
    mobileGuid: chance.uuid(),
  };
}

const levels = ['High', 'Medium', 'Low'];

/** What stands at the end of a record. */
function endOf(plan: TicketPlan, shared: Shared): string {
  const { owner, status, work, closed, entered } = plan;
  const by = enteredBy(plan);
  const updated = closed ?? work.at(-1)?.end ?? entered;
  const updatedBy = updated === entered ? by : identifierOf(owner, by);
  const cause = status.closedStatus ? rootCause(plan) : undefined;
  const [last, first] = [apiMoment(updated), apiMoment(entered)];
  return `${shared.custom(cause)},"_info":{"lastUpdated":"${last}","updatedBy":"${updatedBy}","dateEntered":"${first}","enteredBy":"${by}"}`;
}

function rootCause({ request, id }: TicketPlan): string {
  const type = String(request.type['name']);
  return type === 'Hardware' || type === 'Software'
    ? type
    : turn(['User Error', 'Third Party', 'Software'], id);
}

function identifierOf(member: Row | undefined, otherwise: string): string {
  const identifier = member?.['identifier'];
  return typeof identifier === 'string' ? identifier : otherwise;
}

/** Midnight, UTC: how the API writes a day. */
export function dayAfter(time: number, days: number): string {
  return `${new Date(time + days * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** The monitoring opens its own; else somebody of the desk, or the caller on the portal. */
export function enteredBy({ source, id, contact }: TicketPlan): string {
  if (source === 4) return 'rmmlink';
  if (source === 3) return contact.email;
  return String(rowOf(collections.members, turn([3, 1, 3, 5], id))['identifier']);
}
