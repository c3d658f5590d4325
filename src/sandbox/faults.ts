import type { Answer } from './answer.js';
import { failureAnswer, throttled, type FailureStatus } from './failure-answers.js';
import { Chance } from './ground.js';

/** What shall go wrong, so that a client can be tried. Shares lie between 0 and 1. */
export interface FaultOptions {
  /** The same seed gives the same faults, request by request. */
  seed: number;
  /** Milliseconds before each answer, from and to. */
  latency?: readonly [number, number] | undefined;
  /** How often a status is answered in place of the real answer. */
  fail?: readonly (readonly [FailureStatus, number])[] | undefined;
  /** How often the connection is cut: before the work, or after it so that its outcome is unknown. */
  drop?: number | undefined;
  /** How often a body ends early, though its length was announced. */
  truncate?: number | undefined;
  /** Milliseconds over which each body trickles. */
  slowBody?: number | undefined;
  /** Most requests a minute. */
  throttle?: number | undefined;
}

/** What happens to one request. */
export interface Fate {
  /** Milliseconds before anything else. */
  delay: number;
  cut: 'before' | 'after' | undefined;
  /** An answer in place of the real one. With `worked` the request is carried out nevertheless. */
  failure: { answer: Answer; worked: boolean } | undefined;
  truncated: boolean;
  /** Milliseconds over which the body trickles. */
  trickle: number;
}

export const noFate: Fate = {
  delay: 0,
  cut: undefined,
  failure: undefined,
  truncated: false,
  trickle: 0,
};

const minute = 60_000;

/** Decides what happens to each request. Every kind of fault draws its own chance: one more flag changes no other. */
export class Faults {
  readonly #options: FaultOptions;
  readonly #ticks: () => number;
  readonly #chance: (kind: 'latency' | 'fail' | 'drop' | 'truncate') => Chance;
  #admitted: number[] = [];

  /** `ticks` counts milliseconds and never goes back. */
  constructor(options: FaultOptions, ticks: () => number) {
    this.#options = options;
    this.#ticks = ticks;
    const chances = new Map<string, Chance>();
    this.#chance = (kind) => {
      const chance = chances.get(kind) ?? new Chance(`${options.seed}:${kind}`);
      chances.set(kind, chance);
      return chance;
    };
  }

  next(): Fate {
    const { latency, drop = 0, truncate = 0, slowBody = 0 } = this.#options;
    return {
      delay: latency === undefined ? 0 : this.#chance('latency').between(...latency),
      cut: this.#cut(drop),
      failure: this.#failure(),
      truncated: truncate > 0 && this.#chance('truncate').happens(truncate),
      trickle: slowBody,
    };
  }

  #cut(share: number): Fate['cut'] {
    const drawn = share > 0 ? this.#chance('drop').next() : 1;
    if (drawn >= share) return undefined;
    return drawn < share / 2 ? 'before' : 'after';
  }

  #failure(): Fate['failure'] {
    const wait = this.#wait();
    if (wait > 0) return { answer: throttled(wait), worked: false };
    const { fail = [] } = this.#options;
    const chance = this.#chance('fail');
    let drawn = fail.length === 0 ? 1 : chance.next();
    for (const [status, share] of fail) {
      // A server that gives up waiting, or a gateway before it, does not stop what was begun.
      if (drawn < share)
        return {
          answer: failureAnswer(status),
          worked: [500, 502, 504].includes(status) && drawn < share / 2,
        };
      drawn -= share;
    }
    return undefined;
  }

  /** Seconds until another request is let through; 0 where it may pass at once. */
  #wait(): number {
    const { throttle } = this.#options;
    if (throttle === undefined) return 0;
    const now = this.#ticks();
    this.#admitted = this.#admitted.filter((at) => at > now - minute);
    const [first] = this.#admitted;
    if (first !== undefined && this.#admitted.length >= throttle)
      return Math.max(1, Math.ceil((first + minute - now) / 1000));
    this.#admitted.push(now);
    return 0;
  }
}
