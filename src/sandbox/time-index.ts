import type { Db } from '../sqlite/open.js';
import { extracted } from './extracted.js';

/** From so many records on a list is sorted by time in half the time; fewer are not worth what the index costs. */
const large = 20_000;

/**
 * An index over when each record of a large collection was made and changed, which is what long lists are sorted and
 * bounded by most: it is read instead of the records, which lie some kilobytes apart.
 */
export function indexTimes(db: Db, collection: number, records: number): void {
  if (records < large) return;
  const times = ['_info/lastUpdated', '_info/dateEntered'].map(extracted).join(', ');
  db.exec(
    `CREATE INDEX IF NOT EXISTS ${prefix}${collection} ON records (collection, id, ${times}) WHERE collection = ${collection}`,
  );
}

/** Collections get other numbers when they are made anew. */
export function dropTimeIndexes(db: Db): void {
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB ?")
    .pluck()
    .all(`${prefix}*`);
  for (const name of names) db.exec(`DROP INDEX ${String(name)}`);
}

const prefix = 'records_by_time_';
