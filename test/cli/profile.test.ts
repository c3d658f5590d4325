import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SettingInForce } from '../../src/config/in-force.js';
import { connectionTo, fakeKeys } from '../support/fake-api.js';
import { memoryKeyring } from '../support/keyrings.js';
import { homeWith, profileAt } from '../support/profiles.js';
import { runCwm, temporaryFolder, type Run } from '../support/run-cwm.js';

const origin = 'http://127.0.0.1:9';
const acme = profileAt(origin, { member: 'jdoe', timeZone: 'Asia/Tokyo', readOnly: true });
const beta = profileAt('https://cw.example.com', { company: 'beta', keys: 'keyring' });
const keys = {
  publicKey: fakeKeys.publicKey,
  privateKey: fakeKeys.privateKey,
  clientId: fakeKeys.clientId,
};

/** The rows of `profile show`, by what they are about. */
function shown({ json }: Run): Record<string, SettingInForce | undefined> {
  const rows = json() as SettingInForce[];
  return Object.fromEntries(rows.map((row) => [row.setting, row]));
}

test('profile list shows each profile, the sandbox too, and which one is in force', async () => {
  const home = homeWith({ acme, beta }, { profile: 'acme' });
  const { code, json } = await runCwm(['profile', 'list', '--profile', 'beta'], { home });
  expect(code).toBe(0);
  const none = { url: null, company: null, timeZone: null, keys: null };
  expect(json()).toEqual([
    { name: 'sandbox', ...none, member: 'jdoe', readOnly: false, inUse: false, current: false },
    { name: 'acme', ...acme, inUse: true, current: false },
    {
      ...{ name: 'beta', ...beta, member: null, timeZone: null, readOnly: false },
      ...{ inUse: false, current: true },
    },
  ]);
});

test('profile list tells a person that the environment is in force', async () => {
  const options = { home: homeWith({ acme }), env: connectionTo(origin), tty: true };
  const { stderr } = await runCwm(['profile', 'list'], options);
  expect(stderr).toContain('In force is the connection of the environment, acme@127.0.0.1:9');
});

test('profile use chooses a profile and leaves the rest of the settings alone', async () => {
  const home = homeWith({ acme, beta }, { profile: 'acme', recentCalls: false });
  const { code, stdout } = await runCwm(['profile', 'use', 'beta'], { home });
  expect([code, stdout]).toEqual([0, '']);
  expect(settingsIn(home)).toMatchObject({
    ...{ profile: 'beta', recentCalls: false, profiles: { acme, beta } },
  });
  expect((await runCwm(['profile', 'use', '--none'], { home })).code).toBe(0);
  expect(settingsIn(home)).not.toHaveProperty('profile');
});

test('settings that cwm writes name their description, which lies beside them', async () => {
  const home = homeWith({ acme });
  await runCwm(['profile', 'use', 'acme'], { home });
  expect(settingsIn(home)).toMatchObject({ $schema: './settings.schema.json' });
  const beside = readFileSync(join(home, 'config', 'settings.schema.json'), 'utf8');
  expect(beside).toBe(readFileSync('data/settings.schema.json', 'utf8'));
  const own = homeWith({ acme }, { $schema: 'https://example.com/settings.json' });
  await runCwm(['profile', 'use', 'acme'], { home: own });
  expect(settingsIn(own)).toMatchObject({ $schema: 'https://example.com/settings.json' });
});

test('the sandbox can be the profile in use', async () => {
  const home = temporaryFolder();
  await runCwm(['profile', 'use', 'sandbox'], { home });
  const { json } = await runCwm(['call', '/company/companies', '--count'], { home });
  expect(json()).toEqual({ count: 61 });
});

test.each([
  [['profile', 'use', 'acne'], {}],
  [['profile', 'show', 'acne'], {}],
  [['profile', 'show', '--profile', 'acne'], {}],
  [['profile', 'show'], { CWM_PROFILE: 'acne' }],
  [['call', '/service/tickets', '--profile', 'acne'], connectionTo(origin)],
  [['call', '/service/tickets'], { CWM_PROFILE: 'acne', ...connectionTo(origin) }],
])('%s: an unknown profile is exit 2 with the nearest', async (argv, env: object) => {
  const home = homeWith({ acme, beta }, { profile: 'beta' });
  const { code, error } = await runCwm(argv, { home, env: { ...env } });
  expect(code).toBe(2);
  expect(error().message).toContain('There is no profile "acne".');
  expect(error().hint).toBe(
    'Did you mean acme? Known profiles: sandbox, acme and beta. cwm login acne makes one.',
  );
});

test.each([
  [{ CWM_PROFILE: 'sandbox' }, 'CWM_PROFILE names sandbox'],
  [connectionTo(origin), 'The environment holds a connection'],
])('profile use warns of what goes before it: %#', async (env, words) => {
  const home = homeWith({ acme });
  const { stderr } = await runCwm(['profile', 'use', 'acme'], { home, env });
  expect(stderr).toContain(words);
  expect(stderr).toContain('add --profile acme');
});

