import { openShared, type Db } from '../sqlite/open.js';
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
