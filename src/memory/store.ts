import { statSync } from 'node:fs';
import type { Db } from '../sqlite/open.js';
import { Statements } from '../sqlite/statements.js';
import { inPlainWords, isDamage } from './trouble.js';

/** Where a store's connection comes from. */
export interface Source {
  file: string;
  /** Opens the file; one that is suspected is looked through first, and repaired where it is damaged. */
  open: (isSuspect: boolean) => Db;
}

/** A statement that is prepared when it runs, on the connection that there is by then. */
export interface Query {
  get: (...values: unknown[]) => unknown;
  all: (...values: unknown[]) => unknown[];
  run: (...values: unknown[]) => { changes: number; lastInsertRowid: number | bigint };
  /** The same with the first column alone. */
  pluck: () => Query;
}

/**
 * The memory's file, through which everything is read and written. Damage that shows while it is open is repaired and
 * the work done again; a file that somebody has put in its place is followed; each write is a transaction that holds
 * the lock from its beginning.
 */
export class Store {
  readonly #source: Source;
  #db: Db;
  #statements: Statements;
  /** Which file the connection is to, as the system counts them. */
  #inode: number | undefined;

  constructor(source: Source) {
    this.#source = source;
    this.#db = source.open(false);
    this.#statements = new Statements(this.#db);
    this.#inode = inodeOf(source.file);
  }

  get(sql: string, isPlucked = false): Query {
    const statement = () => this.#statements.get(sql);
    const reading = () => statement().pluck(isPlucked);
    return {
      get: (...values) => this.#whole(() => reading().get(...values)),
      all: (...values) => this.#whole(() => reading().all(...values)),
      run: (...values) => this.atomic(() => statement().run(...values)),
      pluck: () => this.get(sql, true),
    };
  }

  /** All of the work or nothing of it; part of the transaction where there is one. It may be done a second time. */
  atomic<T>(work: () => T): T {
    return this.#whole(() =>
      this.#db.inTransaction ? work() : this.#db.transaction(work).immediate(),
    );
  }

  /** What is wrong with the file, page by page; nothing where all is well. */
  faults(): string[] {
    const found = this.#db.pragma('integrity_check') as { integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((text) => text !== 'ok');
  }

  close(): void {
    this.#db.close();
  }

  #whole<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    try {
      if (inodeOf(this.#source.file) !== this.#inode) this.#reopen(false);
      try {
        return work();
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.#reopen(true);
        return work();
      }
    } catch (error) {
      throw inPlainWords(error, this.#source.file);
    }
  }

  #reopen(isSuspect: boolean): void {
    this.#db.close();
    this.#db = this.#source.open(isSuspect);
    this.#statements = new Statements(this.#db);
    this.#inode = inodeOf(this.#source.file);
  }
}

function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}
