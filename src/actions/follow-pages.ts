import {
  forwardOnlyHeader,
  pageTarget,
  steadyOrder,
  walkPages,
  type Page,
  type Walk,
} from '../api/pages.js';
import { queryMap, type ApiRequest } from '../api/request.js';
import type { ApiResponse } from '../api/client.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import type { Result } from './define.js';
import { dryRun, type DryRun } from './dry-run.js';
import { prepare } from './send.js';

/** The pages of one request, and how they are asked for. */
export interface Following extends Pick<
  Walk,
  'pageSize' | 'forwardOnly' | 'orderBy' | 'concurrency'
> {
  request: ApiRequest;
  endpoint: Endpoint;
}

interface Wanted {
  request: ApiRequest;
  endpoint: Endpoint;
  concurrency: number;
  pageSize: number;
  /** Nothing after the first page will be asked for. */
  fitsOnePage: boolean;
}

/** What the server gives on one page at most (developer guide). */
const largestPage = 1000;

/** Rows on a page for a request of which at most `limit` rows are wanted. Throws UsageError where it asks for one page. */
export function pageSizeFor({ target }: ApiRequest, limit: number | undefined): number {
  const query = queryMap(target);
  if (query.has('page') || query.has('pageid')) {
    throw new UsageError('A page and all pages do not go together.', {
      hint: 'Leave page out of the path and of -p, or leave out --all and --limit.',
    });
  }
  const wanted = Number(query.get('pagesize') ?? Number.NaN);
  return wanted > 0 ? wanted : Math.min(limit ?? largestPage, largestPage);
}

export function planPages(
  { request: given, endpoint, concurrency, pageSize, fitsOnePage }: Wanted,
  catalog: Catalog,
): Following {
  const request = ordered(given);
  const forwardOnly = !fitsOnePage && concurrency === 1 && canPageById(catalog, endpoint, request);
  const orderBy =
    fitsOnePage || request.method === 'POST' || !hasId(catalog, endpoint) ? undefined : 'id';
  return { request, endpoint, concurrency, pageSize, forwardOnly, orderBy };
}

/** The request for the first page. */
export async function describePages(
  { request, pageSize, forwardOnly, orderBy }: Following,
  notes: readonly string[],
  services: Services,
): Promise<Result<DryRun>> {
  const first = forwardOnly ? {} : { page: 1, ...steadyOrder({ target: request.target, orderBy }) };
  const target = pageTarget({ target: request.target, pageSize }, first);
  const added = forwardOnly ? forwardOnlyHeader : {};
  return await dryRun({ ...request, target }, notes, services, added);
}

/** The rows page by page; `onAnswer` sees what came with each page. */
export async function followPages(
  { request, endpoint, ...walk }: Following,
  services: Services,
  onAnswer: (response: ApiResponse) => void = () => undefined,
): Promise<AsyncGenerator<readonly unknown[]>> {
  const asked = await prepare({ request, endpoint }, services);
  return walkPages({
    ...walk,
    target: request.target,
    async fetch(target, headers, signal): Promise<Page> {
      const { answer, response, unreadable } = await asked.send(target, { headers, signal });
      onAnswer(response);
      if (answer.kind === 'none') return { rows: [], response };
      if (answer.kind === 'rows') return { rows: answer.rows, response };
      throw unreadable('it is not a list');
    },
  });
}

/** A search by POST takes its order in the body. */
function ordered(request: ApiRequest): ApiRequest {
  if (request.body === undefined) return request;
  const body = parseJson(request.body);
  if (!isRecord(body) || Object.hasOwn(body, 'orderBy')) return request;
  return { ...request, body: toJson({ ...body, orderBy: 'id' }) };
}

function canPageById(catalog: Catalog, endpoint: Endpoint, request: ApiRequest): boolean {
  const takesPageId = catalog
    .parameters(endpoint)
    .some(({ name, in: place }) => place === 'query' && name.toLowerCase() === 'pageid');
  // The server refuses an order together with it.
  return takesPageId && request.method === 'GET' && !queryMap(request.target).has('orderby');
}

export function hasId(catalog: Catalog, { response }: Endpoint): boolean {
  const schema = response.payload?.schema;
  if (schema === null || schema === undefined) return false;
  return catalog.fields(schema).some(({ name }) => name === 'id');
}
