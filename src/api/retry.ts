import type { Clock } from './clock.js';
import type { Outcome } from './exchange.js';

/** Tries of one request, the first included. */
const mostTries = 3;

/** Milliseconds: the first pause before its jitter, and the longest that any server gets out of us. */
const firstPause = 1000;
const longestPause = 60_000;

/** Answers of a server that may well answer otherwise in a moment. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** Connections that may well stand in a moment. What is missing here, such as a bad certificate, stays as it is. */
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

export interface Circumstances {
  /** Nothing can have changed on the server. */
  read: boolean;
  /** How often the request has been sent. */
  tries: number;
  /** The time of day, for a Retry-After that names one. */
  now: Date;
  random: () => number;
}

/** Milliseconds to wait before the request is sent again; undefined where it must not or need not be. */
export function pauseAfter(
  outcome: Outcome,
  { read, tries, now, random }: Circumstances,
): number | undefined {
  if (tries >= mostTries || !mayRepeat(outcome, read)) return undefined;
  const backoff = firstPause * 2 ** (tries - 1) * (0.5 + random() / 2);
  // Before its time the server would only refuse again.
  if (tooLongPause(outcome, now) !== undefined) return undefined;
  const asked = askedPause(outcome, now);
  // Later than asked, never earlier: those who were turned away together should not return together.
  const pause = asked === undefined ? backoff : Math.max(backoff, asked * (1 + random() / 10));
  return Math.min(longestPause, Math.round(pause));
}

/** Milliseconds that the server asks to wait, where that is longer than anybody is kept waiting here. */
export function tooLongPause(outcome: Outcome, now: Date): number | undefined {
  if (outcome.kind !== 'answer' || !passing.has(outcome.answer.status)) return undefined;
  const asked = askedPause(outcome, now);
  return asked !== undefined && asked > longestPause ? asked : undefined;
}

function mayRepeat(outcome: Outcome, read: boolean): boolean {
  switch (outcome.kind) {
    case 'answer':
      // 429 is the one refusal of which it is certain that the write was not carried out.
      return outcome.answer.status === 429 || (read && passing.has(outcome.answer.status));
    case 'oversized':
      return false;
    case 'broken': {
      const { code, aborted, timeout, sent } = outcome.problem;
      if (aborted || timeout?.total === true) return false;
      return (read || !sent) && passingCodes.has(code);
    }
  }
}

/** Milliseconds of a Retry-After, in seconds or as an HTTP date; undefined for none and for one that means nothing. */
function askedPause(outcome: Outcome, now: Date): number | undefined {
  if (outcome.kind !== 'answer') return undefined;
  const text = String(outcome.answer.headers['retry-after'] ?? '').trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse makes a date even of "-5".
  const until = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}

/** What everything that one client does may spend on retries, so that many pages do not mean many hours. */
export interface Budget {
  /** Whether one more retry after this pause is within the budget; it then counts. */
  take: (pause: number) => boolean;
}

const mostRetries = 12;
const mostWaiting = 180_000;

/** Counted anew every ten minutes: a client that lives for days must not run dry. */
const period = 600_000;

export function createBudget(ticks: Clock['ticks']): Budget {
  let since = -Infinity;
  let retries = 0;
  let waited = 0;
  return {
    take(pause) {
      if (ticks() - since >= period) [since, retries, waited] = [ticks(), 0, 0];
      if (retries >= mostRetries || waited + pause > mostWaiting) return false;
      retries += 1;
      waited += pause;
      return true;
    },
  };
}

export interface Retrying {
  read: boolean;
  budget: Budget;
  clock: Clock;
  now: () => Date;
  random: () => number;
  /** Called before each wait. */
  onPause: (outcome: Outcome, pause: number) => void;
  /** Ends a wait before its time. */
  signal?: AbortSignal;
}

/** Tries until an outcome is final. Rejects when a wait is interrupted: the request is not under way then. */
export async function retrying(
  attempt: () => Promise<Outcome>,
  { read, budget, clock, now, random, onPause, signal }: Retrying,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt();
    const pause = pauseAfter(outcome, { read, tries, now: now(), random });
    if (pause === undefined || !budget.take(pause)) return outcome;
    onPause(outcome, pause);
    await clock.wait(pause, signal);
  }
}
