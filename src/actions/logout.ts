import type { ConfigKeeper } from '../config/keeper.js';
import { noSuchProfile, profileNamed } from '../config/profiles.js';
import { sandboxProfile, type Profile, type Settings } from '../config/settings.js';
import { ConfigError, LocalError, UsageError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';
import { isRecord, type JsonRecord } from '../text/records.js';
import { defineAction, many } from './define.js';

/** A profile that is no more. */
export interface LoggedOut {
  profile: string;
  /** Null for keys in the file whose profile is gone from the settings. */
  company: string | null;
  url: string | null;
  /** Where its keys were. */
  keys: Profile['keys'];
}

export const logout = defineAction({
  name: 'logout',
  summary: 'Remove a profile and its keys from this machine',
  params: {
    profile: {
      kind: 'string',
      summary: 'the profile; the one in use unless told. What Fast Memory holds of it stays',
    },
    all: { kind: 'boolean', default: false, summary: 'every profile' },
  },
  async run({ profile: named, all }, services) {
    const keeper = services.config();
    const settings = keeper.settings();
    const isKnown = named === undefined || profileNamed(named, settings) !== undefined;
    const inFile = all || !isKnown ? await keeper.namesInKeyFile() : [];
    const names = all
      ? [...new Set([...Object.keys(settings.profiles), ...inFile])]
      : [chosenName(named, settings, services)];
    const gone = names.map((name) => describe(name, settings, inFile));
    if (gone.length === 0) return { kind: 'none', note: 'There is no profile to remove.' };
    const them = gone.length === 1 ? 'its keys' : 'their keys';
    await services.approve({
      title: gone
        .map(({ profile, company, url, keys }) =>
          company === null
            ? `${profile}: keys in the file, without a profile`
            : `${profile}: ${company} at ${url}, keys in the ${keys}`,
        )
        .join('\n'),
      body: undefined,
      local: {
        question: `Remove ${listed(names)} and ${them}?`,
        undone: `${listed(names)} and ${them} were not removed`,
      },
    });
    for (const one of gone) await remove(one, keeper);
    services.report.note(
      `Kept and recent calls stay in memory (cwm memory clear, cwm memory forget). The keys themselves are valid until they are deleted in ConnectWise.`,
    );
    return { ...many(gone), wrote: `${listed(names)} and ${them} were removed.` };
  },
});

function chosenName(
  named: string | undefined,
  { profile, profiles }: Settings,
  { profile: flag, connectionName }: Services,
): string {
  const given = named ?? flag;
  if (given !== undefined) return given;
  const current = connectionName();
  const chosen = current !== undefined && Object.hasOwn(profiles, current) ? current : profile;
  if (chosen !== undefined) return chosen;
  throw new ConfigError('No profile is in use.', {
    hint: `Name the one to remove: cwm logout <name>. Profiles: ${listed(Object.keys(profiles)) || 'none'}.`,
  });
}

function describe(name: string, settings: Settings, inFile: readonly string[]): LoggedOut {
  const profile = profileNamed(name, settings);
  if (profile !== undefined) {
    const { company, url, keys } = profile;
    return { profile: name, company, url, keys };
  }
  if (inFile.includes(name)) return { profile: name, company: null, url: null, keys: 'file' };
  if (name === sandboxProfile)
    throw new UsageError('The sandbox has no keys to remove.', {
      hint: 'cwm sandbox reset forgets what was written to it.',
    });
  throw noSuchProfile(name, settings);
}

/** The keys first: what is left of a profile without them tells that something was in the way. */
async function remove({ profile, keys }: LoggedOut, keeper: ConfigKeeper): Promise<void> {
  try {
    await (await keeper.keys(keys)).remove(profile);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    throw new LocalError(`The keys of ${profile} could not be removed: ${error.message}`, {
      hint: `The profile stays as it is. Try again once the ${keys === 'keyring' ? 'keyring is unlocked' : 'file can be written'}.`,
      cause: error,
    });
  }
  await keeper.change((settings) => withoutProfile(settings, profile));
}

function withoutProfile(settings: JsonRecord, name: string): JsonRecord {
  const { profile: inUse, profiles, ...rest } = settings;
  const left = Object.entries(isRecord(profiles) ? profiles : {}).filter(([one]) => one !== name);
  return {
    ...(inUse === undefined || inUse === name ? {} : { profile: inUse }),
    ...rest,
    profiles: Object.fromEntries(left),
  };
}
