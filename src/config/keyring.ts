import type { AsyncEntry } from '@napi-rs/keyring';
import { LocalError } from '../errors/errors.js';
import { parseKeys, type KeyStore } from './keys.js';

/** Milliseconds that the system's keyring may take: one that is locked, or has nobody to ask, may never answer. */
const patience = 3000;

const service = 'cwm';

/** Keys in the keyring of the system: Credential Manager, Keychain, Secret Service. Throws LocalError where there is none. */
export async function openKeyring(): Promise<KeyStore> {
  // Compiled code that npm leaves out where there is none for the system.
  const { AsyncEntry: Entry } = await import('@napi-rs/keyring').catch((error: unknown) => {
    throw unusable('is not installed', error);
  });
  const use = async <T>(
    profile: string,
    work: (entry: AsyncEntry, signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const signal = AbortSignal.timeout(patience);
    try {
      return await Promise.race([work(new Entry(service, profile), signal), late(signal)]);
    } catch (error) {
      if (error instanceof LocalError) throw error;
      throw unusable(
        `cannot be used: ${error instanceof Error ? error.message : String(error)}`,
        error,
      );
    }
  };
  return {
    async read(profile) {
      const text = await use(profile, async (entry, signal) => await entry.getPassword(signal));
      return text === null ? undefined : parseKeys(text);
    },
    async write(profile, keys) {
      const text = JSON.stringify(keys);
      await use(profile, async (entry, signal) => {
        await entry.setPassword(text, signal);
      });
    },
    async remove(profile) {
      await use(profile, async (entry, signal) => await entry.deletePassword(signal));
    },
  };
}

async function late(signal: AbortSignal): Promise<never> {
  return await new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(unusable(`did not answer within ${patience / 1000} seconds`, signal.reason));
    });
  });
}

function unusable(problem: string, cause: unknown): LocalError {
  return new LocalError(`The keyring of this system ${problem}.`, {
    hint: 'Unlock it, or keep the keys in a file that only you can read: cwm login asks.',
    cause,
  });
}
