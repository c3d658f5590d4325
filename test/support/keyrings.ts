import { KeyringError } from '../../src/errors/errors.js';
import type { Keys, KeyStore } from '../../src/config/keys.js';

const broken = () =>
  Promise.reject(
    new KeyringError('The keyring of this system cannot be used: locked.', { hint: 'Unlock it.' }),
  );

/** The keyring of a machine that has none. */
export const brokenKeyring: KeyStore = { read: broken, write: broken, remove: broken };

/** A keyring that holds what it was given. */
export function memoryKeyring(
  held = new Map<string, Keys>(),
): KeyStore & { held: Map<string, Keys> } {
  return {
    held,
    read: (profile) => Promise.resolve(held.get(profile)),
    write: (profile, keys) => Promise.resolve(void held.set(profile, keys)),
    remove: (profile) => Promise.resolve(void held.delete(profile)),
  };
}
