import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { LocalError } from '../errors/errors.js';

export type Db = Database.Database;
export type Statement = Database.Statement;

/** Opens a database that nobody writes to; throws where the file is missing or no database. */
export function openReadOnly(file: string): Db {
  return open(file, { readonly: true, fileMustExist: true });
}

/** Opens a new database that only this process sees until it is renamed: no journal, no syncing. */
export function openScratch(file: string): Db {
  const db = open(file, {});
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  return db;
}

/** Opens a database that several processes share. */
export function openShared(file: string): Db {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = open(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  return db;
}

/** An error of SQLite itself: a full disk, a locked or damaged file. */
export function isDatabaseError(error: unknown): error is Error & { code: string } {
  return error instanceof Database.SqliteError;
}

function open(file: string, options: Database.Options): Db {
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

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
