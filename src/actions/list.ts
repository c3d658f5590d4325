import type { Endpoint } from '../catalog/model.js';
import { CwmError } from '../errors/errors.js';
import type { Report, Services } from '../services.js';
import { counted } from '../text/counted.js';
import { totalFor } from './count.js';
import type { Result } from './define.js';
import { describePages, followPages, pageSizeFor, planPages } from './follow-pages.js';
import { columnsOf, type Sending } from './send.js';

export interface Listing extends Pick<Sending, 'request' | 'dryRun' | 'columns' | 'notes'> {
  endpoint: Endpoint;
  /** Most rows; undefined for all there are. */
  limit: number | undefined;
  concurrency: number;
}

/** Follows the pages of a list; its rows are shown as they come. */
export async function list(listing: Listing, services: Services): Promise<Result> {
  const { request, endpoint, limit, notes = [] } = listing;
  const pageSize = pageSizeFor(request, limit);
  const fitsOnePage = limit !== undefined && limit <= pageSize;
  const catalog = await services.catalog();
  const following = planPages({ ...listing, pageSize, fitsOnePage }, catalog);
  if (listing.dryRun) {
    const further = 'The first page; the following ones as the server names them.';
    return await describePages(following, [...notes, further], services);
  }
  services.expect('records');
  const { isWatched = false } = services.report;
  const total = fitsOnePage || !isWatched ? undefined : await totalFor(listing, limit, services);
  const pages = await followPages(following, services);
  const columns = listing.columns ?? columnsOf(catalog, endpoint);
  const rows = limited(
    pages,
    limit,
    fitsOnePage ? () => undefined : progressOf(total, services.report),
  );
  return { kind: 'pages', pages: rows, ...(columns === undefined ? {} : { columns }) };
}

export function progressOf(total: number | undefined, report: Report): (rows: number) => void {
  return (rows) => {
    report.progress(
      total === undefined ? counted(rows, 'row') : `${rows} of ${counted(total, 'row')}`,
      total === undefined || total === 0 ? undefined : Math.min(1, rows / total),
    );
  };
}

/** At most `limit` rows; a failure tells how many came before it. */
export async function* limited(
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
