import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClientState } from '../../src/assistants/find-clients.js';
import type { Machine } from '../../src/assistants/clients.js';
import { openConfig } from '../../src/config/keeper.js';
import { lookAtAssistants } from '../../src/doctor/assistants.js';
import { policyFinding, shimFindings } from '../../src/doctor/command.js';
import { examine } from '../../src/doctor/examine.js';
import { spaceFinding, whyUnsteady } from '../../src/doctor/folders.js';
import { lookAtProfiles } from '../../src/doctor/profiles.js';
import { scriptIn, shimsIn } from '../../src/doctor/shims.js';
import { lookAtTerminal } from '../../src/doctor/terminal.js';
import { brokenKeyring } from '../support/keyrings.js';
import { temporaryFolder } from '../support/run-cwm.js';

const signal = new AbortController().signal;
const windows = { platform: 'win32', script: 'C:\\npm\\node_modules\\cwm\\bin\\cwm.js' } as const;

test('a check that throws, and one that never ends, are findings, and the next one is made', async () => {
  const findings = await examine(
    [
      { area: 'node', name: 'throws', look: () => Promise.reject(new Error('broken')) },
      { area: 'memory', name: 'hangs', look: () => new Promise(() => undefined), limit: 0 },
      { area: 'time', name: 'works', look: () => [] },
    ],
    signal,
  );
  expect(findings).toMatchObject([
    { area: 'node', check: 'throws', status: 'fail', detail: 'broken' },
    { area: 'memory', check: 'hangs', status: 'fail', detail: 'It did not end within 0 seconds.' },
  ]);
});

describe('folders', () => {
  test.each([
    ['C:\\Users\\me\\OneDrive - Contoso\\AppData', 'OneDrive'],
    ['/Users/me/Library/Mobile Documents/cwm', 'Mobile Documents'],
    ['\\\\server\\home\\me\\cwm', 'network share'],
    ['//server/home/me/cwm', 'network share'],
  ])('%s is no place for keys', (folder, word) => expect(whyUnsteady(folder)).toContain(word));

  test.each([
    'C:\\Users\\Jörg Müller\\AppData\\Local\\cwm',
    '\\\\?\\C:\\long\\cwm',
    '/home/me/.config',
  ])('%s is a good place', (folder) => expect(whyUnsteady(folder)).toBeUndefined());

  test.each([
    [5000, 'ok'],
    [150, 'warn'],
    [3, 'fail'],
  ])('%d MB of space: %s', (free, status) =>
    expect(spaceFinding('/data', free).status).toBe(status),
  );
});

describe('what answers to cwm', () => {
  test.each([
    ['cmd', '@ECHO off\r\n"%_prog%"  "%dp0%\\node_modules\\cwm\\bin\\cwm.js" %*'],
    ['ps1', '& "node$exe"  "$basedir/node_modules/cwm/bin/cwm.js" $args'],
  ])('the script of a shim of npm is found: %s', (_kind, text) => {
    expect(scriptIn(text, 'C:\\npm')).toBe(windows.script);
  });

  test('the first in PATH is this one', () => {
    const shims = [{ file: 'C:\\npm\\cwm.ps1', script: windows.script.toUpperCase() }];
    expect(shimFindings(shims, windows)).toMatchObject([{ status: 'ok', check: 'in PATH' }]);
  });

  test('another one before it, and another one behind it, are told of', () => {
    const [own, other] = [
      { file: 'C:\\npm\\cwm.ps1', script: windows.script },
      { file: 'C:\\old\\cwm.cmd', script: undefined },
    ];
    expect(shimFindings([other, own], windows)).toMatchObject([{ status: 'warn' }]);
    expect(shimFindings([own, other], windows)).toMatchObject([
      { status: 'ok' },
      { status: 'warn', check: 'others' },
    ]);
    expect(shimFindings([], windows)).toMatchObject([{ status: 'warn', check: 'in PATH' }]);
  });

  test('links in the folders of PATH are followed to the script', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'cwm.js'), '');
    symlinkSync(join(folder, 'cwm.js'), join(folder, 'bin/cwm'));
    const env = { PATH: `/nowhere:${join(folder, 'bin')}::${join(folder, 'bin')}` };
    expect(shimsIn({ platform: 'linux', env })).toMatchObject([
      { file: join(folder, 'bin/cwm'), script: expect.stringMatching(/cwm\.js$/) as string },
    ]);
  });

  test.each([
    ['Restricted', 'C:\\npm\\cwm.ps1', 'fail'],
    ['AllSigned', 'C:\\npm\\cwm.ps1', 'fail'],
    ['RemoteSigned', 'C:\\npm\\cwm.ps1', 'ok'],
    ['Restricted', 'C:\\npm\\cwm.exe', 'ok'],
    [undefined, 'C:\\npm\\cwm.ps1', 'warn'],
  ])('policy %s with %s: %s', (policy, file, status) => {
    expect(policyFinding(policy, { file, script: undefined }).status).toBe(status);
  });
});

