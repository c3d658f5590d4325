import type { JsonRecord } from '../text/records.js';
import type { Fault } from './answer.js';
import type { World } from './handle.js';
import type { Route } from './routes.js';

/** Notes values that another record of the collection has already. */
export function noteTaken(
  record: JsonRecord,
  names: readonly string[],
  { collection, id }: Route,
  { store }: World,
  fault: Fault,
): void {
  for (const name of names) {
    const value = record[name];
    if (typeof value !== 'string') continue;
    const [other] = store.select(
      collection,
      null,
      { sql: `lower(record ->> '$.${name}') = lower(?) AND id <> ?`, values: [value, id ?? 0] },
      { limit: 1, offset: 0 },
    );
    if (other !== undefined) fault('ObjectExists', name, `${name} ${value} is taken already`);
  }
}
