import { checkBody } from '../api/check-body.js';
import type { BodyShape } from '../api/field-path.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import type { JsonRecord } from '../text/records.js';
import { bodyParams, bodyShape, builtBody, recordSchema, withoutWords } from './call-body.js';
import { formShape, takesForm } from './form.js';
import { parseInput } from './parse-input.js';
import { hasCustomFields, withCustomFields } from './write.js';

/** What is written into an endpoint's body or form. */
export function writtenShape(catalog: Catalog, endpoint: Endpoint): BodyShape {
  return takesForm(endpoint) ? formShape(catalog, endpoint) : bodyShape(catalog, endpoint);
}

/**
 * What a call would refuse in a body, put together from raw input as far as that goes; undefined where it would refuse
 * nothing. Fields that are missing count where the body is `whole`; custom fields are held against those of the record.
 */
export async function bodyFault(
  catalog: Catalog,
  endpoint: Endpoint,
  raw: Record<string, unknown>,
  { whole, record }: { whole: boolean; record: JsonRecord | undefined },
  services: Pick<Services, 'clock' | 'member' | 'report'>,
): Promise<string | undefined> {
  const { method } = endpoint;
  const shape = writtenShape(catalog, endpoint);
  const schema = recordSchema(endpoint);
  try {
    const written = builtBody({ ...parseInput(bodyParams, raw), check: true }, shape);
    const body = await withoutWords(written, shape, { schema, check: true }, services);
    if (body === undefined) return undefined;
    if (record !== undefined && hasCustomFields(body)) withCustomFields(body, record, true);
    const { faults } = checkBody(body, { ...shape, method, resource: '' });
    return faults.find(({ code }) => whole || code !== 'MissingRequiredField')?.message;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
