import { setTimeout } from 'node:timers/promises';

/** Time for waiting: tests put one in its place that passes at once. */
export interface Clock {
  /** Milliseconds since some moment; unlike the time of day it never jumps. */
  ticks: () => number;
  /** Rejects as soon as the run is interrupted, or what waits is by a signal of its own. */
  wait: (ms: number, own?: AbortSignal) => Promise<void>;
}

export function systemClock(signal: AbortSignal): Clock {
  return {
    ticks: () => performance.now(),
    wait: (ms, own) =>
      setTimeout(ms, undefined, {
        signal: own === undefined ? signal : AbortSignal.any([signal, own]),
      }),
  };
}
