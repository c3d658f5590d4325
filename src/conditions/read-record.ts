import { isRecord, type JsonRecord } from '../text/records.js';
import type { FieldReader } from './evaluate.js';
import { infoFields } from './shape.js';

/** Reads the fields of a record by their paths, names in any case. What lies in a list has no path. */
export function readerOf(record: JsonRecord): FieldReader {
  return (path) =>
    path
      .split('/')
      .reduce<unknown>(
        (value, name) => (isRecord(value) ? memberOf(value, name) : undefined),
        record,
      );
}

/** The members of the first list on a path, and the names that follow it; undefined where no list is on it. */
export function listOn(
  path: string,
  record: JsonRecord,
): { list: string; members: unknown[]; rest: string[] } | undefined {
  const names = path.split('/');
  let value: unknown = record;
  for (const [index, name] of names.entries()) {
    value = isRecord(value) ? memberOf(value, name) : undefined;
    if (Array.isArray(value)) {
      const list = names.slice(0, index + 1).join('/');
      return { list: list.toLowerCase(), members: value, rest: names.slice(index + 1) };
    }
  }
  return undefined;
}

/** The values that a path leads to, through lists too. */
export function valuesAt(value: unknown, names: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((member) => valuesAt(member, names));
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  return valuesAt(isRecord(value) ? memberOf(value, name) : undefined, rest);
}

/** Fields in lower case that filter and sort at top level though bodies carry them under `_info`. */
export const inInfo: ReadonlySet<string> = new Set(
  infoFields.map(({ name }) => name.toLowerCase()),
);

/** A member by its name in any case; when and by whom a record was changed stands under `_info` where not beside it. */
function memberOf(record: JsonRecord, name: string): unknown {
  if (Object.hasOwn(record, name) && record[name] !== null) return record[name];
  const lower = name.toLowerCase();
  const key = Object.keys(record).find((one) => one.toLowerCase() === lower);
  const value = key === undefined ? undefined : record[key];
  const info = record['_info'];
  return (value ?? undefined) === undefined && inInfo.has(lower) && isRecord(info)
    ? memberOf(info, name)
    : value;
}
