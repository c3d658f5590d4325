import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clients, placesOf, projectPlace, type Machine } from '../../src/assistants/clients.js';
import {
  ownMembers,
  startsCwm,
  startsGateway,
  withoutSecrets,
} from '../../src/assistants/entry.js';
import { temporaryFolder } from '../support/run-cwm.js';

const machine = (platform: NodeJS.Platform, more: Partial<Machine> = {}): Machine => ({
  platform,
  env: {},
  home: platform === 'win32' ? 'C:\\Users\\Jörg Müller' : '/home/jörg',
  cwd: platform === 'win32' ? 'C:\\work' : '/work',
  node: '/usr/bin/node',
  script: '/opt/cwm/bin/cwm.js',
  ...more,
});

function files(of: Machine, list: (folder: string) => string[] = () => []): string[][] {
  return clients.map((client) => placesOf(client, of, list).map(({ file }) => file));
}

describe('configuration files are where each system has them:', () => {
  test('Linux', () => {
    expect(files(machine('linux'))).toEqual([
      ['/home/jörg/.config/Claude/claude_desktop_config.json'],
      ['/home/jörg/.claude.json'],
      ['/home/jörg/.cursor/mcp.json'],
      ['/home/jörg/.config/Code/User/mcp.json', '/home/jörg/.config/Code - Insiders/User/mcp.json'],
    ]);
  });

  test('Linux with folders of its own', () => {
    const env = { XDG_CONFIG_HOME: '/c', CLAUDE_CONFIG_DIR: '/own' };
    expect(files(machine('linux', { env }))).toMatchObject([
      ['/c/Claude/claude_desktop_config.json'],
      ['/own/.claude.json'],
      ['/home/jörg/.cursor/mcp.json'],
      ['/c/Code/User/mcp.json', '/c/Code - Insiders/User/mcp.json'],
    ]);
  });

  test('macOS', () => {
    const [desktop, , , vscode] = files(machine('darwin', { home: '/Users/me' }));
    const support = '/Users/me/Library/Application Support';
    expect(desktop).toEqual([`${support}/Claude/claude_desktop_config.json`]);
    expect(vscode?.[0]).toBe(`${support}/Code/User/mcp.json`);
  });

  test('Windows', () => {
    expect(files(machine('win32'))).toEqual([
      ['C:\\Users\\Jörg Müller\\AppData\\Roaming\\Claude\\claude_desktop_config.json'],
      ['C:\\Users\\Jörg Müller\\.claude.json'],
      ['C:\\Users\\Jörg Müller\\.cursor\\mcp.json'],
      [
        'C:\\Users\\Jörg Müller\\AppData\\Roaming\\Code\\User\\mcp.json',
        'C:\\Users\\Jörg Müller\\AppData\\Roaming\\Code - Insiders\\User\\mcp.json',
      ],
    ]);
  });

  test('Windows, where Claude Desktop came as a package and folders are redirected', () => {
    const env = { APPDATA: '\\\\server\\roaming\\me', LOCALAPPDATA: 'D:\\Local' };
    const looked: string[] = [];
    const [desktop] = files(machine('win32', { env }), (folder) => {
      looked.push(folder);
      return ['Claude_abc123', 'Microsoft.Other_1'];
    });
    expect(looked).toEqual(['D:\\Local\\Packages']);
    expect(desktop).toEqual([
      '\\\\server\\roaming\\me\\Claude\\claude_desktop_config.json',
      'D:\\Local\\Packages\\Claude_abc123\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json',
    ]);
  });

  test('nowhere without a home folder', () => {
    expect(files(machine('linux', { home: undefined }))).toEqual([[], [], [], []]);
  });

  test('of a project, for those that read one', () => {
    const at = machine('win32');
    expect(clients.map((client) => projectPlace(client, at)?.file)).toEqual([
      undefined,
      'C:\\work\\.mcp.json',
      'C:\\work\\.cursor\\mcp.json',
      'C:\\work\\.vscode\\mcp.json',
    ]);
  });
});

test('an entry starts node with the script by absolute paths, on Windows no shim', () => {
  const at = { node: 'C:\\Program Files\\nodejs\\node.exe', script: 'D:\\cwm\\bin\\cwm.js' };
  const wanted = { name: 'cwm', profile: 'acme', readOnly: true, env: {} };
  expect(ownMembers({ isTyped: true }, at, wanted)).toEqual({
    type: 'stdio',
    command: 'C:\\Program Files\\nodejs\\node.exe',
    args: ['D:\\cwm\\bin\\cwm.js', 'mcp', 'serve', '--profile', 'acme', '--read-only'],
  });
});

test('a Node of Homebrew is named so that its next version is found too', () => {
  const folder = temporaryFolder();
  const wanted = { name: 'cwm', profile: undefined, readOnly: false, env: {} };
  const commandFor = (node: string) =>
    ownMembers({ isTyped: false }, { node: join(folder, node), script: '/cwm.js' }, wanted)[
      'command'
    ];
  expect(commandFor('Cellar/node/22.1.0/bin/node')).toBe(
    join(folder, 'Cellar/node/22.1.0/bin/node'),
  );
  mkdirSync(join(folder, 'opt/node@22/bin'), { recursive: true });
  writeFileSync(join(folder, 'opt/node@22/bin/node'), '');
  expect(commandFor('Cellar/node@22/22.1.0/bin/node')).toBe(join(folder, 'opt/node@22/bin/node'));
});

test.each<[unknown, boolean]>([
  [{ command: 'node', args: ['/x/bin/cwm.js', 'mcp', 'serve'] }, true],
  [{ command: 'cwm', args: ['mcp', 'serve', '--profile', 'a'] }, true],
  [{ command: 'C:\\npm\\cwm.cmd', args: ['mcp', 'serve'] }, true],
  [{ command: 'npx', args: ['-y', 'cwm-gateway', 'mcp', 'serve'] }, true],
  [{ command: 'node', args: ['/x/other.js', 'mcp', 'serve'] }, false],
  [{ command: 'cwm', args: ['repl'] }, false],
  [{ url: 'https://example.com/mcp' }, false],
  [{ command: 'cwm', args: 'mcp serve' }, false],
  [null, false],
])('%j starts cwm: %s', (entry, expected) => {
  expect(startsCwm(entry)).toBe(expected);
});

test.each<[string, unknown, boolean]>([
  ['CWM-API-Gateway-MCP', { command: 'node', args: ['/g/bin/server.js'] }, true],
  ['cw', { command: 'cwm-api-gateway-mcp' }, true],
  ['cw', { command: 'python', args: ['C:\\cwm_api_gateway\\main.py'] }, true],
  ['cwm', { command: 'node', args: ['/x/bin/cwm.js', 'mcp', 'serve'] }, false],
])('an entry %s with %j is the Python gateway: %s', (name, entry, expected) => {
  expect(startsGateway(name, entry)).toBe(expected);
});

test('an entry is shown without what its variables hold', () => {
  const env = { CONNECTWISE_PRIVATE_KEY: 'abc', TOKEN: 'def', CWM_HOME: '/h' };
  expect(withoutSecrets({ command: 'x', env })).toEqual({
    command: 'x',
    env: { CONNECTWISE_PRIVATE_KEY: '***', TOKEN: '***', CWM_HOME: '/h' },
  });
});
