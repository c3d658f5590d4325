import { toRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { refuseCutOff } from '../catalog/cut-off.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { joinOrder } from '../conditions/lists.js';
import { UsageError } from '../errors/errors.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import { toJson } from '../text/json.js';
import { asksForBody, bodyShape, builtBody, readBody } from './call-body.js';
import { callParams, type CallInput } from './call-params.js';
import { defineAction, one, type Result } from './define.js';
import { buildForm, refuseFile, takesForm } from './form.js';
import { count } from './count.js';
import { list } from './list.js';
import { listParts } from './list-parts.js';
import { fitUrl } from './long-filter.js';
import { ownPath } from './own-path.js';
import { ownTime } from './own-time.js';
import { planList } from './plan-list.js';
import { afterSuccess, keptAlready, refuseUnkeepable, remembered } from './remembered.js';
import { preferIds, withIds } from './resolve-names.js';
import { countUse, withReused } from './reuse.js';
import { withSearchBody } from './search-body.js';
import { columnsOf, send } from './send.js';
import { speller } from './speller.js';
import { whereFilters } from './where.js';
import { slashPath } from '../conditions/spelling.js';
import { prepareWrite } from './write.js';
import { writtenCall } from './written-call.js';

export const call = defineAction({
  name: 'call',
  summary: 'Call an endpoint',
  params: callParams,
  async run(given, services) {
    const { input, entry } = await withReused(given, services, runCall);
    const called = await runCall(input, services);
    const result = await remembered(called, input, services);
    if (entry === undefined) return result;
    const counted = await afterSuccess(result, async () => await countUse(entry, services));
    return { ...counted, reused: entry.slug, ...keptAlready };
  },
});

/** A call that was made, or shown where it was to be a dry run. */
export interface Called {
  result: Result;
  endpoint: Endpoint;
  /** What was called as it was written, for whoever keeps it; undefined for what cannot be kept: a document. */
  written: SavedCall | undefined;
}

/** Makes a call from its input, whoever put that together. */
export async function runCall(given: CallInput, services: Services): Promise<Called> {
  const catalog = await services.catalog();
  const path = await ownPath(given.path, services);
  const found = resolveCall(catalog, { ...given, path });
  const resolved = given.resolve ? preferIds(catalog, found) : found;
  const { endpoint } = resolved;
  // Before anything is looked up, whatever else may be wrong with it.
  if (!given.dryRun && !isRead(endpoint) && services.readOnly())
    services.refuseUnapproved(`${endpoint.method} ${resolved.path}`);
  const spell = await speller(given, endpoint, services);
  const filters = await whereFilters(given, endpoint, services);
  const input = withSearchBody(given, endpoint, spell, filters);
  const isForm = takesForm(endpoint);
  if (!isForm) refuseFile(endpoint, input.file);
  const { form, params } = isForm
    ? await buildForm(catalog, endpoint, input, services)
    : { form: undefined, params: input.params ?? {} };
  const { body, written: bodyWritten } = isForm
    ? { body: undefined, written: undefined }
    : await readBody(catalog, endpoint, input, services);
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
  // A search by POST was given its conditions as flags, which are kept as such.
  const ownBody = input === given ? bodyWritten : builtBody(given, bodyShape(catalog, endpoint));
  const written = isForm
    ? undefined
    : writtenCall(resolved, catalog.parameters(endpoint), given, ownBody);
  refuseUnkeepable(written, input, services);
  const called = (result: Result): Called => ({ result, endpoint, written });
  const { dryRun, fields: columns, limit, pageConcurrency: concurrency } = input;
  const plan = planList(input, endpoint);
  const named = input.resolve
    ? await withIds({ resolved, params, dryRun }, services, build)
    : { request: build({}), notes: [] };
  const { request: plain, notes } = ownTime(named, endpoint, dryRun, services);
  const request = { ...plain, form };
  if (plan === 'count') return called(await count({ request, endpoint, dryRun, notes }, services));
  const { division, ...fitted } = fitUrl({ request, endpoint, dryRun, notes }, catalog, services);
  const listing = { ...fitted, columns, limit, concurrency };
  if (division !== undefined && input.unlessExists === undefined)
    return called(await listParts({ ...listing, division, onePage: plan === 'request' }, services));
  if (plan === 'pages') return called(await list(listing, services));
  const nextPage = (page: number) =>
    input.page === undefined ? '--all or --limit n' : `--page ${page}, --all or --limit n`;
  const { unlessExists: unless, check } = input;
  const unlessExists =
    unless === undefined ? undefined : spell('unlessExists', unless, '--unless-exists');
  const fields = columns?.map(slashPath).join(',');
  const write = { ...fitted, body, unlessExists, fields, check };
  const { existing, ...prepared } = await prepareWrite(write, services);
  if (existing !== undefined)
    return called(one<unknown>(existing, columns ?? columnsOf(catalog, endpoint)));
  const said = [...fitted.notes, ...prepared.notes];
  return called(await send({ ...fitted, ...prepared, notes: said, columns, nextPage }, services));
}

/** The endpoint that a call means. Throws UsageError for a path that was cut off, and a body without a method. */
export function resolveCall(catalog: Catalog, input: CallInput): Resolved {
  const { path, method, check } = input;
  if (method === undefined && path.includes('/') && asksForBody(input)) {
    throw new UsageError('A body needs a method.', {
      hint: `Write it before the path: cwm call POST ${path} …`,
    });
  }
  refuseCutOff(catalog, path);
  return resolveEndpoint(catalog, path, method, check);
}
