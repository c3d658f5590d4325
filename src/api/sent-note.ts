import type { Outcome } from './exchange.js';

/** What is noted of a request once it has ended: where it went and how it ended, never what it carried. */
export interface SentNote {
  method: string;
  /** Path and query. */
  path: string;
  /** undefined where no answer came. */
  status?: number;
  /** Why no answer came. */
  problem?: string;
  /** Milliseconds, with the pauses between tries. */
  ms: number;
  /** How often it was sent. */
  tries: number;
  /** Length of the answer's body. */
  bytes?: number;
  /** The server's own name for it, which its support asks for. */
  requestId?: string;
}

export function noteOf(
  request: Pick<SentNote, 'method' | 'path'>,
  outcome: Outcome,
  { ms, tries }: Pick<SentNote, 'ms' | 'tries'>,
): SentNote {
  const { method, path } = request;
  const took = { ms: Math.round(ms), tries };
  if (outcome.kind === 'broken') return { method, path, problem: outcome.problem.code, ...took };
  const { status, headers, body } = outcome.answer;
  const requestId = headers['x-cw-request-id'];
  return {
    method,
    path,
    status,
    ...took,
    bytes: body.length,
    ...(typeof requestId === 'string' ? { requestId } : {}),
  };
}

/** The same for a person, in one line. */
export function sentLine({
  method,
  path,
  status,
  problem,
  ms,
  tries,
  bytes,
  requestId,
}: SentNote): string {
  const facts = [
    `${ms} ms`,
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
    ...(tries === 1 ? [] : [`${tries} tries`]),
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
  ];
  return `${method} ${path}: ${status ?? problem ?? 'no answer'} (${facts.join(', ')})`;
}
