import { ConfigError, UsageError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import { readBaseUrl } from './base-url.js';
import { proxyPasswords } from './proxy-passwords.js';

/** A connection, chosen whole: values of two sources are never mixed. */
export type ConnectionSettings =
  | { source: 'sandbox' }
  | {
      source: 'environment';
      baseUrl: string;
      username: string;
      password: string;
      clientId: string;
    };

export interface ConnectionChoice {
  profile: string | undefined;
  env: Record<string, string | undefined>;
}

/** Identifier of the member whose keys the sandbox has. */
const sandboxMember = 'jdoe';

/** Names that `--profile` takes. */
export function profileNames(): readonly string[] {
  return ['sandbox'];
}

const required = [
  'CONNECTWISE_API_URL',
  'CONNECTWISE_COMPANY_ID',
  'CONNECTWISE_PUBLIC_KEY',
  'CONNECTWISE_PRIVATE_KEY',
] as const;
const optional = ['CONNECTWISE_AUTH_PREFIX', 'CONNECTWISE_CLIENT_ID'] as const;

/**
 * Where requests go and who makes them: `--profile`, else `CWM_PROFILE`, else the `CONNECTWISE_*`
 * variables. Throws ConfigError naming what is missing, UsageError for a profile that does not exist.
 */
export function chooseConnection({ profile, env }: ConnectionChoice): ConnectionSettings {
  const name = profile ?? present(env['CWM_PROFILE']);
  if (name !== undefined) {
    if (name === 'sandbox') return { source: 'sandbox' };
    throw new UsageError(`There is no profile "${name}".`, {
      hint: `Known profiles: ${profileNames().join(', ')}. A tenant is set by the CONNECTWISE_* variables.`,
    });
  }
  const values = Object.fromEntries(
    [...required, ...optional].map((variable) => [variable, present(env[variable])]),
  );
  const missing = required.filter((variable) => values[variable] === undefined);
  if (
    missing.length === required.length &&
    optional.every((variable) => values[variable] === undefined)
  ) {
    throw new ConfigError('No ConnectWise connection is set up.', {
      hint: `Set ${listed(required)}, or try the built-in sandbox: --profile sandbox`,
    });
  }
  if (missing.length > 0) {
    throw new ConfigError(
      `The connection in the environment is incomplete: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not set.`,
      {
        hint: `Set ${missing.length === 1 ? 'it' : 'them'} too, or try the built-in sandbox: --profile sandbox`,
      },
    );
  }
  const [url = '', company = '', publicKey = '', privateKey = ''] = required.map(
    (variable) => values[variable],
  );
  return {
    source: 'environment',
    baseUrl: readBaseUrl(url),
    username: `${values['CONNECTWISE_AUTH_PREFIX'] ?? `${company}+`}${publicKey}`,
    password: privateKey,
    // The Python gateway sent the company id as clientId; its configurations have no other.
    clientId: headerText(
      values['CONNECTWISE_CLIENT_ID'] ?? company,
      values['CONNECTWISE_CLIENT_ID'] === undefined
        ? 'CONNECTWISE_COMPANY_ID'
        : 'CONNECTWISE_CLIENT_ID',
    ),
  };
}

/** What a connection is known by in what is kept of it, without a secret; undefined where none is set up. */
export function connectionName({ profile, env }: ConnectionChoice): string | undefined {
  const name = profile ?? present(env['CWM_PROFILE']);
  if (name !== undefined) return name;
  const [url, company] = [
    present(env['CONNECTWISE_API_URL']),
    present(env['CONNECTWISE_COMPANY_ID']),
  ];
  if (url === undefined || company === undefined) return undefined;
  return `${company}@${new URL(readBaseUrl(url)).host}`;
}

/** The address in the environment, though the rest of the connection may be missing. Throws ConfigError for a bad one. */
export function configuredUrl(env: ConnectionChoice['env']): string | undefined {
  const url = present(env['CONNECTWISE_API_URL']);
  return url === undefined ? undefined : readBaseUrl(url);
}

/** The member who uses the connection: the sandbox has its own, a tenant's is set by CWM_MEMBER. */
export function ownMember({ profile, env }: ConnectionChoice): string | undefined {
  const isSandbox = (profile ?? present(env['CWM_PROFILE'])) === 'sandbox';
  return isSandbox ? sandboxMember : present(env['CWM_MEMBER']);
}

/** Secrets that the environment holds; they must not appear in any output. */
export function secretsIn(env: Record<string, string | undefined>): string[] {
  return [
    'CONNECTWISE_PRIVATE_KEY',
    'CONNECTWISE_PUBLIC_KEY',
    'CONNECTWISE_CLIENT_ID',
    'CWM_MCP_TOKEN',
  ]
    .map((variable) => present(env[variable]))
    .filter((value) => value !== undefined)
    .concat(proxyPasswords(env));
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** A value that goes out as a header: plain characters, and no dash that a word processor made longer. */
function headerText(text: string, variable: string): string {
  if (/^[\x20-\x7e]+$/.test(text)) return text;
  throw new ConfigError(`${variable} holds a character that no header can carry.`, {
    hint: 'Type it again rather than copying it from a formatted document.',
  });
}
