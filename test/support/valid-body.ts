import type { Endpoint, Field } from '../../src/catalog/model.js';
import { fieldSample } from '../../src/catalog/skeleton.js';
import { isRecord, type JsonRecord } from '../../src/text/records.js';
import type { WholeSandbox } from './whole-sandbox.js';

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
  const { body } = await sandbox.send('GET', path);
  const models = Array.isArray(body) ? body.filter(isRecord) : [];
  return Object.fromEntries(
    wanted.map((field) => [
      field.name,
      reference(field, models) ?? fieldSample(catalog, endpoint, field),
    ]),
  );
}

/** The reference that a listed record has in a field. */
function reference({ name, type }: Field, models: readonly JsonRecord[]): unknown {
  if (type !== 'object' && type !== 'array' && !/Id$/.test(name)) return undefined;
  return models.map((model) => model[name]).find((value) => value !== undefined);
}
