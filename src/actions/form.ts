import { buildBody } from '../api/body.js';
import type { BodyShape } from '../api/field-path.js';
import { buildMultipart, openUpload, type Multipart } from '../api/multipart.js';
import type { Catalog } from '../catalog/catalog.js';
import { listParameters, type Endpoint, type Field } from '../catalog/model.js';
import { placeholders } from '../catalog/template.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { isRecord } from '../text/records.js';
import { fitted, withoutWords, type BodyInputs } from './call-body.js';

export type FormInput = BodyInputs & { params?: Readonly<Record<string, string>> | undefined };

/** Whether the endpoint takes a form with a document rather than JSON. */
export function takesForm({ body }: Endpoint): boolean {
  return body?.contentType.startsWith('multipart/') === true;
}

export function refuseFile(endpoint: Endpoint, file: string | undefined): void {
  if (file === undefined) return;
  throw new UsageError(`${endpoint.method} ${endpoint.path} takes no file.`, {
    hint: 'Documents go to: cwm call POST /system/documents --file <path> -p recordType=Ticket -p recordId=1',
  });
}

/** The form from `--file`, `-d`, `--set` and those of `-p` that are no parameters; they come back without these. */
export async function buildForm(
  catalog: Catalog,
  endpoint: Endpoint,
  { file, data, set = {}, setFrom = {}, unset = [], params = {}, check, fit }: FormInput,
  services: Pick<Services, 'resolvePath' | 'report' | 'clock' | 'member'>,
): Promise<{ form: Multipart; params: Record<string, string> }> {
  const known = [
    ...placeholders(endpoint.path),
    ...catalog.parameters(endpoint).map(({ name }) => name),
    ...listParameters,
  ].map((name) => name.toLowerCase());
  const isParameter = ([name]: [string, string]) => known.includes(name.toLowerCase());
  const given = Object.entries(params);
  const parts = given.filter((pair) => !isParameter(pair));
  const schema = endpoint.body?.schema ?? null;
  const shape = formShape(catalog, endpoint);
  const settings = [...parts, ...Object.entries(set), ...Object.entries(setFrom)];
  const built = buildBody({ ...shape, data, set: settings, unset, check }) ?? {};
  const written = fit ? fitted(built, shape, services.report) : built;
  const values = await withoutWords(written, shape, { schema, check }, services);
  if (!isRecord(values)) {
    throw new UsageError('The fields of a form are an object.', {
      hint: `For example: -d '{"title":"text"}', or --set 'title = text'`,
    });
  }
  const byHand = Object.keys(values).find((name) => name.toLowerCase() === 'file');
  if (byHand !== undefined) {
    throw new UsageError('The document cannot be given as a field.', {
      hint: 'Name its file: --file <path>',
    });
  }
  if (file === undefined && values['url'] === undefined && check) {
    throw new UsageError(`${endpoint.method} ${endpoint.path} needs a document.`, {
      hint: 'Give one with --file <path>, or a link to one with --set url=…',
    });
  }
  const upload = file === undefined ? undefined : await openUpload(services.resolvePath(file));
  return {
    form: await buildMultipart(values, upload),
    params: Object.fromEntries(given.filter(isParameter)),
  };
}

/** What the fields of a form are made of. */
export function formShape(catalog: Catalog, { body }: Endpoint): BodyShape {
  return {
    fields: catalog.fields(body?.schema ?? '').map(asServerSpells),
    membersOf: (name) => catalog.fields(name),
    patch: false,
    list: false,
  };
}

/** The definition misspells this one; the server's own form has it right. */
function asServerSpells(field: Field): Field {
  return field.name === 'readOnlyFlay' ? { ...field, name: 'readOnlyFlag' } : field;
}
