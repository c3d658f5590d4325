import type { JsonRecord } from '../text/records.js';
import type { Ground, InTurn, Makers } from './ground.js';
import type { StoredRecord } from './records.js';

/** Up to which id records are read without being made: whoever looks further looks at many, and they are all made. */
const furthest = 100;

/**
 * The first records of large collections that nobody has made yet. To make thousands takes longer than all else that a
 * first answer takes, and most look at its first page alone; what is shown there is what will be made.
 */
export class Early {
  readonly #makers: Makers;
  readonly #ground: () => Ground;
  readonly #known = new Map<string, InTurn>();
  #version = '';

  constructor(makers: Makers, ground: () => Ground) {
    this.#makers = makers;
    this.#ground = ground;
  }

  /** The ids of all records that will be made; undefined where that is not known beforehand. */
  ids(collection: string, version: string): readonly number[] | undefined {
    const inTurn = this.#of(collection, version);
    return inTurn && Array.from({ length: inTurn.count }, (_, index) => index + 1);
  }

  /** The records of these ids, in their order; undefined where they must be made. */
  some(
    collection: string,
    ids: readonly number[],
    version: string,
  ): readonly StoredRecord[] | undefined {
    if (ids.some((id) => id < 1 || id > furthest)) return undefined;
    const inTurn = this.#of(collection, version);
    if (inTurn === undefined) return undefined;
    // What a page was made from is not kept for the next one: it may be large.
    this.#known.delete(collection);
    const records = recordsUpTo(Math.max(...ids), inTurn);
    return ids.flatMap((id) => records[id - 1] ?? []);
  }

  #of(collection: string, version: string): InTurn | undefined {
    if (version !== this.#version) this.#known.clear();
    this.#version = version;
    const known = this.#known.get(collection);
    if (known !== undefined) return known;
    const inTurn = this.#makers(collection)?.inTurn?.(this.#ground());
    if (inTurn !== undefined) this.#known.set(collection, inTurn);
    return inTurn;
  }
}

function recordsUpTo(last: number, { texts }: InTurn): StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const text of texts()) {
    const id = records.length + 1;
    const record = JSON.parse(`{"id":${id},${text}}`) as JsonRecord;
    records.push({ id, parent: null, record });
    if (id >= last) break;
  }
  return records;
}
