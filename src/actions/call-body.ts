import { bodyError } from '../api/body-faults.js';
import { buildBody } from '../api/body.js';
import { dateWordsOf, sentBody } from '../api/body-words.js';
import { checkBody } from '../api/check-body.js';
import type { BodyShape } from '../api/field-path.js';
import { fitBody } from '../api/fit-body.js';
import { ownIdentifier } from '../api/member.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import type { Report, Services } from '../services.js';
import { listed } from '../text/nearest.js';
import type { InputOf } from './define.js';
import { bodyDates } from './relative-dates.js';

/** What says of what a body is made. */
export const bodyParams = {
  data: { kind: 'json', summary: 'the body' },
  set: {
    kind: 'pairs',
    summary: 'sets one field of the body, typed by the schema',
    completes: 'setting',
  },
  setFrom: {
    kind: 'pairs',
    sources: true,
    summary: 'sets one field to the text of a file, standard input or a variable',
    completes: 'settingSource',
  },
  unset: {
    kind: 'texts',
    summary: 'empties one field: removes it from the body or the record',
    completes: 'bodyField',
  },
  file: { kind: 'string', summary: 'document to upload', completes: 'file' },
  fit: {
    kind: 'boolean',
    default: false,
    summary: 'cut texts that are longer than their field takes',
  },
  unlessExists: {
    kind: 'string',
    summary: 'conditions: a POST prints the record that meets them instead of creating one',
    completes: 'conditions',
  },
} as const;

export type BodyInputs = InputOf<typeof bodyParams> & { check: boolean };

/** Whether a flag was given that only makes sense with a body, and so with a method. */
export function asksForBody(input: BodyInputs): boolean {
  const { data, file, set, setFrom, unset, unlessExists } = input;
  const named = [...Object.keys(set ?? {}), ...Object.keys(setFrom ?? {}), ...(unset ?? [])];
  return [data, file, unlessExists].some((given) => given !== undefined) || named.length > 0;
}

/** What the words of a body are read with. */
type WordServices = Pick<Services, 'clock' | 'member' | 'report'>;

/**
 * The body of a call as it is sent, checked, and as it was written, with `today` and `me` in it; undefined for none.
 * Throws one UsageError for all that is wrong with it.
 */
export async function readBody(
  catalog: Catalog,
  endpoint: Endpoint,
  input: BodyInputs,
  services: WordServices,
): Promise<{ body: unknown; written: unknown }> {
  const { check, fit } = input;
  const shape = bodyShape(catalog, endpoint);
  const built = builtBody(input, shape);
  if (built === undefined) {
    if (endpoint.body?.required === true && check) {
      throw new UsageError(`${endpoint.method} ${endpoint.path} needs a body.`, {
        hint: `Give one with -d or --set. A body to fill in: cwm describe ${endpoint.method} '${endpoint.path}' --skeleton`,
      });
    }
    return { body: undefined, written: undefined };
  }
  if (endpoint.method === 'GET')
    throw new UsageError('A GET takes no body.', { hint: 'Put a filter into --conditions.' });
  const written = fit ? fitted(built, shape, services.report) : built;
  const schema = recordSchema(endpoint);
  const body = await withoutWords(written, shape, { schema, check }, services);
  if (check) refuseFaults(body, shape, endpoint, schema, services.report);
  return { body, written };
}

/** The body that an input makes before anything of it is read or checked. */
export function builtBody(
  { data, set = {}, setFrom = {}, unset = [], check }: BodyInputs,
  shape: BodyShape,
): unknown {
  const settings = [...Object.entries(set), ...Object.entries(setFrom)];
  return buildBody({ ...shape, data, set: settings, unset, check });
}

/** What the body of an endpoint is made of. */
export function bodyShape(catalog: Catalog, endpoint: Endpoint): BodyShape {
  const schema = recordSchema(endpoint);
  return {
    fields: schema === null ? [] : catalog.fields(schema),
    membersOf: (name) => catalog.fields(name),
    patch: endpoint.method === 'PATCH',
    list: endpoint.body?.list,
  };
}

/** The body with the dates and the member that its words stand for. */
export async function withoutWords(
  written: unknown,
  shape: BodyShape,
  { schema, check }: { schema: string | null; check: boolean },
  services: WordServices,
): Promise<unknown> {
  const toDate = await bodyDates(dateWordsOf(written, shape), schema, services);
  return sentBody(written, shape, { toDate, me: () => ownIdentifier(services.member()), check });
}

/** The body with texts cut to what their fields take, with a warning for each. */
export function fitted(built: unknown, shape: BodyShape, report: Report): unknown {
  const { body, cuts } = fitBody(built, shape);
  for (const { field, from, to } of cuts)
    report.warn(`${field} was cut from ${from} to ${to} characters.`);
  return body;
}

function refuseFaults(
  body: unknown,
  shape: BodyShape,
  endpoint: Endpoint,
  schema: string | null,
  report: Report,
): void {
  // What a DELETE or an upload takes is not described well enough to refuse anything.
  const isJson = endpoint.body?.contentType.includes('json') === true;
  if (!isJson || endpoint.method === 'DELETE') return;
  const { faults, unknown } = checkBody(body, {
    ...shape,
    method: endpoint.method,
    resource: resourceName(schema ?? ''),
  });
  const error = bodyError(faults, endpoint);
  if (error !== undefined) throw error;
  if (unknown.length > 0) {
    const [is, goes] = unknown.length === 1 ? ['is', 'goes'] : ['are', 'go'];
    report.warn(`${listed(unknown)} ${is} not in the catalog and ${goes} out as given.`);
  }
}

/** `Company.Configuration` is the server's `configuration`. */
function resourceName(schema: string): string {
  const name = schema.split('.').at(-1) ?? '';
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The schema whose fields a body sets: of the body, or of the record that a PATCH changes. */
export function recordSchema({ method, body, response }: Endpoint): string | null {
  return method === 'PATCH' ? (response.payload?.schema ?? null) : (body?.schema ?? null);
}
