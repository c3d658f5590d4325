import {
  encodeQuery,
  queryOf,
  withFilter,
  type AddedFilters,
  type ApiRequest,
} from '../api/request.js';
import type { Catalog } from '../catalog/catalog.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { joinOrder } from '../conditions/lists.js';
import type { Spell } from '../conditions/parameters.js';
import { UsageError } from '../errors/errors.js';
import { flagOf } from '../text/flag.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { CallInput } from './call-params.js';

/** What a search by POST takes in its body, by the flag that gives it; the spelling is the definition's. */
const members = {
  conditions: 'conditions',
  childConditions: 'childconditions',
  customFieldConditions: 'customfieldconditions',
  orderBy: 'orderBy',
} as const;

/** The input of a search by POST with its conditions where they belong: in the body, spelt for the server. */
export function withSearchBody(
  input: CallInput,
  { method, path }: Endpoint,
  spell: Spell,
  added: AddedFilters,
): CallInput {
  if (method !== 'POST' || !isRead({ method, path })) return input;
  const { data, conditions, childConditions, customFieldConditions, orderBy, ...rest } = input;
  if (data !== undefined && !isRecord(data)) {
    if (Object.keys(added).length === 0) return input;
    throw new UsageError('--where goes into the body, which is no object.', {
      hint: `Give the body as an object, such as -d '{"conditions":"…"}', or leave it out.`,
    });
  }
  const flags = {
    conditions,
    childConditions,
    customFieldConditions,
    orderBy: orderBy && joinOrder(orderBy),
  };
  const body: JsonRecord = { ...data };
  for (const [flag, member] of Object.entries(members)) {
    const key = Object.keys(body).find((one) => one.toLowerCase() === member.toLowerCase());
    const written = key === undefined ? undefined : body[key];
    const given = flags[flag as keyof typeof members];
    if (given !== undefined && written !== undefined) {
      throw new UsageError(`${member} is given twice.`, {
        hint: 'Give it once, as a flag or in the body.',
      });
    }
    const value = given ?? written;
    const filter = added[flag];
    if (typeof value === 'string') {
      const spelt = spell(flag, value, given === undefined ? undefined : flagOf(flag));
      body[key ?? member] = filter === undefined ? spelt : withFilter(spelt, filter);
    } else if (filter !== undefined) {
      body[key ?? member] = filter;
    }
  }
  return Object.keys(body).length === 0 && data === undefined ? rest : { ...rest, data: body };
}

/** The search by POST that takes the filters of a list in its body; undefined where it has none. */
export function searchFor(catalog: Catalog, { path }: Endpoint): Endpoint | undefined {
  return catalog
    .onPath(`${path.replace(/\/$/, '')}/search`)
    .find((one) => one.method === 'POST' && isRead(one));
}

/** The request for a list as a search: what chooses and sorts moves from the query into the body. */
export function toSearch({ method, path }: Endpoint, { target }: ApiRequest): ApiRequest {
  const names = new Map<string, string>(
    Object.entries(members).map(([flag, member]) => [flag.toLowerCase(), member]),
  );
  const body: Record<string, string> = {};
  const kept: [string, string][] = [];
  for (const [name, value] of queryOf(target)) {
    const member = names.get(name.toLowerCase());
    if (member === undefined) kept.push([name, value]);
    else body[member] = value;
  }
  return { method, target: `${path}${encodeQuery(kept)}`, body: toJson(body) };
}
