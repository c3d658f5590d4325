import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt, projectFolder } from '../support/built-project.js';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { makeFolder, runBin, runProcess, startProcess } from '../support/run-process.js';
import { silentApi } from '../support/silent-api.js';
import { startOnTerminal, whyNoTerminal } from '../support/terminal.js';

/** About five million bytes of JSON: many times what a pipe holds. */
const manyRows = Array.from({ length: 20_000 }, (_, index) => ({
  id: index + 1,
  summary: `Ticket ${index + 1}: ${'Ä printer — and more '.repeat(10)}`,
}));

const onSandbox = ['--profile', 'sandbox', '-o', 'json'];

beforeAll(ensureBuilt);

describe('output', () => {
  test('a reader that leaves early is success, in silence', async () => {
    const { env } = await fakeApi({ request: 'GET /service/tickets', body: manyRows });
    const { code, stdout, stderr } = await runInShell(
      'cwm call GET /service/tickets -o ndjson | head -1',
      env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(manyRows[0]);
  });

  test('a slow reader gets every byte', async () => {
    const { env } = await fakeApi({ request: 'GET /service/tickets', body: manyRows });
    const { code, stdout } = await runInShell(
      'cwm call GET /service/tickets -o json | (sleep 2; cat)',
      env,
    );
    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(4e6);
    expect(JSON.parse(stdout)).toEqual(manyRows);
  });

  test.each(['cwm categories -o json', 'cwm --help', 'cwm --version'])(
    '%s to a full disk is exit 1 with the reason',
    async (command) => {
      const { code, stderr } = await runInShell(`${command} > /dev/full`);
      expect(code).toBe(1);
      expect(stderr.split('\n')[0]).toMatch(/output could not be written: .*no space left/);
    },
  );

  test('standard output holds the result alone, though there is more to say', async () => {
    const { code, stdout, stderr } = await runBin(
      ['call', 'GET', '/service/tickets', '--page-size', '2', ...onSandbox],
      temporaryHome(),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveLength(2);
    expect(stderr).toContain('more exist');
  });
});

describe('without a terminal nothing asks', () => {
  const command = `cwm call DELETE /service/tickets/1 --profile sandbox`;

  test.each([
    ['empty', `${command} < /dev/null`],
    ['closed', `${command} <&-`],
    ['a pipe with a yes in it', `echo y | ${command}`],
  ])('a write is refused where standard input is %s', async (_, line) => {
    const home = temporaryHome();
    expect(await runInShell(line, { CWM_HOME: home })).toMatchObject({ code: 8, stdout: '' });
    await expectTicket(1, home, { code: 0 });
  });

  test('a write is refused at once where standard input stays open', async () => {
    const home = temporaryHome();
    const { child, finished } = startProcess(
      process.execPath,
      [builtBin, 'call', 'DELETE', '/service/tickets/1', '--profile', 'sandbox'],
      { env: { CWM_HOME: home }, stdin: 'pipe' },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await finished).toMatchObject({ code: 8, stdout: '' });
    await expectTicket(1, home, { code: 0 });
  });
});

describe('signals', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s ends a read that waits for its answer, with %i', async (signal, exit) => {
    const ended = await signalWhileWaiting(['call', 'GET', '/service/tickets'], signal);
    expect(ended).toMatchObject({ code: exit, stdout: '' });
    expect(ended.stderr).not.toContain('unknown');
    expect(ended.milliseconds).toBeLessThan(2000);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)(
    '%s ends a write with %i and says that its outcome is unknown',
    async (signal, exit) => {
      const ended = await signalWhileWaiting(
        ['call', 'DELETE', '/service/tickets/1', '--yes'],
        signal,
      );
      expect(ended).toMatchObject({ code: exit, stdout: '' });
      expect(ended.stderr).toMatch(/unknown/);
      expect(ended.milliseconds).toBeLessThan(2000);
      const lastLine = ended.stderr.trimEnd().split('\n').at(-1) ?? '';
      expect(JSON.parse(lastLine)).toMatchObject({
        error: { exit, check: 'cwm call GET /service/tickets/1' },
      });
    },
  );

  test('the second Ctrl-C ends at once what the first cannot', async () => {
    const preload = join(temporaryHome(), 'stuck.cjs');
    // A disk that does not answer, such as a network drive.
    writeFileSync(
      preload,
      `require('node:fs/promises').writeFile = () => {
        process.stderr.write('stuck');
        return new Promise(() => setInterval(() => undefined, 1000));
      };`,
    );
    const { child, saw, asked, finished } = await startWaiting(
      ['call', 'GET', '/service/tickets', '--error-file', 'error.json'],
      preload,
    );
    await Promise.race([asked, finished]);
    child.kill('SIGINT');
    await saw('stuck');
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ code: 130, stdout: '' });
  });
});

