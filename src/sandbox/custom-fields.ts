import { isRecord, type JsonRecord } from '../text/records.js';

/** Custom fields with new values: entries are matched by id, those that are not named keep theirs. */
export function mergeCustomFields(current: unknown, given: unknown): unknown {
  if (!Array.isArray(given)) return given ?? current;
  const known = Array.isArray(current) ? (current as unknown[]).filter(isRecord) : [];
  const entries = (given as unknown[]).filter(isRecord);
  const of = (id: unknown) => entries.findLast((entry) => String(entry['id']) === String(id));
  const merged: JsonRecord[] = known.map((field) => {
    const entry = of(field['id']);
    return entry === undefined || !('value' in entry) ? field : { ...field, value: entry['value'] };
  });
  const added = entries.filter(
    (entry) => !known.some(({ id }) => String(id) === String(entry['id'])),
  );
  return [...merged, ...added];
}
