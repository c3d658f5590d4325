import type { JsonRecord } from '../text/records.js';
import { apiMoment, type StoredRecord } from './records.js';
import type { References } from './references.js';

/** What the records of a sandbox are made for: the same world gives the same records. */
export interface Origin {
  /** The time that it was when they were made: dates are relative to it. */
  epoch: Date;
  seed: number;
  /** How many service tickets there are. */
  tickets: number;
  /** Milliseconds that the sandbox's clock is ahead of the machine's. */
  ahead?: number;
}

/** A sandbox as it is made at a time, but for what is chosen; `clock` is the time that it shall be in it. */
export function newOrigin(
  now: Date,
  {
    seed = 1,
    tickets = 2000,
    clock = now,
  }: { seed?: number | undefined; tickets?: number | undefined; clock?: Date | undefined } = {},
): Origin {
  return { epoch: clock, seed, tickets, ahead: clock.getTime() - now.getTime() };
}

/** Adds a record to the collection that is being made, under the next id; gives it back with its id. */
export interface Add {
  (parent: number | null, record: JsonRecord): JsonRecord;
  /** The same from the JSON text of its fields, `"a":1,"b":2`: for makers of very many, who write what they share once. */
  text: (parent: number | null, fields: string) => void;
}

/** Makes all records of one collection. */
export interface Maker {
  (ground: Ground, add: Add): void;
  /** A record as others refer to it, without any being made: collections that point at each other can be made in any order. */
  preview?: (ground: Ground, chance: Chance) => JsonRecord;
  /** Whether it will make a record of an id, where that is known beforehand. */
  has?: (origin: Origin, id: number) => boolean;
  /** What it will make, one after another: the first records can be read before any is made. */
  inTurn?: (ground: Ground) => InTurn;
}

/** Records as the JSON texts of their fields, whose ids count from 1. */
export interface InTurn {
  count: number;
  texts: () => Iterable<string>;
}

/** The maker of a collection; undefined for one that starts empty. */
export type Makers = (collection: string) => Maker | undefined;

const day = 86_400_000;

/** What a maker builds on: the world, chance that repeats itself, and the records of other collections. */
export class Ground {
  readonly origin: Origin;
  readonly #list: (collection: string) => StoredRecord[];
  readonly #attempt: (collection: string) => StoredRecord[] | undefined;
  readonly #makers: Makers;
  readonly #lists = new Map<string, StoredRecord[]>();
  readonly references: References;
  /** `_info` of what was set up long ago. */
  readonly oldInfo: JsonRecord;

  constructor(
    origin: Origin,
    references: References,
    makers: Makers,
    list: (collection: string) => StoredRecord[],
    attempt: (collection: string) => StoredRecord[] | undefined,
  ) {
    this.origin = origin;
    this.references = references;
    this.#makers = makers;
    this.#list = list;
    this.#attempt = attempt;
    this.oldInfo = this.info(this.daysAgo(430));
  }

  /** The reference that other records carry for a record, by the reference's schema. */
  reference(schema: string, record: JsonRecord): JsonRecord {
    return this.references.to(schema, record);
  }

  /**
   * A record of another collection to refer to, of those of one parent where it is given; undefined where there is
   * none, or it waits for the one being made.
   */
  sample(collection: string, chance: Chance, parent?: number): JsonRecord | undefined {
    const preview = this.#makers(collection)?.preview;
    if (preview !== undefined) return preview(this, chance);
    const all = this.#lists.get(collection) ?? this.#attempt(collection) ?? [];
    this.#lists.set(collection, all);
    const rows = parent === undefined ? all : all.filter((row) => row.parent === parent);
    return rows.length === 0 ? undefined : chance.pick(rows).record;
  }

  /** The stored records of another collection, made first where need be. */
  stored(collection: string): readonly StoredRecord[] {
    let rows = this.#lists.get(collection);
    if (rows === undefined) {
      rows = this.#list(collection);
      this.#lists.set(collection, rows);
    }
    return rows;
  }

  /** The same without what they belong to. */
  all(collection: string): readonly JsonRecord[] {
    return this.stored(collection).map(({ record }) => record);
  }

  /** A moment before the epoch, or after it for a negative number, as the API writes it. */
  daysAgo(days: number): Date {
    return new Date(this.origin.epoch.getTime() - days * day);
  }

  info(
    entered: Date | number,
    by = 'admin',
    updated: Date | number = entered,
    updatedBy = by,
  ): JsonRecord {
    return {
      lastUpdated: apiMoment(Number(updated)),
      updatedBy,
      dateEntered: apiMoment(Number(entered)),
      enteredBy: by,
    };
  }

  /** Chance for a purpose: the same key gives the same numbers, whatever was drawn elsewhere. */
  chance(key: string): Chance {
    return new Chance(`${this.origin.seed}:${key}`);
  }
}

/** Numbers that look random and repeat themselves (mulberry32 over an FNV-1a hash of the key). */
export class Chance {
  #state: number;

  constructor(key: string) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < key.length; index++)
      hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    this.#state = hash >>> 0;
  }

  /** From 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True so often. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  uuid(): string {
    const part = () =>
      Math.floor(this.next() * 0x1_0000_0000)
        .toString(16)
        .padStart(8, '0');
    const [second, third] = [part(), part()];
    return `${part()}-${second.slice(0, 4)}-4${second.slice(5)}-8${third.slice(1, 4)}-${third.slice(4)}${part()}`;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}
