import { forwardOnlyHeader, pageTarget, walkPages, type Page } from '../api/pages.js';
import { queryOf, type ApiRequest } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { CwmError, UsageError } from '../errors/errors.js';
import type { Report, Services } from '../services.js';
import { counted } from '../text/counted.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { totalFor } from './count.js';
import { one, type Result } from './define.js';
import { columnsOf, describeRequest, prepare, type Sending } from './send.js';

export interface Listing extends Pick<Sending, 'request' | 'dryRun' | 'columns' | 'notes'> {
  endpoint: Endpoint;
  /** Most rows; undefined for all there are. */
  limit: number | undefined;
  concurrency: number;
}

/** What the server gives on one page at most (developer guide). */
const largestPage = 1000;

/** Follows the pages of a list; its rows are shown as they come. */
export async function list(listing: Listing, services: Services): Promise<Result> {
  const { endpoint, limit, concurrency } = listing;
  const request = ordered(listing.request);
  const asWritten = new Map(
    queryOf(request.target).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (asWritten.has('page') || asWritten.has('pageid')) {
    throw new UsageError('A page and all pages do not go together.', {
      hint: 'Leave page out of the path and of -p, or leave out --all and --limit.',
    });
  }
  const catalog = await services.catalog();
  const wanted = Number(asWritten.get('pagesize') ?? Number.NaN);
  const pageSize = wanted > 0 ? wanted : Math.min(limit ?? largestPage, largestPage);
  const fitsOnePage = limit !== undefined && limit <= pageSize;
  const forwardOnly = !fitsOnePage && concurrency === 1 && canPageById(catalog, listing);
  const orderBy =
    fitsOnePage || request.method === 'POST' || !hasId(catalog, endpoint) ? undefined : 'id';
  if (listing.dryRun) {
    const first = forwardOnly ? {} : { page: 1, orderBy };
    const target = pageTarget({ target: request.target, pageSize }, first);
    const further = 'The first page; the following ones as the server names them.';
    const notes = [...(listing.notes ?? []), further];
    const shown = await describeRequest({ ...request, target }, notes, services);
    const headers = { ...shown.headers, ...(forwardOnly ? forwardOnlyHeader : {}) };
    return one({ ...shown, headers });
  }
  services.expect('records');
  const asked = await prepare({ request, endpoint }, services);
  const total = fitsOnePage ? undefined : await totalFor(listing, limit, services);
  const pages = walkPages({
    target: request.target,
    pageSize,
    forwardOnly,
    orderBy,
    concurrency,
    async fetch(target, headers, signal): Promise<Page> {
      const { answer, response, unreadable } = await asked.send(target, { headers, signal });
      if (answer.kind === 'none') return { rows: [], response };
      if (answer.kind === 'rows') return { rows: answer.rows, response };
      throw unreadable('it is not a list');
    },
  });
  const columns = listing.columns ?? columnsOf(catalog, endpoint);
  const rows = limited(
    pages,
    limit,
    fitsOnePage ? () => undefined : progressOf(total, services.report),
  );
  return { kind: 'pages', pages: rows, ...(columns === undefined ? {} : { columns }) };
}

/** A search by POST takes its order in the body. */
function ordered(request: ApiRequest): ApiRequest {
  if (request.body === undefined) return request;
  const body = parseJson(request.body);
  if (!isRecord(body) || Object.hasOwn(body, 'orderBy')) return request;
  return { ...request, body: toJson({ ...body, orderBy: 'id' }) };
}

function progressOf(total: number | undefined, report: Report): (rows: number) => void {
  return (rows) => {
    report.progress(
      total === undefined ? counted(rows, 'row') : `${rows} of ${counted(total, 'row')}`,
      total === undefined || total === 0 ? undefined : Math.min(1, rows / total),
    );
  };
}

/** At most `limit` rows; a failure tells how many came before it. */
async function* limited(
  pages: AsyncIterable<readonly unknown[]>,
  limit: number | undefined,
  onRows: (rows: number) => void,
): AsyncGenerator<readonly unknown[]> {
  let rows = 0;
  try {
    for await (const page of pages) {
      const wanted = limit === undefined ? page : page.slice(0, limit - rows);
      rows += wanted.length;
      onRows(rows);
      yield wanted;
      if (limit !== undefined && rows >= limit) return;
    }
  } catch (error) {
    if (rows > 0 && error instanceof CwmError)
      error.message = `${error.message} incomplete: ${counted(rows, 'row')}`;
    throw error;
  }
}

function canPageById(catalog: Catalog, { endpoint, request }: Listing): boolean {
  const takesPageId = catalog
    .parameters(endpoint)
    .some(({ name, in: place }) => place === 'query' && name.toLowerCase() === 'pageid');
  // The server refuses an order together with it.
  return takesPageId && request.method === 'GET' && !/[?&]orderBy=/i.test(request.target);
}

function hasId(catalog: Catalog, { response }: Endpoint): boolean {
  const schema = response.payload?.schema;
  if (schema === null || schema === undefined) return false;
  return catalog.fields(schema).some(({ name }) => name === 'id');
}
