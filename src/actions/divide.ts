import { encodeQuery, pathOf, queryOf } from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import type { Endpoint } from '../catalog/model.js';
import { recordShape } from '../catalog/record-shape.js';
import { parseCondition } from '../conditions/parse.js';
import { printCondition } from '../conditions/print.js';
import { kindOf, lookUp } from '../conditions/shape.js';
import { splitCondition } from '../conditions/split.js';
import { comparisonsOf, type Condition } from '../conditions/tree.js';
import { UsageError } from '../errors/errors.js';
import { searchFor } from './search-body.js';

/**
 * Longest path and query, encoded. The vendor's guide recommends URLs of 2,000 characters at most; host and base path
 * take about 55 of them, and what asks for a page up to 40.
 */
const longestTarget = 1900;

export function isTooLong(target: string): boolean {
  return target.length > longestTarget;
}

/** Targets of requests that together ask for what a longer one asks for. */
export interface Division {
  targets: string[];
  /** No record is chosen by two of them. */
  disjoint: boolean;
}

/** Divides a target at a list of values in one of its filters. Throws UsageError where that does not make it fit. */
export function divide(catalog: Catalog, endpoint: Endpoint, target: string): Division {
  const path = pathOf(target);
  const query = queryOf(target);
  const filters = query
    .filter(([name]) => filterNames.has(name.toLowerCase()))
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([name, text]) => ({ name, condition: parseCondition(text) }));
  for (const { name, condition } of filters) {
    const targetWith = (text: string) =>
      `${path}${encodeQuery(query.map(([one, value]) => [one, one === name ? text : value]))}`;
    const split = splitCondition(condition, (text) => !isTooLong(targetWith(text)));
    if (split === undefined) continue;
    const { parts, fields } = split;
    const disjoint =
      parts.length === 1 ||
      (name.toLowerCase() === 'conditions' &&
        fields?.every((field) => holdsOneValue(field, catalog, endpoint)) === true);
    return { targets: parts.map((part) => targetWith(printCondition(part))), disjoint };
  }
  const conditions = filters.map(({ condition }) => condition);
  throw tooLong(target, conditions, searchFor(catalog, endpoint));
}

export function dividedNote({ targets }: Division): string {
  return `The filter is too long for one URL: its values are shared out among ${targets.length} requests.`;
}

/** What a dry run says that shows one of them. */
export const firstNote = 'This is the first.';

const filterNames = new Set(['conditions', 'childconditions', 'customfieldconditions']);

/** Whether a record has one value there at most. A field that is no member of the body may stand for several. */
function holdsOneValue(path: string, catalog: Catalog, endpoint: Endpoint): boolean {
  const shape = recordShape(catalog, endpoint);
  const fields = shape.schema === null ? [] : catalog.fields(shape.schema);
  const found = lookUp(path, { ...shape, fields });
  if (found.kind !== 'found' || found.list !== undefined) return false;
  return !['list', 'reference', 'any'].includes(kindOf(found.field));
}

function tooLong(
  target: string,
  conditions: readonly Condition[],
  search: Endpoint | undefined,
): UsageError {
  const path = pathOf(target);
  const message = `The path and query of GET ${path} have ${target.length} characters; a URL takes about ${longestTarget}.`;
  // A search takes its fields in the URL too.
  const fields = queryOf(target).filter(([name]) => name.toLowerCase() === 'fields');
  if (isTooLong(`${path}${encodeQuery(fields)}`)) {
    return new UsageError(message, {
      hint: 'Shorten --fields: name fewer, or leave it out to get all of them.',
    });
  }
  const excluding = conditions
    .flatMap(comparisonsOf)
    .find((one) => one.kind === 'in' && one.negated && one.values.length > 1);
  const why =
    excluding === undefined
      ? ''
      : ` A list after not in cannot be divided among several requests: name what is wanted instead, ${excluding.field.path} in (…).`;
  const instead =
    search === undefined
      ? ''
      : ` A search takes longer filters in its body: cwm call POST ${search.path} -d @search.json`;
  return new UsageError(message, {
    hint: `Shorten it: fewer values, fewer fields, or a range such as --where "id >= 1000".${why}${instead}`,
  });
}
