import { cancelledBy } from '../errors/errors.js';
import { openAgents } from './connection-agent.js';
import { exchange, type Outcome } from './exchange.js';
import { requestHeaders, type Credentials } from './headers.js';
import { noteOf, type SentNote } from './sent-note.js';

/** Single requests to a server that is no connection yet: sent once, and what became of them is told as it is. */
export interface Probe {
  /** A GET with the keys; `target` goes behind `/apis/3.0`. Rejects only where the run is ended. */
  get: (target: string) => Promise<Outcome>;
  /** A GET without them; `path` is one of the whole host. */
  outside: (path: string) => Promise<Outcome>;
  /** The proxy on the way, as it may be shown. */
  proxy: string | undefined;
  close: () => void;
}

export interface ProbeWire {
  env: Readonly<Record<string, string | undefined>>;
  ca: string | undefined;
  /** Seconds that one request may take, unless told. */
  timeout: number | undefined;
  signal: AbortSignal;
  /** Called when a request has ended. */
  sent?: (note: SentNote) => void;
}

/** Who waits for a check wants to know soon. */
const shortTimeout = 10;

/** Throws UsageError for a `ca` that cannot be used, ConfigError for such a proxy. */
export function openProbe(
  { baseUrl, ...credentials }: Credentials & { baseUrl: string },
  { env, ca, timeout = shortTimeout, signal, sent }: ProbeWire,
): Probe {
  const agents = openAgents({ baseUrl, env, ca });
  const send = async (url: string, headers: Record<string, string>): Promise<Outcome> => {
    const sending = { method: 'GET', url, headers, body: undefined };
    const began = performance.now();
    const outcome = await exchange(sending, { agents, timeout, signal });
    const path = url.replace(baseUrl, '').replace(new URL(baseUrl).origin, '');
    sent?.(noteOf({ method: 'GET', path }, outcome, { ms: performance.now() - began, tries: 1 }));
    if (outcome.kind === 'broken' && outcome.problem.aborted)
      throw cancelledBy(signal, { hint: 'Nothing was changed.', cause: outcome.problem.cause });
    return outcome;
  };
  return {
    // Without a version the server answers in its newest shapes: what is asked for here is in all of them.
    get: (target) => send(`${baseUrl}${target}`, requestHeaders(credentials, '')),
    outside: (path) => send(`${new URL(baseUrl).origin}${path}`, { accept: 'application/json' }),
    proxy: agents.proxy,
    close: agents.close,
  };
}
