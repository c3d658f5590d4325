import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { codeOf } from '../errors/code-of.js';
import { LocalError } from '../errors/errors.js';
import { makeFolder } from '../files/folder.js';

export type Db = Database.Database;
export type Statement = Database.Statement;

/** How long one process waits for another that writes, in milliseconds. */
const patience = 10_000;

/** Opens a database that nobody writes to; throws where the file is missing or no database. */
export function openReadOnly(file: string): Db {
  return open(file, { readonly: true, fileMustExist: true });
}

/**
 * Opens a database that others write, for who only looks; throws where the file is missing. A read-only connection
 * would leave files of the write-ahead log behind.
 */
export function openToLook(file: string): Db {
  return open(file, { timeout: patience, fileMustExist: true });
}

/** Opens a new database that only this process sees until it is renamed: no journal, no syncing. */
export function openScratch(file: string): Db {
  const db = open(file, {});
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  return db;
}

/**
 * Opens a database that several processes share. With `FULL` what was written outlasts a power cut too; a file system
 * on which no write-ahead log works gets another journal.
 */
export function openShared(file: string, synchronous: 'NORMAL' | 'FULL' = 'NORMAL'): Db {
  makeFolder(dirname(file));
  let db = open(file, { timeout: patience });
  try {
    // Counts for a new file alone: rows of some kilobytes are written a third faster into pages that hold several.
    db.pragma('page_size = 16384');
    useWriteAheadLog(db);
    // Whether the log works shows when something is read.
    db.pragma('user_version');
  } catch (error) {
    db.close();
    if (!isDatabaseError(error) || !/^SQLITE_(?:CANTOPEN|IOERR|PROTOCOL)/.test(error.code))
      throw error;
    db = openWithoutLog(file);
  }
  db.pragma(`synchronous = ${synchronous}`);
  return db;
}

/** A log needs memory that processes share, which a network share has not. */
function openWithoutLog(file: string): Db {
  const db = open(file, { timeout: patience });
  try {
    // Who is alone needs no shared memory: only so can a file leave its log.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = DELETE');
    db.pragma('locking_mode = NORMAL');
    db.pragma('user_version');
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** Opens the bytes of a database file in memory: the file itself is neither locked nor changed. */
export function openBytes(bytes: Buffer): Db {
  // Bytes 18 and 19 say that there is a write-ahead log, which memory has not.
  if (bytes[18] === 2) bytes.fill(1, 18, 20);
  return open(bytes, {});
}

/** What better-sqlite3 was built with. Throws LocalError where its compiled part cannot be loaded. */
export function sqliteVersion(): string {
  const db = open(':memory:', {});
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}

/** Runs work that no other process runs meanwhile. The lock is a file of its own and ends with its process. */
export function withLock<T>(file: string, work: () => T): T {
  makeFolder(dirname(file));
  const lock = open(file, { timeout: patience });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return work();
  } finally {
    lock.close();
  }
}

/** Takes a lock that ends with its process, whatever ends it; gives what releases it, undefined where another has it. */
export function holdLock(file: string): (() => void) | undefined {
  makeFolder(dirname(file));
  const lock = open(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (isDatabaseError(error) && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}

/** Two processes that make a database at once: SQLite answers busy here without waiting, whatever the timeout. */
function useWriteAheadLog(db: Db): void {
  const end = Date.now() + patience;
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isDatabaseError(error) || error.code !== 'SQLITE_BUSY' || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** An error of SQLite itself: a full disk, a locked or damaged file. */
export function isDatabaseError(error: unknown): error is Error & { code: string } {
  return error instanceof Database.SqliteError;
}

function open(file: string | Buffer, options: Database.Options): Db {
  try {
    return new Database(file, options);
  } catch (error) {
    // better-sqlite3's compiled part is absent when npm was told not to run install scripts.
    if (
      error instanceof Error &&
      /bindings file|\.node'|NODE_MODULE_VERSION|ERR_DLOPEN/.test(
        `${error.message} ${codeOf(error)}`,
      )
    ) {
      throw new LocalError(
        'The compiled part of better-sqlite3 is missing or was built for another Node version.',
        {
          hint: 'Run in the folder of the installation: npm rebuild better-sqlite3',
          cause: error,
        },
      );
    }
    throw error;
  }
}
