import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findClients } from '../../src/assistants/find-clients.js';
import { connectionTo, fakeKeys } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const cursorFile = '.cursor/mcp.json';
const script = resolve('bin/cwm.js');

/** A user's folder with these files in it. */
function userWith(files: Record<string, string> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

async function install(
  userHome: string,
  words: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  return await runCwm(['mcp', 'install', '--profile', 'sandbox', ...words], {
    userHome,
    env: { CWM_HOME: '/cwm home' },
    ...options,
  });
}

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

const entry = {
  command: process.execPath,
  args: [script, 'mcp', 'serve', '--profile', 'sandbox'],
  env: { CWM_HOME: '/cwm home' },
};

describe('the entry lands where the client reads it:', () => {
  test.each([
    ['claude-desktop', '.config/Claude/claude_desktop_config.json', 'mcpServers', {}],
    ['claude-code', '.claude.json', 'mcpServers', { type: 'stdio' }],
    ['cursor', cursorFile, 'mcpServers', {}],
    ['vscode', '.config/Code/User/mcp.json', 'servers', { type: 'stdio' }],
  ])('%s', async (client, file, servers, more) => {
    const user = userWith({ [file]: '{}' });
    const run = await install(user, ['--client', client]);
    expect(run.code).toBe(0);
    expect(JSON.parse(read(user, file))).toEqual({ [servers]: { cwm: { ...more, ...entry } } });
    expect(run.json()).toEqual([
      {
        client,
        file: join(user, file),
        entry: 'cwm',
        action: 'added',
        backup: expect.stringContaining('.cwm-backup-') as string,
      },
    ]);
  });

  test('a file that is not there yet is made, for its owner alone', async () => {
    const user = userWith({ '.cursor/other': '' });
    const run = await install(user, ['--client', 'cursor']);
    expect(run.json()).toMatchObject([{ action: 'added' }]);
    expect(read(user, cursorFile)).toMatch(/^\{\n {2}"mcpServers": \{\n[^]*\}\n$/);
    expect(statSync(join(user, cursorFile)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['claude-code', '.mcp.json'],
    ['cursor', cursorFile],
    ['vscode', '.vscode/mcp.json'],
  ])('%s, in a project', async (client, file) => {
    const cwd = temporaryFolder();
    await install(userWith(), ['--client', client, '--project'], { cwd });
    expect(read(cwd, file)).toContain('"--profile"');
  });

  test('every client that is here, with all', async () => {
    const user = userWith({ [cursorFile]: '{}', '.claude/x': '' });
    const run = await install(user, ['--client', 'all']);
    expect((run.json() as { client: string }[]).map(({ client }) => client)).toEqual([
      'claude-code',
      'cursor',
    ]);
  });

  test('the ones that a person chooses', async () => {
    const user = userWith({ [cursorFile]: '{}', '.claude.json': '{}' });
    const run = await install(user, [], { tty: true, replies: [['Cursor']] });
    expect(run.questions).toEqual(['Which shall have cwm?']);
    expect(read(user, cursorFile)).toContain('cwm.js');
    expect(read(user, '.claude.json')).toBe('{}');
    expect(run.stderr).toContain('Restart Cursor');
  });
});

describe('what is in the file stays:', () => {
  const before =
    '\ufeff{\r\n\t// mine\r\n\t"z": 1,\r\n\t"mcpServers": {\r\n\t\t"other": { "command": "x" }, // keep\r\n\t},\r\n}\r\n';

  test('comments, order, indentation, ends of lines, byte order mark and permissions', async () => {
    const user = userWith({ [cursorFile]: before });
    chmodSync(join(user, cursorFile), 0o640);
    await install(user, ['--client', 'cursor']);
    const after = read(user, cursorFile);
    expect(after.replace(/\t\t"cwm": \{[^]*?\r\n\t\t\},\r\n/, '')).toBe(before);
    expect(after).toContain('\r\n\t\t\t"command": ');
    expect(statSync(join(user, cursorFile)).mode & 0o777).toBe(0o640);
  });

  test('the file as it was is beside it, of the newest changes', async () => {
    const user = userWith({ [cursorFile]: before });
    for (let day = 1; day <= 5; day++)
      await install(user, ['--client', 'cursor', '--name', `cwm-${day}`], {
        now: new Date(Date.UTC(2026, 10, day)),
      });
    const names = readdirSync(join(user, '.cursor')).sort();
    expect(names).toEqual([
      'mcp.json',
      'mcp.json.cwm-backup-20261103T000000Z',
      'mcp.json.cwm-backup-20261104T000000Z',
      'mcp.json.cwm-backup-20261105T000000Z',
    ]);
    expect(read(user, '.cursor', names[3] ?? '')).toContain('cwm-4');
    expect(read(user, '.cursor', names[3] ?? '')).not.toContain('cwm-5');
  });

  test('and nothing is written when nothing changes', async () => {
    const user = userWith({ [cursorFile]: before });
    await install(user, ['--client', 'cursor']);
    const [text, names] = [read(user, cursorFile), readdirSync(join(user, '.cursor'))];
    const run = await install(user, ['--client', 'cursor'], { tty: true });
    expect(run.stdout).toContain('unchanged');
    expect(run.stderr).toContain('Nothing had to be changed.');
    expect(read(user, cursorFile)).toBe(text);
    expect(readdirSync(join(user, '.cursor'))).toEqual(names);
  });

  test('members that the client or the user added to the entry', async () => {
    const own = { command: 'cwm', args: ['mcp', 'serve'], disabled: true, env: { LANG: 'de' } };
    const user = userWith({ [cursorFile]: JSON.stringify({ mcpServers: { cwm: own } }) });
    const run = await install(user, ['--client', 'cursor']);
    expect(run.json()).toMatchObject([{ action: 'changed' }]);
    expect(JSON.parse(read(user, cursorFile))).toEqual({
      mcpServers: {
        cwm: { ...own, ...entry, env: { LANG: 'de', CWM_HOME: '/cwm home' } },
      },
    });
  });

  test('a link, and the file that it leads to is changed', async () => {
    const user = userWith({ 'dotfiles/cursor.json': '{}', '.cursor/x': '' });
    symlinkSync(join(user, 'dotfiles/cursor.json'), join(user, cursorFile));
    const run = await install(user, ['--client', 'cursor'], { tty: true });
    expect(lstatSync(join(user, cursorFile)).isSymbolicLink()).toBe(true);
    expect(read(user, 'dotfiles/cursor.json')).toContain('cwm.js');
    expect(run.stderr).toContain('is a link');
  });

  test('on a dry run, which shows the change', async () => {
    const other = { command: 'x', env: { TOKEN: 'a neighbour’s key' } };
    const text = JSON.stringify({ mcpServers: { other } }, null, 2);
    const user = userWith({ [cursorFile]: text });
    const run = await install(user, ['--client', 'cursor', '--dry-run'], { tty: true });
    expect(run.stderr).toContain(`+   "command": "${process.execPath}"`);
    expect(run.stderr + run.stdout).not.toContain('neighbour');
    expect(read(user, cursorFile)).toBe(text);
    expect(readdirSync(join(user, '.cursor'))).toEqual(['mcp.json']);
  });
});

describe('uninstall', () => {
  test('removes what install wrote, to the letter', async () => {
    const text = '{\n    "mcpServers": {\n        "a": {"command": "x"} // mine\n    }\n}\n';
    const user = userWith({ [cursorFile]: text });
    await install(user, ['--client', 'cursor']);
    const run = await install(user, ['--client', 'cursor', '--uninstall']);
    expect(run.json()).toMatchObject([{ action: 'removed' }]);
    expect(read(user, cursorFile)).toBe(text);
  });

  test('needs no connection, and no client either', async () => {
    const run = await runCwm(['mcp', 'install', '--client', 'cursor', '--uninstall'], {
      userHome: userWith(),
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.json()).toMatchObject([{ action: 'missing' }]);
  });

  test('leaves an entry of that name alone that starts something else', async () => {
    const text = '{"mcpServers":{"cwm":{"command":"other"}}}';
    const user = userWith({ [cursorFile]: text });
    const run = await install(user, ['--client', 'cursor', '--uninstall']);
    expect(run.code).toBe(2);
    expect(read(user, cursorFile)).toBe(text);
  });
});

describe('the connection', () => {
  const user = () => userWith({ [cursorFile]: '{}' });

  test('is named by its profile, and no key lands in the file', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'config'));
    const profiles = { acme: { url: 'https://na.example', company: 'acme', keys: 'file' } };
    writeFileSync(
      join(home, 'config/settings.json'),
      JSON.stringify({ profile: 'acme', profiles }),
    );
    const userHome = user();
    const run = await runCwm(['mcp', 'install', '--client', 'cursor', '--read-only'], {
      userHome,
      home,
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { mcpServers } = JSON.parse(read(userHome, cursorFile)) as {
      mcpServers: { cwm: { args: string[] } };
    };
    expect(mcpServers.cwm.args.slice(1)).toEqual([
      'mcp',
      'serve',
      '--profile',
      'acme',
      '--read-only',
    ]);
  });

  test('of a profile that there is not is refused', async () => {
    const userHome = user();
    const run = await install(userHome, ['--client', 'cursor', '--profile', 'nowhere']);
    expect(run.code).toBe(2);
    expect(read(userHome, cursorFile)).toBe('{}');
  });

  test.each<[string, Record<string, string>, string]>([
    ['that is missing is warned of', {}, 'Run cwm login'],
    ['of the environment is warned of', connectionTo('http://127.0.0.1:1'), '--env copies it'],
  ])('%s', async (_what, env, warning) => {
    const userHome = user();
    const run = await runCwm(['mcp', 'install', '--client', 'cursor'], { userHome, env });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain(warning);
    expect(read(userHome, cursorFile)).not.toContain(fakeKeys.privateKey);
  });

  test('goes into the file with its keys once that was agreed to, and is not shown', async () => {
    const [userHome, env] = [user(), connectionTo('http://127.0.0.1:1')];
    const argv = ['mcp', 'install', '--client', 'cursor', '--env'];
    const refused = await runCwm(argv, { userHome, env, tty: true, answers: [false] });
    expect(refused.code).toBe(8);
    expect(read(userHome, cursorFile)).toBe('{}');
    const dry = await runCwm([...argv, '--dry-run'], { userHome, env });
    expect(dry.stdout).toContain('\\"CONNECTWISE_PRIVATE_KEY\\": \\"***\\"');
    const run = await runCwm(argv, { userHome, env, tty: true, answers: [true] });
    expect(run.stderr).toContain('in plain text');
    expect(run.stderr + run.stdout + dry.stdout).not.toContain(fakeKeys.privateKey);
    expect(JSON.parse(read(userHome, cursorFile))).toMatchObject({
      mcpServers: { cwm: { env: { CONNECTWISE_PRIVATE_KEY: fakeKeys.privateKey } } },
    });
  });

  test.each([
    ['--project', '--env'],
    ['--profile', 'sandbox', '--env'],
  ])('does not go into a file with %s', async (...flags) => {
    const run = await runCwm(['mcp', 'install', '--client', 'cursor', ...flags], {
      userHome: user(),
      cwd: temporaryFolder(),
      env: connectionTo('http://127.0.0.1:1'),
    });
    expect(run.code).toBe(2);
  });
});

describe('the Python gateway’s entry', () => {
  const gateway = {
    command: 'node',
    args: ['/g/bin/server.js'],
    env: { CONNECTWISE_PRIVATE_KEY: 'old-private-key' },
  };
  const text = JSON.stringify({ mcpServers: { 'CWM-API-Gateway-MCP': gateway } }, null, 2);
  const names = (user: string) =>
    Object.keys((JSON.parse(read(user, cursorFile)) as { mcpServers: object }).mcpServers);

  test('goes when a person agrees', async () => {
    const user = userWith({ [cursorFile]: text });
    const run = await install(user, ['--client', 'cursor'], { tty: true, answers: [true] });
    expect(run.questions).toHaveLength(1);
    expect(run.stderr).toContain('The backup still holds');
    expect(names(user)).toEqual(['cwm']);
  });

  test('stays when a person does not', async () => {
    const user = userWith({ [cursorFile]: text });
    await install(user, ['--client', 'cursor'], { tty: true, answers: [false] });
    expect(names(user)).toEqual(['CWM-API-Gateway-MCP', 'cwm']);
  });

  test('is told to a script, and goes with a flag', async () => {
    const user = userWith({ [cursorFile]: text });
    const told = await install(user, ['--client', 'cursor']);
    expect(told.stderr).toContain('--replace-gateway');
    const run = await install(user, ['--client', 'cursor', '--replace-gateway', '--dry-run']);
    expect(run.json()).toMatchObject([{ action: 'unchanged' }, { action: 'removed' }]);
    expect(run.stdout).not.toContain('old-private-key');
    await install(user, ['--client', 'cursor', '--replace-gateway']);
    expect(names(user)).toEqual(['cwm']);
  });
});

describe('nothing is written', () => {
  test.each([
    ['into a damaged file', '{"mcpServers": {"a" 1}}', 1, 'line 1, column 21'],
    ['into a file that is no UTF-8', '{"a": "\xff"}', 1, 'UTF-8'],
    ['over another server', '{"mcpServers":{"cwm":{"command":"x"}}}', 2, '--name'],
  ])('%s', async (_what, text, code, says) => {
    const user = userWith({ '.claude.json': '{}', [cursorFile]: '' });
    const bytes = Buffer.from(text, 'latin1');
    writeFileSync(join(user, cursorFile), bytes);
    const run = await install(user, ['--client', 'all']);
    expect(run.code).toBe(code);
    expect(`${run.error().message} ${run.error().hint ?? ''}`).toContain(says);
    expect(readFileSync(join(user, cursorFile)).equals(bytes)).toBe(true);
    // Nor into the one that comes before it.
    expect(read(user, '.claude.json')).toBe('{}');
  });

  test('through a link that leads to nothing', async () => {
    const user = userWith({ '.cursor/x': '' });
    symlinkSync(join(user, 'gone'), join(user, cursorFile));
    const run = await install(user, ['--client', 'cursor']);
    expect(run.error().message).toContain('leads to nothing');
  });

  test('for a client that is not installed, and the others are served', async () => {
    const user = userWith({ [cursorFile]: '{}' });
    const none = await install(user, ['--client', 'vscode']);
    expect(none.code).toBe(5);
    expect(none.error().hint).toContain('start it once');
    const some = await install(user, ['--client', 'vscode,cursor']);
    expect(some.code).toBe(5);
    expect(some.json()).toMatchObject([
      { client: 'cursor', action: 'added' },
      { client: 'vscode', action: 'missing' },
    ]);
  });

  test.each([
    [['--client', 'cursr'], 'Did you mean cursor?'],
    [[], '--client claude-desktop'],
    [['--client', 'claude-desktop', '--project'], '--project'],
    [['--client', 'cursor', '--name', 'a b'], 'letters'],
  ])('for %j', async (words, says) => {
    const run = await install(userWith({ [cursorFile]: '{}' }), words);
    expect(run.code).toBe(2);
    expect(`${run.error().message} ${run.error().hint ?? ''}`).toContain(says);
  });
});

test('what assistants have of cwm is found, with what is wrong with it', () => {
  const entries = {
    cwm: { command: process.execPath, args: [script, 'mcp', 'serve', '--profile', 'acme'] },
    gone: { command: process.execPath, args: ['/gone/bin/cwm.js', 'mcp', 'serve'] },
    bare: { command: 'cwm', args: ['mcp', 'serve'] },
    'CWM-API-Gateway-MCP': { command: 'node', args: ['x'] },
  };
  const home = userWith({
    [cursorFile]: JSON.stringify({ mcpServers: entries }),
    '.claude.json': '{',
  });
  const states = findClients({
    platform: 'linux',
    env: {},
    home,
    cwd: home,
    node: process.execPath,
    script,
  });
  expect(states).toMatchObject([
    { client: 'claude-desktop', isInstalled: false, entries: [] },
    {
      client: 'claude-code',
      isInstalled: true,
      problem: expect.stringContaining('damaged') as string,
    },
    {
      client: 'cursor',
      gateway: ['CWM-API-Gateway-MCP'],
      entries: [
        { name: 'cwm', script, profile: 'acme', problem: undefined },
        { name: 'gone', problem: '/gone/bin/cwm.js is not there any more' },
        { name: 'bare', problem: expect.stringContaining('no absolute path') as string },
      ],
    },
    { client: 'vscode', isInstalled: false },
  ]);
});
