import { existsSync, readFileSync, statSync } from 'node:fs';
import { sizeOf } from '../files/size-of.js';
import { openBytes, openReadOnly, type Db } from '../sqlite/open.js';
import { steps } from './layout.js';
import { isLaidOut } from './migrate.js';

/** A memory as it lies there. */
export interface MemoryLook {
  bytes: number;
  /** Bytes of the write-ahead log: what is written and not in the file yet. */
  log: number;
  /** Its layout, and the newest that this cwm knows. */
  layout: number;
  newest: number;
  /** Calls that are kept; undefined where its tables are others. */
  entries: number | undefined;
  faults: string[];
}

/**
 * Looks at a memory and leaves everything as it is: neither repaired nor migrated, and no file is made beside it.
 * Undefined where there is none; throws what SQLite says of one that is no database.
 */
export function lookAtFile(file: string): MemoryLook | undefined {
  if (!existsSync(file)) return undefined;
  const [bytes, log] = [statSync(file).size, sizeOf(`${file}-wal`)];
  const db = openAsItIs(file, log);
  try {
    const found = db.pragma('integrity_check') as { integrity_check: string }[];
    const layout = Number(db.pragma('user_version', { simple: true }));
    const faults = found.map((row) => row.integrity_check).filter((text) => text !== 'ok');
    const hasTables = layout > 0 && isLaidOut(db);
    return {
      bytes,
      log,
      layout,
      newest: steps.length,
      entries: hasTables ? entriesIn(db) : undefined,
      faults: layout > 0 && !hasTables ? [...faults, 'tables are missing'] : faults,
    };
  } finally {
    db.close();
  }
}

/** Only where others have it open are their files beside it already; else its bytes are looked at in memory. */
function openAsItIs(file: string, log: number): Db {
  return log > 0 && existsSync(`${file}-shm`) ? openReadOnly(file) : openBytes(readFileSync(file));
}

function entriesIn(db: Db): number {
  return Number(db.prepare('SELECT count(*) FROM saved_queries').pluck().get());
}
