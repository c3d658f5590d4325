import { ApiFault } from './answer.js';

const defaultPageSize = 25;
const largestPageSize = 1000;

export interface Page<T> {
  rows: T[];
  /** The `Link` header; absent where one page holds everything. */
  link: string | undefined;
}

/** One page of a list with ConnectWise's `Link` header: pages from 1, an empty list past the end. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams, url: string): Page<T> {
  const page = positive(query.get('page') ?? '1', 'page');
  const size = Math.min(
    positive(query.get('pageSize') ?? String(defaultPageSize), 'pageSize'),
    largestPageSize,
  );
  const last = Math.max(1, Math.ceil(all.length / size));
  const links: string[] = [];
  if (page < last)
    links.push(linkTo(url, query, page + 1, 'next'), linkTo(url, query, last, 'last'));
  if (page > 1) links.push(linkTo(url, query, page - 1, 'prev'), linkTo(url, query, 1, 'first'));
  return {
    rows: all.slice((page - 1) * size, page * size),
    link: links.length === 0 ? undefined : links.join(', '),
  };
}

/** `page` is the last parameter of each address. */
function linkTo(url: string, query: URLSearchParams, page: number, relation: string): string {
  const others = new URLSearchParams(query);
  others.delete('page');
  const rest = others.toString();
  return `<${url}?${rest === '' ? '' : `${rest}&`}page=${page}>; rel="${relation}"`;
}

function positive(text: string, name: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new ApiFault(400, 'InvalidObject', `${name} object is invalid`, [
    {
      code: 'OutOfRange',
      message:
        name === 'page'
          ? 'The value of page must be at least 1.'
          : `The value of ${name} must lie between 1 and ${largestPageSize}.`,
      resource: name,
      field: name,
    },
  ]);
}
