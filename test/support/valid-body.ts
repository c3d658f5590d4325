import type { Endpoint, Field } from '../../src/catalog/model.js';
import { fieldSample } from '../../src/catalog/skeleton.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';
import type { WholeSandbox } from './whole-sandbox.js';

/** What the server asks for although no schema says so, by path of the POST. */
const asked: Readonly<Record<string, JsonRecord>> = {
  '/company/contacts': { firstName: 'Ada' },
  '/company/companies/{id}/merge': { toCompanyId: 31 },
  '/expense/entries': { company: { identifier: 'ACME' } },
  '/finance/agreements': { company: { identifier: 'ACME' }, contact: { id: 1 } },
  '/finance/invoices': { type: 'Standard' },
  '/project/projects/{id}/applyTemplates': { id: 1 },
  '/project/projects/{parentId}/applyTemplates': { id: 1 },
  '/project/tickets/{parentId}/notes': { text: 'Called back' },
  '/schedule/entries': { objectId: 1, member: { identifier: 'jdoe' } },
  '/service/tickets/{parentId}/attachChildren': { childTicketIds: [41, 42] },
  '/service/tickets/{parentId}/merge': { mergeTicketIds: [43], status: { name: 'Closed' } },
  '/service/tickets/{parentId}/notes': { text: 'Called back' },
  '/system/callbacks': {
    url: 'https://mirror.msp.example/?recordId=',
    type: 'ticket',
    level: 'ticket',
    objectId: 7,
  },
  '/time/entries': { company: { identifier: 'ACME' }, actualHours: 1 },
};

/** A body with what an operation requires, its references those of a record of the same list. */
export async function validBody(sandbox: WholeSandbox, endpoint: Endpoint): Promise<JsonRecord> {
  const { catalog } = sandbox;
  const fields = catalog.fields(endpoint.body?.schema ?? '').filter(({ name }) => name !== '_info');
  const wanted = fields.filter(
    (field) => field.required || (endpoint.method === 'PUT' && field.requiredOnUpdate),
  );
  const path = (await sandbox.fill(endpoint.path)).replace(/\/\d+\/?$/, (id) =>
    endpoint.path.endsWith('}') ? '' : id,
  );
  const { body: listed } = await sandbox.send('GET', path);
  const models = Array.isArray(listed) ? listed.filter(isRecord) : [];
  const body = wanted.map((field): [string, unknown] => [
    field.name,
    reference(field, models) ?? fieldSample(catalog, endpoint, field),
  ]);
  return { ...Object.fromEntries(body), ...asked[endpoint.path] };
}

/** The reference that a listed record has in a field. */
function reference({ name, type }: Field, models: readonly JsonRecord[]): unknown {
  if (type !== 'object' && type !== 'array' && !/Id$/.test(name)) return undefined;
  return models.map((model) => model[name]).find((value) => value !== undefined);
}
