import type { Db } from '../sqlite/open.js';
import type { JsonRecord } from '../text/records.js';
import { Entries } from './entries.js';
import { gatewayEntry } from './gateway.js';
import { checkAll } from './import.js';
import { Store } from './store.js';

/**
 * Makes entries of the rows that the Python gateway wrote, which stand in `gateway_queries`. Those that say the same
 * become one. Gives how many could not be read.
 */
export function takeGatewayRows(db: Db): number {
  const entries = new Entries(new Store({ file: db.name, open: () => db }));
  const rows = db.prepare('SELECT * FROM gateway_queries ORDER BY id').all() as JsonRecord[];
  const candidates = rows.map((row) => ({
    place: `id ${String(row['id'])}`,
    read: () => gatewayEntry(row),
  }));
  const { entries: found, invalid } = checkAll(candidates, { readPath, now: oldest });
  entries.merge(found, false);
  db.exec('DROP TABLE gateway_queries');
  return invalid.length;
}

/** What a row without a time counts as. */
const oldest = new Date(0);

/** As it was written: one that does not exist is refused when it is run. */
function readPath(text: string): { path: string; query: JsonRecord } {
  return { path: text.startsWith('/') ? text : `/${text}`, query: {} };
}
