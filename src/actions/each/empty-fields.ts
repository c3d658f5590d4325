import { isRecord } from '../../text/records.js';

/**
 * A body without the texts that stand for empty cells, and without what is nothing without them: an operation or a
 * custom field that has lost its value, an object that has lost all of its members.
 */
export function without(value: unknown, texts: readonly string[]): unknown {
  if (texts.length === 0) return value;
  if (typeof value === 'string') return texts.includes(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map((one: unknown) => without(one, texts));
    return kept.filter((one) => one !== undefined);
  }
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, without(one, texts)] as const);
  const kept = members.filter(([, one]) => one !== undefined);
  const lost = members.filter(([, one]) => one === undefined).map(([name]) => name);
  if (lost.includes('value') || (lost.length > 0 && kept.length === 0)) return undefined;
  // A list of custom fields whose entries are all gone says nothing of them.
  const isHollow = value['op'] !== undefined && isEmptyList(Object.fromEntries(kept)['value']);
  return isHollow && !isEmptyList(value['value']) ? undefined : Object.fromEntries(kept);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/**
 * A body that empties the fields whose texts stand for null: a change removes them from the record, and what is created
 * or replaced does without them. A value that is added to a list stays: no null can be.
 */
export function voided(body: unknown, texts: readonly string[]): unknown {
  if (texts.length === 0 || !Array.isArray(body)) return without(body, texts);
  return body.map((operation: unknown) => {
    if (!isRecord(operation) || operation['op'] !== 'replace') return operation;
    const { path, value } = operation;
    const kept = Array.isArray(value)
      ? value.map((one: unknown) => withNull(one, texts))
      : without(value, texts);
    return kept === undefined ? { op: 'remove', path } : { ...operation, value: kept };
  });
}

/** A custom field keeps its name, and loses its value. */
function withNull(entry: unknown, texts: readonly string[]): unknown {
  if (!isRecord(entry)) return entry;
  const members = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' && texts.includes(value) ? null : value,
  ]);
  return Object.fromEntries(members) as unknown;
}
