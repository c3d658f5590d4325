import { UsageError } from '../errors/errors.js';
import type { FaultOptions } from '../sandbox/faults.js';
import { listed } from '../text/nearest.js';
import { splitList } from '../text/split-list.js';

/** The flags of `sandbox serve` that make something go wrong, as they are written. */
export interface FaultFlags {
  seed: number;
  latency?: string | undefined;
  fail?: readonly string[] | undefined;
  drop?: string | undefined;
  truncate?: string | undefined;
  slowBody?: number | undefined;
  throttle?: string | undefined;
}

type Failures = NonNullable<FaultOptions['fail']>;
type FailureStatus = Failures[number][0];

const statuses: readonly FailureStatus[] = [401, 403, 429, 500, 502, 503, 504];

/** What shall go wrong; undefined for nothing. Throws UsageError for what cannot be read. */
export function readFaults(flags: FaultFlags): FaultOptions | undefined {
  const { seed, latency, fail, drop, truncate, slowBody, throttle } = flags;
  const given = [latency, fail, drop, truncate, slowBody, throttle];
  if (given.every((flag) => flag === undefined)) return undefined;
  return {
    seed,
    latency: latency === undefined ? undefined : readLatency(latency),
    fail: fail === undefined ? undefined : readFailures(fail.flatMap(splitList)),
    drop: drop === undefined ? undefined : readShare('drop', drop),
    truncate: truncate === undefined ? undefined : readShare('truncate', truncate),
    slowBody,
    throttle: throttle === undefined ? undefined : readThrottle(throttle),
  };
}

/** A minute is longer than any client waits for an answer. */
const longest = 60_000;

function readLatency(text: string): readonly [number, number] {
  const [, least = '', most = least] = /^(\d+)(?:\s*-\s*(\d+))?(?:\s*ms)?$/.exec(text.trim()) ?? [];
  const range = [Number(least), Number(most)] as const;
  if (least === '' || range[0] > range[1] || range[1] > longest) {
    throw new UsageError(`--latency cannot be "${text}".`, {
      hint: `It takes milliseconds up to ${longest}, such as --latency 200 or --latency 50-400.`,
    });
  }
  return range;
}

function readFailures(texts: readonly string[]): Failures {
  const failures = texts.map((text): Failures[number] => {
    const [, written, share = ''] = /^(\d+)=(.+)$/.exec(text) ?? [];
    const status = statuses.find((one) => one === Number(written));
    if (status === undefined) {
      throw new UsageError(`--fail cannot be "${text}".`, {
        hint: `It takes a status and how often it comes, such as --fail 429=0.05. Statuses: ${listed(statuses.map(String))}.`,
      });
    }
    return [status, readShare('fail', share)];
  });
  const sum = failures.reduce((total, [, share]) => total + share, 0);
  if (sum > 1 + Number.EPSILON) {
    throw new UsageError(`The shares of --fail come to ${sum}.`, {
      hint: 'Together they may be at most 1: every request fails.',
    });
  }
  return failures;
}

function readShare(flag: string, text: string): number {
  const share = /^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  const example = flag === 'fail' ? '--fail 500=0.02' : `--${flag} 0.01`;
  throw new UsageError(`--${flag} takes a share from 0 to 1, not "${text}".`, {
    hint: `One in a hundred is ${example}`,
  });
}

function readThrottle(text: string): number {
  const [, count = '0'] = /^(\d{1,6})(?:\s*\/\s*min)?$/.exec(text.trim()) ?? [];
  if (Number(count) >= 1) return Number(count);
  throw new UsageError(`--throttle cannot be "${text}".`, {
    hint: 'It takes the most requests a minute, such as --throttle 60/min.',
  });
}
