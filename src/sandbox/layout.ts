import type { JsonRecord } from '../text/records.js';
import type { StoredRecord } from './records.js';

/** Layout and content of the records that are made; another number begins anew. */
export const sandboxFormat = 6;

export const layout = `
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

/** Puts a record into a collection: its number, the id, the parent's id and the JSON. */
export const insertRecord = 'INSERT INTO records VALUES (?, ?, ?, jsonb(?))';

/** The columns that `readRow` reads. */
export const rowColumns = 'id, parent, json(record) AS record';

export interface Row {
  id: number;
  parent: number | null;
  record: string;
}

export function readRow({ id, parent, record }: Row): StoredRecord {
  return { id, parent, record: JSON.parse(record) as JsonRecord };
}
