import { isExactNumber, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';

/** The member at a path written with `.` or `/`; undefined where there is none. An exact key wins. */
export function valueAt(value: unknown, path: string): unknown {
  if (isRecord(value) && Object.hasOwn(value, path)) return value[path];
  return path.split(/[./]/).reduce<unknown>((current, key) => {
    if (Array.isArray(current)) return /^\d+$/.test(key) ? current[Number(key)] : undefined;
    if (!isRecord(current) || isExactNumber(current)) return undefined;
    return Object.hasOwn(current, key)
      ? current[key]
      : current[Object.keys(current).find((one) => one.toLowerCase() === key.toLowerCase()) ?? ''];
  }, value);
}

/** A flat row with exactly these keys, in order; null where the row has nothing. */
export function selectColumns(row: unknown, columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column, valueAt(row, column) ?? null]));
}

/** One value as a person reads it: a reference by its name, anything deeper as JSON. */
export function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (isExactNumber(value)) return value.value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isRecord(value)) {
    for (const key of ['name', 'identifier', 'summary']) {
      if (typeof value[key] === 'string') return value[key];
    }
  }
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.map(cellText).join(', ');
  return toJson(value);
}

export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || isExactNumber(value);
}
