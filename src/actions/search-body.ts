import { withFilter, type AddedFilters } from '../api/request.js';
import { isRead, type Endpoint } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { CallInput } from './call.js';

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
  spell: (name: string, value: string) => string,
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
  const flags = { conditions, childConditions, customFieldConditions, orderBy: orderBy?.join(',') };
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
      const spelt = spell(flag, value);
      body[key ?? member] = filter === undefined ? spelt : withFilter(spelt, filter);
    } else if (filter !== undefined) {
      body[key ?? member] = filter;
    }
  }
  return Object.keys(body).length === 0 && data === undefined ? rest : { ...rest, data: body };
}
