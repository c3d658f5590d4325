import { toRequest, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { refuseCutOff } from '../catalog/cut-off.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { resolveEndpoint, type Resolved } from '../catalog/resolve.js';
import { joinOrder } from '../conditions/lists.js';
import { UsageError } from '../errors/errors.js';
import type { SavedCall } from '../memory/entry.js';
import type { Services } from '../services.js';
import { toJson } from '../text/json.js';
import { asksForBody, bodyShape, builtBody, readBody } from './call-body.js';
import type { CallInput } from './call-params.js';
import type { Result } from './define.js';
import { buildForm, refuseFile, takesForm } from './form.js';
import { fitUrl } from './long-filter.js';
import { ownPath } from './own-path.js';
import { ownTime } from './own-time.js';
import { planList } from './plan-list.js';
import { refuseUnkeepable } from './remembered.js';
import { preferIds, withIds } from './resolve-names.js';
import { withSearchBody } from './search-body.js';
import { sender } from './send-checked.js';
import { speller } from './speller.js';
import { whereFilters } from './where.js';
import { writtenCall } from './written-call.js';

/** A call that is checked, with names turned into ids: nothing of it is sent yet. */
export interface PreparedCall {
  endpoint: Endpoint;
  /** What was called as it was written, for whoever keeps it; undefined for what cannot be kept: a document. */
  written: SavedCall | undefined;
  /** The request, or the first of several. */
  request: ApiRequest;
  /** Sends it, after approval where it writes; of a dry run it gives what would be sent. */
  send: (services: Services) => Promise<Result>;
}

/** Checks a call and puts its request together. Throws UsageError for all that can be told before it is sent. */
export async function prepareCall(given: CallInput, services: Services): Promise<PreparedCall> {
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
  const { dryRun, fields: columns, limit, pageConcurrency: concurrency } = input;
  const plan = planList(input, endpoint);
  const named = input.resolve
    ? await withIds({ resolved, params, dryRun }, services, build)
    : { request: build({}), notes: [] };
  const { request: plain, notes } = ownTime(named, endpoint, dryRun, services);
  const request = { ...plain, form };
  const prepared = { request, endpoint, dryRun, notes };
  const reading = { limit, concurrency, page: input.page, isWhole: plan === 'pages' };
  if (plan === 'count')
    return { endpoint, written, request, send: sender({ kind: 'count', ...prepared }) };
  const { unlessExists: unless, check } = input;
  const unlessExists =
    unless === undefined ? undefined : spell('unlessExists', unless, '--unless-exists');
  const fitted = fitUrl(prepared, catalog, services);
  const checked = { kind: 'call' as const, ...fitted, ...reading, columns, unlessExists, check };
  return { endpoint, written, request: fitted.request, send: sender(checked) };
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
