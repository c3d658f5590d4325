import { isRecord, type JsonRecord } from '../text/records.js';
import type { References } from './references.js';
import { collections, idOf, type StoredRecord } from './records.js';
import type { SandboxStore } from './store.js';

/** Where a reference stands: in which field of which record. */
export interface Place {
  field: string;
  schema: string;
  record: JsonRecord;
  /** The record as it was; undefined for a new one. */
  before?: JsonRecord | undefined;
}

export type Resolution =
  { reference: JsonRecord | undefined } | { code: string; key: string; message: string };

/**
 * The reference for what names a record: its id, else its identifier or another unique name. What belongs to a board or
 * a company is looked for there alone.
 */
export function resolved(
  value: JsonRecord,
  place: Place,
  { store, references }: { store: SandboxStore; references: References },
): Resolution {
  const { field, schema, record, before } = place;
  const key = references
    .fieldsOf(schema)
    .map(({ name }) => name)
    .find((name) => name !== '_info' && keys.includes(name) && value[name] !== undefined);
  // A reference that names nothing is what is left of one that was taken away.
  if (key === undefined) return { reference: undefined };
  const target = references.collectionOf(schema);
  if (target === undefined) return { reference: fromPool(value, schema, key, references) };
  const owner = ownerOf(target, place);
  const was = before?.[field];
  if (isUnchanged(value, was, place)) return { reference: was };
  const found = findBy(store, target, key, value[key], owner?.id ?? null);
  const shown = JSON.stringify(value[key]);
  if (found === undefined || (owner !== undefined && found.parent !== owner.id))
    return {
      code: 'NotFound',
      key,
      message: `${field} ${shown} was not found${owner === undefined ? '' : ` for ${owner.noun} ${owner.id}`}`,
    };
  if (field === 'contact' && isOfAnother(found.record, record))
    return {
      code: 'NotFound',
      key,
      message: `contact ${shown} was not found for company ${idOf(record['company']) ?? ''}`,
    };
  if (target === collections.members && found.record['inactiveFlag'] === true)
    return { code: 'InvalidField', key, message: `${field} ${shown} is inactive` };
  return { reference: references.to(schema, found.record) };
}

/** What a reference may name its record by, the surest first. */
const keys = ['id', 'identifier', 'name', 'summary', 'deviceIdentifier', 'isoCode'];

/** A list that nothing keeps: what is not in it is taken at its word. */
function fromPool(
  value: JsonRecord,
  schema: string,
  key: string,
  references: References,
): JsonRecord {
  const wanted = String(value[key]).toLowerCase();
  const pool = references.pool(schema) ?? [];
  return pool.find((one) => String(one[key]).toLowerCase() === wanted) ?? value;
}

/** What was there stays without another look, as long as what it depends on does. */
function isUnchanged(
  value: JsonRecord,
  was: unknown,
  { record, before, field }: Place,
): was is JsonRecord {
  if (!isRecord(was) || was['id'] === undefined || was['id'] !== value['id']) return false;
  return ['board', 'company'].every(
    (name) => name === field || idOf(record[name]) === idOf(before?.[name]),
  );
}

/** The board or company whose own list it is; undefined where any will do. */
function ownerOf(
  target: string,
  { field, record }: Place,
): { noun: string; id: number } | undefined {
  const of = (noun: string, ...names: string[]) => {
    const id = names.map((name) => idOf(record[name])).find((one) => one !== undefined);
    return id === undefined ? undefined : { noun, id };
  };
  if (target.startsWith(`${collections.boards}/{}`)) return of('board', 'board');
  if (target !== collections.sites) return undefined;
  if (field.startsWith('billing')) return of('company', 'billToCompany', 'company');
  if (field.startsWith('ship')) return of('company', 'shipToCompany', 'company');
  return of('company', 'company');
}

function isOfAnother(contact: JsonRecord, record: JsonRecord): boolean {
  const [theirs, ours] = [idOf(contact['company']), idOf(record['company'])];
  return theirs !== undefined && ours !== undefined && theirs !== ours;
}

function findBy(
  store: SandboxStore,
  target: string,
  key: string,
  value: unknown,
  parent: number | null,
): StoredRecord | undefined {
  if (key === 'id') return store.get(target, Number(value));
  const text = String(value);
  const person = `trim(coalesce(record ->> '$.firstName', '') || ' ' || coalesce(record ->> '$.lastName', ''))`;
  const names =
    key === 'name'
      ? [`record ->> '$.name'`, person, `record ->> '$.description'`, `record ->> '$.identifier'`]
      : [`record ->> '$.${key}'`];
  return store.select(
    target,
    parent,
    {
      sql: `(${names.map((name) => `lower(${name}) = lower(?)`).join(' OR ')})`,
      values: names.map(() => text),
    },
    { limit: 1, offset: 0 },
  )[0];
}
