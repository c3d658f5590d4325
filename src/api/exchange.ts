import got, { AbortError, RequestError, TimeoutError, type Response } from 'got';
import type { Agents } from './connection-agent.js';
import { connectSeconds, largestBody } from './limits.js';

export interface ApiResponse {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export interface NetworkProblem {
  code: string;
  aborted: boolean;
  /** The timeout that fired, and what had not come by then; `total` is the one for the whole try. */
  timeout: { of: 'connection' | 'answer' | 'body'; seconds: number; total: boolean } | undefined;
  /** A connection stood, so that the server may have got the request. */
  sent: boolean;
  /** The answer had begun. */
  answered: boolean;
  cause: unknown;
}

/** How one try ended. */
export type Outcome =
  | { kind: 'answer'; answer: ApiResponse }
  /** The answer was larger than what is read; its body is left out. */
  | { kind: 'oversized'; answer: ApiResponse }
  | { kind: 'broken'; problem: NetworkProblem };

export interface Sending {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

export interface Wire {
  agents: Agents;
  /** Seconds that one try may take in all. */
  timeout: number;
  signal: AbortSignal;
}

/** Sends once and reads the whole answer, whatever its status. Throws nothing that the network can cause. */
export async function exchange(sending: Sending, wire: Wire): Promise<Outcome> {
  const { method, url, headers, body } = sending;
  const connect = Math.min(connectSeconds, wire.timeout) * 1000;
  const stream = got.stream(url, {
    method: method as 'GET',
    headers,
    ...(body === undefined ? {} : { body }),
    throwHttpErrors: false,
    // A redirect of an API call is a wrong host; following it would hand the credentials on.
    followRedirect: false,
    retry: { limit: 0 },
    timeout: { lookup: connect, connect, secureConnect: connect, request: wire.timeout * 1000 },
    agent: { http: wire.agents.http, https: wire.agents.https },
    // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED changes nothing.
    https: { rejectUnauthorized: true },
    signal: wire.signal,
  });
  // A stream of got waits for a body where the method may have one.
  if (body === undefined && method !== 'GET') stream.end();
  let response: Response | undefined;
  stream.once('response', (head: Response) => (response = head));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > largestBody) break;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { kind: 'broken', problem: problemOf(error, url, wire, response !== undefined) };
  } finally {
    // A stream that has ended still listens to the signal, and would fail with nobody there to hear it.
    stream.destroy();
  }
  const [status, answered] = [response?.statusCode ?? 0, response?.headers ?? {}];
  return size > largestBody
    ? { kind: 'oversized', answer: { status, headers: answered, body: new Uint8Array() } }
    : { kind: 'answer', answer: { status, headers: answered, body: Buffer.concat(chunks) } };
}

function problemOf(
  error: RequestError,
  url: string,
  { timeout }: Wire,
  answered: boolean,
): NetworkProblem {
  const { timings, code } = error;
  // Before the connection stood nothing can have left this machine.
  const stood = url.startsWith('https:') ? timings?.secureConnect : timings?.connect;
  const sent = stood !== undefined;
  const timedOut = error instanceof TimeoutError || (!sent && code === 'ETIMEDOUT');
  const total = error instanceof TimeoutError && error.event === 'request';
  const seconds = total ? timeout : Math.min(connectSeconds, timeout);
  const of = !sent ? 'connection' : answered ? 'body' : 'answer';
  return {
    code,
    aborted: error instanceof AbortError,
    timeout: timedOut ? { of, seconds, total } : undefined,
    sent,
    answered,
    cause: error,
  };
}
