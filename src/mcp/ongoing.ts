import { setTimeout as wait } from 'node:timers/promises';

/** Calls of tools that are under way, for whoever has to end the server. */
export class Ongoing {
  readonly #calls = new Map<Promise<unknown>, { writes: boolean }>();

  /** Follows a call to its end. One that may write is not given up as soon as one that only reads. */
  follow<T>(call: Promise<T>, kind: { writes: boolean }): Promise<T> {
    const ended = call.then(
      () => undefined,
      () => undefined,
    );
    this.#calls.set(ended, kind);
    void ended.then(() => this.#calls.delete(ended));
    return call;
  }

  /** Resolves when all have ended, at the latest after these milliseconds. */
  async settled(patience: { reads: number; writes: number }): Promise<void> {
    const of = (writes: boolean) =>
      [...this.#calls].filter(([, kind]) => kind.writes === writes).map(([ended]) => ended);
    await Promise.all([within(of(false), patience.reads), within(of(true), patience.writes)]);
  }
}

async function within(calls: readonly Promise<unknown>[], ms: number): Promise<void> {
  const late = new AbortController();
  const timeout = wait(ms, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([Promise.all(calls), timeout]);
  late.abort();
}
