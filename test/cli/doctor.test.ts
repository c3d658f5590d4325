import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/doctor/finding.js';
import { connectionTo, fakeApi, fakeKeys } from '../support/fake-api.js';
import { openMemory } from '../../src/memory/memory.js';
import { brokenKeyring, memoryKeyring } from '../support/keyrings.js';
import { goodAnswers, scriptedLogin } from '../support/login.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const { company, publicKey, privateKey, clientId } = fakeKeys;
const keys = { publicKey, privateKey, clientId };
const url = 'http://127.0.0.1:1/v4_6_release/apis/3.0';

/** Nothing but what a test names is in the environment. */
async function doctor(options: RunOptions = {}, flags: string[] = ['--offline']) {
  const run = await runCwm(['doctor', ...flags, '-o', 'json'], {
    keyring: memoryKeyring(),
    ...options,
    env: { LANG: 'C.UTF-8', PATH: '', ...options.env },
  });
  const rows = run.json() as Finding[];
  const find = (area: string, check: string) =>
    rows.find((row) => row.area === area && row.check === check);
  return { ...run, rows, find, failed: rows.filter(({ status }) => status === 'fail') };
}

function homeWith(files: Record<string, string>, mode = 0o600): string {
  const home = temporaryFolder();
  for (const folder of ['config', 'data', 'state']) mkdirSync(join(home, folder), { mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text, { mode });
  return home;
}

const settingsWith = (profile: object) => JSON.stringify({ profiles: { acme: profile } });

test('a fresh installation has no failure, and is left as it was', async () => {
  const home = temporaryFolder();
  const { code, failed, find } = await doctor({ home });
  expect({ code, failed }).toEqual({ code: 0, failed: [] });
  expect(find('connection', 'in force')).toMatchObject({
    status: 'warn',
    cure: 'cwm login, or try --profile sandbox.',
  });
  expect(readdirSync(home)).toEqual([]);
});

test('every finding says where it belongs, and each that is not ok how to mend it', async () => {
  const { rows } = await doctor({ home: homeWith({ 'config/settings.json': '{' }) });
  expect([...new Set(rows.map(({ area }) => area))]).toEqual(
    expect.arrayContaining(['node', 'package', 'folders', 'catalog', 'memory', 'keyring', 'time']),
  );
  expect(rows.filter(({ status, cure }) => (status === 'ok') !== (cure === null))).toEqual([]);
});

describe('with everything broken', () => {
  const broken = () =>
    homeWith({
      'config/settings.json': '{ "profiles": ',
      'config/keys.json': '[]',
      'data/memory.db': 'no database, but long enough to be taken for one',
      'data/catalog.db': 'no database either',
    });

  test('each part is told of, and the exit code is 1', async () => {
    const env = { CWM_CATALOG: '', HTTPS_PROXY: 'socks5://proxy', CWM_TZ: 'Nowhere/At_All' };
    const { code, find } = await doctor({ home: broken(), keyring: brokenKeyring, env });
    expect(code).toBe(1);
    for (const [area, check] of [
      ['catalog', 'file'],
      ['memory', 'file'],
      ['profiles', 'settings'],
      ['connection', 'in force'],
      ['proxy', 'HTTPS_PROXY'],
      ['time', 'zone'],
    ] as const)
      expect(find(area, check), `${area}: ${check}`).toMatchObject({ status: 'fail' });
    expect(find('keyring', 'answers')).toMatchObject({ status: 'warn' });
    expect(find('node', 'sqlite')).toMatchObject({ status: 'ok' });
  });

  test('nothing is mended, moved or made', async () => {
    const home = broken();
    const before = contents(home);
    await doctor({ home, env: { CWM_CATALOG: '' } });
    expect(contents(home)).toEqual(before);
  });

  test('a folder that is a file fails, and so does what should be in it', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'data'), '');
    writeFileSync(join(home, 'config'), '');
    const { failed } = await doctor({ home });
    expect(failed.map(({ area, check }) => `${area} ${check}`)).toEqual(
      expect.arrayContaining(['folders config', 'folders data']),
    );
  });

  test('without a home folder the rest is looked at', async () => {
    const { code, find } = await doctor({ env: { CWM_HOME: '' }, userHome: '' });
    expect(code).toBe(1);
    expect(find('folders', 'place')).toMatchObject({
      status: 'fail',
      detail: 'There is no home folder to keep data in.',
      cure: 'Set CWM_HOME to a folder that cwm may write to.',
    });
    expect(find('catalog', 'file')).toMatchObject({ status: 'ok' });
    expect(find('time', 'zone')).toBeDefined();
  });
});

