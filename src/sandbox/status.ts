import { existsSync } from 'node:fs';
import { sizeOf } from '../files/size-of.js';
import { isDatabaseError, openReadOnly, type Db } from '../sqlite/open.js';
import { apiTime } from './records.js';
import { runningServers, type RunningServer } from './running.js';
import { sandboxFormat } from './layout.js';

export interface SandboxStatus {
  file: string;
  /** Bytes, what is not yet merged into the file included; null where there is none yet. */
  size: number | null;
  /** The file cannot be read any more. */
  damaged?: true;
  /** What the records were made for, where any were. */
  epoch?: string;
  /** The time that it is in the sandbox, where its clock was set. */
  clock?: string;
  seed?: number;
  tickets?: number;
  records: number;
  collections: { collection: string; records: number }[];
  servers: RunningServer[];
}

/** What the sandbox's database holds, without making or opening anything for writing. */
export async function readStatus(folder: string, file: string, now: Date): Promise<SandboxStatus> {
  const servers = await runningServers(folder);
  const nothing = { file, size: null, records: 0, collections: [], servers };
  if (!existsSync(file)) return nothing;
  const size = sizeOf(file) + sizeOf(`${file}-wal`);
  const db = openReadOnly(file);
  try {
    return { ...nothing, size, ...readContent(db, now) };
  } catch (error) {
    if (!isDatabaseError(error) || !/NOTADB|CORRUPT/.test(error.code)) throw error;
    return { ...nothing, size, damaged: true };
  } finally {
    db.close();
  }
}

function readContent(db: Db, now: Date): Partial<SandboxStatus> {
  // The records of another version of cwm are made anew with the next request.
  if (db.pragma('user_version', { simple: true }) !== sandboxFormat) return {};
  const collections = countRecords(db);
  const { epoch = 0, seed = 0, tickets = 0, ahead = 0 } = readMeta(db);
  return {
    epoch: apiTime(new Date(epoch)),
    ...(ahead === 0 ? {} : { clock: apiTime(new Date(now.getTime() + ahead)) }),
    seed,
    tickets,
    records: collections.reduce((sum, { records }) => sum + records, 0),
    collections,
  };
}

function readMeta(db: Db): Record<string, number | undefined> {
  const rows = db.prepare('SELECT name, value FROM meta').raw().all() as [string, unknown][];
  return Object.fromEntries(rows.map(([name, value]) => [name, Number(value)]));
}

function countRecords(db: Db): SandboxStatus['collections'] {
  return db
    .prepare(
      `SELECT name AS collection, (SELECT count(*) FROM records WHERE records.collection = number) AS records
        FROM collections ORDER BY name`,
    )
    .all() as SandboxStatus['collections'];
}
