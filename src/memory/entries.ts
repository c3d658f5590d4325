import { foldCase } from '../conditions/fold.js';
import type { Method } from '../catalog/model.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { shownDescription } from './description.js';
import {
  contentKey,
  samePath,
  slugOf,
  type Entry,
  type SavedBy,
  type SavedCall,
  type SharedEntry,
} from './entry.js';
import { planMerge, type MergePlan, type OwnEntry } from './merge.js';
import { isUnfilled } from './placeholders.js';
import type { Store } from './store.js';

/** What an entry is saved with beside its call. */
export interface About {
  description: string;
  profile: string | null;
  savedBy: SavedBy;
  now: Date;
}

/** The calls that somebody keeps. Every write is a transaction of its own, whoever else has the file open. */
export class Entries {
  readonly #statements: Store;
  readonly #beforeSave: (now: Date) => void;

  /** `beforeSave` runs where an entry is about to be added, in the same transaction. */
  constructor(store: Store, beforeSave: (now: Date) => void = () => undefined) {
    this.#statements = store;
    this.#beforeSave = beforeSave;
  }

  /** Keeps a call; one that is kept already stays as it is. */
  save(call: SavedCall, about: About): { entry: Entry; isNew: boolean } {
    return this.#atomic(() => {
      const known = this.same(call, about.profile);
      if (known !== undefined) return { entry: known, isNew: false };
      this.#beforeSave(about.now);
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
      `same_path = ? AND method = ? AND NOT unfilled AND (profile = ? OR saved_by = 'import')`,
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

  /**
   * Takes shared entries in, all or none: they belong to everyone. `beforeLoss` is called before one loses its place, while
   * nobody else can write.
   */
  merge(
    shared: readonly SharedEntry[],
    replace: boolean,
    beforeLoss: () => void = () => undefined,
  ): MergePlan {
    return this.#atomic(() => {
      const plan = this.#planMerge(shared, replace);
      if (plan.replaced.length > 0) beforeLoss();
      const whose = { profile: null, saved_by: 'import' } as const;
      for (const { id, usage_count, last_used, created } of plan.merged) {
        this.#statements
          .get(
            'UPDATE saved_queries SET usage_count = ?, last_used = ?, timestamp = ? WHERE id = ?',
          )
          .run(usage_count, last_used, created, id);
      }
      for (const { id, entry } of plan.replaced) {
        this.delete(id);
        this.#put({ ...entry, ...whose, id });
      }
      for (const entry of plan.added) this.#put({ ...entry, ...whose, id: null });
      return plan;
    });
  }

  /** Forgets all of them; gives how many there were. */
  clear(): number {
    return this.#statements.get('DELETE FROM saved_queries').run().changes;
  }

  #atomic<T>(work: () => T): T {
    return this.#statements.atomic(work);
  }

  #planMerge(shared: readonly SharedEntry[], replace: boolean): MergePlan {
    // Those that are everyone's first: there a call belongs that is kept for several connections.
    const own = this.#statements
      .get(
        `SELECT id, slug, description, content, usage_count, last_used, timestamp AS created
        FROM saved_queries ORDER BY profile IS NOT NULL, id`,
      )
      .all() as OwnEntry[];
    return planMerge(own, shared, replace);
  }

  #insert(call: SavedCall, { description, profile, savedBy, now }: About): Entry {
    const id = this.#put({
      ...call,
      ...{ id: null, slug: this.#freeSlug(description), description, profile, saved_by: savedBy },
      ...{ usage_count: 0, last_used: null, created: now.toISOString() },
    });
    const entry = this.#one('id = ?', [id]);
    if (entry === undefined) throw new Error('an entry that was just written is not there');
    return entry;
  }

  /** Writes a row, under the next id where it has none; gives the id. */
  #put({ id, slug, description, path, method, params, data, ...rest }: Unnumbered): number {
    const call: SavedCall = { method, path, params, data };
    const { lastInsertRowid } = this.#statements
      .get(
        `INSERT INTO saved_queries
        (id, slug, description, path, method, params, data, timestamp, usage_count, last_used, profile, saved_by,
          content, same_path, words, unfilled)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[id, slug, description, path, method, toJson(params)],
        data === null ? null : toJson(data),
        ...[rest.created, rest.usage_count, rest.last_used, rest.profile, rest.saved_by],
        ...[contentKey(call), samePath(path), wordsOf(description, slug, path)],
        isUnfilled(call) ? 1 : 0,
      );
    return Number(lastInsertRowid);
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

/** An entry that may not have its id yet. */
type Unnumbered = Omit<Entry, 'id'> & { id: number | null };

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
