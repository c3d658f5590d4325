/** How many lists of ids are kept: a walk through the pages of a few lists, each with its count. */
const most = 8;

/** Which records a query chose, kept until anything is written: the next page need not look through all of them again. */
export class ChosenIds {
  #version = '';
  readonly #ids = new Map<string, readonly number[]>();

  get(version: string, query: string, find: () => readonly number[]): readonly number[] {
    if (version !== this.#version) this.#ids.clear();
    this.#version = version;
    const ids = this.#ids.get(query) ?? find();
    // The one that was asked for last is the last to go.
    this.#ids.delete(query);
    this.#ids.set(query, ids);
    const [oldest] = this.#ids.keys();
    if (this.#ids.size > most && oldest !== undefined) this.#ids.delete(oldest);
    return ids;
  }
}
