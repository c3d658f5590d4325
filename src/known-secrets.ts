import { secretsIn } from './config/connection.js';
import { createRedactor } from './errors/redact.js';
import { lazy } from './text/lazy.js';

/** What must never be read in what a run says or writes. */
export interface KnownSecrets {
  redact: (text: string) => string;
  /** Whether a text holds one that is known, rather than what merely looks like one. */
  holdsOne: (text: string) => boolean;
  /** Adds what was learned since: the keys of a profile. */
  hide: (...found: readonly string[]) => void;
}

export function knownSecrets(env: Record<string, string | undefined>): KnownSecrets {
  const secrets = new Set(secretsIn(env));
  const patterns = lazy(() => createRedactor([]));
  let redactor = lazy(() => createRedactor([...secrets]));
  return {
    redact: (text) => redactor()(text),
    // What the patterns alone leave in a text is the secret that is known.
    holdsOne: (text) => redactor()(text) !== patterns()(text),
    hide(...found) {
      for (const secret of found) secrets.add(secret);
      redactor = lazy(() => createRedactor([...secrets]));
    },
  };
}
