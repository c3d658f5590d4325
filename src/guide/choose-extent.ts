import type { CallInput } from '../actions/call-params.js';
import { counted } from '../text/counted.js';
import { withInputs, type Step } from './draft.js';

/** How much of a list is wanted: one of them means none of the others. */
const nothing = { page: undefined, limit: undefined, all: undefined, count: undefined };

export const chooseExtent: Step = async (draft, { desk: { prompt } }) => {
  const chosen = await prompt.select('How many?', [
    { name: `One page (${pageSize} unless told)`, value: 'page' },
    { name: 'The first …', value: 'first' },
    { name: 'All of them', value: 'all' },
    { name: 'Only how many there are', value: 'count' },
  ] as const);
  if (chosen === 'all' || chosen === 'count')
    return withInputs(draft, { ...nothing, [chosen]: true });
  if (chosen === 'page') return withInputs(draft, nothing);
  const limit = await prompt.text('The first how many?', {
    default: '100',
    check: (text) => (/^\s*[1-9]\d{0,8}\s*$/.test(text) ? undefined : 'Write a whole number.'),
  });
  return withInputs(draft, { ...nothing, limit: Number(limit) });
};

/** Rows that a server gives where nobody says how many. */
const pageSize = 25;

export function extentInWords({ page, pageSize: size, limit, all, count }: CallInput): string {
  if (count) return 'only how many there are';
  if (all) return 'all of them';
  if (limit !== undefined) return `the first ${limit}`;
  return `${page === undefined ? 'one page' : `page ${page}`} of ${counted(size ?? pageSize, 'row')}`;
}
