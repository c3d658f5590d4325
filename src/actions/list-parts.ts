import { nextLink } from '../api/pages.js';
import { queryMap } from '../api/request.js';
import { recordShape } from '../catalog/record-shape.js';
import { UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { counted } from '../text/counted.js';
import { many, type Result } from './define.js';
import { describePages, followPages, hasId, pageSizeFor, planPages } from './follow-pages.js';
import { chained, merged, withoutRepeats } from './join-rows.js';
import { limited, progressOf, type Listing } from './list.js';
import { dividedNote, firstNote, type Division } from './divide.js';
import { rowOrder } from './row-order.js';
import { columnsOf } from './send.js';

export interface DividedListing extends Listing {
  division: Division;
  /** One page is wanted, not the list up to a limit or its end. */
  onePage: boolean;
}

/** What a page has unless it is told (developer guide). */
const usualPage = 25;

/** A list that takes several requests: their rows joined, each record once. */
export async function listParts(
  { division, onePage, ...listing }: DividedListing,
  services: Services,
): Promise<Result> {
  const { request, endpoint, dryRun, notes = [] } = listing;
  const { report } = services;
  const catalog = await services.catalog();
  const query = queryMap(request.target);
  refusePage(query);
  const pageSize = pageSizeFor(request, onePage ? usualPage : listing.limit);
  if (!division.disjoint) refuseNoId(query.get('fields'), hasId(catalog, endpoint));
  const orderBy = query.get('orderby');
  const order =
    orderBy === undefined
      ? undefined
      : rowOrder(orderBy, query.get('fields'), recordShape(catalog, endpoint));
  const parts = division.targets.map((target) =>
    planPages(
      { ...listing, request: { ...request, target }, pageSize, fitsOnePage: false },
      catalog,
    ),
  );
  const [first] = parts;
  if (dryRun && first !== undefined) {
    const said = [...notes, dividedNote(division), firstNote];
    return await describePages(first, said, services);
  }
  services.expect('records');
  report.note(dividedNote(division));
  const goOn = new Set<number>();
  const lists = await Promise.all(
    parts.map((part, index) =>
      followPages(part, services, ({ headers }) => {
        if (nextLink(headers) === undefined) goOn.delete(index);
        else goOn.add(index);
      }),
    ),
  );
  const joined =
    order === undefined
      ? chained(lists)
      : merged(lists, order, () => {
          report.warn(
            `The server sorts by ${orderBy ?? ''} in another way than cwm: the rows of ${parts.length} requests are joined as nearly in its order as can be.`,
          );
        });
  const rows = withoutRepeats(joined, () => {
    if (!division.disjoint) throw noId();
  });
  const columns = listing.columns ?? columnsOf(catalog, endpoint);
  if (onePage) {
    const page = await firstPage(rows, pageSize, () => goOn.size > 0);
    if (page.rows.length === 0) report.note('0 rows.');
    if (page.more && services.surface !== 'mcp')
      report.warn(`${counted(page.rows.length, 'row')}, more exist: --all or --limit n.`);
    return { ...many(page.rows, columns), more: page.more };
  }
  const pages = limited(rows, listing.limit, progressOf(undefined, report));
  return { kind: 'pages', pages, ...(columns === undefined ? {} : { columns }) };
}

function refusePage(query: ReadonlyMap<string, string>): void {
  if (!query.has('page') && !query.has('pageid')) return;
  throw new UsageError(
    'A filter this long is sent in several requests, which have no common pages.',
    {
      hint: 'Leave out --page, and take --all or --limit n.',
    },
  );
}

/** A record that two of the requests give can be told by its id alone. */
function refuseNoId(fields: string | undefined, hasIds: boolean): void {
  if (fields?.split(',').some((name) => name.toLowerCase() === 'id') ?? hasIds) return;
  throw noId();
}

function noId(): UsageError {
  return new UsageError(
    'A filter this long is sent in several requests, and without ids a record that two of them give would be there twice.',
    { hint: 'Include id in --fields. Where the records have none, give fewer values.' },
  );
}

/** The first rows, and whether there are more: no page is fetched only to tell that. */
async function firstPage(
  pages: AsyncIterable<readonly unknown[]>,
  size: number,
  someGoOn: () => boolean,
): Promise<{ rows: unknown[]; more: boolean }> {
  const rows: unknown[] = [];
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length > size || (rows.length === size && someGoOn())) {
      return { rows: rows.slice(0, size), more: true };
    }
  }
  return { rows, more: false };
}
