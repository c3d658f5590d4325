import type { Db } from '../sqlite/open.js';
import type { Statements } from '../sqlite/statements.js';
import type { JsonRecord } from '../text/records.js';
import { Ground, type Add, type Makers, type Origin } from './ground.js';
import { insertRecord, readRow, rowColumns, type Row } from './layout.js';
import type { StoredRecord } from './records.js';
import type { References } from './references.js';
import { indexTimes } from './time-index.js';

/**
 * Makes the records of a collection when it is first asked for, all at once, so that the first answer does not wait
 * for a whole company.
 */
export class Making {
  readonly #db: Db;
  readonly #statements: Statements;
  readonly #makers: Makers;
  readonly #references: References;
  readonly #origin: () => Origin;
  /** Collections that are being made, and those of them that an attempt must not read. */
  readonly #under = new Set<string>();
  #waiting: ReadonlySet<string> = new Set();

  constructor(
    db: Db,
    statements: Statements,
    makers: Makers,
    references: References,
    origin: () => Origin,
  ) {
    this.#db = db;
    this.#statements = statements;
    this.#makers = makers;
    this.#references = references;
    this.#origin = origin;
  }

  /** The number of a collection, its records made. */
  numberOf(collection: string): number {
    if (this.#waiting.has(collection)) throw new Waiting(collection);
    const known = this.#known(collection);
    if (known !== undefined) return known;
    // Another process may have made it in the meantime.
    const make = () => this.#known(collection) ?? this.#make(collection);
    return this.#db.inTransaction ? make() : this.#db.transaction(make).immediate();
  }

  isMade(collection: string): boolean {
    return this.#known(collection) !== undefined;
  }

  /** What records are made from. */
  ground(): Ground {
    return new Ground(
      this.#origin(),
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
    if (this.#under.has(collection)) return undefined;
    if (this.isMade(collection)) return this.#made(collection);
    const outer = this.#waiting;
    this.#waiting = new Set(this.#under);
    try {
      // Locked from the start: one that reads first could not write after another process has.
      return this.#db.transaction(() => this.#made(collection)).immediate();
    } catch (error) {
      if (error instanceof Waiting) return undefined;
      throw error;
    } finally {
      this.#waiting = outer;
    }
  }

  /** The records of a collection that were made: nothing is made for those that somebody wrote. */
  #made(collection: string): StoredRecord[] {
    const number = this.numberOf(collection);
    const rows = this.#statements
      .get(
        `SELECT ${rowColumns} FROM records WHERE collection = ? AND EXISTS
        (SELECT 1 FROM collections WHERE number = ? AND (id BETWEEN first AND last OR last IS NULL)) ORDER BY id`,
      )
      .all(number, number) as Row[];
    return rows.map(readRow);
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
    const [first, last] = this.#fill(collection, number);
    this.#statements
      .get('UPDATE collections SET first = ?, last = ? WHERE number = ?')
      .run(first, last, number);
    this.#statements.get('INSERT INTO sequences VALUES (?, ?)').run(number, last);
    indexTimes(this.#db, number, last - first + 1);
    return number;
  }

  /** Has the records made; their first and their last id. */
  #fill(collection: string, number: number): [first: number, last: number] {
    const ground = this.ground();
    const put = this.#statements.get(insertRecord);
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
    const text: Add['text'] = (parent, fields) => {
      const id = next();
      put.run(number, id, parent, `{"id":${id},${fields}}`);
    };
    this.#under.add(collection);
    try {
      this.#makers(collection)?.(ground, Object.assign(add, { text }));
    } finally {
      this.#under.delete(collection);
    }
    return [first, last];
  }
}

/** A collection was read that is being made. */
class Waiting extends Error {}
