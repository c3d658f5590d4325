import type { Method } from '../catalog/model.js';
import { foldCase } from '../conditions/fold.js';
import { openToLook, type Db } from '../sqlite/open.js';
import { isRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';

/** What a kept call is called by. */
export interface KeptName {
  slug: string;
  description: string;
}

/** Names at most: more are no choice. */
const most = 200;

/** Kept calls by a text that their name, description or path holds, the most used first; the file is read as it is. */
export function keptNames(file: string, text: string): KeptName[] {
  return look(
    file,
    (db) =>
      db
        .prepare(
          `SELECT slug, description FROM saved_queries WHERE instr(words, ?) > 0
          ORDER BY usage_count DESC, coalesce(last_used, timestamp) DESC LIMIT ?`,
        )
        .all(foldCase(text), most) as KeptName[],
  );
}

/** The kept call of an id or slug. */
export function keptCall(file: string, name: string): SavedCall | undefined {
  const column = /^\d+$/.test(name) ? 'id' : 'slug';
  const row = look(file, (db) =>
    db
      .prepare(`SELECT method, path, params, data FROM saved_queries WHERE ${column} = ?`)
      .get(name.toLowerCase()),
  ) as { method: Method; path: string; params: string; data: string | null } | undefined;
  if (row === undefined) return undefined;
  const params: unknown = JSON.parse(row.params);
  return {
    ...{ method: row.method, path: row.path },
    params: isRecord(params) ? params : {},
    data: row.data === null ? null : JSON.parse(row.data),
  };
}

function look<T>(file: string, read: (db: Db) => T): T {
  const db = openToLook(file);
  try {
    return read(db);
  } finally {
    db.close();
  }
}
