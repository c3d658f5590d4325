import type { Field } from '../catalog/model.js';
import { singular } from '../catalog/words.js';
import type { JsonRecord } from '../text/records.js';
import type { World } from './handle.js';
import type { Route } from './routes.js';

/** What a child carries of the record that its path names: a reference to it (`board`), or its id (`ticketId`). */
export function ownerFields(
  fields: readonly Field[],
  { parent, parentCollection }: Route,
  { store, references }: World,
): JsonRecord {
  if (parent === null || parentCollection === undefined) return {};
  const noun = singular(parentCollection.split('/').at(-1) ?? '').toLowerCase();
  const owner = store.get(parentCollection, parent)?.record;
  const carried: JsonRecord = {};
  for (const { name, type, schema } of fields) {
    const lower = name.toLowerCase();
    if (lower === `${noun}id` && type === 'integer') carried[name] = parent;
    else if (
      lower === noun &&
      schema !== undefined &&
      owner !== undefined &&
      references.collectionOf(schema) === parentCollection
    )
      carried[name] = references.to(schema, owner);
  }
  return carried;
}
