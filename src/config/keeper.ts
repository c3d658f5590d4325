import { join } from 'node:path';
import type { JsonRecord } from '../text/records.js';
import { changeSettings } from './change-settings.js';
import { openKeyFile } from './key-file.js';
import type { KeyStore } from './keys.js';
import type { Paths } from './paths.js';
import type { Profile } from './settings.js';

/** Profiles, settings and keys, for whoever changes them. */
export interface ConfigKeeper {
  settingsFile: string;
  /** Where keys lie that are not in the system's keyring. */
  keysFile: string;
  change: (edit: (settings: JsonRecord) => JsonRecord) => Promise<void>;
  keys: (where: Profile['keys']) => Promise<KeyStore>;
}

export function settingsFileIn({ config }: Paths): string {
  return join(config, 'settings.json');
}

export function keysFileIn({ config }: Paths): string {
  return join(config, 'keys.json');
}

export function openConfig(paths: Paths, keyring?: KeyStore): ConfigKeeper {
  const [settingsFile, keysFile] = [settingsFileIn(paths), keysFileIn(paths)];
  return {
    settingsFile,
    keysFile,
    change: async (edit) => await changeSettings(settingsFile, edit),
    async keys(where) {
      if (where === 'file') return openKeyFile(keysFile);
      if (keyring !== undefined) return keyring;
      const { openKeyring } = await import('./keyring.js');
      return await openKeyring();
    },
  };
}
