import { openToLook } from '../sqlite/open.js';
import type { Store } from './store.js';

/** How often an endpoint was called. Neither ids nor parameters nor bodies are counted. */
export interface EndpointUsage {
  method: string;
  template: string;
  count: number;
  last_used: string;
}

const mostUsedFirst =
  'SELECT method, template, count, last_used FROM endpoint_usage ORDER BY count DESC, last_used DESC, template';

/** What was counted, straight from the file of a memory: searches read no more of it, to start as fast as without one. */
export function readUsage(file: string): EndpointUsage[] {
  const db = openToLook(file);
  try {
    return db.prepare(mostUsedFirst).all() as EndpointUsage[];
  } finally {
    db.close();
  }
}

/** What is learned of use: how often each endpoint was called with success, on this machine alone. */
export class Usage {
  readonly #statements: Store;

  constructor(store: Store) {
    this.#statements = store;
  }

  count({ method, path }: { method: string; path: string }, now: Date): void {
    this.#statements
      .get(
        `INSERT INTO endpoint_usage VALUES (?, ?, 1, ?)
        ON CONFLICT DO UPDATE SET count = count + 1, last_used = excluded.last_used`,
      )
      .run(method, path, now.toISOString());
  }

  /** The most used first. */
  list(): EndpointUsage[] {
    return this.#statements.get(mostUsedFirst).all() as EndpointUsage[];
  }

  /** Gives how many endpoints were forgotten. */
  forget(): number {
    return this.#statements.get('DELETE FROM endpoint_usage').run().changes;
  }
}
