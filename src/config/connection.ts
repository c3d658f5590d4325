import { ConfigError } from '../errors/errors.js';
import { listed } from '../text/nearest.js';
import { readBaseUrl } from './base-url.js';
import type { Keys } from './keys.js';
import { proxyPasswords } from './proxy-passwords.js';
import { noSuchProfile, profileNamed } from './profiles.js';
import { sandboxProfile, type Profile, type Settings } from './settings.js';

/** A connection, chosen whole: values of two sources are never mixed. */
export type ConnectionSettings =
  | { source: 'sandbox' }
  | ({ source: 'environment' } & Credentials)
  /** A tenant of the settings file; its keys are read when it is used. */
  | { source: 'profile'; name: string; profile: Profile };

export interface Credentials {
  baseUrl: string;
  username: string;
  password: string;
  clientId: string;
}

export interface ConnectionChoice {
  /** What `--profile` says. */
  profile: string | undefined;
  env: Record<string, string | undefined>;
  settings: () => Settings;
}

/** Identifier of the member whose keys the sandbox has. */
export const sandboxMember = 'jdoe';

const required = [
  'CONNECTWISE_API_URL',
  'CONNECTWISE_COMPANY_ID',
  'CONNECTWISE_PUBLIC_KEY',
  'CONNECTWISE_PRIVATE_KEY',
] as const;
const optional = ['CONNECTWISE_AUTH_PREFIX', 'CONNECTWISE_CLIENT_ID'] as const;

/** The variables that make a connection; one that is set means it. */
export const variables = [...required, ...optional] as const;

/** Where it is said which connection is meant, the first one that is set wins; a name is a profile's. */
export type ConnectionPlace =
  { by: '--profile' | 'CWM_PROFILE' | 'the settings'; name: string } | { by: 'CONNECTWISE_*' };

/** `--profile`, else `CWM_PROFILE`, else a `CONNECTWISE_*` variable, else the profile of `profile use`. */
export function connectionPlace({
  profile,
  env,
  settings,
}: ConnectionChoice): ConnectionPlace | undefined {
  if (profile !== undefined) return { by: '--profile', name: profile };
  const named = present(env['CWM_PROFILE']);
  if (named !== undefined) return { by: 'CWM_PROFILE', name: named };
  if (variables.some((variable) => isSet(env, variable))) return { by: 'CONNECTWISE_*' };
  const { profile: used } = settings();
  return used === undefined ? undefined : { by: 'the settings', name: used };
}

/**
 * Where requests go and who makes them. Throws ConfigError naming what is missing, UsageError for a profile that does
 * not exist.
 */
export function chooseConnection(choice: ConnectionChoice): ConnectionSettings {
  const place = connectionPlace(choice);
  if (place === undefined) {
    throw new ConfigError('No ConnectWise connection is set up.', {
      hint: `Run cwm login, or set ${listed(required)}, or try the built-in sandbox: --profile sandbox`,
    });
  }
  if (place.by === 'CONNECTWISE_*') return { source: 'environment', ...inEnvironment(choice.env) };
  const { name } = place;
  if (name === sandboxProfile) return { source: 'sandbox' };
  const settings = choice.settings();
  const profile = profileNamed(name, settings);
  if (profile !== undefined) return { source: 'profile', name, profile };
  const where = place.by === '--profile' ? '' : ` It is named by ${place.by}.`;
  throw noSuchProfile(name, settings, where);
}

/** What a profile and its keys send. */
export function credentialsOf(
  profile: Profile,
  { publicKey, privateKey, clientId }: Keys,
): Credentials {
  const { company, authPrefix } = profile;
  return {
    baseUrl: urlOf(profile),
    username: `${authPrefix ?? `${company}+`}${publicKey}`,
    password: privateKey,
    clientId: headerText(clientId === '' ? company : clientId, 'The clientId'),
  };
}

/** The address of a profile. Throws ConfigError for a bad one. */
export function urlOf({ url }: Profile): string {
  return readBaseUrl(url, 'The url of the profile');
}

function inEnvironment(env: ConnectionChoice['env']): Credentials {
  const values = Object.fromEntries(
    variables.map((variable) => [variable, present(env[variable])]),
  );
  const missing = required.filter((variable) => values[variable] === undefined);
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
export function connectionName(choice: ConnectionChoice): string | undefined {
  const place = connectionPlace(choice);
  if (place === undefined || place.by !== 'CONNECTWISE_*') return place?.name;
  const { env } = choice;
  const [url, company] = [
    present(env['CONNECTWISE_API_URL']),
    present(env['CONNECTWISE_COMPANY_ID']),
  ];
  if (url === undefined || company === undefined) return undefined;
  return `${company}@${new URL(readBaseUrl(url)).host}`;
}

/** The profile of the settings file that is in force; undefined for the sandbox, the environment and an unknown one. */
export function profileInForce(choice: ConnectionChoice): Profile | undefined {
  const place = connectionPlace(choice);
  if (place === undefined || place.by === 'CONNECTWISE_*' || place.name === sandboxProfile)
    return undefined;
  return profileNamed(place.name, choice.settings());
}

/** The address in the environment, though the rest of the connection may be missing. Throws ConfigError for a bad one. */
export function configuredUrl(env: ConnectionChoice['env']): string | undefined {
  const url = present(env['CONNECTWISE_API_URL']);
  return url === undefined ? undefined : readBaseUrl(url);
}

/** Whether the profile in force refuses every write. */
export function isReadOnly(choice: ConnectionChoice): boolean {
  return profileInForce(choice)?.readOnly === true;
}

/** The member who uses the connection: of the sandbox, of the profile, or, for the environment, CWM_MEMBER. */
export function ownMember(choice: ConnectionChoice): string | undefined {
  const place = connectionPlace(choice);
  if (place === undefined || place.by === 'CONNECTWISE_*') return present(choice.env['CWM_MEMBER']);
  return place.name === sandboxProfile ? sandboxMember : profileInForce(choice)?.member;
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

/** Whether a variable has a value; one of blanks alone has none. */
export function isSet(env: ConnectionChoice['env'], variable: string): boolean {
  return present(env[variable]) !== undefined;
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
