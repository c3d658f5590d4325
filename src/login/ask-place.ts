import type { Draft } from '../actions/login-draft.js';
import type { Desk } from '../cli/define-command.js';
import type { Profile } from '../config/settings.js';
import { LocalError, RefusedError } from '../errors/errors.js';

/**
 * Where the keys shall be: the system's keyring, and where that cannot be used a file, for who agrees. Throws
 * RefusedError for who does not.
 */
export async function askPlace(
  { name }: Draft,
  wanted: Profile['keys'] | undefined,
  { services, prompt, say }: Desk,
): Promise<Profile['keys']> {
  if (wanted !== undefined) return wanted;
  const keeper = services.config();
  try {
    await (await keeper.keys('keyring')).read(name);
    return 'keyring';
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    await say(error.message);
  }
  await say(
    `Without it the keys can lie in ${keeper.keysFile}, as text that only you, and whoever is an administrator here, can read.`,
  );
  if (await prompt.confirm('Keep them in that file?')) return 'file';
  throw new RefusedError('Nothing was stored: there is no keyring, and a file was not wanted.', {
    hint: 'Unlock or install a keyring and run cwm login again, or keep the keys in the environment: CONNECTWISE_PUBLIC_KEY and the others.',
  });
}
