import { dirname, join, resolve } from 'node:path';
import { existsSync, realpathSync } from 'node:fs';
import { Backups, type Backup, type BackupReason } from './backups.js';
import { Entries } from './entries.js';
import { openFile } from './open-file.js';
import { RecentCalls } from './recent.js';
import { restoreEntries } from './restore.js';
import { Store } from './store.js';
import { isDamage } from './trouble.js';
import { Usage } from './usage.js';

/** What the memory asks of those who open it. */
export interface Surroundings {
  warn: (text: string) => void;
  now: () => Date;
}

/** Fast Memory: the calls that are kept, the last ones made, and how often each endpoint is used. */
export class Memory {
  readonly file: string;
  readonly entries: Entries;
  readonly recent: RecentCalls;
  readonly usage: Usage;
  readonly #store: Store;
  readonly #backups: Backups;
  #backupsFail = false;

  constructor(store: Store, file: string, backups: Backups, warn: (text: string) => void) {
    this.file = file;
    this.#store = store;
    this.#backups = backups;
    this.entries = new Entries(store, (now) => {
      this.#backupOfDay(now, warn);
    });
    this.recent = new RecentCalls(store);
    this.usage = new Usage(store);
  }

  /** All of the work or nothing of it, and nobody else writes meanwhile. */
  atomic<T>(work: () => T): T {
    return this.#store.atomic(work);
  }

  /** Copies the memory into the folder of its backups. Within `atomic`, it is what the rest of the work begins with. */
  backup(reason: BackupReason, now: Date): Backup {
    return this.atomic(() => this.#backups.make(this.file, reason, now));
  }

  /** The newest first. */
  backups(): Backup[] {
    return this.#backups.list();
  }

  /** Forgets all entries, after a backup; without one where there are none. */
  clear(now: Date): { cleared: number; backup: Backup | undefined } {
    return this.atomic(() => {
      const backup = this.#backupUnlessEmpty('clear', now);
      return { cleared: this.entries.clear(), backup };
    });
  }

  /**
   * Puts the entries of a backup in place of those that there are, after a backup of these. A backup is named by its
   * file; without a name it is the newest that has entries. Throws NotFoundError, or LocalError for one that is damaged.
   */
  restore(name: string | undefined, now: Date): { restored: Backup; backup: Backup | undefined } {
    const restored = this.#backups.choose(name);
    const backup = restoreEntries(restored.file, this.#store, () =>
      this.#backupUnlessEmpty('restore', now),
    );
    return { restored, backup };
  }

  /** What is wrong with the file, page by page; nothing where all is well. */
  check(): string[] {
    return this.#store.faults();
  }

  close(): void {
    this.#store.close();
  }

  #backupUnlessEmpty(reason: BackupReason, now: Date): Backup | undefined {
    return this.entries.count() === 0 ? undefined : this.#backups.make(this.file, reason, now);
  }

  /** What was kept up to yesterday. A backup that cannot be made is no reason to keep nothing today. */
  #backupOfDay(now: Date, warn: (text: string) => void): void {
    if (this.#backupsFail) return;
    try {
      if (!this.#backups.hasOfDay(now)) this.#backupUnlessEmpty('day', now);
    } catch (error) {
      if (isDamage(error)) throw error;
      this.#backupsFail = true;
      const why = error instanceof Error ? error.message : String(error);
      warn(`No backup of the memory could be made in ${this.#backups.folder}: ${why}`);
    }
  }
}

/**
 * Opens the memory in a file, made or brought to the present layout where it has to be; its backups are in a folder
 * beside it. Throws LocalError where that cannot be.
 */
export function openMemory(name: string, { warn, now }: Surroundings): Memory {
  const backups = new Backups(join(dirname(resolve(name)), 'backups'));
  // What belongs to a linked file lies beside the file itself.
  const file = existsSync(name) ? realpathSync(name) : resolve(name);
  const place = { file, backups, warn, now };
  const store = new Store({ file, open: (isSuspect) => openFile(place, isSuspect) });
  return new Memory(store, file, backups, warn);
}
