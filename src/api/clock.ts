import { setTimeout } from 'node:timers/promises';

/** Time for waiting: tests put one in its place that passes at once. */
export interface Clock {
  /** Milliseconds since some moment; unlike the time of day it never jumps. */
  ticks: () => number;
  /** Rejects as soon as the run is interrupted. */
  wait: (ms: number) => Promise<void>;
}

export function systemClock(signal: AbortSignal): Clock {
  return {
    ticks: () => performance.now(),
    wait: (ms) => setTimeout(ms, undefined, { signal }),
  };
}
