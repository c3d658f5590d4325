import type { Clock } from '../../src/api/clock.js';

/** A clock whose waits pass at once and are remembered. */
export function fakeClock(): Clock & { waits: number[]; pass: (ms: number) => void } {
  const waits: number[] = [];
  let ticks = 0;
  return {
    waits,
    ticks: () => ticks,
    wait: (ms) => {
      waits.push(ms);
      ticks += ms;
      return Promise.resolve();
    },
    pass: (ms) => (ticks += ms),
  };
}
