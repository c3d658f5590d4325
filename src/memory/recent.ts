import type { Method } from '../catalog/model.js';
import { parseJson, toJson } from '../text/json.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { SavedCall } from './entry.js';
import type { Store } from './store.js';

/** A call that succeeded. Its body is not kept. */
export interface RecentCall {
  method: Method;
  path: string;
  params: JsonRecord;
  has_body: boolean;
  at: string;
}

/** How many calls of a profile are kept. */
const most = 50;

/** The last calls that succeeded, by profile. */
export class RecentCalls {
  readonly #statements: Store;

  constructor(store: Store) {
    this.#statements = store;
  }

  add({ method, path, params, data }: SavedCall, profile: string, now: Date): void {
    const add = (): void => {
      this.#statements
        .get(
          'INSERT INTO recent_calls (profile, method, path, params, has_body, at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(profile, method, path, toJson(params), data === null ? 0 : 1, now.toISOString());
      this.#statements
        .get(
          `DELETE FROM recent_calls WHERE profile = ? AND id NOT IN
          (SELECT id FROM recent_calls WHERE profile = ? ORDER BY id DESC LIMIT ${most})`,
        )
        .run(profile, profile);
    };
    this.#statements.atomic(add);
  }

  /** The last one first. */
  list(profile: string): RecentCall[] {
    const rows = this.#statements
      .get(
        'SELECT method, path, params, has_body, at FROM recent_calls WHERE profile = ? ORDER BY id DESC',
      )
      .all(profile) as (Omit<RecentCall, 'params' | 'has_body'> & {
      params: string;
      has_body: number;
    })[];
    return rows.map(({ method, path, params, has_body, at }) => {
      const given = parseJson(params);
      return { method, path, params: isRecord(given) ? given : {}, has_body: has_body === 1, at };
    });
  }

  /** Those of all connections. */
  count(): number {
    return Number(this.#statements.get('SELECT count(*) FROM recent_calls').pluck().get());
  }

  forget(): void {
    this.#statements.get('DELETE FROM recent_calls').run();
  }

  /** Whether they were turned off in this file, where that once stood. */
  isOff(): boolean {
    const switched = this.#statements.get("SELECT value FROM settings WHERE name = 'recent'");
    return switched.pluck().get() === 'off';
  }

  /** Takes that out: it stands in the settings now. */
  dropSwitch(): void {
    this.#statements.get("DELETE FROM settings WHERE name = 'recent'").run();
  }
}
