import { toRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { methods } from '../catalog/model.js';
import { refuseCutOff } from '../catalog/cut-off.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { joinOrder } from '../conditions/lists.js';
import { UsageError } from '../errors/errors.js';
import { toJson } from '../text/json.js';
import { asksForBody, bodyParams, readBody } from './call-body.js';
import { defineAction, one, type InputOf } from './define.js';
import { buildForm, refuseFile, takesForm } from './form.js';
import { count } from './count.js';
import { list } from './list.js';
import { listParts } from './list-parts.js';
import { fitUrl } from './long-filter.js';
import { ownPath } from './own-path.js';
import { ownTime } from './own-time.js';
import { pagingParams, planList } from './plan-list.js';
import { bodyDates } from './relative-dates.js';
import { preferIds, withIds } from './resolve-names.js';
import { withSearchBody } from './search-body.js';
import { columnsOf, send } from './send.js';
import { speller } from './speller.js';
import { whereFilters } from './where.js';
import { slashPath } from '../conditions/spelling.js';
import { prepareWrite } from './write.js';

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
  where: {
    kind: 'texts',
    summary: 'which records: a field, an operator and a value, such as status/name=New',
  },
  orderBy: { kind: 'list', summary: 'fields to sort by, each with asc or desc' },
  fields: { kind: 'list', summary: 'only these fields, such as id,summary,status/name' },
  page: { kind: 'integer', min: 1, summary: 'page of a list' },
  pageSize: {
    kind: 'integer',
    min: 1,
    max: 1000,
    summary: 'rows on a page; 25 unless told, at most 1000',
  },
  ...pagingParams,
  ...bodyParams,
  dryRun: { kind: 'boolean', default: false, summary: 'show the request and send nothing' },
  check: {
    kind: 'boolean',
    default: true,
    summary: 'check names, conditions and bodies before sending',
  },
  resolve: {
    kind: 'boolean',
    default: true,
    summary: 'look up a name that is given in place of an id',
  },
} as const;

export type CallInput = InputOf<typeof params>;

export const call = defineAction({
  name: 'call',
  summary: 'Call an endpoint',
  params,
  async run(given, services) {
    const catalog = await services.catalog();
    const path = await ownPath(given.path, services);
    const found = resolve(catalog, { ...given, path });
    const resolved = given.resolve ? preferIds(catalog, found) : found;
    const { endpoint } = resolved;
    const spell = await speller(given, endpoint, services);
    const filters = await whereFilters(given, endpoint, services);
    const input = withSearchBody(given, endpoint, spell, filters);
    const isForm = takesForm(endpoint);
    if (!isForm) refuseFile(endpoint, input.file);
    const { form, params } = isForm
      ? await buildForm(catalog, endpoint, input, services)
      : { form: undefined, params: input.params ?? {} };
    const body = isForm
      ? undefined
      : readBody(catalog, endpoint, input, {
          report: services.report,
          member: services.member(),
          toDate: await bodyDates(input, endpoint, services),
        });
    const build = (ids: Record<string, string>) =>
      toRequest({
        resolved,
        parameters: catalog.parameters(endpoint),
        params,
        ids,
        query: {
          conditions: input.conditions,
          childConditions: input.childConditions,
          customFieldConditions: input.customFieldConditions,
          orderBy: input.orderBy && joinOrder(input.orderBy),
          fields: input.fields?.join(','),
          page: input.page,
          pageSize: input.pageSize,
        },
        // A search by POST has them in its body.
        added: endpoint.method === 'GET' ? filters : {},
        spell,
        body: body === undefined ? undefined : toJson(body),
        check: input.check,
      });
    const { dryRun, fields: columns, limit, pageConcurrency: concurrency } = input;
    const plan = planList(input, endpoint);
    const named = input.resolve
      ? await withIds({ resolved, params, dryRun }, services, build)
      : { request: build({}), notes: [] };
    const { request: plain, notes } = ownTime(named, endpoint, dryRun, services);
    const request = { ...plain, form };
    if (plan === 'count') return await count({ request, endpoint, dryRun, notes }, services);
    const { division, ...fitted } = fitUrl({ request, endpoint, dryRun, notes }, catalog, services);
    const listing = { ...fitted, columns, limit, concurrency };
    if (division !== undefined && input.unlessExists === undefined)
      return await listParts({ ...listing, division, onePage: plan === 'request' }, services);
    if (plan === 'pages') return await list(listing, services);
    const nextPage = (page: number) =>
      input.page === undefined ? '--all or --limit n' : `--page ${page}, --all or --limit n`;
    const { unlessExists: unless, check } = input;
    const unlessExists =
      unless === undefined ? undefined : spell('unlessExists', unless, '--unless-exists');
    const fields = columns?.map(slashPath).join(',');
    const write = { ...fitted, body, unlessExists, fields, check };
    const { existing, ...prepared } = await prepareWrite(write, services);
    if (existing !== undefined)
      return one<unknown>(existing, columns ?? columnsOf(catalog, endpoint));
    const said = [...fitted.notes, ...prepared.notes];
    return await send({ ...fitted, ...prepared, notes: said, columns, nextPage }, services);
  },
});

function resolve(catalog: Catalog, input: CallInput): Resolved {
  const { path, method, check } = input;
  if (method === undefined && path.includes('/') && asksForBody(input)) {
    throw new UsageError('A body needs a method.', {
      hint: `Write it before the path: cwm call POST ${path} …`,
    });
  }
  refuseCutOff(catalog, path);
  return resolveEndpoint(catalog, path, method, check);
}
