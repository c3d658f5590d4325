import type { Desk } from '../cli/define-command.js';
import { RefusedError, type KeyringError } from '../errors/errors.js';

/** Asks whether a file will do where the keyring does not. Throws RefusedError for who does not want it. */
export async function agreeToFile(
  { message }: KeyringError,
  { services, prompt, say }: Desk,
): Promise<void> {
  await say(message);
  await say(
    `Without it the keys can lie in ${services.config().keysFile}, as text that only you, and whoever is an administrator here, can read.`,
  );
  if (await prompt.confirm('Keep them in that file?')) return;
  throw new RefusedError('Nothing was stored: there is no keyring, and a file was not wanted.', {
    hint: 'Unlock or install a keyring and run cwm login again, or keep the keys in the environment: CONNECTWISE_PUBLIC_KEY and the others.',
  });
}
