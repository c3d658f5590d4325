import type { Field } from '../catalog/model.js';
import { UsageError } from '../errors/errors.js';
import { exactNumber, toJson } from '../text/json.js';
import { didYouMean, nearest, someOf } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { plainDigits } from './typed-value.js';

export function isCustomFields({ type, schema }: Field): boolean {
  return type === 'array' && schema === 'CustomFieldValue';
}

/**
 * A record's custom fields with changes in them, whole: a server may clear entries that an update leaves out. A change
 * names its entry by id or caption; its text gets the type of the entry. Throws UsageError for a name that none has.
 */
export function mergeCustomFields(
  current: readonly unknown[],
  changes: readonly unknown[],
  check = true,
): unknown[] {
  const merged = [...current];
  for (const change of changes) {
    const at = isRecord(change) ? merged.findIndex((entry) => isSame(entry, change)) : -1;
    const entry = merged[at];
    if (isRecord(change) && isRecord(entry)) merged[at] = withChange(entry, change, check);
    else {
      if (check && isRecord(change)) refuseUnknown(change, merged);
      merged.push(change);
    }
  }
  return merged;
}

function isSame(entry: unknown, change: JsonRecord): boolean {
  if (!isRecord(entry)) return false;
  if (change['id'] !== undefined) return isSameId(change['id'], entry['id']);
  return captionOf(change) !== '' && captionOf(entry) === captionOf(change);
}

/** Whether two ids are the same number, whose digits count; a body may give it as text. */
export function isSameId(a: unknown, b: unknown): boolean {
  const [one, other] = [a, b].map((id) => (typeof id === 'string' ? id.trim() : toJson(id)));
  return one === other && one !== 'null';
}

function withChange(entry: JsonRecord, change: JsonRecord, check: boolean): JsonRecord {
  const { caption } = entry;
  const value = typedAs(entry, change['value'], check);
  // The caption stays as the record has it, however the change spells it.
  return { ...entry, ...change, ...(caption === undefined ? {} : { caption }), value };
}

/** Text as the entry's type has it; everything else as it is. */
function typedAs(entry: JsonRecord, value: unknown, check: boolean): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  switch (entry['type']) {
    case 'Number':
    case 'Currency':
    case 'Percent':
      if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return exactNumber(plainDigits(text));
      break;
    case 'Checkbox':
      if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
      break;
    default:
      return value;
  }
  if (!check || text === '') return value;
  throw new UsageError(
    `The custom field ${nameOf(entry)} takes ${entry['type'] === 'Checkbox' ? 'true or false' : 'a number'}, not "${value}".`,
    { hint: `Leave it empty with --unset 'customFields.${nameOf(entry)}'.` },
  );
}

/** A record carries all custom fields that are defined for it, so that a missing one is a wrong name. */
function refuseUnknown(change: JsonRecord, current: readonly unknown[]): void {
  const entries = current.filter(isRecord);
  if (entries.length === 0) return;
  const names = entries.map(nameOf);
  const wanted = nameOf(change);
  throw new UsageError(`This record has no custom field ${wanted}.`, {
    hint: `${didYouMean(nearest(wanted, names)) ?? `It has ${someOf(names)}.`} --no-check sends it as it is.`,
  });
}

function captionOf({ caption }: JsonRecord): string {
  return typeof caption === 'string' ? caption.trim().toLowerCase() : '';
}

function nameOf({ caption, id }: JsonRecord): string {
  return typeof caption === 'string' ? caption : String(id);
}
