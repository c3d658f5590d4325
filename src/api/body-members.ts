import { isRecord } from '../text/records.js';
import { pathNames } from './field-path.js';

/** Names with their values; of a PATCH the first name of each path. */
export function membersOf(body: unknown): [string, unknown][] {
  if (isRecord(body)) return Object.entries(body);
  if (!Array.isArray(body)) return [];
  return body.filter(isRecord).flatMap((element): [string, unknown][] => {
    const { path, value } = element;
    return typeof path === 'string' && element['op'] !== undefined
      ? [[pathNames(path)[0] ?? '', value]]
      : Object.entries(element);
  });
}
