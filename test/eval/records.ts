import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { JsonRecord } from '../../src/text/records.js';

/** What the sandbox holds at one moment: by collection, then by id, as JSON. */
export type Records = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** The sandbox's file itself: what an assistant was told is held against it. */
export class SandboxFile {
  readonly #db: Database.Database;
  #version: unknown;
  #read: Records = new Map();

  constructor(home: string) {
    this.#db = new Database(join(home, 'data', 'sandbox.db'), { readonly: true });
  }

  /** All records but those of an audit trail, which tells of the others. */
  read(): Records {
    // Goes up with every write of somebody else.
    const version = this.#db.pragma('data_version', { simple: true });
    if (version === this.#version) return this.#read;
    const rows = this.#db
      .prepare(
        `SELECT name, id, json(record) FROM records JOIN collections ON number = collection
        WHERE name NOT LIKE 'audit trail%'`,
      )
      .raw()
      .all() as [name: string, id: number, record: string][];
    const records = new Map<string, Map<number, string>>();
    for (const [name, id, record] of rows) {
      const collection = records.get(name) ?? new Map<number, string>();
      records.set(name, collection.set(id, record));
    }
    this.#version = version;
    this.#read = records;
    return records;
  }

  close(): void {
    this.#db.close();
  }
}

/** The records of a collection, by id. */
export function all(records: Records, collection: string): JsonRecord[] {
  const found = records.get(collection);
  if (found === undefined) throw new Error(`there is no collection ${collection}`);
  return [...found].sort(([a], [b]) => a - b).map(([, record]) => JSON.parse(record) as JsonRecord);
}

export interface Change {
  collection: string;
  id: number;
  /** `made`: a collection that was made meanwhile, in which a write could hide. */
  kind: 'new' | 'changed' | 'gone' | 'made';
}

/** What was written between two moments. */
export function changesBetween(before: Records, after: Records): Change[] {
  if (before === after) return [];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((collection): Change[] => {
    const [old, now] = [before.get(collection), after.get(collection) ?? new Map<number, string>()];
    if (old === undefined) return [{ collection, id: 0, kind: 'made' }];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((id): Change[] => {
      const [first, second] = [old.get(id), now.get(id)];
      if (first === second) return [];
      const kind = first === undefined ? 'new' : second === undefined ? 'gone' : 'changed';
      return [{ collection, id, kind }];
    });
  });
}

/** A member of a record by its path: `company.name`. */
export function memberOf(record: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as JsonRecord | undefined)?.[name], record);
}
