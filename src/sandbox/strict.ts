import type { Field } from '../catalog/model.js';
import type { JsonRecord } from '../text/records.js';
import { ApiFault, type Fault } from './answer.js';
import type { SandboxRequest, World } from './handle.js';
import type { Route } from './routes.js';

/** With the switch `unknownNames` at `refuse`: a name in `fields` that the answer's schema does not have. */
export function refuseUnknownFields(
  { query }: SandboxRequest,
  { endpoint }: Route,
  { switches, references }: World,
): void {
  const schema = endpoint.response.payload?.schema;
  if (switches.unknownNames === 'ignore' || schema === undefined || schema === null) return;
  const paths = (query.get('fields') ?? '').split(',').map((path) => path.trim());
  for (const path of paths.filter((one) => one !== '')) {
    const [first = ''] = path.toLowerCase().split('/');
    if (references.fieldsOf(schema).some(({ name }) => name.toLowerCase() === first)) continue;
    throw new ApiFault(400, 'ApiFindCondition', `${path} is not a recognized name.`);
  }
}

/** The same for properties of a body. */
export function noteUnknown(
  body: JsonRecord,
  fields: readonly Field[],
  { unknownNames }: World['switches'],
  fault: Fault,
): void {
  if (unknownNames === 'ignore') return;
  const known = new Set(fields.map(({ name }) => name.toLowerCase()));
  for (const name of Object.keys(body))
    if (!known.has(name.toLowerCase()))
      fault('InvalidField', name, `${name} is not a recognized name`);
}
