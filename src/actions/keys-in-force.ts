import { chooseConnection, connectionPlace, isSet } from '../config/connection.js';
import type { ConnectionChoice } from '../config/connection.js';
import { inForce, type SettingInForce } from '../config/in-force.js';
import { sandboxProfile } from '../config/settings.js';
import { LocalError } from '../errors/errors.js';
import type { Services } from '../services.js';
import { listed } from '../text/nearest.js';

const noClientId = 'not set: the company id is sent';

/** Whether the connection has its keys, and where: never what they are. */
export async function keysInForce(
  choice: ConnectionChoice,
  services: Services,
): Promise<SettingInForce[]> {
  const place = connectionPlace(choice);
  if (place === undefined) return [inForce('keys', undefined, 'not set')];
  if (place.by === 'CONNECTWISE_*') return ofEnvironment(choice);
  if (place.name === sandboxProfile) return [inForce('keys', 'none needed', 'the sandbox')];
  return await ofProfile(choice, services);
}

function ofEnvironment({ env }: ConnectionChoice): SettingInForce[] {
  const names = ['CONNECTWISE_PUBLIC_KEY', 'CONNECTWISE_PRIVATE_KEY'];
  const missing = names.filter((name) => !isSet(env, name));
  const hasId = isSet(env, 'CONNECTWISE_CLIENT_ID');
  return [
    missing.length === 0
      ? inForce('keys', 'present', listed(names))
      : inForce('keys', 'missing', `${listed(missing)} not set`),
    inForce('clientId', hasId ? 'set' : noClientId, hasId ? 'CONNECTWISE_CLIENT_ID' : 'default'),
  ];
}

async function ofProfile(
  choice: ConnectionChoice,
  { config, hide }: Services,
): Promise<SettingInForce[]> {
  const chosen = chooseConnection(choice);
  if (chosen.source !== 'profile') return [];
  const { name, profile } = chosen;
  const keeper = config();
  const from = profile.keys === 'keyring' ? 'keyring' : keeper.keysFile;
  try {
    const keys = await (await keeper.keys(profile.keys)).read(name);
    if (keys === undefined) return [inForce('keys', 'missing', from)];
    hide(keys.publicKey, keys.privateKey, keys.clientId);
    const hasId = keys.clientId !== '';
    return [
      inForce('keys', 'present', from),
      inForce('clientId', hasId ? 'set' : noClientId, hasId ? from : 'default'),
    ];
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    return [inForce('keys', `cannot be read: ${error.message}`, from)];
  }
}
