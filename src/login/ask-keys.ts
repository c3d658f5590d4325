import { keyFault } from '../actions/login-draft.js';
import type { Desk } from '../cli/define-command.js';
import type { Keys } from '../config/keys.js';

/** What a server is asked with before anybody has typed a key. */
export const noKeys: Keys = { publicKey: '', privateKey: '', clientId: '' };

/** Asks for the keys, none of them echoed. */
export async function askKeys(desk: Desk): Promise<Keys> {
  const publicKey = await askSecret('Public key:', desk);
  const privateKey = await askSecret('Private key:', desk);
  const clientId = await askSecret('clientId (empty for none):', desk, true);
  if (clientId === '')
    await desk.say(
      'Without a clientId the company is sent in its place, and ConnectWise may refuse that. Ids are made at developer.connectwise.com, My Client IDs.',
    );
  return { publicKey, privateKey, clientId };
}

async function askSecret(
  question: string,
  { prompt, say, services }: Desk,
  mayBeEmpty = false,
): Promise<string> {
  for (;;) {
    const text = (await prompt.secret(question)).trim();
    services.hide(text);
    const fault = mayBeEmpty && text === '' ? undefined : keyFault(text);
    if (fault === undefined) return text;
    await say(`That is no key: ${fault}.`);
  }
}
