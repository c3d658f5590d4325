import { createHash } from 'node:crypto';
import type { Db } from '../sqlite/open.js';
import { hashedQueries } from './format.js';

/** SHA-256 over all rows, independent of how SQLite lays them out. */
export function contentHash(db: Db): string {
  const hash = createHash('sha256');
  for (const query of hashedQueries) {
    for (const row of db.prepare(query).raw().iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
