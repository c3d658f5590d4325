import { openShared, type Db } from '../sqlite/open.js';
import type { JsonRecord } from '../text/records.js';
import type { StoredRecord } from './records.js';

/** Layout and content of the seeded records; another number seeds anew. */
const sandboxFormat = 1;

/** The sandbox's records in SQLite. Several processes may have it open; every write is its own transaction. */
export class SandboxStore {
  readonly #db: Db;

  constructor(file: string, seed: (store: SandboxStore) => void) {
    this.#db = openShared(file);
    this.#db
      .transaction(() => {
        if (this.#db.pragma('user_version', { simple: true }) === sandboxFormat) return;
        this.#db.exec(`
          DROP TABLE IF EXISTS records;
          DROP TABLE IF EXISTS sequences;
          CREATE TABLE records (
            collection TEXT NOT NULL, id INTEGER NOT NULL, parent INTEGER, record TEXT NOT NULL,
            PRIMARY KEY (collection, id)
          ) WITHOUT ROWID;
          CREATE INDEX records_by_parent ON records (collection, parent, id);
          CREATE TABLE sequences (collection TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
        `);
        seed(this);
        this.#db.pragma(`user_version = ${sandboxFormat}`);
      })
      .immediate();
  }

  list(collection: string, parent: number | null): StoredRecord[] {
    const rows =
      parent === null
        ? this.#db
            .prepare('SELECT id, parent, record FROM records WHERE collection = ? ORDER BY id')
            .all(collection)
        : this.#db
            .prepare(
              'SELECT id, parent, record FROM records WHERE collection = ? AND parent = ? ORDER BY id',
            )
            .all(collection, parent);
    return (rows as Row[]).map(read);
  }

  /** Whether the collection has ever held a record. */
  knows(collection: string): boolean {
    const last = this.#db.prepare('SELECT last FROM sequences WHERE collection = ?').pluck();
    return last.get(collection) !== undefined;
  }

  get(collection: string, id: number): StoredRecord | undefined {
    const row = this.#db
      .prepare('SELECT id, parent, record FROM records WHERE collection = ? AND id = ?')
      .get(collection, id) as Row | undefined;
    return row === undefined ? undefined : read(row);
  }

  /** Runs reads and writes as one; another process sees all of it or nothing. */
  atomic<T>(work: () => T): T {
    return this.#db.transaction(work).immediate();
  }

  /** Stores a new record under the next id of its collection; ids are never used twice. */
  insert(collection: string, parent: number | null, make: (id: number) => JsonRecord): JsonRecord {
    const id = this.#db
      .prepare(
        'INSERT INTO sequences VALUES (?, 1) ON CONFLICT (collection) DO UPDATE SET last = last + 1 RETURNING last',
      )
      .pluck()
      .get(collection) as number;
    const record = make(id);
    this.#db
      .prepare('INSERT INTO records VALUES (?, ?, ?, ?)')
      .run(collection, id, parent, JSON.stringify(record));
    return record;
  }

  update(collection: string, id: number, record: JsonRecord): void {
    this.#db
      .prepare('UPDATE records SET record = ? WHERE collection = ? AND id = ?')
      .run(JSON.stringify(record), collection, id);
  }

  delete(collection: string, id: number): void {
    this.#db.prepare('DELETE FROM records WHERE collection = ? AND id = ?').run(collection, id);
  }

  close(): void {
    this.#db.close();
  }
}

interface Row {
  id: number;
  parent: number | null;
  record: string;
}

function read({ id, parent, record }: Row): StoredRecord {
  return { id, parent, record: JSON.parse(record) as JsonRecord };
}
