import { join } from 'node:path';
import type { JsonRecord } from '../text/records.js';
import type { KeyringProcess } from './keyring.js';
import type { KeyStore } from './keys.js';
import type { Paths } from './paths.js';
import type { Privacy } from './privacy.js';
import { readSettings, type Profile, type Settings } from './settings.js';

/** Profiles, settings and keys, for whoever changes them. */
export interface ConfigKeeper {
  settingsFile: string;
  /** Where keys lie that are not in the system's keyring. */
  keysFile: string;
  /** Whether others can read that file. */
  keysPrivacy: () => Promise<Privacy>;
  /** Throws ConfigError where they are damaged. */
  settings: () => Settings;
  change: (edit: (settings: JsonRecord) => JsonRecord) => Promise<void>;
  keys: (where: Profile['keys']) => Promise<KeyStore>;
  /** Whose keys that file holds, though no profile may have the name any more. */
  namesInKeyFile: () => Promise<string[]>;
}

export interface ConfigWorld {
  /** The system's keyring, or how it is asked. */
  keyring: KeyStore | KeyringProcess;
  /** Called when settings were changed, and with them perhaps keys. */
  changed: () => void;
  platform: NodeJS.Platform;
  /** The file that describes the settings for editors. */
  schema: string;
}

export function settingsFileIn({ config }: Paths): string {
  return join(config, 'settings.json');
}

function keysFileIn({ config }: Paths): string {
  return join(config, 'keys.json');
}

export function openConfig(
  paths: Paths,
  { keyring, changed, platform, schema }: ConfigWorld,
): ConfigKeeper {
  const [settingsFile, keysFile] = [settingsFileIn(paths), keysFileIn(paths)];
  return {
    settingsFile,
    keysFile,
    async keysPrivacy() {
      const { privacyOf } = await import('./privacy.js');
      return privacyOf(keysFile, platform);
    },
    settings: () => readSettings(settingsFile),
    async namesInKeyFile() {
      const { namesInKeyFile } = await import('./key-file.js');
      return namesInKeyFile(keysFile);
    },
    async change(edit) {
      const { changeSettings } = await import('./change-settings.js');
      const { placeSchema, withSchema } = await import('./settings-schema.js');
      await changeSettings(settingsFile, (settings) => withSchema(edit(settings)));
      await placeSchema(schema, settingsFile);
      changed();
    },
    async keys(where) {
      if (where === 'file') {
        const { openKeyFile } = await import('./key-file.js');
        return openKeyFile(keysFile);
      }
      if ('read' in keyring) return keyring;
      const { openKeyring } = await import('./keyring.js');
      return openKeyring(keyring);
    },
  };
}