describe('the memory and the log', () => {
  const save = ['memory', 'save', 'Open tickets', 'GET', '/service/tickets'];

  test('a memory is counted, and no file is made beside it', async () => {
    const home = temporaryFolder();
    await runCwm(save, { home });
    const before = contents(home);
    const { find } = await doctor({ home });
    expect(find('memory', 'file')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('1 kept call') as string,
    });
    expect(contents(home)).toEqual(before);
  });

  test('one that somebody has open is looked at with what is in its log', async () => {
    const home = temporaryFolder();
    await runCwm(save, { home });
    const open = openMemory(join(home, 'data/memory.db'), {
      warn: () => undefined,
      now: () => new Date(),
    });
    open.entries.use(1, new Date());
    const { find } = await doctor({ home });
    expect(find('memory', 'file')).toMatchObject({
      status: 'ok',
      detail: expect.stringMatching(/of them in its log.*1 kept call/) as string,
    });
    open.close();
  });

  test('the place of the log is told, on or off', async () => {
    const home = temporaryFolder();
    const file = join(home, 'state', 'cwm.log');
    expect((await doctor({ home })).find('log', 'file')?.detail).toContain(`${file}; it is off.`);
    const env = { CWM_LOG: '1' };
    expect((await doctor({ home, env })).find('log', 'file')?.detail).toContain(
      `${file}; on, 5 MB each, 3 kept beside it.`,
    );
  });
});

describe('profiles and keys', () => {
  test('a file of keys that others may read fails', async () => {
    const profile = { url, company, keys: 'file' };
    const home = homeWith({
      'config/settings.json': settingsWith(profile),
      'config/keys.json': JSON.stringify({ acme: keys }),
    });
    chmodSync(join(home, 'config/keys.json'), 0o644);
    const { code, find } = await doctor({ home });
    expect(code).toBe(1);
    expect(find('profiles', 'key file')).toMatchObject({ status: 'fail' });
    expect(find('profiles', 'acme')).toMatchObject({
      status: 'ok',
      detail: `${company} at ${url}, keys in the file of keys`,
    });
  });

  test('keys of a profile that is gone are told of, with the command that removes them', async () => {
    const home = homeWith({ 'config/keys.json': JSON.stringify({ old: keys }) });
    expect((await doctor({ home })).find('profiles', 'old')).toMatchObject({
      status: 'warn',
      cure: 'cwm logout old',
    });
  });

  test('a profile without keys, and a keyring that cannot be used, fail with the command that mends it', async () => {
    const home = homeWith({
      'config/settings.json': settingsWith({ url, company, keys: 'keyring' }),
    });
    expect((await doctor({ home })).find('profiles', 'acme')).toMatchObject({
      status: 'fail',
      cure: 'Enter them again: cwm login acme',
    });
    const { find } = await doctor({ home, keyring: brokenKeyring });
    expect(find('keyring', 'answers')).toMatchObject({ status: 'fail' });
    expect(find('profiles', 'acme')).toMatchObject({ status: 'fail' });
  });

  test('no key is shown, wherever one is', async () => {
    const home = homeWith({
      'config/settings.json': settingsWith({ url, company, keys: 'file' }),
      'config/keys.json': JSON.stringify({ acme: keys }),
      '.claude.json': JSON.stringify({
        mcpServers: {
          cwm: {
            command: `/${privateKey}/node`,
            args: ['/gone/bin/cwm.js', 'mcp', 'serve'],
            env: { CONNECTWISE_PRIVATE_KEY: privateKey },
          },
        },
      }),
    });
    const env = {
      ...connectionTo('http://127.0.0.1:1'),
      HTTPS_PROXY: 'http://someone:hunter2hunter2@proxy.example:8080',
      https_proxy: 'hunter2hunter2@proxy.example:8080',
      LANG: privateKey,
    };
    const run = await doctor({ home, env }, ['--all-profiles']);
    expect(run.stdout + run.stderr).not.toMatch(/hunter2/);
    expect(run.find('assistants', 'Claude Code')).toMatchObject({ status: 'fail' });
    expect(run.find('proxy', 'HTTPS_PROXY')?.detail).toBe('http://proxy.example:8080');
  });
});

