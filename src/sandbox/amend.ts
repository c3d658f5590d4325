import type { JsonRecord } from '../text/records.js';
import { follow } from './changes.js';
import { rules, type Derivation } from './rules/index.js';
import { notFound } from './answer.js';
import type { World } from './handle.js';
import { enteredInfo, updatedInfo } from './info.js';
import { defined, omit, type StoredRecord } from './records.js';

/** A record that an action works on. Throws a 404 where there is none. */
export function stored(collection: string, id: number, { store }: World): StoredRecord {
  const found = store.get(collection, id);
  if (found === undefined) throw notFound(collection, id);
  return found;
}

/** Changes fields of a record as a PATCH would: what follows from them is worked out, stamped and told of. */
export function amend(
  collection: string,
  id: number,
  changes: JsonRecord,
  world: World,
): JsonRecord {
  const { record: before, parent } = stored(collection, id, world);
  const after = finished(collection, parent, { ...before, ...changes }, before, world);
  const record = {
    ...defined(after),
    id,
    _info: updatedInfo(before, world.now(), world.member),
  };
  world.store.update(collection, id, record);
  follow({ collection, id, parent, before, after: record }, world);
  return record;
}

/** Stores a new record that an action makes. */
export function add(
  collection: string,
  parent: number | null,
  made: JsonRecord,
  world: World,
): JsonRecord {
  const rest = omit(finished(collection, parent, made, undefined, world), ['id']);
  const record = world.store.insert(collection, parent, (id) => ({
    id,
    ...defined(rest),
    _info: enteredInfo(world.now(), world.member),
  }));
  const id = Number(record['id']);
  follow({ collection, id, parent, before: undefined, after: record }, world);
  return record;
}

/** Deletes a record that an action replaces by another. */
export function drop(collection: string, id: number, world: World): void {
  const { record: before, parent } = stored(collection, id, world);
  world.store.delete(collection, id);
  follow({ collection, id, parent, before, after: undefined }, world);
}

/** Moves a record to another collection, under the same id where that is free there. Gives back the id. */
export function transfer(
  from: string,
  id: number,
  to: string,
  parent: number | null,
  changed: JsonRecord,
  world: World,
): number {
  const { record: before, parent: above } = stored(from, id, world);
  const _info = updatedInfo(before, world.now(), world.member);
  const record = world.store.move(from, id, to, parent, (next) =>
    defined({ ...finished(to, parent, changed, before, world), id: next, _info }),
  );
  follow({ collection: from, id, parent: above, before, after: undefined }, world);
  const next = Number(record['id']);
  follow({ collection: to, id: next, parent, before: undefined, after: record }, world);
  return next;
}

function finished(
  collection: string,
  parent: number | null,
  record: JsonRecord,
  before: JsonRecord | undefined,
  { store, references, now, member: by }: World,
): JsonRecord {
  const kind = before === undefined ? 'create' : 'patch';
  const derivation: Derivation = {
    ...{ store, references, now: now(), parent, by, kind, before },
    sent: {},
  };
  return rules[collection]?.finish?.(record, derivation) ?? record;
}
