import { apiHostAdvice, readBaseUrl } from '../config/base-url.js';
import { credentialsOf, type Credentials } from '../config/connection.js';
import type { Keys } from '../config/keys.js';
import { profileNamed } from '../config/profiles.js';
import { sandboxProfile, type Profile, type Settings } from '../config/settings.js';
import { readZone } from '../dates/zone.js';
import { CwmError, UsageError } from '../errors/errors.js';
import type { Probe } from '../api/probe.js';
import type { Services } from '../services.js';
import type { GivenConnection } from './login-keys.js';

/** What flags say. */
export interface LoginInput {
  profile?: string | undefined;
  host?: string | undefined;
  company?: string | undefined;
  keys?: string | undefined;
  member?: string | undefined;
  timeZone?: string | undefined;
  readOnly?: boolean | undefined;
}

/** A profile and its keys on their way into the store. */
export interface Draft {
  name: string;
  profile: Omit<Profile, 'keys'>;
  keys: Keys;
  /** Nobody has said which codebase: the one that the server tells is taken. */
  isHostAlone: boolean;
}

/** What a draft would send. Throws ConfigError for what no header can carry. */
export function credentialsIn({ profile, keys }: Pick<Draft, 'profile' | 'keys'>): Credentials {
  return credentialsOf({ ...profile, keys: 'file' }, keys);
}

export async function openProbeFor(draft: Draft, { probe }: Services): Promise<Probe> {
  return await probe(credentialsIn(draft));
}

/**
 * What flags and keys say, and for the rest the profile as it was. Throws UsageError naming the flag of what is missing
 * or cannot be used.
 */
export function draftOf(
  input: LoginInput,
  given: GivenConnection,
  settings: Settings,
  flag: string | undefined,
): Draft {
  const named = input.profile ?? flag;
  const earlier = named === undefined ? undefined : profileNamed(named, settings);
  const written = input.host ?? given.url;
  const host = checked(written ?? earlier?.url, '--host', hostFault);
  const company = checked(
    input.company ?? given.company ?? earlier?.company,
    '--company',
    companyFault,
  );
  const name = checked(named ?? usualName(company), 'The name of the profile', profileNameFault);
  checked(input.keys, '--keys', () => undefined);
  return {
    name,
    profile: profileOf(input, { ...given, url: host, company }, profileNamed(name, settings)),
    keys: {
      publicKey: checked(given.publicKey, '--keys publicKey', keyFault),
      privateKey: checked(given.privateKey, '--keys privateKey', keyFault),
      clientId:
        given.clientId === undefined ? '' : checked(given.clientId, '--keys clientId', keyFault),
    },
    isHostAlone: written === undefined || isHostAlone(written),
  };
}

/** What is not said stays as it was. */
export function profileOf(
  { member, timeZone, readOnly }: LoginInput,
  { url, company, authPrefix }: GivenConnection & { url: string; company: string },
  before: Profile | undefined,
): Draft['profile'] {
  const prefix = authPrefix ?? before?.authPrefix;
  const own = {
    authPrefix: prefix === `${company}+` ? undefined : prefix,
    member: member ?? before?.member,
    timeZone: timeZone === undefined ? before?.timeZone : readZone(timeZone, '--time-zone'),
    readOnly: readOnly ?? before?.readOnly,
  };
  return Object.entries(own).reduce<Draft['profile']>(
    (profile, [key, value]) => (value === undefined ? profile : { ...profile, [key]: value }),
    { url: readBaseUrl(url, '--host'), company },
  );
}

/** Why a text is no name of a profile; undefined for one that is. */
export function profileNameFault(text: string): string | undefined {
  if (text === sandboxProfile) return 'sandbox is there already, and needs no keys';
  return /^[a-z\d][\w.-]{0,63}$/i.test(text)
    ? undefined
    : 'a name is made of letters, digits, dots, dashes and underscores';
}

/** The name that a company's profile gets unless told. */
export function usualName(company: string): string {
  const name = company.toLowerCase();
  return profileNameFault(name) === undefined ? name : 'default';
}

export function companyFault(text: string): string | undefined {
  if (text.trim() === '') return 'it is the company that you type at the login page';
  return /^[^\s+:/\\@?#]+$/.test(text.trim())
    ? undefined
    : 'a company has neither blanks nor + : / \\ @';
}

/** Why an address cannot be used; undefined for one that can. The cloud’s hosts for browsers are none. */
export function hostFault(text: string): string | undefined {
  try {
    return apiHostAdvice(readBaseUrl(text.trim(), 'it'));
  } catch (error) {
    if (error instanceof CwmError) return error.message;
    throw error;
  }
}

export function keyFault(text: string): string | undefined {
  if (text.trim() === '') return 'it is needed';
  return /^[\x21-\x7e]+$/.test(text.trim())
    ? undefined
    : 'it holds a blank or a character that no key has: copy it again';
}

/** Whether an address names no codebase, so that the one that the server tells is taken. */
export function isHostAlone(text: string): boolean {
  return /^(?:https?:\/\/)?[^/]+\/*$/i.test(text.trim());
}

/** The value, or the refusal that names its flag. */
function checked(
  value: string | undefined,
  flag: string,
  fault: (text: string) => string | undefined,
): string {
  if (value === undefined)
    throw new UsageError(`${flag} is missing.`, {
      hint: 'Needed are --host, --company and --keys; on a terminal cwm login asks.',
    });
  const problem = fault(value);
  if (problem === undefined) return value.trim();
  throw new UsageError(`${flag} cannot be used: ${problem.replace(/\.$/, '')}.`, {
    hint: `Give another ${flag}.`,
  });
}
