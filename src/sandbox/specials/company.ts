import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { add, amend, drop, stored } from '../amend.js';
import { invalidObject, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { collections, idOf } from '../records.js';
import { change } from '../write.js';
import { done, idIn, told } from './asked.js';

export const company: Readonly<Record<string, Special>> = {
  'POST /company/companies/{id}/merge': merge,
  'PATCH /company/configurations/{id}/changeType': changeType,
  'POST /company/contacts/validatePortalCredentials': validatePortal,
};

/** Which field of a company each choice of a merge is about, where it is called otherwise. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  type: ['types'],
  primaryAddress: ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country', 'site'],
  primaryContact: ['defaultContact'],
  phone: ['phoneNumber'],
  fax: ['faxNumber'],
  revenue: ['annualRevenue'],
  timeZone: ['timeZoneSetup'],
  billingAddress: ['billingSite'],
  sourceList: ['leadSource'],
};

/** What goes over to the other company unless it is discarded: lists that name the company, and what lies below it. */
const moved: Readonly<Record<string, readonly string[]>> = {
  activities: ['/sales/activities'],
  contacts: [collections.contacts],
  notes: ['/company/companies/{}/notes'],
  opportunities: ['/sales/opportunities'],
  projects: ['/project/projects'],
  services: [collections.tickets, collections.projectTickets],
  sites: ['/company/companies/{}/sites'],
};

/** One company goes into another, which keeps its own values save where the merge takes the first one's. */
function merge(request: SandboxRequest, match: Match, world: World): Answer {
  const { id, record: from } = stored(collections.companies, idIn(match), world);
  const body = told(request, match, world);
  const toId = Number(body['toCompanyId']);
  const fault = (code: string, message: string) =>
    invalidObject('companyMerge', [{ code, field: 'toCompanyId', message }]);
  const to = world.store.get(collections.companies, toId)?.record;
  if (to === undefined) throw fault('NotFound', `Company ${toId} was not found`);
  if (toId === id) throw fault('InvalidField', `Company ${id} cannot go into itself`);
  return world.store.atomic(() => {
    const taken: JsonRecord = {};
    for (const [choice, side] of Object.entries(body)) {
      if (side !== 'From') continue;
      for (const field of fieldsOf[choice] ?? [choice]) taken[field] = from[field];
    }
    for (const [choice, lists] of Object.entries(moved)) {
      const isKept = body[choice] !== 'Discard';
      if (isKept) for (const list of lists) moveAll(list, id, toId, to, world);
    }
    amend(collections.companies, id, { deletedFlag: true }, world);
    amend(collections.companies, toId, taken, world);
    return done(`Company ${id} was merged into ${toId}.`);
  });
}

function moveAll(list: string, from: number, to: number, target: JsonRecord, world: World): void {
  const reference = world.references.to('CompanyReference', target);
  if (list.includes('{}')) {
    for (const { id, record } of world.store.list(list, from)) {
      drop(list, id, world);
      const company = record['company'] === undefined ? {} : { company: reference };
      add(list, to, { ...record, ...company }, world);
    }
    return;
  }
  for (const { id } of world.store.listBy(list, 'company.id', from))
    amend(list, id, { company: reference }, world);
}

/** A PATCH of a configuration's type; the questions of the former type go. */
function changeType(request: SandboxRequest, match: Match, world: World): Answer {
  const route = {
    kind: 'patch',
    endpoint: match.endpoint,
    collection: '/company/configurations',
    parent: null,
    parentCollection: undefined,
    id: idIn(match),
    shows: null,
  } as const;
  const { record: before } = stored(route.collection, route.id, world);
  return world.store.atomic(() => {
    const answer = change(request, route, world);
    const { type } = stored(route.collection, route.id, world).record;
    if (idOf(before['type']) === idOf(type)) return answer;
    return { ...answer, body: amend(route.collection, route.id, { questions: [] }, world) };
  });
}

/** The password that every contact of the sandbox has. */
const portalPassword = 'sandbox-portal';

function validatePortal(request: SandboxRequest, match: Match, world: World): Answer {
  const { email, password } = told(request, match, world);
  const wanted = String(email).toLowerCase();
  const contact = world.store
    .list(collections.contacts)
    .find(({ record }) => addressesOf(record).includes(wanted));
  const success =
    contact !== undefined &&
    contact.record['disablePortalLoginFlag'] !== true &&
    password === portalPassword;
  return { status: 200, body: success ? { success, contactId: contact.id } : { success } };
}

function addressesOf({ communicationItems }: JsonRecord): string[] {
  const items = Array.isArray(communicationItems) ? (communicationItems as unknown[]) : [];
  return items
    .filter(isRecord)
    .filter(({ communicationType }) => communicationType === 'Email')
    .map(({ value }) => String(value).toLowerCase());
}
