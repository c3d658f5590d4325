import { isRead, type Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import type { InputOf, Params } from './define.js';

/** How much of a list is wanted. */
export const pagingParams = {
  all: { kind: 'boolean', default: false, summary: 'follow every page of a list' },
  limit: { kind: 'integer', min: 1, summary: 'follow the pages until this many rows' },
  count: { kind: 'boolean', default: false, summary: 'only how many records there are' },
  pageConcurrency: {
    kind: 'integer',
    min: 1,
    max: 4,
    default: 1,
    summary: 'numbered pages fetched at a time with --all',
  },
} as const satisfies Params;

type Paging = InputOf<typeof pagingParams> & {
  page?: number | undefined;
  unlessExists?: string | undefined;
};

/** Whether one request is meant, the pages of a list, or its count. Throws UsageError for flags that do not go together. */
export function planList(
  { all, limit, count: onlyCount, page, pageConcurrency, unlessExists }: Paging,
  { method, path, response }: Endpoint,
): 'request' | 'pages' | 'count' {
  const follow = all ? '--all' : limit === undefined ? undefined : '--limit';
  const flag = onlyCount ? '--count' : follow;
  if (flag === undefined) {
    if (pageConcurrency === 1) return 'request';
    throw new UsageError('--page-concurrency is for --all and --limit.', {
      hint: 'Add --all to follow every page.',
    });
  }
  const [other] = [
    onlyCount && follow !== undefined ? follow : undefined,
    page === undefined ? undefined : '--page',
    unlessExists === undefined ? undefined : '--unless-exists',
  ].filter((one) => one !== undefined);
  if (other !== undefined) {
    throw new UsageError(`${flag} and ${other} do not go together.`, {
      hint: 'Leave out one of them.',
    });
  }
  if (!isRead({ method, path }) || response.payload?.list !== true) {
    throw new UsageError(`${flag} is for lists; ${method} ${path} is none.`, {
      hint: `Leave out ${flag}.`,
    });
  }
  return onlyCount ? 'count' : 'pages';
}
