import type { Match } from '../../catalog/path-matcher.js';
import { isRecord, type JsonRecord } from '../../text/records.js';
import { amend, stored } from '../amend.js';
import { invalidObject, type Answer } from '../answer.js';
import type { SandboxRequest, Special, World } from '../handle.js';
import { apiTime, collections, pick } from '../records.js';
import { routeOf } from '../routes.js';
import { created } from '../write.js';
import { idIn, told } from './asked.js';

const opportunities = '/sales/opportunities';

/** What an opportunity becomes: a new record, or one that is there and gets its notes and products. */
interface Conversion {
  collection: string;
  /** The field of the body that names a record which is there. */
  existing: string;
  /** The field of a product that says what it is for; none where products are not kept so. */
  product?: string;
  made: (opportunity: JsonRecord, body: JsonRecord, world: World) => JsonRecord;
}

const parties = ['company', 'contact', 'site'];
const addressees = [
  'shipToCompany',
  'shipToContact',
  'shipToSite',
  'billToCompany',
  'billToContact',
];

const conversions: Readonly<Record<string, Conversion>> = {
  convertToServiceTicket: {
    collection: collections.tickets,
    existing: 'ticketId',
    product: 'ticket',
    made: (opportunity, body) => ({
      summary: String(body['summary'] ?? opportunity['name']).slice(0, 100),
      ...pick(opportunity, parties),
    }),
  },
  convertToProject: {
    collection: '/project/projects',
    existing: 'projectId',
    product: 'project',
    made: (opportunity, body, { store, now }) => ({
      name: opportunity['name'],
      board: { id: store.listBy(collections.boards, 'projectFlag', 1)[0]?.id },
      billingMethod: 'ActualRates',
      estimatedStart: midnight(now()),
      estimatedEnd: midnight(new Date(now().getTime() + 30 * day)),
      ...pick(opportunity, [...parties, ...addressees]),
      opportunity: { id: opportunity['id'] },
      ...pick(body, ['name', 'status', 'board', 'manager', 'estimatedStart', 'estimatedEnd']),
    }),
  },
  convertToAgreement: {
    collection: '/finance/agreements',
    existing: 'agreementId',
    made: (opportunity, body, { store, now }) => ({
      name: opportunity['name'],
      type: { id: store.list('/finance/agreements/types')[0]?.id },
      startDate: midnight(now()),
      ...pick(opportunity, [...parties, ...addressees]),
      opportunity: { id: opportunity['id'] },
      ...pick(body, ['name', 'type', 'startDate', 'endDate', 'billOneTimeFlag']),
    }),
  },
  convertToSalesOrder: {
    collection: '/sales/orders',
    existing: 'salesOrderId',
    product: 'salesOrder',
    made: (opportunity, body, { store, now }) => ({
      status: { id: store.list('/sales/orders/statuses')[0]?.id },
      salesRep: opportunity['primarySalesRep'],
      orderDate: midnight(now()),
      description: body['name'] ?? opportunity['name'],
      poNumber: opportunity['customerPO'],
      ...pick(opportunity, [...parties, ...addressees, 'billingTerms', 'taxCode']),
      opportunity: { id: opportunity['id'] },
    }),
  },
};

export const opportunityConversions: Readonly<Record<string, Special>> = Object.fromEntries(
  Object.entries(conversions).map(([action, conversion]): [string, Special] => [
    `POST ${opportunities}/{id}/${action}`,
    (request, match, world) => convert(request, match, world, conversion),
  ]),
);

function convert(
  request: SandboxRequest,
  match: Match,
  world: World,
  conversion: Conversion,
): Answer {
  const { id, record: opportunity } = stored(opportunities, idIn(match), world);
  const body = told(request, match, world);
  return world.store.atomic(() => {
    const record = existing(body, conversion, world) ?? make(opportunity, body, conversion, world);
    carryNotes(id, Number(record['id']), body, conversion, world);
    carryProducts(id, record, body, conversion, world);
    const read = stored(conversion.collection, Number(record['id']), world).record;
    return { status: 201, body: world.links.on(read, conversion.collection) };
  });
}

function existing(
  body: JsonRecord,
  { collection, existing: field }: Conversion,
  { store }: World,
): JsonRecord | undefined {
  if (body[field] === undefined) return undefined;
  const found = store.get(collection, Number(body[field]));
  if (found !== undefined) return found.record;
  throw invalidObject('opportunity', [
    {
      code: 'NotFound',
      field,
      message: `${field} ${Number(body[field])} was not found`,
    },
  ]);
}

/** The record is made as a POST of it would. */
function make(
  opportunity: JsonRecord,
  body: JsonRecord,
  { collection, made }: Conversion,
  world: World,
): JsonRecord {
  const endpoint = world.catalog.match(collection).find((one) => one.endpoint.method === 'POST');
  const route = endpoint === undefined ? undefined : routeOf(endpoint);
  if (route === undefined) throw new Error(`${collection} cannot be created`);
  const record = made(opportunity, body, world);
  const asSent = Object.entries(record).map(([name, value]): [string, unknown] => [
    name,
    isRecord(value) ? { id: value['id'] } : value,
  ]);
  return created(Object.fromEntries(asSent), route, world);
}

/** All of them, or those that are listed. */
function isIncluded(body: JsonRecord, what: 'Note' | 'Product', id: number): boolean {
  const listed = body[`include${what}Ids`];
  if (Array.isArray(listed) && listed.length > 0) return listed.includes(id);
  return body[`includeAll${what}sFlag`] === true;
}

/** Notes go along to tickets and projects, which have some. */
function carryNotes(
  from: number,
  to: number,
  body: JsonRecord,
  { collection }: Conversion,
  world: World,
): void {
  const path = `${collection}/{}/notes`;
  const match = world.catalog
    .match(path.replace('{}', String(to)))
    .find(({ endpoint }) => endpoint.method === 'POST');
  const route = match === undefined ? undefined : routeOf(match);
  if (route === undefined) return;
  for (const { id, record } of world.store.list(`${opportunities}/{}/notes`, from))
    if (isIncluded(body, 'Note', id)) created({ text: record['text'] }, route, world);
}

function carryProducts(
  from: number,
  record: JsonRecord,
  body: JsonRecord,
  { collection, product }: Conversion,
  world: World,
): void {
  if (product === undefined) return;
  const schema = world.references.fieldsOf('ProductItem').find(({ name }) => name === product);
  const reference = world.references.to(schema?.schema ?? '', record);
  const carried = world.store
    .listBy(collections.products, 'opportunity.id', from)
    .filter(({ id }) => isIncluded(body, 'Product', id))
    .map(({ id }) => amend(collections.products, id, { [product]: reference }, world)['id']);
  if (product === 'salesOrder' && carried.length > 0)
    amend(collection, Number(record['id']), { productIds: carried }, world);
}

const day = 86_400_000;

function midnight(time: Date): string {
  return `${apiTime(time).slice(0, 10)}T00:00:00Z`;
}
