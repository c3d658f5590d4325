import { expect, test } from 'vitest';
import { memoryKeyring } from '../support/keyrings.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { serveSandbox, type Served } from '../support/served-sandbox.js';

test('what a person answers is checked and becomes a profile whose keys are in the keyring', async () => {
  const { address, origin } = await tenant();
  const home = temporaryFolder();
  const keyring = memoryKeyring();
  const replies = [
    'server of our own',
    origin,
    'sandbox',
    'demo',
    ...secretsOf(address),
    { type: 'doe', take: 'jdoe' },
    'Europe/Berlin',
    'Read and write',
  ];
  const { code, questions } = await runCwm(['login'], {
    tty: true,
    home,
    keyring,
    replies,
  });
  expect(code).toBe(0);
  expect(questions).toEqual([
    'Where is your ConnectWise?',
    'Host, or whole address of the API:',
    'Company, as at the login page:',
    'Name of the profile:',
    'Public key:',
    'Private key:',
    'clientId (empty for none):',
    'Which member is "me"? Type a part of the name:',
    'Time zone:',
    'What may be done with this profile?',
  ]);
});

async function tenant() {
  const served = await serveSandbox();
  return { ...served, origin: new URL(served.address.api).origin };
}

function secretsOf({ publicKey, privateKey, clientId }: Served['address']): string[] {
  return [publicKey, privateKey, clientId];
}
