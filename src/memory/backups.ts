import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { NotFoundError } from '../errors/errors.js';
import { openReadOnly, type Db } from '../sqlite/open.js';

/** The memory as it was at one time. */
export interface Backup {
  file: string;
  made: string;
  entries: number;
}

export function makeBackup(db: Db, reason: string, now: Date): Backup {
  const folder = folderOf(db.name);
  mkdirSync(folder, { recursive: true });
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const file = join(folder, `memory-${time}-${reason}.db`);
  db.prepare('VACUUM INTO ?').run(file);
  return backupIn(file);
}

/** The one in a file, else the newest that has entries. */
export function chooseBackup(memory: string, name: string | undefined): Backup {
  if (name !== undefined) return backupIn(resolve(folderOf(memory), name));
  const files = namesIn(folderOf(memory)).filter((one) => /^memory-.*\.db$/.test(one));
  for (const file of files.sort().reverse()) {
    const backup = backupIn(join(folderOf(memory), file));
    if (backup.entries > 0) return backup;
  }
  throw new NotFoundError('There is no backup with entries.', {
    hint: `Backups are in ${folderOf(memory)}.`,
  });
}

function backupIn(file: string): Backup {
  const db = openReadOnly(file);
  try {
    const entries = Number(db.prepare('SELECT count(*) FROM saved_queries').pluck().get());
    const [made = ''] = /\d{4}-\d\d-\d\dT[\d-]+Z/.exec(file) ?? [];
    return { file, made, entries };
  } finally {
    db.close();
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function folderOf(memory: string): string {
  return join(dirname(memory), 'backups');
}
