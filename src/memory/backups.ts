import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NotFoundError } from '../errors/errors.js';
import { makeFolder } from '../files/folder.js';
import { isDatabaseError, openReadOnly } from '../sqlite/open.js';

/** What a backup was made before. */
export type BackupReason = 'day' | 'migration' | 'clear' | 'restore' | 'import';

/** The memory as it was at one time. */
export interface Backup {
  file: string;
  reason: string;
  made: string;
  entries: number;
}

/** How many backups are kept, and for how many days those that undo a `clear` are kept beside them. */
const most = 10;
const clearDays = 7;
const day = 86_400_000;

/** `memory-2026-11-22T12-00-00-000Z-clear.db`; a number follows where one of this very time is there already. */
const nameForm = /^memory-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([a-z]+)(?:-(\d+))?\.db$/;

/** The backups in a folder. */
export class Backups {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Copies the memory as it was last written, by a connection of its own: also within a transaction, which keeps others
   * from writing between the backup and what it is made before.
   */
  make(memory: string, reason: BackupReason, now: Date): Backup {
    makeFolder(this.folder);
    const part = join(this.folder, `${randomBytes(6).toString('hex')}.part`);
    let file: string | undefined;
    try {
      const db = openReadOnly(memory);
      try {
        db.prepare('VACUUM INTO ?').run(part);
      } finally {
        db.close();
      }
      syncFile(part);
      file = this.#claim(reason, now);
      renameSync(part, file);
    } catch (error) {
      rmSync(part, { force: true });
      if (file !== undefined) rmSync(file, { force: true });
      throw error;
    }
    this.#tidy(now);
    return { file, reason, made: now.toISOString(), entries: entriesIn(file) ?? 0 };
  }

  /** Those that can be read, the newest first. */
  list(): Backup[] {
    return this.#files().flatMap(({ file, reason, made }) => {
      const entries = entriesIn(file);
      return entries === undefined ? [] : [{ file, reason, made, entries }];
    });
  }

  /** The backup of this name, with or without its folder; without a name the newest that has entries. */
  choose(name: string | undefined): Backup {
    const found =
      name === undefined
        ? this.list().find(({ entries }) => entries > 0)
        : this.#files()
            .filter(({ file }) => file === resolve(name) || basename(file) === name)
            .map(({ file, reason, made }) => ({
              file,
              reason,
              made,
              entries: entriesIn(file) ?? 0,
            }))
            .at(0);
    if (found !== undefined) return found;
    throw new NotFoundError(
      name === undefined ? 'There is no backup with entries.' : `There is no backup ${name}.`,
      { hint: `Backups are kept in ${this.folder}.` },
    );
  }

  /** Whether one was made on the day that this is. */
  hasOfDay(now: Date): boolean {
    const today = now.toISOString().slice(0, 10);
    return this.#files().some(({ made }) => made.startsWith(today));
  }

  /** A name that nobody else takes: an empty file stands under it until the backup does. */
  #claim(reason: BackupReason, now: Date): string {
    const plain = `memory-${stampOf(now)}-${reason}`;
    for (let number = 1; ; number++) {
      const file = join(this.folder, `${plain}${number === 1 ? '' : `-${number}`}.db`);
      if (existsSync(file)) continue;
      try {
        closeSync(openSync(file, 'wx', 0o600));
        return file;
      } catch (error) {
        if (!existsSync(file)) throw error;
      }
    }
  }

  #tidy(now: Date): void {
    const isOld = ({ reason, made }: { reason: string; made: string }, index: number) =>
      index >= most && (reason !== 'clear' || Date.parse(made) < now.getTime() - clearDays * day);
    for (const { file } of this.#files().filter(isOld)) rmSync(file, { force: true });
    // What a process left that was ended while it made one.
    for (const name of readdirSync(this.folder).filter((one) => one.endsWith('.part'))) {
      const file = join(this.folder, name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (found !== undefined && found.mtimeMs < Date.now() - day) rmSync(file, { force: true });
    }
  }

  #files(): { file: string; reason: string; made: string; number: number }[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .flatMap((name) => {
        const [, date, hours, minutes, seconds, parts, reason = '', number = '1'] =
          nameForm.exec(name) ?? [];
        if (date === undefined) return [];
        const made = `${date}T${hours}:${minutes}:${seconds}.${parts}Z`;
        return [{ file: join(this.folder, name), reason, made, number: Number(number) }];
      })
      .sort((a, b) => (a.made < b.made ? 1 : a.made > b.made ? -1 : b.number - a.number));
  }
}

/** A time as part of a file's name. */
export function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/[:.]/g, '-');
}

/** What was written to a file is on the disk, not only on its way there. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Undefined for a file that is no memory. */
function entriesIn(file: string): number | undefined {
  try {
    const db = openReadOnly(file);
    try {
      return Number(db.prepare('SELECT count(*) FROM saved_queries').pluck().get());
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDatabaseError(error)) return undefined;
    throw error;
  }
}
