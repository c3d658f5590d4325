import { createHash } from 'node:crypto';
import { UnavailableError } from '../errors/errors.js';
import { JsonText } from '../text/json-text.js';
import { encodeQuery, pathOf, queryOf } from './request.js';
import type { ApiResponse } from './client.js';

/** One page of a list: its rows and what the server said of the next one. */
export interface Page {
  rows: readonly unknown[];
  response: ApiResponse;
}

export interface Walk {
  /** Path and query of the list, without paging parameters but with everything else. */
  target: string;
  pageSize: number;
  /** The endpoint can page by id, which neither repeats nor misses a row while records change. */
  forwardOnly: boolean;
  /** Order for numbered pages, which would repeat and miss rows without one; undefined to leave it to the server. */
  orderBy: string | undefined;
  /** Numbered pages fetched at a time; more than one rules out paging by id. */
  concurrency: number;
  /** Given up when its signal says so: nobody wants the page any more. */
  fetch: (
    target: string,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ) => Promise<Page>;
}

/**
 * The pages of a list to its end (developer guide: pagination). By id where the server grants it, which it
 * says with a Link header; else by number, in an order.
 */
export async function* walkPages(walk: Walk): AsyncGenerator<readonly unknown[]> {
  if (walk.forwardOnly) {
    const granted = yield* byId(walk);
    if (granted) return;
  }
  yield* byNumber(walk);
}

export const forwardOnlyHeader = { 'pagination-type': 'forward-only' };

/** The path and query of one page. */
export function pageTarget(
  { target, pageSize }: Pick<Walk, 'target'> & Partial<Pick<Walk, 'pageSize'>>,
  more: { pageId?: number | undefined; page?: number; orderBy?: string | undefined },
): string {
  const path = pathOf(target);
  const added = Object.entries({ pageSize, ...more }).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]),
  );
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  const kept = queryOf(target).filter(([name]) => !names.has(name.toLowerCase()));
  return `${path}${encodeQuery([...kept, ...added])}`;
}

/** Pages by id; false where the server did not grant it and nothing was handed on. */
async function* byId(walk: Walk): AsyncGenerator<readonly unknown[], boolean> {
  const seen = new SeenPages();
  for (let pageId: number | undefined; ;) {
    const target = pageTarget(walk, { pageId });
    const { rows, response } = await walk.fetch(target, forwardOnlyHeader);
    if (pageId === undefined && !grantsIds(response, isEnd(rows, walk.pageSize))) return false;
    seen.refuseRepeated(rows, response, target);
    yield rows;
    const next = Number(nextLink(response.headers)?.get('pageid') ?? Number.NaN);
    if (Number.isNaN(next)) {
      if (
        pageId !== undefined &&
        response.headers['link'] === undefined &&
        rows.length >= walk.pageSize
      )
        throw endUnknown(target);
      return true;
    }
    // Ids only grow; anything else would go in circles.
    if (next <= (pageId ?? 0)) throw inCircles(target);
    pageId = next;
  }
}

/**
 * A server that pages by id always sends the header, and names the next page by id. One that does not has ignored
 * the wish, and its first page may stand in no order; the last one is all there is either way.
 */
function grantsIds(response: ApiResponse, isLast: boolean): boolean {
  if (response.headers['link'] === undefined) return isLast;
  return nextLink(response.headers)?.has('pageid') ?? true;
}

/** The order that keeps numbered pages from overlapping, where none was asked for. */
export function steadyOrder({ target, orderBy }: Pick<Walk, 'target' | 'orderBy'>): {
  orderBy?: string | undefined;
} {
  return hasParameter(target, 'orderBy') ? {} : { orderBy };
}

async function* byNumber(walk: Walk): AsyncGenerator<readonly unknown[]> {
  const order = steadyOrder(walk);
  const ahead: Promise<Page>[] = [];
  const ending = new AbortController();
  const seen = new SeenPages();
  let size = walk.pageSize;
  try {
    for (let page = 1; ; page++) {
      while (ahead.length < walk.concurrency) {
        const target = pageTarget(walk, { ...order, page: page + ahead.length });
        const fetched = walk.fetch(target, {}, ending.signal);
        // One that fails is told when its turn comes; after the last page it does not matter.
        fetched.catch(() => undefined);
        ahead.push(fetched);
      }
      const { rows, response } = (await ahead.shift()) ?? { rows: [], response: undefined };
      if (response === undefined || rows.length === 0) return;
      seen.refuseRepeated(rows, response, walk.target);
      yield rows;
      if (page === 1 && !isEnd(rows, size)) size = rows.length;
      const isLast = hasLink(response)
        ? nextLink(response.headers) === undefined
        : rows.length < size;
      if (isLast) return;
    }
  } finally {
    // What was fetched ahead must not outlive the list.
    ending.abort();
  }
}

/**
 * Whether a first page without a link is all there is. A short one is, but for a round number of rows: that may
 * be a server's own largest page, smaller than the one asked for (100 in old releases).
 */
function isEnd(rows: readonly unknown[], pageSize: number): boolean {
  return rows.length < pageSize && (rows.length === 0 || rows.length % 25 !== 0);
}

/** The pages that came, by their content: one that comes again means that the list goes in circles. */
class SeenPages {
  readonly #digests = new Set<string>();

  refuseRepeated(rows: readonly unknown[], { body }: ApiResponse, target: string): void {
    const [first] = rows;
    // Without ids two pages may rightly be the same: `--fields closedFlag`.
    if (!(first instanceof JsonText) || !first.text.startsWith('{"id":')) return;
    const digest = createHash('sha1').update(body).digest('base64');
    if (this.#digests.has(digest)) throw inCircles(target);
    this.#digests.add(digest);
  }
}

function hasParameter(target: string, wanted: string): boolean {
  return queryOf(target).some(([name]) => name.toLowerCase() === wanted.toLowerCase());
}

function hasLink({ headers }: ApiResponse): boolean {
  return typeof headers['link'] === 'string' && headers['link'] !== '';
}

/**
 * The query of the link to the next page, its names in lower case. Nothing else of the link is used: its host
 * may be an internal one, or anybody's.
 */
export function nextLink(headers: ApiResponse['headers']): Map<string, string> | undefined {
  const link = String(headers['link'] ?? '');
  const [, url] = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link) ?? [];
  if (url === undefined) return undefined;
  return new Map(queryOf(url).map(([name, value]) => [name.toLowerCase(), value]));
}

function inCircles(target: string): UnavailableError {
  return new UnavailableError(`The server sends the same page again for ${pathOf(target)}.`, {
    hint: 'Its pages cannot be followed to the end. Narrow the list with --conditions, and take single pages with --page.',
  });
}

function endUnknown(target: string): UnavailableError {
  return new UnavailableError(
    `The server did not say whether more rows follow for ${pathOf(target)}.`,
    { hint: 'Try again, or take numbered pages: --page-concurrency 2.' },
  );
}
