import { isRecord } from '../text/records.js';
import { invalidObject } from './answer.js';
import type { SandboxRequest } from './handle.js';
import type { SandboxSwitches } from './switches.js';

const defaultPageSize = 25;
const largestPageSize = 1000;

export interface Page<T> {
  rows: T[];
  /** The `Link` header; absent where one page holds everything. */
  link: string | undefined;
}

/** How a list is cut into pages, where it is not just by the query. */
export interface PagingRules {
  /** The query with its names as they were written, which links repeat. */
  sent?: URLSearchParams | undefined;
  /** The request header asked for pages by id. */
  forwardOnly?: boolean;
  /** A larger page is refused rather than made smaller. */
  refuseLarge?: boolean;
}

export function pagingRules(
  { headers, sent }: Pick<SandboxRequest, 'headers' | 'sent'>,
  { pageSize }: SandboxSwitches,
): PagingRules {
  return {
    sent,
    forwardOnly: headers['pagination-type']?.toLowerCase() === 'forward-only',
    refuseLarge: pageSize === 'refuse',
  };
}

/** Which page is wanted. */
export interface Paging extends PagingRules {
  page: number;
  size: number;
  /** Forward-only: records with larger ids than this. */
  after: number;
}

/** The page that a query asks for. Throws where there can be none. */
export function pagingOf(query: URLSearchParams, rules: PagingRules = {}): Paging {
  const size = positive(query.get('pageSize') ?? String(defaultPageSize), 'pageSize');
  if (size > largestPageSize && rules.refuseLarge === true) throw outOfRange('pageSize');
  if (rules.forwardOnly === true && query.get('orderBy') !== null) throw orderRefused();
  return {
    ...rules,
    page: rules.forwardOnly === true ? 1 : positive(query.get('page') ?? '1', 'page'),
    size: Math.min(size, largestPageSize),
    after: Number(query.get('pageId') ?? 0) || 0,
  };
}

/** One page of records, or of their ids, with ConnectWise's `Link` header: pages from 1, an empty list past the end. */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  url: string,
  rules: PagingRules = {},
): Page<T> {
  const paging = pagingOf(query, rules);
  const { page, size, after } = paging;
  const sent = rules.sent ?? query;
  if (rules.forwardOnly !== true)
    return {
      rows: all.slice((page - 1) * size, page * size),
      link: pageLinks(url, sent, page, Math.max(1, Math.ceil(all.length / size))),
    };
  const rest = all.filter((row) => idOf(row) > after);
  const shown = rest.slice(0, size);
  return {
    rows: shown,
    link: forwardLink(url, sent, rest.length > size ? idOf(shown.at(-1)) : undefined),
  };
}

function idOf(row: unknown): number {
  return Number(isRecord(row) ? row['id'] : row);
}

/** `next` and `last` while there are more, `prev` and `first` after the first page; undefined for a single one. */
function pageLinks(
  url: string,
  sent: URLSearchParams,
  page: number,
  last: number,
): string | undefined {
  const to = (number: number, relation: string) => link(url, sent, ['page', number], relation);
  const links = [
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(page - 1, 'prev'), to(1, 'first')] : []),
  ];
  return links.length === 0 ? undefined : links.join(', ');
}

/** The next page by the last id of this one; empty, but there, on the last. */
function forwardLink(url: string, sent: URLSearchParams, lastId: number | undefined): string {
  return lastId === undefined ? '' : link(url, sent, ['pageId', lastId], 'next');
}

const pageNames = ['page', 'pageid'];

/** The page is the last parameter of the address, after the others with the server's own encoding. */
function link(
  url: string,
  sent: URLSearchParams,
  [name, value]: [string, number],
  relation: string,
): string {
  const others = [...sent].filter(([other]) => !pageNames.includes(other.toLowerCase()));
  const query = new URLSearchParams([...others, [name, String(value)]])
    .toString()
    .replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
  return `<${url}?${query}>; rel="${relation}"`;
}

function positive(text: string, name: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw outOfRange(name);
}

function outOfRange(name: string) {
  return invalidObject(name, [
    {
      code: 'OutOfRange',
      message:
        name === 'page'
          ? 'The value of page must be at least 1.'
          : `The value of ${name} must lie between 1 and ${largestPageSize}.`,
      field: name,
    },
  ]);
}

const orderRefused = () =>
  invalidObject('orderBy', [
    {
      code: 'InvalidField',
      message: 'orderBy cannot be used with forward-only paging.',
      field: 'orderBy',
    },
  ]);
