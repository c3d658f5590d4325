import { createHash } from 'node:crypto';
import type { Method } from '../catalog/model.js';
import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';

/** A call as it was written: relative dates, names for ids and `me` are kept, so that it means the same another day. */
export interface SavedCall {
  method: Method;
  /** With its leading slash and its own values in it; `{name}` where one is asked for. */
  path: string;
  /** Query parameters, and what else `call` takes for a read, under the names of its inputs. */
  params: JsonRecord;
  /** The body; null for none. */
  data: unknown;
}

/** Who put an entry into memory: its text is shown to people and assistants later. */
export type SavedBy = 'cli' | 'mcp' | 'import';

/** One call that somebody keeps. */
export interface Entry extends SavedCall {
  id: number;
  /** What it is called by: made from the description, unlike any other. */
  slug: string;
  description: string;
  usage_count: number;
  last_used: string | null;
  created: string;
  /** The connection it was saved with; null where it came from somebody else. */
  profile: string | null;
  saved_by: SavedBy;
}

/** An entry as colleagues share it: without its id and whose it is. */
export type SharedEntry = Omit<Entry, 'id' | 'profile' | 'saved_by'>;

/** What tells whether two calls are the same, however their members are ordered. */
export function contentKey({ method, path, params, data }: SavedCall): string {
  const content = toJson(sorted([method, samePath(path), params, data ?? null]));
  return createHash('sha256').update(content).digest('hex');
}

/** A query parameter as the flag of its name keeps it: the same call is kept once. */
export function keptParam(name: string, value: unknown): unknown {
  const isDigits = typeof value === 'string' && /^\d{1,9}$/.test(value);
  return isDigits && /^page(?:Size)?$/.test(name) ? Number(value) : value;
}

/** A path as it is compared: servers take it in any case, with or without a slash at its end. */
export function samePath(path: string): string {
  return `/${path.split('/').filter(Boolean).join('/').toLowerCase()}`;
}

const longestSlug = 60;

/** `Get all open tickets` → `get-all-open-tickets`. Never a number alone, which would be an id. */
export function slugOf(description: string): string {
  const plain = description
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  // Cut between words; half of a character of two is none.
  const cut =
    plain.length > longestSlug
      ? plain.slice(0, longestSlug).replace(/-[^-]*$|\p{Cs}$/u, '')
      : plain;
  return /^\d*$/.test(cut) ? `call-${cut}`.replace(/-$/, '') : cut;
}

/** Whether a text is a slug, with a number behind it or not. */
export function isSlug(text: string): boolean {
  return (
    /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u.test(text) &&
    !/^\d+$/.test(text) &&
    text.length <= longestSlug + 10 &&
    text === text.toLowerCase()
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
