import { isRead } from '../catalog/model.js';
import { isLoopback } from '../config/base-url.js';
import { UnavailableError, type CwmError } from '../errors/errors.js';
import type { Report } from '../services.js';
import { counted } from '../text/counted.js';
import { answerHead } from './answer-head.js';
import type { Clock } from './clock.js';
import type { Agents } from './connection-agent.js';
import { exchange, type ApiResponse, type Outcome } from './exchange.js';
import { oversizedAnswer, responseFailure, type FailureContext } from './failure.js';
import { requestHeaders, type Credentials } from './headers.js';
import { interrupted, networkFailure } from './network-failure.js';
import { createPacer } from './pace.js';
import { pathOf, type ApiRequest } from './request.js';
import { createBudget, retrying, tooLongPause } from './retry.js';
import type { ProfilePlace } from './where-set.js';
import { noteOf, type SentNote } from './sent-note.js';

export interface ClientSettings extends Credentials {
  /** Up to and including `/apis/3.0`, without trailing slash. */
  baseUrl: string;
  /** Model version to pin, from the catalog. */
  version: string;
  agents: Agents;
  /** Seconds that one try of a request may take. */
  timeout: number | undefined;
  clock: Clock;
  now: () => Date;
  /** The profile that it is the connection of. */
  profile?: ProfilePlace | undefined;
}

/** Of one run: who is told, what stops it, and what refuses a write, given its title. */
export interface ClientRun {
  report: ClientReport;
  stop: AbortSignal;
  refuseWrite: (title: string) => void;
}

export type { ApiResponse };

export type Sent = ApiRequest &
  Pick<FailureContext, 'read' | 'infoTwin' | 'checkPath'> & {
    /** Further headers of this one request. */
    headers?: Readonly<Record<string, string>> | undefined;
    /** Stops this one request. */
    signal?: AbortSignal | undefined;
    /** Not tried again, and no retry is spent on it: for reads that are only nice to have. */
    once?: boolean | undefined;
  };

export interface ApiClient {
  baseUrl: string;
  /** The profile that it is the connection of. */
  profile?: ProfilePlace | undefined;
  /** Seconds that one try of a request may take. */
  timeout: number;
  /** Sends when its turn comes, again where that is safe. Anything but a 2xx answer becomes the error that fits it. */
  send: (request: Sent) => Promise<ApiResponse>;
}

/** What a client says while it works. */
export type ClientReport = Pick<Report, 'note' | 'debug' | 'answerHead'> & {
  /** Called when a request has ended, with all of its tries. */
  sent?: (note: SentNote) => void;
};

/** A query that needs longer should be narrowed. */
const defaultTimeout = 60;

/** Makes a client for one run. */
export type ClientFor = (run: ClientRun) => ApiClient;

/** A client for each run; pacing and the budget of retries are one for all of them. */
export function createClient(settings: ClientSettings): ClientFor {
  const { baseUrl, version, agents, clock, now, profile, ...rest } = settings;
  const common = requestHeaders(rest, version);
  const pacer = createPacer(clock, { bucket: !isLoopback(new URL(baseUrl).hostname) });
  const budget = createBudget(clock.ticks);
  const timeout = settings.timeout ?? defaultTimeout;
  return ({ report, stop, refuseWrite }) => ({
    baseUrl,
    profile,
    timeout,
    async send({ method, target, body: json, form, read, infoTwin, checkPath, ...own }) {
      // Whoever sends has asked before: this holds where somebody forgot.
      if (!isRead({ method, path: pathOf(target) })) refuseWrite(`${method} ${target}`);
      const ends = [stop, agents.closed];
      const signal = AbortSignal.any(own.signal === undefined ? ends : [...ends, own.signal]);
      const body = form?.bytes ?? json;
      const type = { 'content-type': form?.contentType ?? 'application/json' };
      const headers = { ...common, ...own.headers, ...(body === undefined ? {} : type) };
      const url = `${baseUrl}${target}`;
      const about = { method, url, target, read, infoTwin, checkPath };
      const context = { ...about, proxy: agents.proxy, profile };
      const began = clock.ticks();
      let tries = 0;
      const attempt = async (): Promise<Outcome> => {
        tries += 1;
        const sending = { method, url, headers, body };
        const wire = { agents, timeout, signal };
        const outcome = await pacer.run(() => exchange(sending, wire), signal);
        if (outcome.kind !== 'broken') report.answerHead?.(answerHead(outcome.answer));
        return outcome;
      };
      const onPause = (outcome: Outcome, pause: number): void => {
        if (outcome.kind === 'answer' && outcome.answer.status === 429) pacer.slowDown(pause);
        // Pauses of less than a second are over before anybody wonders.
        const say = pause > 1000 ? report.note : report.debug;
        say?.(pauseText(outcome, pause));
      };
      if (agents.proxy !== undefined) report.debug?.(`Through the proxy ${agents.proxy}.`);
      const rules = { read, budget, clock, now, random: Math.random, onPause, signal };
      const ending = own.once === true ? attempt() : retrying(attempt, rules);
      const outcome = await ending.catch((error: unknown) => {
        // Only waiting, and what waits for its turn, rejects when it is stopped; nothing is under way then.
        if (signal.aborted) throw interrupted(signal, { sent: false, cause: error }, context);
        throw error;
      });
      report.sent?.(
        noteOf({ method, path: target }, outcome, { ms: clock.ticks() - began, tries }),
      );
      if (outcome.kind === 'broken') {
        if (outcome.problem.aborted) throw interrupted(signal, outcome.problem, context);
        throw networkFailure(outcome.problem, context);
      }
      const { answer } = outcome;
      if (outcome.kind === 'oversized') throw oversizedAnswer(answer, context);
      if (answer.status < 200 || answer.status >= 300) {
        const failure = responseFailure(answer, context);
        const asked = tooLongPause(outcome, now());
        throw asked === undefined ? failure : withPause(failure, asked);
      }
      return answer;
    },
  });
}

/** A refusal that will pass tells when; what became of a write is another matter. */
function withPause(failure: CwmError, pause: number): CwmError {
  if (!(failure instanceof UnavailableError)) return failure;
  const { message, details, request } = failure;
  const hint = `Nothing was done. The server asks to wait ${longPause(pause)}. Try again after that.`;
  return new UnavailableError(message, { details, hint, ...(request && { request }) });
}

/** Rounded up: earlier the server would refuse again. */
function longPause(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms < 120_000) return counted(Math.ceil(ms / 1000), 'second');
  if (minutes <= 120) return counted(minutes, 'minute');
  return minutes <= 48 * 60 ? counted(Math.ceil(minutes / 60), 'hour') : 'more than two days';
}

function pauseText(outcome: Outcome, pause: number): string {
  const length = pause < 1000 ? `${pause} ms` : `${Math.ceil(pause / 1000)} s`;
  if (outcome.kind === 'broken')
    return `No connection (${outcome.problem.code}). The next try is in ${length}.`;
  const { status } = outcome.answer;
  return status === 429
    ? `ConnectWise asks for a pause: ${length}.`
    : `The server could not answer (${status}). The next try is in ${length}.`;
}
