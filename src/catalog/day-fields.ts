import list from '../../data/date-only.json' with { type: 'json' };

const fields = new Map<string, readonly string[]>(Object.entries(list.fields));

/**
 * Tells which fields of a schema carry a calendar day, which the server keeps as 00:00Z of that day, rather than a
 * point in time (`data/date-only.json`). Field names in any case.
 */
export function dayFieldsOf(schema: string | null): (field: string) => boolean {
  const names = new Set((fields.get(schema ?? '') ?? []).map((name) => name.toLowerCase()));
  return (field) => names.has(field.toLowerCase());
}

const names = new Set([...fields.values()].flat().map((name) => name.toLowerCase()));

/** Whether a field of this name carries a calendar day in some schema: for rows of which nobody knows the schema. */
export function isDayName(field: string): boolean {
  return names.has(field.toLowerCase());
}
