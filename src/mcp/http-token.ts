import { randomBytes } from 'node:crypto';
import { ConfigError } from '../errors/errors.js';

const variable = 'CWM_MCP_TOKEN';

/** Characters of a token that cannot be guessed. */
const shortest = 32;

/** The token that clients have to send: the environment's, else a new one. Throws ConfigError for one too weak. */
export function bearerToken(env: Record<string, string | undefined>): {
  token: string;
  isNew: boolean;
} {
  const set = env[variable]?.trim() ?? '';
  if (set === '') return { token: randomBytes(32).toString('base64url'), isNew: true };
  const advice = { hint: `Leave ${variable} out, and a good one is made and shown.` };
  if (set.length < shortest)
    throw new ConfigError(`${variable} needs at least ${shortest} characters.`, advice);
  if (!/^[\w.~+/-]+=*$/.test(set))
    throw new ConfigError(`${variable} may hold letters, digits and - . _ ~ + / alone.`, advice);
  return { token: set, isNew: false };
}
