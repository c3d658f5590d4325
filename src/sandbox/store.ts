import { sqlFunctions } from '../conditions/sql-functions.js';
import { openShared, type Db } from '../sqlite/open.js';
import { Statements } from '../sqlite/statements.js';
import type { JsonRecord } from '../text/records.js';
import { Answers } from './answers.js';
import { Ground, type Makers, type Origin } from './ground.js';
import { sortText } from './order.js';
import type { StoredRecord } from './records.js';
import type { References } from './references.js';
import type { Selection } from './selection.js';
import { dropTimeIndexes, indexTimes } from './time-index.js';

/** Layout and content of the records that are made; another number begins anew. */
export const sandboxFormat = 6;

/**
 * The sandbox's records in SQLite. A collection's records are made when it is first asked for, all at once, so that
 * the first answer does not wait for a whole company. Several processes may have it open; every write is its own
 * transaction.
 */
export class SandboxStore {
  readonly #db: Db;
  readonly #makers: Makers;
  readonly #references: References;
  readonly #statements: Statements;
  readonly #answers = new Answers();
  /** Collections that are being made, and those of them that an attempt must not read. */
  readonly #making = new Set<string>();
  #waiting: ReadonlySet<string> = new Set();

  constructor(file: string, makers: Makers, references: References, origin: () => Origin) {
    this.#db = openShared(file);
    this.#statements = new Statements(this.#db);
    // A query reads every record of a collection: twice as fast from memory as by copies of its pages.
    this.#db.pragma(`mmap_size = ${2 ** 30}`);
    for (const [name, work] of Object.entries({ ...sqlFunctions, sort_text: sortKey }))
      this.#db.function(name, { deterministic: true }, work);
    this.#makers = makers;
    this.#references = references;
    this.#db
      .transaction(() => {
        if (this.#db.pragma('user_version', { simple: true }) === sandboxFormat) return;
        this.#db.exec(layout);
        this.#begin(origin());
        this.#db.pragma(`user_version = ${sandboxFormat}`);
      })
      .immediate();
  }

  /** What the records were made for. */
  origin(): Origin {
    const [epoch, seed, tickets] = ['epoch', 'seed', 'tickets'].map((name) =>
      Number(this.#statements.get('SELECT value FROM meta WHERE name = ?').pluck().get(name)),
    );
    return { epoch: new Date(epoch ?? 0), seed: seed ?? 0, tickets: tickets ?? 0 };
  }

  /** The time that it is in the sandbox: its clock may have been set. */
  clock(now: Date): Date {
    const ahead = this.#statements.get("SELECT value FROM meta WHERE name = 'ahead'").pluck().get();
    return new Date(now.getTime() + Number(ahead ?? 0));
  }

  /** Forgets everything that was written; all or nothing, whoever else has it open. */
  reset(origin: Origin): void {
    this.atomic(() => {
      for (const table of ['records', 'collections', 'sequences', 'files'])
        this.#db.exec(`DELETE FROM ${table}`);
      dropTimeIndexes(this.#db);
      this.#begin(origin);
    });
  }

  /** Records of a collection by id; those of one parent where it is given. */
  list(collection: string, parent: number | null = null): StoredRecord[] {
    return this.select(collection, parent, { sql: '1', values: [] });
  }

  /** Records of a collection by id in which a path of the JSON holds a value. */
  listBy(collection: string, path: string, value: number | string): StoredRecord[] {
    return this.select(collection, null, { sql: `record ->> '$.${path}' = ?`, values: [value] });
  }

  /** The records by id that meet an SQL condition over the column `record`, which holds JSONB. */
  select(
    collection: string,
    parent: number | null,
    where: { sql: string; values: readonly unknown[] },
    most = -1,
  ): StoredRecord[] {
    const rows = this.#statements
      .get(
        `SELECT id, parent, json(record) AS record FROM records
        WHERE ${ofParent(parent)} AND (${where.sql}) ORDER BY id LIMIT ?`,
      )
      .all(this.#number(collection), ...(parent === null ? [] : [parent]), ...where.values, most);
    return (rows as Row[]).map(read);
  }

  /**
   * Ids of the records that a selection chooses, in its order: more of them where it is not exact, by id where SQL
   * cannot tell the order.
   */
  ids(
    collection: string,
    parent: number | null,
    { narrow, columns, where, order = [] }: Selection,
  ): readonly number[] {
    const bound = [
      this.#number(collection),
      ...(parent === null ? [] : [parent]),
      ...narrow.values,
    ];
    const named = [...columns].map(([name, expression]) => `, ${expression} AS ${name}`).join('');
    // With a limit SQLite works the columns out first; without it would put each expression wherever its name stands.
    const from = `SELECT id${named} FROM records WHERE ${ofParent(parent)} AND ${narrow.sql}`;
    const sql =
      named === ''
        ? `${from} ORDER BY id`
        : `SELECT id FROM (${from} LIMIT -1 OFFSET 0) WHERE ${where.sql} ORDER BY ${[...order, 'id'].join(', ')}`;
    const find = () =>
      this.#db
        .prepare(sql)
        .pluck()
        .all(...bound, ...where.values) as number[];
    // What is written may yet be taken back.
    if (this.#db.inTransaction) return find();
    return this.#answers.get(this.#version(), JSON.stringify([sql, bound, where.values]), find);
  }

  /** The records of these ids, in their order; those that are there. */
  some(collection: string, ids: readonly number[]): StoredRecord[] {
    const rows = this.#statements
      .get(
        `SELECT id, parent, json(record) AS record FROM records
        WHERE collection = ? AND id IN (SELECT value FROM json_each(?))`,
      )
      .all(this.#number(collection), JSON.stringify(ids)) as Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [read(row)];
    });
  }

  get(collection: string, id: number): StoredRecord | undefined {
    const row = this.#statements
      .get('SELECT id, parent, json(record) AS record FROM records WHERE collection = ? AND id = ?')
      .get(this.#number(collection), id) as Row | undefined;
    return row === undefined ? undefined : read(row);
  }

  /** Whether a record is there; its collection need not be made to know that. */
  has(collection: string, id: number): boolean {
    const foretold =
      this.#known(collection) === undefined ? this.#makers(collection)?.has : undefined;
    return foretold?.(this.origin(), id) ?? this.get(collection, id) !== undefined;
  }

  /** Runs reads and writes as one; another process sees all of it or nothing. */
  atomic<T>(work: () => T): T {
    return this.#db.inTransaction ? work() : this.#db.transaction(work).immediate();
  }

  /** Stores a new record under the next id of its collection; ids are never used twice. */
  insert(collection: string, parent: number | null, make: (id: number) => JsonRecord): JsonRecord {
    return this.atomic(() => this.#insert(this.#number(collection), parent, make));
  }

  update(collection: string, id: number, record: JsonRecord): void {
    this.#statements
      .get('UPDATE records SET record = jsonb(?) WHERE collection = ? AND id = ?')
      .run(JSON.stringify(record), this.#number(collection), id);
  }

  delete(collection: string, id: number): void {
    this.#statements
      .get('DELETE FROM records WHERE collection = ? AND id = ?')
      .run(this.#number(collection), id);
  }

  /** Moves a record to another collection: under its own id where nothing has that there, else under the next. */
  move(
    from: string,
    id: number,
    to: string,
    parent: number | null,
    make: (id: number) => JsonRecord,
  ): JsonRecord {
    return this.atomic(() => {
      const number = this.#number(to);
      this.delete(from, id);
      if (this.get(to, id) !== undefined) return this.#insert(number, parent, make);
      const record = make(id);
      this.#put(number, id, parent, record);
      this.#statements
        .get(
          'INSERT INTO sequences VALUES (?, ?) ON CONFLICT (collection) DO UPDATE SET last = max(last, excluded.last)',
        )
        .run(number, id);
      return record;
    });
  }

  /** A record and what lies below it, as far as it was made. */
  deleteWithChildren(collection: string, id: number): void {
    this.delete(collection, id);
    this.#statements
      .get(
        `DELETE FROM records WHERE parent = ? AND collection IN
        (SELECT number FROM collections WHERE name LIKE ? AND name NOT LIKE ?)`,
      )
      .run(id, `${collection}/{}/%`, `${collection}/{}/%{}%`);
  }

  /** The bytes of a document, an image or whatever else an id of a collection stands for. */
  file(collection: string, id: number): { type: string; name: string; bytes: Buffer } | undefined {
    return this.#statements
      .get('SELECT type, name, bytes FROM files WHERE collection = ? AND id = ?')
      .get(this.#number(collection), id) as
      { type: string; name: string; bytes: Buffer } | undefined;
  }

  putFile(
    collection: string,
    id: number,
    { type, name, bytes }: { type: string; name: string; bytes: Uint8Array },
  ): void {
    this.#statements
      .get('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)')
      .run(this.#number(collection), id, type, name, bytes);
  }

  close(): void {
    this.#db.close();
  }

  #begin({ epoch, seed, tickets, ahead = 0 }: Origin): void {
    const put = this.#statements.get('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    for (const [name, value] of Object.entries({ epoch: epoch.getTime(), seed, tickets, ahead }))
      put.run(name, value);
  }

  /** What records are made from: for answers that no record stands for. */
  ground(): Ground {
    return new Ground(
      this.origin(),
      this.#references,
      this.#makers,
      (collection) => this.#made(collection),
      (collection) => this.#attempt(collection),
    );
  }

  /**
   * The records of a collection that another one would like to point into. Where it waits for one that is being made,
   * nothing is left of the attempt: what is made is the same whichever was asked for first.
   */
  #attempt(collection: string): StoredRecord[] | undefined {
    if (this.#making.has(collection)) return undefined;
    const outer = this.#waiting;
    this.#waiting = new Set(this.#making);
    try {
      return this.#db.transaction(() => this.#made(collection))();
    } catch (error) {
      if (error instanceof Waiting) return undefined;
      throw error;
    } finally {
      this.#waiting = outer;
    }
  }

  /** The records of a collection that were made: nothing is made for those that somebody wrote. */
  #made(collection: string): StoredRecord[] {
    const number = this.#number(collection);
    return this.select(collection, null, {
      sql: 'EXISTS (SELECT 1 FROM collections WHERE number = ? AND (id BETWEEN first AND last OR last IS NULL))',
      values: [number],
    });
  }

  /** The number of a collection, its records made. */
  #number(collection: string): number {
    if (this.#waiting.has(collection)) throw new Waiting(collection);
    const known = this.#known(collection);
    if (known !== undefined) return known;
    // Another process may have made it in the meantime.
    return this.atomic(() => this.#known(collection) ?? this.#make(collection));
  }

  #known(collection: string): number | undefined {
    return this.#statements
      .get('SELECT number FROM collections WHERE name = ?')
      .pluck()
      .get(collection) as number | undefined;
  }

  #make(collection: string): number {
    const number = this.#statements
      .get('INSERT INTO collections (name) VALUES (?) RETURNING number')
      .pluck()
      .get(collection) as number;
    const ground = this.ground();
    const put = this.#statements.get('INSERT INTO records VALUES (?, ?, ?, jsonb(?))');
    // Nobody else adds to a collection that is being made: its ids are counted here, and the last one kept.
    let [first, last] = [0, 0];
    const next = (least = 1) => {
      last = Math.max(last + 1, least);
      first ||= last;
      return last;
    };
    const add = (parent: number | null, record: JsonRecord) => {
      // A maker may have ids begin at a higher one.
      const id = next(typeof record['id'] === 'number' ? record['id'] : 1);
      const made = { id, ...record, _info: record['_info'] ?? ground.oldInfo };
      put.run(number, id, parent, JSON.stringify(made));
      return made;
    };
    const text = (parent: number | null, fields: string) => {
      const id = next();
      put.run(number, id, parent, `{"id":${id},${fields}}`);
    };
    this.#making.add(collection);
    try {
      this.#makers(collection)?.(ground, Object.assign(add, { text }));
    } finally {
      this.#making.delete(collection);
    }
    this.#statements
      .get('UPDATE collections SET first = ?, last = ? WHERE number = ?')
      .run(first, last, number);
    this.#statements.get('INSERT INTO sequences VALUES (?, ?)').run(number, last);
    indexTimes(this.#db, number, last - first + 1);
    return number;
  }

  #insert(number: number, parent: number | null, make: (id: number) => JsonRecord): JsonRecord {
    const id = this.#statements
      .get(
        'INSERT INTO sequences VALUES (?, 1) ON CONFLICT (collection) DO UPDATE SET last = last + 1 RETURNING last',
      )
      .pluck()
      .get(number) as number;
    const record = make(id);
    this.#put(number, id, parent, record);
    return record;
  }

  #put(number: number, id: number, parent: number | null, record: JsonRecord): void {
    this.#statements
      .get('INSERT INTO records VALUES (?, ?, ?, jsonb(?))')
      .run(number, id, parent, JSON.stringify(record));
  }

  /** Changes with every write to the database, by whomever. */
  #version(): string {
    const others = this.#db.pragma('data_version', { simple: true });
    return `${String(others)} ${String(this.#statements.get('SELECT total_changes()').pluck().get())}`;
  }
}

/** A collection was read that is being made. */
class Waiting extends Error {}

const layout = `
  DROP TABLE IF EXISTS meta;
  DROP TABLE IF EXISTS collections;
  DROP TABLE IF EXISTS records;
  DROP TABLE IF EXISTS sequences;
  DROP TABLE IF EXISTS files;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, first INTEGER, last INTEGER);
  CREATE TABLE records (collection INTEGER NOT NULL, id INTEGER NOT NULL, parent INTEGER, record BLOB NOT NULL);
  CREATE UNIQUE INDEX records_by_id ON records (collection, id);
  CREATE INDEX records_by_parent ON records (collection, parent, id);
  CREATE TABLE sequences (collection INTEGER PRIMARY KEY, last INTEGER NOT NULL);
  CREATE TABLE files (
    collection INTEGER NOT NULL, id INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (collection, id)
  );
`;

function ofParent(parent: number | null): string {
  return `collection = ?${parent === null ? '' : ' AND parent = ?'}`;
}

function sortKey(text: unknown): unknown {
  return typeof text === 'string' ? sortText(text) : text;
}

interface Row {
  id: number;
  parent: number | null;
  record: string;
}

function read({ id, parent, record }: Row): StoredRecord {
  return { id, parent, record: JSON.parse(record) as JsonRecord };
}
