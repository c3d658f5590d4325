import { sqlFunctions } from '../conditions/sql-functions.js';
import { openShared, type Db, type Statement } from '../sqlite/open.js';
import type { JsonRecord } from '../text/records.js';
import { Answers } from './answers.js';
import { Ground, type Makers, type Origin } from './ground.js';
import { sortText } from './order.js';
import type { StoredRecord } from './records.js';
import type { References } from './references.js';
import type { Selection } from './selection.js';

/** Layout and content of the records that are made; another number begins anew. */
const sandboxFormat = 2;

/**
 * The sandbox's records in SQLite. A collection's records are made when it is first asked for, all at once, so that
 * the first answer does not wait for a whole company. Several processes may have it open; every write is its own
 * transaction.
 */
export class SandboxStore {
  readonly #db: Db;
  readonly #makers: Makers;
  readonly #references: References;
  readonly #statements = new Map<string, Statement>();
  readonly #answers = new Answers();

  constructor(file: string, makers: Makers, references: References, origin: () => Origin) {
    this.#db = openShared(file);
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
      Number(this.#statement('SELECT value FROM meta WHERE name = ?').pluck().get(name)),
    );
    return { epoch: new Date(epoch ?? 0), seed: seed ?? 0, tickets: tickets ?? 0 };
  }

  /** Forgets everything that was written; all or nothing, whoever else has it open. */
  reset(origin: Origin): void {
    this.atomic(() => {
      for (const table of ['records', 'collections', 'sequences', 'files'])
        this.#db.exec(`DELETE FROM ${table}`);
      this.#begin(origin);
    });
  }

  /** Records of a collection by id; those of one parent where it is given. */
  list(collection: string, parent: number | null = null): StoredRecord[] {
    return this.select(collection, parent, { sql: '1', values: [] });
  }

  /** The records that meet an SQL condition over the column `record`, which holds JSONB. */
  select(
    collection: string,
    parent: number | null,
    where: { sql: string; values: readonly unknown[] },
  ): StoredRecord[] {
    const rows = this.#statement(
      `SELECT id, parent, json(record) AS record FROM records
        WHERE ${ofParent(parent)} AND (${where.sql}) ORDER BY id`,
    ).all(this.#number(collection), ...(parent === null ? [] : [parent]), ...where.values);
    return (rows as Row[]).map(read);
  }

  /**
   * Ids of the records that a selection chooses, in its order: more of them where it is not exact, by id where SQL
   * cannot tell the order.
   */
  ids(
    collection: string,
    parent: number | null,
    { columns, where, order = [] }: Selection,
  ): readonly number[] {
    const bound = [this.#number(collection), ...(parent === null ? [] : [parent])];
    const named = [...columns].map(([name, expression]) => `, ${expression} AS ${name}`).join('');
    // With a limit SQLite works the columns out first; without it would put each expression wherever its name stands.
    const from = `SELECT id${named} FROM records WHERE ${ofParent(parent)}`;
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
    const rows = this.#statement(
      `SELECT id, parent, json(record) AS record FROM records
        WHERE collection = ? AND id IN (SELECT value FROM json_each(?))`,
    ).all(this.#number(collection), JSON.stringify(ids)) as Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [read(row)];
    });
  }

  get(collection: string, id: number): StoredRecord | undefined {
    const row = this.#statement(
      'SELECT id, parent, json(record) AS record FROM records WHERE collection = ? AND id = ?',
    ).get(this.#number(collection), id) as Row | undefined;
    return row === undefined ? undefined : read(row);
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
    this.#statement('UPDATE records SET record = jsonb(?) WHERE collection = ? AND id = ?').run(
      JSON.stringify(record),
      this.#number(collection),
      id,
    );
  }

  delete(collection: string, id: number): void {
    this.#statement('DELETE FROM records WHERE collection = ? AND id = ?').run(
      this.#number(collection),
      id,
    );
  }

  /** The bytes of a document, an image or whatever else an id of a collection stands for. */
  file(collection: string, id: number): { type: string; name: string; bytes: Buffer } | undefined {
    return this.#statement(
      'SELECT type, name, bytes FROM files WHERE collection = ? AND id = ?',
    ).get(this.#number(collection), id) as
      { type: string; name: string; bytes: Buffer } | undefined;
  }

  putFile(
    collection: string,
    id: number,
    { type, name, bytes }: { type: string; name: string; bytes: Uint8Array },
  ): void {
    this.#statement('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)').run(
      this.#number(collection),
      id,
      type,
      name,
      bytes,
    );
  }

  close(): void {
    this.#db.close();
  }

  #begin({ epoch, seed, tickets }: Origin): void {
    const put = this.#statement('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    for (const [name, value] of Object.entries({ epoch: epoch.getTime(), seed, tickets }))
      put.run(name, value);
  }

  /** The number of a collection, its records made. */
  #number(collection: string): number {
    const known = this.#known(collection);
    if (known !== undefined) return known;
    // Another process may have made it in the meantime.
    return this.atomic(() => this.#known(collection) ?? this.#make(collection));
  }

  #known(collection: string): number | undefined {
    return this.#statement('SELECT number FROM collections WHERE name = ?')
      .pluck()
      .get(collection) as number | undefined;
  }

  #make(collection: string): number {
    const number = this.#statement('INSERT INTO collections (name) VALUES (?) RETURNING number')
      .pluck()
      .get(collection) as number;
    const ground = new Ground(
      this.origin(),
      (schema, record) => this.#references.to(schema, record),
      (other) => this.list(other),
    );
    this.#makers(collection)?.(ground, (parent, record) =>
      this.#insert(number, parent, (id) => ({
        id,
        ...record,
        _info: record['_info'] ?? ground.oldInfo,
      })),
    );
    return number;
  }

  #insert(number: number, parent: number | null, make: (id: number) => JsonRecord): JsonRecord {
    const id = this.#statement(
      'INSERT INTO sequences VALUES (?, 1) ON CONFLICT (collection) DO UPDATE SET last = last + 1 RETURNING last',
    )
      .pluck()
      .get(number) as number;
    const record = make(id);
    this.#statement('INSERT INTO records VALUES (?, ?, ?, jsonb(?))').run(
      number,
      id,
      parent,
      JSON.stringify(record),
    );
    return record;
  }

  /** Changes with every write to the database, by whomever. */
  #version(): string {
    const others = this.#db.pragma('data_version', { simple: true });
    return `${String(others)} ${String(this.#statement('SELECT total_changes()').pluck().get())}`;
  }

  #statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const layout = `
  DROP TABLE IF EXISTS meta;
  DROP TABLE IF EXISTS collections;
  DROP TABLE IF EXISTS records;
  DROP TABLE IF EXISTS sequences;
  DROP TABLE IF EXISTS files;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
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
