import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { LocalError } from '../errors/errors.js';
import {
  isDatabaseError,
  openBytes,
  openReadOnly,
  openShared,
  withLock,
  type Db,
} from '../sqlite/open.js';
import type { Backups } from './backups.js';
import { isLaidOut, migrate, type Upgrade } from './migrate.js';
import { repair } from './repair.js';
import { inPlainWords, isDamage, isUnwritable, NoMemoryError } from './trouble.js';

/** A memory on this machine. */
export interface Place {
  file: string;
  backups: Backups;
  warn: (text: string) => void;
  now: () => Date;
}

/**
 * Opens the memory's file, made or brought to the present layout where it has to be. One that is damaged is moved aside
 * and the newest backup takes its place; one that cannot be written can be read. Throws LocalError.
 */
export function openFile(place: Place, isSuspect: boolean): Db {
  try {
    if (!isSuspect && hasHeader(place.file)) {
      try {
        return openSound(place);
      } catch (error) {
        if (!isDamage(error)) throw error;
      }
    }
    // A file that another process makes just now is empty: who holds the lock knows whether that is damage.
    return withLock(`${place.file}.lock`, () => {
      if (existsSync(place.file) && isDamaged(place.file)) repair(place, isSound);
      return openSound(place);
    });
  } catch (error) {
    throw inPlainWords(error, place.file);
  }
}

/** A copy in memory of a file, in the present layout, which it may not be in itself. It is not written back. */
export function openCopy(file: string): Db {
  return ready(openBytes(readFileSync(file)), unwritten(file));
}

function openSound({ file, backups, warn, now }: Place): Db {
  try {
    const backup = () => backups.make(file, 'migration', now()).file;
    return ready(openShared(file, 'FULL'), { backup, warn });
  } catch (error) {
    if (!isUnwritable(error) || !hasHeader(file)) throw error;
    return openUnwritable(file);
  }
}

/** A file with a log cannot be opened where nothing may be written beside it, but its bytes can be read. */
function openUnwritable(file: string): Db {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  // What is in the log is not in the file yet.
  const db =
    log !== undefined && log.size > 0 ? ready(openReadOnly(file), unwritten(file)) : openCopy(file);
  db.pragma('query_only = ON');
  return db;
}

/** What changes in memory alone leaves the file as its own backup. */
function unwritten(file: string): Upgrade {
  return { backup: () => file, warn: () => undefined };
}

/** The connection once its file has the present layout. */
function ready(db: Db, upgrade: Upgrade): Db {
  try {
    migrate(db, upgrade);
    if (!isLaidOut(db)) throw new NoMemoryError('its tables are missing');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isDamaged(file: string): boolean {
  return !hasHeader(file) || !isSound(file);
}

/** Whether every page can be read and holds what a memory holds. */
function isSound(file: string): boolean {
  try {
    const db = openReadOnly(file);
    try {
      return db.pragma('integrity_check', { simple: true }) === 'ok' && isLaidOut(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error) || (isDatabaseError(error) && error.code === 'SQLITE_CANTOPEN'))
      return false;
    throw error;
  }
}

/** Whether a file begins as a database does; false for one that is not there. */
function hasHeader(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    throw new LocalError(`There can be no memory at ${file}: it is a folder.`, {
      hint: 'Move the folder away, or set CWM_HOME to another one.',
    });
  }
  if (found === undefined || found.size < header.length) return false;
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(header.length);
    readSync(handle, start, 0, start.length, 0);
    return start.equals(header);
  } finally {
    closeSync(handle);
  }
}

const header = Buffer.from('SQLite format 3\0');
