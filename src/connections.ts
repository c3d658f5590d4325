import {
  chooseConnection,
  connectionName,
  connectionPlace,
  credentialsOf,
  isReadOnly,
  type ConnectionChoice,
  type ConnectionSettings,
  type Credentials,
} from './config/connection.js';
import { openConfig, settingsFileIn, type ConfigKeeper } from './config/keeper.js';
import type { KeyStore } from './config/keys.js';
import type { Paths } from './config/paths.js';
import { profileNames } from './config/profiles.js';
import { readSettings, type Settings } from './config/settings.js';
import { ConfigError } from './errors/errors.js';
import { ownFile } from './own-file.js';
import type { Report } from './services.js';
import { lazy } from './text/lazy.js';
import { shellWord, type Shell } from './text/shell-words.js';

/** Which connections there are, which one is meant, and with which keys. */
export interface Connections {
  /** Which one is meant: of the settings as they were when it was first asked, whatever others do to them since. */
  choose: (profile: string | undefined) => ConnectionChoice;
  settings: () => Settings;
  config: () => ConfigKeeper;
  /** What it sends; undefined for the sandbox, which has keys of its own. */
  credentials: (
    settings: ConnectionSettings,
    warn: Report['warn'],
  ) => Promise<Credentials | undefined>;
  profiles: () => readonly string[];
  /** What one is known by. Throws where there is no such profile, or nothing is set up. */
  nameOf: (profile: string | undefined) => string;
  /** Whether its profile refuses every write. */
  isReadOnly: (profile: string | undefined) => boolean;
  /** What an MCP server is started for: another profile that comes into use meanwhile is none of its. */
  served: (
    flag: string | undefined,
    readOnly: boolean,
  ) => { profile: string | undefined; readOnly: boolean };
}

interface Surroundings {
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  paths: () => Paths;
  shell: Shell;
  /** Takes the place of the system's keyring. */
  keyring: KeyStore | undefined;
  /** The node that runs this. */
  node: string;
  /** Gets the keys that were read. */
  hide: (...found: readonly string[]) => void;
  /** The settings or keys were changed by this process. */
  changed: () => void;
}

/** Reads nothing yet. */
export function openConnections(surroundings: Surroundings): Connections {
  const { env, platform, paths, shell, keyring, node, hide, changed } = surroundings;
  const settings = () => readSettings(settingsFileIn(paths()));
  // How often the settings were changed in this process.
  let changes = 0;
  const choose = (profile: string | undefined): ConnectionChoice => {
    let held: { settings: Settings; changes: number } | undefined;
    return {
      profile,
      env,
      settings() {
        if (held?.changes !== changes) held = { settings: settings(), changes };
        return held.settings;
      },
    };
  };
  const config = lazy(() =>
    openConfig(paths(), {
      keyring: keyring ?? { node, script: ownFile('bin/keyring.js') },
      changed() {
        changes += 1;
        changed();
      },
      platform,
      schema: ownFile('data/settings.schema.json'),
    }),
  );
  const warnOfOpenKeys = async (warn: Report['warn']): Promise<void> => {
    const { whyExposed } = await import('./config/privacy.js');
    const why = whyExposed(config().keysFile, platform);
    if (why !== undefined) warn(why);
  };
  return {
    choose,
    settings,
    config,
    async credentials(connection, warn) {
      if (connection.source === 'sandbox') return undefined;
      if (connection.source === 'environment') return connection;
      const { name, profile } = connection;
      const keys = await (await config().keys(profile.keys)).read(name);
      if (profile.keys === 'file') await warnOfOpenKeys(warn);
      if (keys === undefined) {
        const place = profile.keys === 'keyring' ? 'keyring' : 'file of keys';
        throw new ConfigError(`The keys of the profile "${name}" are not in the ${place}.`, {
          hint: `Enter them again: cwm login ${shellWord(name, shell)}`,
        });
      }
      hide(keys.publicKey, keys.privateKey, keys.clientId);
      return credentialsOf(profile, keys);
    },
    profiles: () => profileNames(settings()),
    nameOf(profile) {
      const choice = choose(profile);
      chooseConnection(choice);
      return connectionName(choice) ?? '';
    },
    isReadOnly: (profile) => isReadOnly(choose(profile)),
    served(flag, readOnly) {
      try {
        const choice = choose(flag);
        const place = connectionPlace(choice);
        return {
          profile: place === undefined || place.by === 'CONNECTWISE_*' ? undefined : place.name,
          readOnly: readOnly || isReadOnly(choice),
        };
      } catch (error) {
        // Searches need no settings, and each call tells what is wrong with them.
        if (error instanceof ConfigError) return { profile: flag, readOnly };
        throw error;
      }
    },
  };
}