describe('an error that nobody caught', () => {
  const secret = fakeKeys.privateKey;

  test.each([
    ['a rejected promise', `Promise.reject(new Error('boom ${secret}'))`],
    ['an exception', `throw new Error('boom ${secret}')`],
    ['a rejection with no error', `Promise.reject('boom ${secret}')`],
  ])('%s is exit 1 with one line and what to do', async (_what, fault) => {
    const { code, stdout, stderr } = await endedBy(fault);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).not.toContain(secret);
    const [first = '', second = '', envelope = ''] = stderr.trimEnd().split('\n');
    expect(first).toMatch(/^Error: Something went wrong inside cwm: .*boom/);
    expect(second).toContain('--debug');
    expect(JSON.parse(envelope)).toMatchObject({ error: { code: 'internal', exit: 1 } });
  });

  test('--debug adds where it came from, without secrets', async () => {
    const { code, stderr } = await endedBy(`throw new Error('boom ${secret}')`, '--debug');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ +at /m);
    expect(stderr).not.toContain(secret);
  });

  /** A call that waits for its answer while something unforeseen fails. */
  async function endedBy(fault: string, ...flags: string[]) {
    const preload = join(temporaryHome(), 'fault.cjs');
    writeFileSync(preload, `process.once('SIGUSR2', () => { ${fault}; });\n`);
    const argv = ['call', 'GET', '/service/tickets', ...flags];
    const { child, asked, finished } = await startWaiting(argv, preload);
    await Promise.race([asked, finished]);
    child.kill('SIGUSR2');
    return await finished;
  }
});