test('a key that somebody wrote into settings that are no JSON is not repeated', async () => {
  const home = homeWith({ 'config/settings.json': '{ "key": "hunter2", nope }' });
  const { find, stdout, stderr } = await doctor({ home });
  expect(find('profiles', 'settings')?.cure).toMatch(/^(?:Unexpected token|Expected)/);
  expect(stdout + stderr).not.toContain('hunter2');
});

describe('the connection in force', () => {
  test('it is tried step by step; the clock is one of the findings about time', async () => {
    const { env } = await fakeApi(...goodAnswers());
    const { code, rows, find } = await doctor({ env }, []);
    expect(code).toBe(0);
    expect(rows.filter(({ area }) => area === 'connection').map(({ check }) => check)).toEqual([
      'in force',
      'address',
      'company',
      'keys',
      'permission',
    ]);
    expect(find('time', 'clock')).toMatchObject({ status: 'ok' });
  });

  test('keys that are refused fail', async () => {
    const [info] = goodAnswers();
    const refused = { request: 'GET /system/info', status: 401, body: { message: 'no' } };
    const { env } = await fakeApi(...(info === undefined ? [] : [info]), refused);
    const { code, find } = await doctor({ env }, []);
    expect(code).toBe(1);
    expect(find('connection', 'keys')).toMatchObject({ status: 'fail' });
  });

  test('--offline sends nothing', async () => {
    const { env, seen } = await fakeApi();
    await doctor({ env });
    expect(seen).toEqual([]);
  });

  test('--all-profiles tries the others too', async () => {
    const { origin } = await fakeApi(...goodAnswers(), ...goodAnswers());
    const { home } = await scriptedLogin(origin, ['--profile', 'first']);
    const { rows } = await doctor({ home, env: { CWM_PROFILE: 'sandbox' } }, ['--all-profiles']);
    expect(rows.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['first: address', 'first: keys']),
    );
  });

  test('a profile that there is not fails, and nothing takes its place', async () => {
    const { code, find } = await doctor({ env: connectionTo('http://127.0.0.1:1') }, [
      '--profile',
      'nobody',
    ]);
    expect(code).toBe(1);
    expect(find('connection', 'in force')).toMatchObject({
      status: 'fail',
      detail: 'There is no profile "nobody".',
    });
  });
});

test('on a terminal the findings stand below their area, each with its cure', async () => {
  const run: Run = await runCwm(['doctor', '--offline'], {
    tty: true,
    columns: 90,
    env: { NO_COLOR: '1', LANG: 'C', PATH: '' },
    keyring: memoryKeyring(),
  });
  expect(run.stdout).toContain(
    [
      'terminal',
      '  ok    language            en-US',
      '  warn  encoding            LANG=C is not UTF-8.',
      '                            → Where names look wrong: export LANG=C.UTF-8',
      'folders',
    ].join('\n'),
  );
  expect(run.stderr).toMatch(/0 failures, \d+ warnings?\./);
});

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => existsSync(file) && !readdirable(file))
      .map((file) => [file, readFileSync(file, 'latin1')]),
  );
}

function readdirable(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
