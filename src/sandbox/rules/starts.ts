import type { JsonRecord } from '../../text/records.js';
import type { Derivation, Rules } from './index.js';
import { collections, idOf } from '../records.js';

/** Fields that a written record gets where it names none: the default of a list, or its first. */
export function startsWith(
  lists: Readonly<Record<string, string>>,
): NonNullable<Rules['defaults']> {
  return (record, { store, kind }) => {
    if (kind === 'patch') return record;
    const firsts = Object.entries(lists).flatMap(([field, list]) => {
      const rows = store.list(list);
      const first = rows.find((row) => row.record['defaultFlag'] === true) ?? rows[0];
      return first === undefined ? [] : [[field, { id: first.id }] as const];
    });
    return { ...Object.fromEntries(firsts), ...record };
  };
}

/** Whose it is: the office and the department of whoever writes, unless the record names them, by id or as references. */
export function officeOf(
  record: JsonRecord,
  { store, references, by, before }: Derivation,
  schemas: Readonly<Record<'location' | 'department', string>>,
): { location: JsonRecord; department: JsonRecord } {
  const [writer] = store.listBy(collections.members, 'identifier', by);
  const named = (reference: string, ids: readonly string[], own: string) => {
    const given = [...ids, reference].filter((field) => record[field] !== undefined);
    const changed = given.find((field) => idOf(record[field]) !== idOf(before?.[field]));
    return idOf(record[changed ?? given[0] ?? '']) ?? idOf(writer?.record[own]) ?? 1;
  };
  const to = (schema: string, list: string, id: number) =>
    references.to(schema, store.get(list, id)?.record ?? { id });
  const location = named('location', ['locationId'], 'defaultLocation');
  const department = named(
    'department',
    ['departmentId', 'businessUnitId', 'businessUnit'],
    'defaultDepartment',
  );
  return {
    location: to(schemas.location, collections.locations, location),
    department: to(schemas.department, collections.departments, department),
  };
}
