import { toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { isSameId } from './custom-fields.js';
import { pathNames } from './field-path.js';

/** What a write does to one field; undefined for no value. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** What operations of a PATCH change in a record; custom fields one by one, and nothing that stays as it is. */
export function patchChanges(record: JsonRecord, operations: unknown): Change[] {
  if (!Array.isArray(operations)) return [];
  return operations
    .filter(isRecord)
    .flatMap(({ op, path, value }): Change[] => {
      if (typeof path !== 'string') return [];
      const names = pathNames(path);
      const before = valueAt(record, names);
      const after = op === 'remove' ? undefined : value;
      const isCustom = names.length === 1 && names[0] === 'customFields' && Array.isArray(after);
      return isCustom ? customChanges(before, after) : [{ field: names.join('.'), before, after }];
    })
    .filter(({ before, after }) => !stays(before, after));
}

/** What a PUT changes among the fields that it gives. */
export function putChanges(record: JsonRecord, body: unknown): Change[] {
  if (!isRecord(body)) return [];
  return Object.entries(body)
    .filter(([field]) => field !== '_info')
    .map(([field, after]) => ({ field, before: valueAt(record, [field]), after }))
    .filter(({ before, after }) => !stays(before, after));
}

/** Of an object those members count that are given: a reference keeps its name where only its id is. */
function stays(before: unknown, after: unknown): boolean {
  const names = isRecord(before) && isRecord(after) ? Object.keys(after) : [];
  if (names.length === 0 || !isRecord(before) || !isRecord(after))
    return toJson(before) === toJson(after);
  return names.every((name) => stays(valueAt(before, [name]), after[name]));
}

function valueAt(record: JsonRecord, names: readonly string[]): unknown {
  let value: unknown = record;
  for (const name of names) {
    const holds = (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, name);
    if (!holds) return undefined;
    value = (value as JsonRecord)[name];
  }
  return value;
}

function customChanges(before: unknown, after: readonly unknown[]): Change[] {
  const entries = Array.isArray(before) ? before.filter(isRecord) : [];
  return after.filter(isRecord).map(({ id, caption, value }) => ({
    field: `customFields.${typeof caption === 'string' ? caption : String(id)}`,
    before: entries.find((entry) => isSameId(entry['id'], id))?.['value'],
    after: value,
  }));
}
