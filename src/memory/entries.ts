import { foldCase } from '../conditions/fold.js';
import type { Method } from '../catalog/model.js';
import type { Db } from '../sqlite/open.js';
import { Statements } from '../sqlite/statements.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { shownDescription } from './description.js';
import { contentKey, samePath, slugOf, type Entry, type SavedBy, type SavedCall } from './entry.js';
import { isUnfilled } from './placeholders.js';

/** What an entry is saved with beside its call. */
export interface About {
  description: string;
  profile: string | null;
  savedBy: SavedBy;
  now: Date;
}

/** The calls that somebody keeps. Every write is a transaction of its own, whoever else has the file open. */
export class Entries {
  readonly #db: Db;
  readonly #statements: Statements;

  constructor(db: Db) {
    this.#db = db;
    this.#statements = new Statements(db);
  }

  /** Keeps a call; one that is kept already stays as it is. */
  save(call: SavedCall, about: About): { entry: Entry; isNew: boolean } {
    return this.#atomic(() => {
      const known = this.same(call, about.profile);
      if (known !== undefined) return { entry: known, isNew: false };
      return { entry: this.#insert(call, about), isNew: true };
    });
  }

  /** The entry with this id or slug. */
  find(name: string): Entry | undefined {
    const column = /^\d+$/.test(name) ? 'id' : 'slug';
    return this.#one(`${column} = ?`, [column === 'id' ? Number(name) : name.toLowerCase()]);
  }

  /** The entry that keeps this very call, for this connection or everyone. */
  same(call: SavedCall, profile: string | null): Entry | undefined {
    return this.#one('content = ? AND (profile IS ? OR profile IS NULL)', [
      contentKey(call),
      profile,
    ]);
  }

  /** The most used entry of a path that can run as it is, saved with this connection or imported. */
  mostUsed(method: Method, path: string, profile: string): Entry | undefined {
    return this.#one(
      `same_path = ? AND method = ? AND NOT unfilled AND params <> '{}' AND (profile = ? OR saved_by = 'import')`,
      [samePath(path), method, profile],
    );
  }

  /** Entries by use, then recency; those in whose description, slug or path every word of the search stands. */
  list({ search = '', limit }: { search?: string | undefined; limit: number }): Entry[] {
    const words = foldCase(search).split(/\s+/).filter(Boolean);
    const where = words.map(() => 'instr(words, ?) > 0').join(' AND ');
    const rows = this.#statements
      .get(`${select} WHERE ${where === '' ? '1' : where} ${byUse} LIMIT ?`)
      .all(...words, limit);
    return (rows as Row[]).map(read);
  }

  count(): number {
    return Number(this.#statements.get('SELECT count(*) FROM saved_queries').pluck().get());
  }

  use(id: number, now: Date): void {
    this.#statements
      .get('UPDATE saved_queries SET usage_count = usage_count + 1, last_used = ? WHERE id = ?')
      .run(now.toISOString(), id);
  }

  rename(id: number, description: string): Entry | undefined {
    return this.#atomic(() => {
      const entry = this.find(String(id));
      if (entry === undefined) return undefined;
      const slug = this.#freeSlug(description, id);
      this.#statements
        .get('UPDATE saved_queries SET description = ?, slug = ?, words = ? WHERE id = ?')
        .run(description, slug, wordsOf(description, slug, entry.path), id);
      return this.find(String(id));
    });
  }

  delete(id: number): void {
    this.#statements.get('DELETE FROM saved_queries WHERE id = ?').run(id);
  }

  /** Forgets all of them; gives how many there were. */
  clear(): number {
    return this.#statements.get('DELETE FROM saved_queries').run().changes;
  }

  #atomic<T>(work: () => T): T {
    return this.#db.inTransaction ? work() : this.#db.transaction(work).immediate();
  }

  #insert(call: SavedCall, { description, profile, savedBy, now }: About): Entry {
    const slug = this.#freeSlug(description);
    const { lastInsertRowid } = this.#statements
      .get(
        `INSERT INTO saved_queries
        (slug, description, path, method, params, data, timestamp, profile, saved_by, content, same_path, words, unfilled)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[slug, description, call.path, call.method, toJson(call.params)],
        call.data === null ? null : toJson(call.data),
        ...[now.toISOString(), profile, savedBy, contentKey(call), samePath(call.path)],
        wordsOf(description, slug, call.path),
        isUnfilled(call) ? 1 : 0,
      );
    const entry = this.#one('id = ?', [Number(lastInsertRowid)]);
    if (entry === undefined) throw new Error('an entry that was just written is not there');
    return entry;
  }

  /** The slug of a description with a number behind it where another entry has it. */
  #freeSlug(description: string, own = 0): string {
    const plain = slugOf(description);
    const isTaken = (slug: string) =>
      this.#statements
        .get('SELECT 1 FROM saved_queries WHERE slug = ? AND id <> ?')
        .pluck()
        .get(slug, own) !== undefined;
    let slug = plain;
    for (let number = 2; isTaken(slug); number++) slug = `${plain}-${number}`;
    return slug;
  }

  #one(where: string, values: readonly unknown[]): Entry | undefined {
    const row = this.#statements.get(`${select} WHERE ${where} ${byUse} LIMIT 1`).get(...values);
    return row === undefined ? undefined : read(row as Row);
  }
}

const select = `SELECT id, slug, description, method, path, params, data, usage_count, last_used, timestamp,
  profile, saved_by FROM saved_queries`;
const byUse = 'ORDER BY usage_count DESC, coalesce(last_used, timestamp) DESC, id DESC';

type Row = Omit<Entry, 'params' | 'data' | 'created'> & {
  params: string;
  data: string | null;
  timestamp: string;
};

function read({ params, data, timestamp, profile, saved_by, ...row }: Row): Entry {
  const { id, slug, description, method, path, usage_count, last_used } = row;
  const given = parseJson(params);
  return {
    ...{ id, slug, description: shownDescription(description), method, path },
    params: isRecord(given) ? given : {},
    data: data === null ? null : parseJson(data),
    ...{ usage_count, last_used, created: timestamp, profile, saved_by },
  };
}

function wordsOf(description: string, slug: string, path: string): string {
  return foldCase(`${description} ${slug} ${path}`);
}
