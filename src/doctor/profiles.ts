import { existsSync } from 'node:fs';
import type { ConfigKeeper } from '../config/keeper.js';
import { whyExposed } from '../config/privacy.js';
import type { Profile, Settings } from '../config/settings.js';
import { readZone } from '../dates/zone.js';
import { KeyringError } from '../errors/errors.js';
import { fail, failedBy, ok, warn, type Found } from './finding.js';

/** A name that no profile has: asking for it tells whether the keyring answers, and changes nothing in it. */
const nobody = 'cwm doctor';

/** Whether the keyring of the system can be read. Only who keeps keys there needs it. */
export async function lookAtKeyring(keeper: ConfigKeeper): Promise<Found[]> {
  try {
    await (await keeper.keys('keyring')).read(nobody);
    return [ok('answers', 'The keyring of this system can be read.')];
  } catch (error) {
    const found = failedBy('answers', error);
    return [isNeeded(keeper) ? found : { ...found, status: 'warn' }];
  }
}

function isNeeded(keeper: ConfigKeeper): boolean {
  try {
    return Object.values(keeper.settings().profiles).some(({ keys }) => keys === 'keyring');
  } catch {
    return false;
  }
}

export interface ProfileSource {
  keeper: ConfigKeeper;
  platform: NodeJS.Platform;
  /** Rejects where a profile could not be used as it stands: its address, its keys. */
  credentials: (profile: string) => Promise<unknown>;
}

/** The settings file, the file of keys, and whether each profile could be used. */
export async function lookAtProfiles(source: ProfileSource): Promise<Found[]> {
  const { keeper, platform } = source;
  let settings: Settings;
  try {
    settings = keeper.settings();
  } catch (error) {
    return [failedBy('settings', error), ...(await keyFileFindings(keeper, platform))];
  }
  const names = Object.keys(settings.profiles);
  const found = [
    ok(
      'settings',
      `${keeper.settingsFile}: ${names.length === 0 ? 'no profiles' : names.join(', ')}`,
    ),
    ...(await keyFileFindings(keeper, platform)),
    ...(await orphanFindings(names, keeper)),
  ];
  let lostKeyring = false;
  for (const [name, profile] of Object.entries(settings.profiles)) {
    // A keyring that does not answer is waited for once.
    if (lostKeyring && profile.keys === 'keyring') {
      found.push(
        fail(name, 'Its keys are in the keyring, which cannot be used.', loginAgain(name)),
      );
      continue;
    }
    try {
      await source.credentials(name);
      found.push(profileFinding(name, profile));
    } catch (error) {
      lostKeyring ||= error instanceof KeyringError;
      found.push(failedBy(name, error, loginAgain(name)));
    }
  }
  return found;
}

function loginAgain(name: string): string {
  return `cwm login ${quoted(name)}`;
}

function loggedOut(name: string): string {
  return `cwm logout ${quoted(name)}`;
}

function quoted(name: string): string {
  return /^[\w-]+$/.test(name) ? name : `'${name}'`;
}

function profileFinding(name: string, { company, url, keys, timeZone, readOnly }: Profile): Found {
  const writes = readOnly === true ? ', read-only' : '';
  const where = keys === 'file' ? 'the file of keys' : 'the keyring';
  try {
    if (timeZone !== undefined) readZone(timeZone, `timeZone of the profile ${name}`);
  } catch (error) {
    return failedBy(name, error);
  }
  return ok(name, `${company} at ${url}, keys in ${where}${writes}`);
}

/** Keys that nothing uses, and nobody thinks of: their profile was taken out of the settings by hand. */
async function orphanFindings(names: readonly string[], keeper: ConfigKeeper): Promise<Found[]> {
  try {
    const inFile = await keeper.namesInKeyFile();
    return inFile
      .filter((name) => !names.includes(name))
      .map((name) =>
        warn(
          name,
          `${keeper.keysFile} holds keys of it, and there is no such profile.`,
          loggedOut(name),
        ),
      );
  } catch (error) {
    return [failedBy('key file', error)];
  }
}

async function keyFileFindings(keeper: ConfigKeeper, platform: NodeJS.Platform): Promise<Found[]> {
  const { keysFile } = keeper;
  if (!existsSync(keysFile)) return [];
  const why = whyExposed(keysFile, platform);
  const privacy = await keeper.keysPrivacy();
  if (privacy === 'open')
    return [
      fail(
        'key file',
        why ?? '',
        `chmod 600 '${keysFile}' and make new keys if others may have them.`,
      ),
    ];
  if (privacy === 'unknown')
    return [
      warn(
        'key file',
        `Who may read ${keysFile} is unknown: Node does not show the access lists of Windows.`,
        `Look yourself: icacls '${keysFile}'`,
      ),
    ];
  return [
    why === undefined
      ? ok('key file', `${keysFile}: nobody else may read it.`)
      : warn('key file', why, 'Put the file itself there.'),
  ];
}
