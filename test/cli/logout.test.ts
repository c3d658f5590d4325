import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenKeyring, memoryKeyring } from '../support/keyrings.js';
import { scriptedLogin, storedIn } from '../support/login.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const host = 'http://127.0.0.1:9';

test('logout removes the keys and the profile in use, and says what stays', async () => {
  const { home } = await twoProfiles();
  const run = await runCwm(['logout'], {
    home,
    tty: true,
    env: { NO_COLOR: '1' },
    answers: [true],
  });
  expect(run.code).toBe(0);
  expect(run.questions).toEqual(['Remove acme and its keys?']);
  expect(run.stderr).toContain(`acme: acme at ${host}/v4_6_release/apis/3.0, keys in the file`);
  expect(run.stderr).toContain('Kept and recent calls stay in memory');
  expect(storedIn(home)).toEqual({
    settings: {
      profiles: { two: { url: `${host}/v4_6_release/apis/3.0`, company: 'acme', keys: 'file' } },
    },
    keys: { two: expect.anything() as unknown },
  });
});

test('logout names what it removed', async () => {
  const { home } = await twoProfiles();
  const { json, stderr } = await runCwm(['logout', 'two', '--yes'], { home });
  expect(stderr).toBe('');
  expect(json()).toEqual([
    { profile: 'two', company: 'acme', url: `${host}/v4_6_release/apis/3.0`, keys: 'file' },
  ]);
  expect(storedIn(home).settings).toMatchObject({ profile: 'acme' });
});

test('with --all nothing is left, and no file of keys', async () => {
  const { home } = await twoProfiles();
  expect((await runCwm(['logout', '--all', '--yes'], { home })).code).toBe(0);
  expect(storedIn(home)).toEqual({ settings: { profiles: {} }, keys: undefined });
  expect(existsSync(join(home, 'config', 'keys.json'))).toBe(false);
});

test('nobody who says yes, nothing removed', async () => {
  const { home } = await twoProfiles();
  const refused = await runCwm(['logout', '--all'], { home });
  expect(refused.code).toBe(8);
  const declined = await runCwm(['logout', '--all'], { home, tty: true, answers: [false] });
  expect(declined.code).toBe(8);
  expect(storedIn(home).keys).toHaveProperty('two');
});

test('keys in a keyring are removed there; one that cannot be used leaves the profile', async () => {
  const keyring = memoryKeyring();
  const home = temporaryFolder();
  await scriptedLogin(host, ['--no-check'], { home });
  const moving = ['login', 'acme', '--keys', '-', '--store', 'keyring', '--no-check', '--yes'];
  await runCwm(moving, { home, keyring, stdin: 'publicKey=PublicKey1\nprivateKey=PrivateKey1' });
  expect(keyring.held.has('acme')).toBe(true);
  const stuck = await runCwm(['logout', '--yes'], { home, keyring: brokenKeyring });
  expect(stuck.code).toBe(1);
  expect(stuck.error().message).toContain('The keys of acme could not be removed');
  expect(storedIn(home).settings).toHaveProperty('profiles.acme');
  expect((await runCwm(['logout', '--yes'], { home, keyring })).code).toBe(0);
  expect(keyring.held.size).toBe(0);
});

test.each([
  [['logout', 'acne', '--yes'], 2, 'Did you mean acme?'],
  [['logout', 'sandbox', '--yes'], 2, 'cwm sandbox reset'],
])('%j is refused', async (argv, exit, hint) => {
  const { home } = await twoProfiles();
  const { code, error } = await runCwm(argv, { home });
  expect(code).toBe(exit);
  expect(error().hint).toContain(hint);
});

test('without any profile logout is exit 3, and with --all there is nothing to do', async () => {
  const home = temporaryFolder();
  expect((await runCwm(['logout', '--yes'], { home })).code).toBe(3);
  expect((await runCwm(['logout', '--all', '--yes'], { home })).code).toBe(0);
});

test('keys whose profile is gone from the settings are removed too, by name and with --all', async () => {
  const { home } = await twoProfiles();
  rmSync(join(home, 'config', 'settings.json'));
  const named = await runCwm(['logout', 'two', '--yes'], { home });
  expect(named.json()).toEqual([{ profile: 'two', company: null, url: null, keys: 'file' }]);
  const asked = await runCwm(['logout', '--all'], { home, tty: true, answers: [true] });
  expect(asked.stderr).toContain('acme: keys in the file, without a profile');
  expect(storedIn(home).keys).toBeUndefined();
});

test('a call with the profile that was removed is exit 2, never a fallback', async () => {
  const { home } = await twoProfiles();
  await runCwm(['logout', 'two', '--yes'], { home });
  const { code } = await runCwm(['call', '/system/info', '--profile', 'two'], { home });
  expect(code).toBe(2);
});

/** `acme`, in use, and `two`, with keys in the file. */
async function twoProfiles() {
  const { home } = await scriptedLogin(host, ['--no-check']);
  await scriptedLogin(host, ['--no-check', '--profile', 'two'], { home });
  return { home };
}