test.each([
  [['profile', 'use'], 'Which profile'],
  [['profile', 'use', 'acme', '--none'], '--none goes without a name'],
  [['profile', 'show', 'acme', '--profile', 'beta'], 'do not go together'],
])('%s is exit 2', async (argv, words) => {
  const { code, error } = await runCwm(argv, { home: homeWith({ acme, beta }) });
  expect(code).toBe(2);
  expect(error().message).toContain(words);
});

test('profile show says of a profile what is in force and where it comes from', async () => {
  const home = homeWith({ acme }, { profile: 'acme', recentCalls: false });
  const run = await runCwm(['profile', 'show'], { home });
  const file = join(home, 'config', 'keys.json');
  expect(shown(run)).toMatchObject({
    connection: { value: 'acme', from: 'settings.json', unused: [] },
    url: { value: acme.url, from: 'settings.json' },
    company: { value: 'acme', from: 'settings.json' },
    authPrefix: { value: 'acme+', from: 'default' },
    member: { value: 'jdoe', from: 'settings.json' },
    timeZone: { value: 'Asia/Tokyo', from: 'settings.json' },
    readOnly: { value: true, from: 'settings.json' },
    keys: { value: 'present', from: file },
    clientId: { value: 'set', from: file },
    memory: { value: 'on', from: 'default' },
    recentCalls: { value: 'off', from: 'settings.json' },
    log: { value: 'off', from: 'default' },
    settingsFile: { value: join(home, 'config', 'settings.json'), from: 'CWM_HOME' },
  });
});

test('profile show names what is set and not used', async () => {
  const home = homeWith({ acme, beta }, { profile: 'beta' });
  const env = {
    ...connectionTo('https://other.example.com'),
    ...{ CWM_PROFILE: 'acme', CWM_MEMBER: 'asmith', CWM_TZ: 'Europe/Berlin' },
  };
  const run = await runCwm(['profile', 'show', '--tz', 'UTC'], { home, env });
  expect(shown(run)).toMatchObject({
    connection: {
      value: 'acme',
      from: 'CWM_PROFILE',
      unused: [
        ...['CONNECTWISE_API_URL', 'CONNECTWISE_COMPANY_ID', 'CONNECTWISE_PUBLIC_KEY'],
        ...['CONNECTWISE_PRIVATE_KEY', 'CONNECTWISE_CLIENT_ID', 'settings.json (beta)'],
      ],
    },
    member: { value: 'jdoe', from: 'settings.json', unused: ['CWM_MEMBER'] },
    timeZone: {
      value: 'UTC',
      from: '--tz',
      unused: ['CWM_TZ (Europe/Berlin)', 'settings.json (Asia/Tokyo)'],
    },
  });
});

test('profile show tells of an incomplete environment what is missing', async () => {
  const env = { ...connectionTo(origin), CONNECTWISE_PRIVATE_KEY: '' };
  const run = await runCwm(['profile', 'show'], { env });
  expect(shown(run)).toMatchObject({
    connection: { from: 'CONNECTWISE_*' },
    member: { value: null, from: 'CWM_MEMBER is not set' },
    keys: { value: 'missing', from: 'CONNECTWISE_PRIVATE_KEY not set' },
    clientId: { value: 'set', from: 'CONNECTWISE_CLIENT_ID' },
  });
});

test.each([
  ['1', 'on'],
  ['off', 'off'],
])('profile show says that CWM_LOG=%s decides about the log', async (value, shown) => {
  const { json } = await runCwm(['profile', 'show'], { env: { CWM_LOG: value } });
  expect(json()).toContainEqual({ setting: 'log', value: shown, from: 'CWM_LOG', unused: [] });
});

test('profile show reads keys from the keyring and shows none of them', async () => {
  const home = homeWith({ beta });
  const keyring = memoryKeyring(new Map([['beta', { ...keys, clientId: '' }]]));
  const run = await runCwm(['profile', 'show', 'beta'], { home, keyring });
  expect(shown(run)).toMatchObject({
    keys: { value: 'present', from: 'keyring' },
    clientId: { value: 'not set: the company id is sent' },
  });
});

test('profile show goes on where the keyring cannot be used', async () => {
  const run = await runCwm(['profile', 'show', 'beta'], { home: homeWith({ beta }) });
  expect(run.code).toBe(0);
  expect(shown(run)['keys']?.value).toContain('cannot be read: The keyring of this system');
});

test('profile show shows a proxy without its password', async () => {
  const run = await runCwm(['profile', 'show', 'beta'], {
    home: homeWith({ beta }),
    env: { HTTPS_PROXY: 'http://someone:hidden-word@proxy.example.com:8080' },
  });
  expect(shown(run)['proxy']).toMatchObject({
    ...{ value: 'http://proxy.example.com:8080', from: 'HTTPS_PROXY' },
  });
  expect(run.stdout).not.toContain('hidden-word');
});

test('profile show works with nothing set up', async () => {
  const run = await runCwm(['profile', 'show'], { tty: true });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain('No connection is set up: cwm login');
  expect(run.stdout).toMatch(/^connection +nothing names one/m);
});

function settingsIn(home: string): unknown {
  return JSON.parse(readFileSync(join(home, 'config', 'settings.json'), 'utf8'));
}
