import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { brokenKeyring, memoryKeyring } from '../support/keyrings.js';
import { goodAnswers, leaked, scriptedLogin, storedIn } from '../support/login.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { serveSandbox } from '../support/served-sandbox.js';

const { company, ...keys } = fakeKeys;
const closed = 'http://127.0.0.1:9';
const lines = Object.entries(keys).map(([name, value]) => `${name}=${value}`);

test('keys from standard input make a profile that is in use, and call then works', async () => {
  const { address } = await serveSandbox();
  // Of its own: what is served says its keys.
  const home = temporaryFolder();
  const flags = ['--host', new URL(address.api).origin, '--company', 'sandbox', '--member', 'JDOE'];
  const more = ['--time-zone', 'asia/tokyo', '--keys', '-', '--store', 'file'];
  const { publicKey, privateKey, clientId } = address;
  const login = await runCwm(['login', 'demo', ...flags, ...more], {
    home,
    stdin: JSON.stringify({ publicKey, privateKey, clientId }),
  });
  expect(login.stderr).toBe('');
  expect(login.json()).toMatchObject({
    profile: 'demo',
    company: 'sandbox',
    member: 'jdoe',
    timeZone: 'Asia/Tokyo',
    readOnly: false,
    keys: 'file',
    inUse: true,
    checks: ['address', 'company', 'keys', 'permission', 'clock'].map((name) => ({
      name,
      status: 'ok',
    })),
  });
  const call = await runCwm(['call', '/system/info', '--fields', 'version'], { home });
  expect(call.json()).toEqual({ version: 'v2025.1.0' });
  const sent = await runCwm(
    [
      'call',
      '/service/tickets',
      '--dry-run',
      '--where',
      'owner = me',
      '--where',
      'dateEntered = today',
    ],
    { home, now: new Date('2026-11-22T16:00:00Z') },
  );
  const { url } = sent.json() as { url: string };
  expect(url).toContain(address.api);
  expect(decodeURIComponent(url)).toContain('owner/identifier="jdoe"');
  expect(decodeURIComponent(url)).toContain('[2026-11-22T15:00:00Z]');
});

test.each([
  ['@file as JSON', JSON.stringify(keys)],
  ['@file as lines', lines.join('\r\n')],
  ['@file in UTF-16', Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le')],
  [
    '@file that sets an environment',
    `# keys\nexport CONNECTWISE_PUBLIC_KEY='${keys.publicKey}'\nCONNECTWISE_PRIVATE_KEY="${keys.privateKey}"\nCONNECTWISE_CLIENT_ID=${keys.clientId}\nOTHER_THING=1`,
  ],
])('keys come from %s', async (_case, content) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'my keys'), content);
  const home = temporaryFolder();
  const flags = ['--host', closed, '--company', company, '--no-check', '--store', 'file'];
  const run = await runCwm(['login', ...flags, '--keys', '@my keys'], { home, cwd });
  expect(run.code).toBe(0);
  expect(storedIn(home).keys).toEqual({ acme: keys });
  expect(leaked(run)).toEqual([]);
});

test('--keys env takes the whole connection of the environment', async () => {
  const { env, origin } = await fakeApi(...goodAnswers());
  const home = temporaryFolder();
  const run = await runCwm(['login', '--keys', 'env', '--store', 'file'], { home, env });
  expect(run.code).toBe(0);
  expect(storedIn(home)).toEqual({
    settings: {
      profile: 'acme',
      profiles: { acme: { url: `${origin}/v4_6_release/apis/3.0`, company, keys: 'file' } },
    },
    keys: { acme: keys },
  });
  expect(run.stderr).toContain('The environment holds a connection, which goes before');
});

test.each([
  [['--company', 'acme', '--keys', '-'], '--host is missing'],
  [['--host', closed, '--keys', '-'], '--company is missing'],
  [['--host', closed, '--company', 'acme'], '--keys is missing'],
  [['--host', closed, '--company', 'a cme', '--keys', '-'], '--company cannot be used'],
  [['sandbox', '--host', closed, '--company', 'a', '--keys', '-'], 'sandbox is there already'],
  [['a/b', '--host', closed, '--company', 'a', '--keys', '-'], 'The name of the profile'],
  [['--host', closed, '--company', 'a', '--keys', '-', '--time-zone', 'Mars'], '--time-zone'],
])('%j is exit 2 and says what to give', async (flags, words) => {
  const { code, error } = await runCwm(['login', ...flags], { stdin: JSON.stringify(keys) });
  expect(code).toBe(2);
  expect(error().message).toContain(words);
});

test.each([
  ['{"publicKey":"PublicKey123456"', 'begins as JSON and is not valid'],
  ['{"publicKey":"PublicKey123456"}', 'privateKey is missing'],
  ['publicKey=PublicKey123456\nPrivateKey654321', 'line 2 is not name=value'],
  ['publicKey=PublicKey123456\nprivatKey=PrivateKey654321', '"privatKey" is none of the names'],
  ['PrivateKey654321=PublicKey123456', 'what stands for a name is none'],
  ['publicKey=Public Key123456\nprivateKey=PrivateKey654321', 'holds a blank'],
  ['', '--keys publicKey is missing'],
])('keys that cannot be read are exit 2, and none is repeated (%#)', async (stdin, words) => {
  const run = await scriptedLogin(closed, [], { stdin });
  expect(run.code).toBe(2);
  expect(run.error().message).toContain(words);
  expect(leaked(run)).toEqual([]);
});

