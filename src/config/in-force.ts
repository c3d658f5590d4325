import { ConfigError } from '../errors/errors.js';
import {
  configuredUrl,
  connectionName,
  connectionPlace,
  isSet,
  ownMember,
  profileInForce,
  urlOf,
  variables,
  type ConnectionChoice,
  type ConnectionPlace,
} from './connection.js';
import { noSuchProfile } from './profiles.js';
import { sandboxProfile, type Profile } from './settings.js';

/** One setting as it is in force. */
export interface SettingInForce {
  setting: string;
  value: string | boolean | null;
  /** What says so. */
  from: string;
  /** What says something else, or the same, and is not asked. */
  unused: string[];
}

/** What is in force of a setting; `unused` and `from` tell the rest. */
export function inForce(
  setting: string,
  value: string | boolean | undefined,
  from: string,
  unused: string[] = [],
): SettingInForce {
  return { setting, value: value ?? null, from, unused };
}

/**
 * Which connection is meant, and what it is but for its keys: an incomplete one too. Throws UsageError for a profile
 * that there is not.
 */
export function connectionInForce(choice: ConnectionChoice): SettingInForce[] {
  const place = connectionPlace(choice);
  return [connectionRow(place, choice), ...partsOf(place, choice)];
}

function connectionRow(place: ConnectionPlace | undefined, choice: ConnectionChoice) {
  const { profile: used } = choice.settings();
  const sources = [
    ...(choice.profile === undefined ? [] : [{ by: '--profile', says: choice.profile }]),
    ...(isSet(choice.env, 'CWM_PROFILE')
      ? [{ by: 'CWM_PROFILE', says: choice.env['CWM_PROFILE']?.trim() }]
      : []),
    ...variables
      .filter((name) => isSet(choice.env, name))
      .map((name) => ({ by: name, says: undefined })),
    ...(used === undefined ? [] : [{ by: 'settings.json', says: used }]),
  ];
  const isWinner = (by: string) =>
    place?.by === 'CONNECTWISE_*'
      ? by.startsWith('CONNECTWISE_')
      : by === (place?.by === 'the settings' ? 'settings.json' : place?.by);
  const unused = sources
    .filter(({ by }) => !isWinner(by))
    .map(({ by, says }) => (says === undefined ? by : `${by} (${says})`));
  const from = place?.by === 'the settings' ? 'settings.json' : place?.by;
  const name = attempt(() => connectionName(choice));
  return inForce('connection', name, from ?? 'nothing names one', unused);
}

function partsOf(place: ConnectionPlace | undefined, choice: ConnectionChoice): SettingInForce[] {
  if (place?.by === 'CONNECTWISE_*') return ofEnvironment(choice);
  const memberUnused = isSet(choice.env, 'CWM_MEMBER') ? ['CWM_MEMBER'] : [];
  if (place === undefined)
    return ['url', 'company'].map((setting) => inForce(setting, undefined, 'not set'));
  if (place.name === sandboxProfile)
    return [
      inForce('url', 'a free port of this machine', 'the sandbox'),
      inForce('member', ownMember(choice), 'the sandbox', memberUnused),
      inForce('readOnly', false, 'the sandbox'),
    ];
  const profile = profileInForce(choice);
  if (profile === undefined) throw noSuchProfile(place.name, choice.settings());
  return ofProfile(profile, memberUnused);
}

function ofProfile(profile: Profile, memberUnused: string[]): SettingInForce[] {
  const { company, authPrefix, member, readOnly } = profile;
  const from = (value: unknown) => (value === undefined ? 'default' : 'settings.json');
  return [
    inForce(
      'url',
      attempt(() => urlOf(profile)),
      'settings.json',
    ),
    inForce('company', company, 'settings.json'),
    inForce('authPrefix', authPrefix ?? `${company}+`, from(authPrefix)),
    inForce('member', member, member === undefined ? 'not set' : 'settings.json', memberUnused),
    inForce('readOnly', readOnly ?? false, from(readOnly)),
  ];
}

function ofEnvironment({ env }: ConnectionChoice): SettingInForce[] {
  const row = (setting: string, variable: string, value: string | undefined) =>
    isSet(env, variable)
      ? inForce(setting, value, variable)
      : inForce(setting, undefined, `${variable} is not set`);
  const company = env['CONNECTWISE_COMPANY_ID']?.trim();
  return [
    row(
      'url',
      'CONNECTWISE_API_URL',
      attempt(() => configuredUrl(env)),
    ),
    row('company', 'CONNECTWISE_COMPANY_ID', company),
    isSet(env, 'CONNECTWISE_AUTH_PREFIX')
      ? row('authPrefix', 'CONNECTWISE_AUTH_PREFIX', env['CONNECTWISE_AUTH_PREFIX']?.trim())
      : inForce('authPrefix', company === undefined ? undefined : `${company}+`, 'default'),
    row('member', 'CWM_MEMBER', env['CWM_MEMBER']?.trim()),
    inForce('readOnly', false, 'default'),
  ];
}

/** What something is, or in its place why it cannot be used. */
export function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof ConfigError) return `cannot be used: ${error.message}`;
    throw error;
  }
}
