import { UnavailableError } from '../errors/errors.js';
import type { Clock } from './clock.js';

/** Keeps one client from asking more of a server than it should. */
export interface Pacer {
  /** Runs a task when its turn comes. Throws UnavailableError where too many wait, rejects when interrupted. */
  run: <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** The server asked for a pause of so many milliseconds: nothing begins before, and less afterwards. */
  slowDown: (pause: number) => void;
}

/** Requests under way at one time, and how many may wait for one of these places. */
const atOnce = 4;
const mostQueued = 500;

export function createPacer(clock: Clock, { bucket }: { bucket: boolean }): Pacer {
  const tokens = bucket ? createBucket(clock.ticks) : undefined;
  const queue: (() => void)[] = [];
  let running = 0;
  let held = -Infinity;
  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= mostQueued) {
      throw new UnavailableError(`${mostQueued} requests are already waiting for their turn.`, {
        hint: 'Nothing was sent. Try again when some of them have been answered.',
      });
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  // A place is handed on rather than freed, so that nobody jumps the queue.
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    async run(task, signal) {
      await enter();
      try {
        // Whoever was stopped in the queue needs neither a token nor a wait.
        signal?.throwIfAborted();
        let wait = Math.max(tokens?.take() ?? 0, held - clock.ticks());
        // While a task waits the server may ask for a pause, or for a longer one.
        for (; wait > 0; wait = held - clock.ticks()) await clock.wait(wait, signal);
        signal?.throwIfAborted();
        return await task();
      } finally {
        leave();
      }
    },
    slowDown(pause) {
      held = Math.max(held, clock.ticks() + pause);
      tokens?.slowDown();
    },
  };
}

interface Bucket {
  /** Takes a token; milliseconds until it is there. */
  take: () => number;
  slowDown: () => void;
}

/** Requests a second, and how many may go at once after a quiet time. */
const fullRate = 15;
const burst = 60;

/** Half the rate after a 429; each ten seconds without another give one request a second back. */
const recovery = 10_000;

/** Answers that come this close together are about the same excess. */
const sameMoment = 1000;

function createBucket(ticks: Clock['ticks']): Bucket {
  let slowRate = fullRate;
  let slowedAt = -Infinity;
  // When everything taken so far is earned at the present rate: the bucket is full up to here.
  let earnedAt = -Infinity;
  const rateAt = (now: number): number =>
    slowedAt === -Infinity
      ? fullRate
      : Math.min(fullRate, slowRate + Math.floor((now - slowedAt) / recovery));
  return {
    take() {
      const now = ticks();
      const interval = 1000 / rateAt(now);
      earnedAt = Math.max(earnedAt, now) + interval;
      return Math.max(0, earnedAt - now - burst * interval);
    },
    slowDown() {
      const now = ticks();
      if (now - slowedAt < sameMoment) return;
      slowRate = Math.max(1, rateAt(now) / 2);
      slowedAt = now;
      earnedAt = now + (burst * 1000) / slowRate;
    },
  };
}