test('no flag takes a key, and what was given is not repeated (S4)', async () => {
  const run = await runCwm(['login', '--host', closed, '--keys', keys.privateKey]);
  expect(run.code).toBe(2);
  expect(run.error().message).toBe("--keys takes '@file', '-' or env, never the text itself.");
  expect(leaked(run)).toEqual([]);
  const help = await runCwm(['login', '--help']);
  expect(help.stdout).not.toMatch(/--(?:private|public)|--client/);
});

test('without a keyring a script stores nothing, until it says that a file will do (S2)', async () => {
  const { origin } = await fakeApi(...goodAnswers());
  const home = temporaryFolder();
  const run = await runCwm(['login', '--host', origin, '--company', company, '--keys', '-'], {
    home,
    stdin: JSON.stringify(keys),
    keyring: brokenKeyring,
  });
  expect(run.code).toBe(1);
  expect(run.error().hint).toContain('--store file');
  expect(storedIn(home)).toEqual({ settings: undefined, keys: undefined });
});

test('with a keyring no key lies in a file, and the profile says where they are', async () => {
  const keyring = memoryKeyring();
  const run = await scriptedLogin(closed, ['--no-check'], { keyring, stdin: lines.join('\n') });
  expect(storedIn(run.home).keys).toHaveProperty('acme');
  const moved = await runCwm(
    ['login', 'acme', '--no-check', '--keys', '-', '--store', 'keyring', '--yes'],
    { home: run.home, keyring, stdin: lines.join('\n') },
  );
  expect(moved.code).toBe(0);
  expect(keyring.held.get('acme')).toEqual(keys);
  expect(storedIn(run.home)).toMatchObject({
    settings: { profiles: { acme: { keys: 'keyring' } } },
    keys: undefined,
  });
});

test('a profile that exists is replaced with --yes alone, and keeps what is not said', async () => {
  const flags = ['--no-check', '--member', 'jdoe', '--read-only'];
  const { home } = await scriptedLogin(closed, flags);
  const rotated = { stdin: JSON.stringify({ ...keys, privateKey: 'AnotherKey98765' }), home };
  const again = ['login', 'acme', '--no-check', '--keys', '-', '--store', 'file'];
  const refused = await runCwm(again, rotated);
  expect(refused.code).toBe(8);
  expect(storedIn(home).keys).toMatchObject({ acme: { privateKey: keys.privateKey } });
  expect((await runCwm([...again, '--yes'], rotated)).code).toBe(0);
  expect(storedIn(home)).toMatchObject({
    settings: { profiles: { acme: { member: 'jdoe', readOnly: true, company } } },
    keys: { acme: { privateKey: 'AnotherKey98765' } },
  });
});

test('the first profile is the one in use, a further one is not', async () => {
  const { home } = await scriptedLogin(closed, ['--no-check']);
  const flags = ['--host', closed, '--company', 'contoso', '--keys', '-', '--store', 'file'];
  const second = await runCwm(['login', ...flags, '--no-check'], {
    home,
    stdin: JSON.stringify(keys),
  });
  expect(second.json()).toMatchObject({ profile: 'contoso', inUse: false });
  expect(storedIn(home).settings).toHaveProperty('profile', 'acme');
});

test('a member that does not exist is exit 2 with the nearest', async () => {
  const { address, home } = await serveSandbox();
  const { publicKey, privateKey, clientId } = address;
  const host = new URL(address.api).origin;
  const flags = ['--host', host, '--company', 'sandbox', '--keys', '-', '--store', 'file'];
  const { code, error } = await runCwm(['login', 'demo', ...flags, '--member', 'jdoo'], {
    home,
    stdin: JSON.stringify({ publicKey, privateKey, clientId }),
  });
  expect(code).toBe(2);
  expect(error().hint).toContain('jdoe');
});

test('settings that are damaged are told before anything is asked or sent', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'config'));
  writeFileSync(join(home, 'config', 'settings.json'), '{');
  const { code, error } = await scriptedLogin(closed, ['--no-check'], { home });
  expect(code).toBe(3);
  expect(error().message).toContain('is not valid JSON');
});

test('keys are not kept where the profile cannot be', async () => {
  const keyring = memoryKeyring();
  const home = temporaryFolder();
  mkdirSync(join(home, 'elsewhere'));
  symlinkSync(join(home, 'elsewhere'), join(home, 'config'));
  const run = await runCwm(
    ['login', '--host', closed, '--company', company, '--keys', '-', '--no-check'],
    { home, keyring, stdin: JSON.stringify(keys) },
  );
  expect(run.code).toBe(1);
  expect(run.error().message).toContain('is a symbolic link');
  expect(keyring.held.size).toBe(0);
});

test.skipIf(process.platform === 'win32')(
  'the file of keys is private, its folder too; a looser one is warned of when it is read (S3)',
  async () => {
    const { origin } = await fakeApi(...goodAnswers(), {
      request: 'GET /system/info',
      body: {},
      times: 2,
    });
    const { home } = await scriptedLogin(origin);
    const [folder, file] = [join(home, 'config'), join(home, 'config', 'keys.json')];
    expect([folder, file].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    expect(readdirSync(folder).sort()).toEqual([
      'keys.json',
      'settings.json',
      'settings.schema.json',
    ]);
    const quiet = await runCwm(['call', '/system/info'], { home });
    expect(quiet.stderr).toBe('');
    chmodSync(file, 0o644);
    const { code, stderr } = await runCwm(['call', '/system/info'], { home });
    expect(code).toBe(0);
    expect(stderr.match(/Others on this machine can read/g)).toHaveLength(1);
  },
);

test('a profile may have the name of what every object has', async () => {
  const { code, stderr, home } = await scriptedLogin('http://127.0.0.1:9', [
    ...['constructor', '--no-check'],
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.stringify(storedIn(home).keys)).toContain('"constructor":{');
});
