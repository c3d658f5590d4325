import { buildBody } from '../api/body.js';
import { toRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { methods, type Endpoint } from '../catalog/model.js';
import { readPathArgument } from '../catalog/path-argument.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { spellParameter } from '../conditions/parameters.js';
import { UsageError } from '../errors/errors.js';
import { toJson } from '../text/json.js';
import { defineAction, type InputOf } from './define.js';
import { buildForm, refuseFile, takesForm } from './form.js';
import { send } from './send.js';

const params = {
  path: { kind: 'string', required: true, summary: 'template, concrete path or operationId' },
  method: {
    kind: 'string',
    choices: methods,
    summary: 'method; GET, else the first that the path has',
  },
  params: { kind: 'pairs', summary: 'fills {placeholders} first, then query parameters' },
  conditions: {
    kind: 'string',
    summary: `which records, such as closedFlag=false and status/name="New"`,
  },
  childConditions: { kind: 'string', summary: 'conditions on members of lists' },
  customFieldConditions: { kind: 'string', summary: 'conditions on custom fields' },
  orderBy: { kind: 'list', summary: 'fields to sort by, each with asc or desc' },
  fields: { kind: 'list', summary: 'only these fields, such as id,summary,status/name' },
  page: { kind: 'integer', min: 1, summary: 'page of a list' },
  pageSize: {
    kind: 'integer',
    min: 1,
    max: 1000,
    summary: 'rows on a page; 25 unless told, at most 1000',
  },
  data: { kind: 'json', summary: 'the body' },
  set: { kind: 'pairs', summary: 'sets one field of the body, typed by the schema' },
  file: { kind: 'string', summary: 'document to upload' },
  dryRun: { kind: 'boolean', default: false, summary: 'show the request and send nothing' },
  check: {
    kind: 'boolean',
    default: true,
    summary: 'check names, conditions and bodies before sending',
  },
} as const;

export type CallInput = InputOf<typeof params>;

export const call = defineAction({
  name: 'call',
  summary: 'Call an endpoint',
  params,
  async run(input, services) {
    const catalog = await services.catalog();
    const resolved = resolve(catalog, input);
    const { endpoint } = resolved;
    const isForm = takesForm(endpoint);
    if (!isForm) refuseFile(endpoint, input.file);
    const file = input.file === undefined ? undefined : services.resolvePath(input.file);
    const { form, params: rest } = isForm
      ? await buildForm(catalog, endpoint, { ...input, file })
      : { form: undefined, params: input.params ?? {} };
    const request = toRequest({
      resolved,
      parameters: catalog.parameters(endpoint),
      params: rest,
      query: {
        conditions: input.conditions,
        childConditions: input.childConditions,
        customFieldConditions: input.customFieldConditions,
        orderBy: input.orderBy?.join(','),
        fields: input.fields?.join(','),
        page: input.page,
        pageSize: input.pageSize,
      },
      spell: (name, value) => spellParameter(name, value, input.check),
      body: isForm ? undefined : bodyText(catalog, endpoint, input),
      check: input.check,
    });
    const { dryRun, fields: columns } = input;
    const nextPage = (page: number) => `--page ${page}, or --page-size up to 1000`;
    return await send(
      { request: { ...request, form }, endpoint, dryRun, columns, nextPage },
      services,
    );
  },
});

function resolve(catalog: Catalog, { path, method, data, set, file }: CallInput): Resolved {
  if (
    method === undefined &&
    path.includes('/') &&
    (data !== undefined || file !== undefined || Object.keys(set ?? {}).length > 0)
  ) {
    throw new UsageError('A body needs a method.', {
      hint: `Write it before the path: cwm call POST ${path} …`,
    });
  }
  refuseCutOff(catalog, path);
  return resolveEndpoint(catalog, path, method);
}

/** A slash at the end where an id can follow is a variable that was empty, or braces that PowerShell split off. */
function refuseCutOff(catalog: Catalog, text: string): void {
  if (!/\/\s*(?:\?|$)/.test(text)) return;
  const { path } = readPathArgument(text, catalog.modules());
  const endsSo = catalog.match(path).some(({ endpoint }) => endpoint.path.endsWith('/'));
  if (endsSo || catalog.match(`${path}{id}`).length === 0) return;
  throw new UsageError(`The path ${path} ends where an id belongs.`, {
    hint: `Write the id, in single quotes where a shell could touch it: '${path}123'. For the list leave out the last slash: ${path.slice(0, -1)}`,
  });
}

function bodyText(
  catalog: Catalog,
  endpoint: Endpoint,
  { data, set = {}, check }: CallInput,
): string | undefined {
  const schema = recordSchema(endpoint);
  const body = buildBody({
    data,
    set,
    fields: schema === null ? [] : catalog.fields(schema),
    membersOf: (name) => catalog.fields(name),
    patch: endpoint.method === 'PATCH',
    list: endpoint.body?.list,
    check,
  });
  if (body === undefined) {
    if (endpoint.body?.required === true && check) {
      throw new UsageError(`${endpoint.method} ${endpoint.path} needs a body.`, {
        hint: `Give one with -d or --set. A body to fill in: cwm describe ${endpoint.method} '${endpoint.path}' --skeleton`,
      });
    }
    return undefined;
  }
  if (endpoint.method === 'GET')
    throw new UsageError('A GET takes no body.', { hint: 'Put a filter into --conditions.' });
  return toJson(body);
}

/** The schema whose fields a body sets: of the body, or of the record that a PATCH changes. */
function recordSchema({ method, body, response }: Endpoint): string | null {
  return method === 'PATCH' ? (response.payload?.schema ?? null) : (body?.schema ?? null);
}
