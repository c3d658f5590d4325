import { sqlFunctions } from '../conditions/sql-functions.js';
import { openShared, type Db } from '../sqlite/open.js';
import { Statements } from '../sqlite/statements.js';
import type { JsonRecord } from '../text/records.js';
import { ChosenIds } from './chosen-ids.js';
import { Early } from './early.js';
import type { Ground, Makers, Origin } from './ground.js';
import { insertRecord, layout, readRow, rowColumns, sandboxFormat, type Row } from './layout.js';
import { Making } from './making.js';
import { sortText } from './order.js';
import type { StoredRecord } from './records.js';
import type { References } from './references.js';
import { nothingAsked, type Selection } from './selection.js';
import { dropTimeIndexes } from './time-index.js';

/** Milliseconds that a write waits for another process. */
const patience = 30_000;

/**
 * The sandbox's records in SQLite. Several processes may have it open; every write is its own transaction.
 */
export class SandboxStore {
  readonly #db: Db;
  readonly #makers: Makers;
  readonly #making: Making;
  readonly #statements: Statements;
  readonly #chosen = new ChosenIds();
  readonly #early: Early;

  constructor(file: string, makers: Makers, references: References, origin: () => Origin) {
    this.#db = openShared(file);
    this.#statements = new Statements(this.#db);
    // Another process may be making a collection: a hundred thousand tickets keep it busy for seconds.
    this.#db.pragma(`busy_timeout = ${patience}`);
    // A query reads every record of a collection: twice as fast from memory as by copies of its pages.
    this.#db.pragma(`mmap_size = ${2 ** 30}`);
    for (const [name, work] of Object.entries({ ...sqlFunctions, sort_text: sortKey }))
      this.#db.function(name, { deterministic: true }, work);
    this.#makers = makers;
    this.#early = new Early(makers, () => this.#making.ground());
    this.#making = new Making(this.#db, this.#statements, makers, references, () => this.origin());
    const isLaidOut = () => this.#db.pragma('user_version', { simple: true }) === sandboxFormat;
    // Looked at without a lock first: another process may be making a collection, which takes seconds.
    if (isLaidOut()) return;
    this.atomic(() => {
      if (isLaidOut()) return;
      this.#db.exec(layout);
      this.#begin(origin());
      this.#db.pragma(`user_version = ${sandboxFormat}`);
    });
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
        `SELECT ${rowColumns} FROM records
        WHERE ${ofParent(parent)} AND (${where.sql}) ORDER BY id LIMIT ?`,
      )
      .all(
        this.#making.numberOf(collection),
        ...(parent === null ? [] : [parent]),
        ...where.values,
        most,
      );
    return (rows as Row[]).map(readRow);
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
    const wantsAll = columns.size === 0 && narrow.sql === nothingAsked.sql && parent === null;
    if (wantsAll && !this.#making.isMade(collection)) {
      const early = this.#early.ids(collection, this.#version());
      if (early !== undefined) return early;
    }
    const bound = [
      this.#making.numberOf(collection),
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
    return this.#chosen.get(this.#version(), JSON.stringify([sql, bound, where.values]), find);
  }

  /** The records of these ids, in their order; those that are there. */
  some(collection: string, ids: readonly number[]): readonly StoredRecord[] {
    const early = this.#unmade(collection, ids);
    if (early !== undefined) return early;
    const rows = this.#statements
      .get(
        `SELECT ${rowColumns} FROM records
        WHERE collection = ? AND id IN (SELECT value FROM json_each(?))`,
      )
      .all(this.#making.numberOf(collection), JSON.stringify(ids)) as Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [readRow(row)];
    });
  }

  get(collection: string, id: number): StoredRecord | undefined {
    const early = this.#unmade(collection, [id]);
    if (early !== undefined) return early[0];
    const row = this.#statements
      .get(`SELECT ${rowColumns} FROM records WHERE collection = ? AND id = ?`)
      .get(this.#making.numberOf(collection), id) as Row | undefined;
    return row === undefined ? undefined : readRow(row);
  }

  /** Whether a record is there; its collection need not be made to know that. */
  has(collection: string, id: number): boolean {
    const foretold = this.#making.isMade(collection) ? undefined : this.#makers(collection)?.has;
    return foretold?.(this.origin(), id) ?? this.get(collection, id) !== undefined;
  }

  /** Runs reads and writes as one; another process sees all of it or nothing. */
  atomic<T>(work: () => T): T {
    return this.#db.inTransaction ? work() : this.#db.transaction(work).immediate();
  }

  /** Stores a new record under the next id of its collection; ids are never used twice. */
  insert(collection: string, parent: number | null, make: (id: number) => JsonRecord): JsonRecord {
    return this.atomic(() => this.#insert(this.#making.numberOf(collection), parent, make));
  }

  update(collection: string, id: number, record: JsonRecord): void {
    this.#statements
      .get('UPDATE records SET record = jsonb(?) WHERE collection = ? AND id = ?')
      .run(JSON.stringify(record), this.#making.numberOf(collection), id);
  }

  /** A record and the bytes that go with it. */
  delete(collection: string, id: number): void {
    const number = this.#making.numberOf(collection);
    for (const table of ['records', 'files'])
      this.#statements.get(`DELETE FROM ${table} WHERE collection = ? AND id = ?`).run(number, id);
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
      const number = this.#making.numberOf(to);
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
      .get(this.#making.numberOf(collection), id) as
      { type: string; name: string; bytes: Buffer } | undefined;
  }

  putFile(
    collection: string,
    id: number,
    { type, name, bytes }: { type: string; name: string; bytes: Uint8Array },
  ): void {
    this.#statements
      .get('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)')
      .run(this.#making.numberOf(collection), id, type, name, bytes);
  }

  /** What records are made from: for answers that no record stands for. */
  ground(): Ground {
    return this.#making.ground();
  }

  close(): void {
    this.#db.close();
  }

  #begin({ epoch, seed, tickets, ahead = 0 }: Origin): void {
    const put = this.#statements.get('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    for (const [name, value] of Object.entries({ epoch: epoch.getTime(), seed, tickets, ahead }))
      put.run(name, value);
  }

  /** Records of a collection that nobody made yet, where they can be shown without. */
  #unmade(collection: string, ids: readonly number[]): readonly StoredRecord[] | undefined {
    if (this.#making.isMade(collection)) return undefined;
    return this.#early.some(collection, ids, this.#version());
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
    this.#statements.get(insertRecord).run(number, id, parent, JSON.stringify(record));
  }

  /** Changes with every write to the database, by whomever. */
  #version(): string {
    const others = this.#db.pragma('data_version', { simple: true });
    return `${String(others)} ${String(this.#statements.get('SELECT total_changes()').pluck().get())}`;
  }
}

function ofParent(parent: number | null): string {
  return `collection = ?${parent === null ? '' : ' AND parent = ?'}`;
}

function sortKey(text: unknown): unknown {
  return typeof text === 'string' ? sortText(text) : text;
}
