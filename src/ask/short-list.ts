import type { Draft } from './draft.js';
import { lookUp } from '../conditions/shape.js';
import { recordShape } from '../catalog/record-shape.js';
import type { Sentence } from './sentence.js';
import type { Subject } from './subject.js';
import type { World } from './world.js';

/**
 * `time entries of ticket 5`: the list below the ticket, which has nothing but their ids and names. What is asked of
 * them besides (dates, members, an order, some of them, hours) takes the list of its own, as the short records have
 * none of it.
 */
export function inShort(
  draft: Draft,
  { below, filters, list }: Subject,
  sentence: Sentence,
  { catalog }: World,
): Draft {
  const endpoint =
    below === undefined
      ? undefined
      : catalog.match(below).find((one) => one.endpoint.method === 'GET')?.endpoint;
  if (below === undefined || endpoint === undefined) return draft;
  const shape = recordShape(catalog, endpoint);
  const isPlain =
    draft.filters.length === filters.length &&
    filters.length < 2 &&
    draft.conditions === undefined &&
    draft.eithers.length === 0 &&
    draft.orderBy.length === 0 &&
    draft.rows === undefined &&
    draft.fields.every((field) => lookUp(field, shape).kind === 'found') &&
    !ofAmounts.test(sentence.text);
  if (!isPlain) return draft;
  const [parent] = filters;
  if (parent !== undefined) sentence.amend(parent.where, below.replace(/\/[^/]*$/, ''));
  sentence.amend(`GET ${list.path}`, `GET ${below}`);
  return { ...draft, path: below, filters: [], params: {} };
}

/** An amount is asked for, which the whole records have. */
const ofAmounts = /\bhow many (?:hours|minutes|days)\b|\b(?:sum|total) of\b/i;