describe('on a terminal', () => {
  const note = '/service/tickets/1/notes/1';
  const command = ['call', 'DELETE', note, '--profile', 'sandbox'];
  const noTerminal = whyNoTerminal();
  if (noTerminal !== undefined) process.stdout.write(`Skipped on a terminal: ${noTerminal}\n`);

  test.for([
    ['no', 'n\r', 8, 0],
    ['yes', 'y\r', 0, 5],
    ['Enter alone', '\r', 8, 0],
    ['Ctrl-C', '\u0003', 130, 0],
  ] as const)('a write asks; %s', async ([, typed, exit, codeOfReading], { skip }) => {
    skip(noTerminal !== undefined, noTerminal);
    const home = temporaryHome();
    const { child, saw, finished } = startOnTerminal(process.execPath, [builtBin, ...command], {
      CWM_HOME: home,
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await saw('Send it?');
    child.stdin?.write(typed);
    const { code, stdout } = await finished;
    expect(stdout).toContain(`DELETE ${note}`);
    expect(code).toBe(exit);
    expect((await runBin(['call', 'GET', note, ...onSandbox], home)).code).toBe(codeOfReading);
  });
});

describe('Node', () => {
  test.each(['12.22.12', '18.20.8', '20.18.3'])(
    '%s is refused with a clear message',
    async (version) => {
      const { code, stdout, stderr } = await runWithNode(version);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        `cwm needs Node 20.19 or newer; this is ${version}.\nInstall a current Node from nodejs.org.\n`,
      );
    },
  );

  test.each(['20.19.0', '22.0.0'])('%s is accepted', async (version) => {
    expect(await runWithNode(version)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('the sandbox', () => {
  test('one process reads what another has written before', async () => {
    const home = temporaryHome();
    const created = await createTicket('Written by one process', home);
    await expectTicket(created, home, { code: 0, summary: 'Written by one process' });
    await runBin(['call', 'DELETE', `/service/tickets/${created}`, '--yes', ...onSandbox], home);
    await expectTicket(created, home, { code: 5 });
  });

  test('two processes at once, the first ones of a new home, both write', async () => {
    const home = temporaryHome();
    const summaries = ['From the left', 'From the right'];
    const ids = await Promise.all(summaries.map((summary) => createTicket(summary, home)));
    expect(new Set(ids).size).toBe(2);
    for (const [index, id] of ids.entries())
      await expectTicket(id, home, { code: 0, summary: summaries[index] ?? '' });
  });
});

test('the sandbox waits for another process that is just making its database', async () => {
  const home = temporaryHome();
  mkdirSync(join(home, 'data'));
  const other = new Database(join(home, 'data', 'sandbox.db'));
  onTestFinished(() => void other.close());
  // What a process holds while it turns a new database into one that several share.
  other.exec('BEGIN IMMEDIATE');
  const reading = runBin(['call', 'GET', '/service/tickets/1', ...onSandbox], home);
  await Promise.race([reading, delay(1000)]);
  other.exec('COMMIT');
  expect(await reading).toMatchObject({ code: 0, stderr: '' });
});

test('without HOME and CWM_HOME a search works', async () => {
  const { code, stdout, stderr } = await runProcess(
    process.execPath,
    [builtBin, 'search', 'list open tickets'],
    { env: { HOME: undefined, CWM_HOME: undefined } },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).not.toHaveLength(0);
});

test.each([
  ['no HOME', { HOME: undefined }],
  ['an empty HOME', { HOME: '' }],
  ['a HOME that is not there', { HOME: '/nonexistent/home' }],
])(
  'a script with %s and nothing but the variables of the connection calls in silence',
  async (_what, home) => {
    const { env } = await fakeApi(
      { request: 'GET /service/tickets', body: [{ id: 1 }] },
      { request: 'DELETE /service/tickets/1', status: 204 },
    );
    const nowhere = { CWM_HOME: undefined, USERPROFILE: undefined, XDG_DATA_HOME: undefined };
    const run = (...args: string[]) =>
      runProcess(process.execPath, [builtBin, 'call', ...args], {
        env: { ...nowhere, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined, ...home, ...env },
      });
    expect(await run('GET', '/service/tickets')).toEqual({
      code: 0,
      stdout: '[\n{"id":1}\n]\n',
      stderr: '',
    });
    expect(await run('DELETE', '/service/tickets/1', '--yes')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  },
);

function temporaryHome(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}

/** A line of bash in which `cwm` is the built bin; its exit code is the first that is not 0, through pipes too. */
function runInShell(line: string, env: Record<string, string> = {}) {
  const script = `set -o pipefail; cwm() { "$NODE" "$BIN" "$@"; }; ${line}`;
  return runProcess('bash', ['-c', script], {
    env: { CWM_HOME: temporaryHome(), NODE: process.execPath, BIN: builtBin, ...env },
  });
}

async function signalWhileWaiting(args: readonly string[], signal: NodeJS.Signals) {
  const { child, asked, finished } = await startWaiting(args);
  await Promise.race([asked, finished]);
  const start = performance.now();
  child.kill(signal);
  return { ...(await finished), milliseconds: performance.now() - start };
}

/** cwm as a process whose requests are taken and never answered, with a file loaded before it. */
async function startWaiting(args: readonly string[], preload?: string) {
  const { env, asked } = await silentApi();
  const node = preload === undefined ? [] : ['--require', preload];
  const started = startProcess(process.execPath, [...node, builtBin, ...args], {
    env: { CWM_HOME: temporaryHome(), ...env },
  });
  onTestFinished(() => void started.child.kill('SIGKILL'));
  return { ...started, asked };
}

/** `cwm --version` where Node believes to be another version. */
function runWithNode(version: string) {
  const pretend = join(temporaryHome(), 'pretend.cjs');
  writeFileSync(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });\n`,
  );
  return runProcess(process.execPath, ['--require', pretend, builtBin, '--version'], {
    cwd: projectFolder,
  });
}

async function createTicket(summary: string, home: string): Promise<number> {
  const body = JSON.stringify({ summary, company: { id: 1 } });
  const { code, stdout, stderr } = await runBin(
    ['call', 'POST', '/service/tickets', '-d', body, '--yes', ...onSandbox],
    home,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { id: number }).id;
}

async function expectTicket(
  id: number,
  home: string,
  { code, summary }: { code: number; summary?: string },
): Promise<void> {
  const read = await runBin(['call', 'GET', `/service/tickets/${id}`, ...onSandbox], home);
  expect(read.code).toBe(code);
  if (summary !== undefined) expect(JSON.parse(read.stdout)).toMatchObject({ id, summary });
}
