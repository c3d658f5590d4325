import { openShared, type Db } from '../sqlite/open.js';
import { chooseBackup, makeBackup, type Backup } from './backups.js';
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

  /** Forgets all entries, after a backup; without one where there are none. */
  clear(now: Date): { cleared: number; backup: Backup | undefined } {
    const backup = this.#backup('clear', now);
    return { cleared: this.entries.clear(), backup };
  }

  /** Puts the entries of a backup, the newest unless a file is named, in place of those that there are. */
  restore(name: string | undefined, now: Date): { restored: Backup; backup: Backup | undefined } {
    const restored = chooseBackup(this.#db.name, name);
    const backup = this.#backup('restore', now);
    const table = 'saved_queries';
    this.#db.prepare('ATTACH ? AS kept').run(restored.file);
    try {
      this.#db
        .transaction(() => {
          this.entries.clear();
          this.#db.exec(`INSERT INTO ${table} SELECT * FROM kept.${table}`);
        })
        .immediate();
    } finally {
      this.#db.exec('DETACH kept');
    }
    return { restored, backup };
  }

  #backup(reason: string, now: Date): Backup | undefined {
    return this.entries.count() === 0 ? undefined : makeBackup(this.#db, reason, now);
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
