import { methods, type Method } from '../catalog/model.js';
import { readServerDate } from '../conditions/server-date.js';
import { UsageError } from '../errors/errors.js';
import { isExactNumber } from '../text/json.js';
import { listed } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { shortened } from '../text/shortened.js';
import { shownDescription } from './description.js';
import { isSlug, keptParam, slugOf, type SharedEntry } from './entry.js';

export interface EntryRules {
  /** A path as it is kept, and the query parameters that were written behind it. Throws UsageError for what is none. */
  readPath: (text: string) => { path: string; query: JsonRecord };
  /** When an entry that does not say so began. */
  now: Date;
}

/** How far values may be nested. */
const deepest = 100;

/** An entry that somebody else wrote. Throws UsageError with what is wrong with it. */
export function checkEntry(value: unknown, { readPath, now }: EntryRules): SharedEntry {
  if (!isRecord(value)) throw new UsageError('it is no object');
  const described = textOf(value, 'description');
  const description = shownDescription(described);
  if (description === '') throw new UsageError('its description is empty');
  const { path, query } = readPath(textOf(value, 'path'));
  if (/\p{Cs}/u.test(path)) throw new UsageError('its path has half of a character');
  const params = value['params'] ?? {};
  if (!isRecord(params)) throw new UsageError('its params are no object');
  const data = value['data'] ?? null;
  if (isDeeper(params, deepest) || isDeeper(data, deepest))
    throw new UsageError(`it is nested more than ${deepest} levels deep`);
  const slug = value['slug'];
  return {
    slug: typeof slug === 'string' && isSlug(slug) ? slug : slugOf(description),
    ...{ description, method: methodOf(value), path },
    // A parameter without a value is not sent.
    params: Object.fromEntries(
      Object.entries({ ...query, ...params })
        .filter(([, member]) => member !== null)
        .map(([name, member]) => [name, keptParam(name, member)]),
    ),
    data,
    usage_count: countOf(value['usage_count'] ?? 0),
    last_used: timeOf(value, 'last_used') ?? null,
    created: timeOf(value, 'created') ?? now.toISOString(),
  };
}

function textOf(value: JsonRecord, name: string): string {
  const text = value[name];
  if (text === undefined || text === null) throw new UsageError(`it has no ${name}`);
  if (typeof text !== 'string') throw new UsageError(`its ${name} is no text`);
  return text;
}

function methodOf(value: JsonRecord): Method {
  const text = textOf(value, 'method');
  const method = methods.find((one) => one === text.trim().toUpperCase());
  if (method === undefined)
    throw new UsageError(`its method is ${shortened(text, 20)}, not ${listed(methods, 'or')}`);
  return method;
}

function countOf(value: unknown): number {
  const count = isExactNumber(value) ? Number(value.value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0)
    throw new UsageError('its usage_count is no whole number from 0 up');
  return count;
}

/** A date as it is kept, in UTC to the millisecond; undefined for none. */
function timeOf(value: JsonRecord, name: string): string | undefined {
  const text = value[name];
  if (text === undefined || text === null) return undefined;
  const time = typeof text === 'string' ? readServerDate(text) : Number.NaN;
  // Beyond the year 9999 the texts no longer sort as the times do.
  if (!(time >= 0 && time < Date.UTC(10_000)))
    throw new UsageError(`its ${name} is no date such as 2026-11-22T09:30:00Z`);
  return new Date(time).toISOString();
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || isExactNumber(value)) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