test('on Windows nobody can tell who reads the file of keys: never ok', async () => {
  const home = temporaryFolder();
  const paths = { config: home, data: home, state: home };
  writeFileSync(join(home, 'keys.json'), '{}');
  chmodSync(join(home, 'keys.json'), 0o600);
  const world = {
    keyring: brokenKeyring,
    changed: () => undefined,
    platform: 'win32',
    schema: join(home, 'settings.schema.json'),
  } as const;
  const keeper = openConfig(paths, world);
  const credentials = () => Promise.resolve(undefined);
  expect(await lookAtProfiles({ keeper, platform: 'win32', credentials })).toContainEqual(
    expect.objectContaining({ check: 'key file', status: 'warn' }),
  );
});

test.each([
  ['linux', { LANG: 'de_DE.UTF-8' }, 'ok'],
  ['linux', { LC_ALL: 'C', LANG: 'C.UTF-8' }, 'warn'],
  ['linux', {}, 'warn'],
  ['darwin', {}, 'ok'],
  ['win32', {}, 'ok'],
] as const)('the encoding on %s with %o: %s', (platform, env, status) => {
  const machine: Machine = {
    platform,
    env,
    home: '/home/me',
    cwd: '/',
    node: '/usr/bin/node',
    script: '/cwm.js',
  };
  const installation = {
    machine,
    node: { version: '20.19.0', abi: '115' },
    root: '/',
    paths: () => ({ data: '/', config: '/', state: '/' }),
    bundledCatalog: '/catalog.db',
    locale: 'en-US',
  };
  expect(lookAtTerminal(installation).at(-1)?.status).toBe(status);
});

describe('assistants', () => {
  const machine: Machine = {
    platform: 'linux',
    env: {},
    home: '/home/me',
    cwd: '/',
    node: '/usr/bin/node',
    script: '/opt/cwm/bin/cwm.js',
  };
  const entry = {
    name: 'cwm',
    command: '/usr/bin/node',
    script: machine.script,
    profile: 'acme',
    problem: undefined,
  };
  const client = (more: Partial<ClientState>): ClientState => ({
    client: 'cursor',
    title: 'Cursor',
    file: '/home/me/.cursor/mcp.json',
    isInstalled: true,
    entries: [entry],
    gateway: [],
    problem: undefined,
    ...more,
  });
  const again = 'cwm mcp install --client cursor --profile acme';

  test.each<[string, Partial<ClientState>, object]>([
    ['starts this cwm', {}, { status: 'ok', cure: null }],
    [
      'starts another cwm',
      { entries: [{ ...entry, script: '/old/bin/cwm.js' }] },
      { status: 'warn', cure: again },
    ],
    [
      'cannot be started',
      { entries: [{ ...entry, problem: '/old/node is not there any more' }] },
      { status: 'fail', cure: again },
    ],
    ['has a file that cannot be read', { entries: [], problem: 'no JSON' }, { status: 'fail' }],
    [
      'starts the Python gateway',
      { entries: [], gateway: ['cwm-api-gateway'] },
      { status: 'warn', cure: 'cwm mcp install --client cursor --replace-gateway' },
    ],
    ['has no entry', { entries: [] }, { status: 'ok' }],
  ])('one that %s', (_case, more, finding) => {
    expect(lookAtAssistants([client(more)], machine)).toMatchObject([finding]);
  });
});
