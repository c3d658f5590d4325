import type { ConnectionStep } from '../api/check-connection.js';
import type { ConfigKeeper } from '../config/keeper.js';
import { profileNamed } from '../config/profiles.js';
import type { Profile, Settings } from '../config/settings.js';
import { LocalError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import type { Draft } from './login-draft.js';
import { warnIfOutranked } from './outranked.js';

/** What `login` has made. */
export interface LoggedIn {
  profile: string;
  url: string;
  company: string;
  member: string | null;
  timeZone: string | null;
  readOnly: boolean;
  /** Where the keys are. */
  keys: Profile['keys'];
  /** The file that holds them, where one does. */
  keysFile: string | null;
  /** It is the profile of commands that name none. */
  inUse: boolean;
  checks: Pick<ConnectionStep, 'name' | 'status' | 'text' | 'cure'>[];
}

/** Whether a profile would be in use without a word: nothing else is. */
export function isFirst(name: string, settings: Settings): boolean {
  const { profile } = settings;
  return profile === undefined || profile === name || profileNamed(profile, settings) === undefined;
}

/** Keeps the keys and then the profile; where that fails, the keys are as they were. */
export async function storeDraft(
  { name, profile, keys }: Draft,
  { where, inUse }: { where: Profile['keys']; inUse: boolean },
  services: Services,
  steps: readonly ConnectionStep[],
): Promise<LoggedIn> {
  const { config, report } = services;
  const keeper = config();
  const before = profileNamed(name, keeper.settings())?.keys;
  const store = await keeper.keys(where);
  const earlier = before === where ? await store.read(name) : undefined;
  await store.write(name, keys);
  try {
    await keeper.change((settings) =>
      withProfile(settings, name, { ...profile, keys: where }, inUse),
    );
  } catch (error) {
    await (earlier === undefined ? store.remove(name) : store.write(name, earlier));
    throw error;
  }
  if (before !== undefined && before !== where) await forget(name, before, keeper, report.warn);
  if (where === 'file' && (await keeper.keysPrivacy()) === 'unknown')
    report.warn(
      `Who may read ${keeper.keysFile} is unknown: look at its properties, under Security, that only you may.`,
    );
  if (services.ca !== undefined)
    report.warn(
      `--ca held for this command alone; for every one set NODE_EXTRA_CA_CERTS to ${services.ca}`,
    );
  if (inUse) warnIfOutranked(name, services);
  return {
    profile: name,
    url: profile.url,
    company: profile.company,
    member: profile.member ?? null,
    timeZone: profile.timeZone ?? null,
    readOnly: profile.readOnly === true,
    keys: where,
    keysFile: where === 'file' ? keeper.keysFile : null,
    inUse,
    checks: steps.map(({ name: of, status, text, cure }) => ({
      name: of,
      status,
      text,
      ...(cure === undefined ? {} : { cure }),
    })),
  };
}

/** What else the profile holds stays. */
function withProfile(
  settings: JsonRecord,
  name: string,
  profile: Profile,
  inUse: boolean,
): JsonRecord {
  const profiles = isRecord(settings['profiles']) ? settings['profiles'] : {};
  const before = isRecord(profiles[name]) ? profiles[name] : {};
  return {
    ...settings,
    ...(inUse ? { profile: name } : {}),
    profiles: { ...profiles, [name]: { ...before, authPrefix: undefined, ...profile } },
  };
}

async function forget(
  name: string,
  where: Profile['keys'],
  keeper: ConfigKeeper,
  warn: (text: string) => void,
): Promise<void> {
  try {
    await (await keeper.keys(where)).remove(name);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    warn(`The earlier keys could not be removed from the ${where}: ${error.message}`);
  }
}
