import type { Services } from '../../services.js';
import { counted } from '../../text/counted.js';

/** Tells how far the rows have come, how fast they go and how long the rest takes; to be called after each. */
export function rowProgress(all: number, { report, now }: Services): () => void {
  const began = now().getTime();
  let done = 0;
  return () => {
    done += 1;
    const seconds = (now().getTime() - began) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const pace = rate > 0 ? `, ${speed(rate)}, ${duration((all - done) / rate)} left` : '';
    report.progress(`${done} of ${counted(all, 'row')}${pace}`, done / all);
  };
}

function speed(rate: number): string {
  return rate >= 1 ? `${Math.round(rate)} a second` : `${Math.round(rate * 60)} a minute`;
}

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
