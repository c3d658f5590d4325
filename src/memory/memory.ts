import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../sqlite/folder.js';
import { openReadOnly, openShared, type Db } from '../sqlite/open.js';
import { Entries } from './entries.js';
import { steps } from './layout.js';
import { RecentCalls } from './recent.js';
import { Usage } from './usage.js';

/** Fast Memory: the calls that are kept, the last ones made, and how often each endpoint is used. */
export class Memory {
  readonly entries: Entries;
  readonly recent: RecentCalls;
  readonly usage: Usage;
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
    this.entries = new Entries(db);
    this.recent = new RecentCalls(db);
    this.usage = new Usage(db);
  }

  /** Keeps a copy of all there is, before something takes entries away. */
  backup(reason: string, now: Date): { file: string } {
    const folder = join(dirname(this.#db.name), 'backups');
    makeFolder(folder);
    const time = now.toISOString().replaceAll(/[:.]/g, '-');
    const file = join(folder, `memory-${time}-${reason}.db`);
    // By another connection: within a transaction SQLite makes no copy.
    const db = openReadOnly(this.#db.name);
    try {
      db.prepare('VACUUM INTO ?').run(`${file}.part`);
    } finally {
      db.close();
    }
    renameSync(`${file}.part`, file);
    return { file };
  }

  close(): void {
    this.#db.close();
  }
}

/** Opens the memory in a file, made or brought to the present layout where it has to be. */
export function openMemory(file: string): Memory {
  const db = openShared(file);
  const migrate = () => {
    const done = Number(db.pragma('user_version', { simple: true }));
    for (const step of steps.slice(done)) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  };
  if (Number(db.pragma('user_version', { simple: true })) !== steps.length)
    db.transaction(migrate).immediate();
  return new Memory(db);
}
