import { LocalError } from '../errors/errors.js';
import type { Db } from '../sqlite/open.js';
import type { Backup } from './backups.js';
import { openCopy } from './open-file.js';
import type { Store } from './store.js';
import { isDamage } from './trouble.js';

/**
 * Puts the entries of another memory's file in place of the store's, in one transaction that `backup` begins. What was
 * called lately and how often stays as it is. Throws LocalError for a damaged file.
 */
export function restoreEntries(
  file: string,
  store: Store,
  backup: () => Backup | undefined,
): Backup | undefined {
  const source = openBackup(file);
  try {
    return store.atomic(() => {
      const made = backup();
      store.get('DELETE FROM saved_queries').run();
      for (const row of source.prepare('SELECT * FROM saved_queries ORDER BY id').iterate()) {
        const columns = Object.entries(row as Record<string, unknown>);
        const names = columns.map(([name]) => name).join(', ');
        const marks = columns.map(() => '?').join(', ');
        store
          .get(`INSERT INTO saved_queries (${names}) VALUES (${marks})`)
          .run(...columns.map(([, value]) => value));
      }
      return made;
    });
  } finally {
    source.close();
  }
}

/** As a copy: a backup of an older layout is brought to the present one, and stays what it is. */
function openBackup(file: string): Db {
  try {
    const db = openCopy(file);
    if (db.pragma('integrity_check', { simple: true }) === 'ok') return db;
    db.close();
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  throw new LocalError(`The backup ${file} is damaged.`, {
    hint: 'Restore another one; memory was not changed.',
  });
}
