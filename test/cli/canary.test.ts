import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import type { Branch } from '../../src/cli/tree.js';
import { connectionTo, fakeApi, fakeKeys, type Stub } from '../support/fake-api.js';
import { memoryKeyring } from '../support/keyrings.js';
import { mcpClient } from '../support/mcp-client.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';
import { secureApi, whyNoCertificate } from '../support/secure-api.js';
import { silentApi } from '../support/silent-api.js';

// What is looked for, and where, is settled where every test passes through: a key in any output or file fails it.

const { company, publicKey, privateKey, clientId } = fakeKeys;
const basic = Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64');

/** A server that says all that it was told, in every form. */
const echo = {
  code: `Key${privateKey}`,
  message: `Basic ${basic} of ${publicKey} (${encodeURIComponent(clientId)}) is not allowed`,
  errors: [{ code: 'Echo', message: privateKey, resource: publicKey, field: clientId }],
};
const echoed = { 'x-echo': `${privateKey} ${basic}`, 'set-cookie': `s=${privateKey}` };

/** A run with keys in the environment, in the keyring and in the file of keys. */
async function run(argv: string[], options: RunOptions = {}): Promise<Run> {
  const keys = { publicKey, privateKey, clientId };
  const keyring = memoryKeyring(new Map([['ring', keys]]));
  return await runCwm(argv, {
    home: homeWithKeys(),
    keyring,
    ...options,
    // What it notes is a file like any other.
    env: { CWM_LOG: '1', ...(options.env ?? connectionTo('http://127.0.0.1:1')) },
  });
}

function homeWithKeys(url = 'http://127.0.0.1:1'): string {
  const home = temporaryFolder();
  mkdirSync(join(home, 'config'));
  const profile = { url, company };
  const profiles = { file: { ...profile, keys: 'file' }, ring: { ...profile, keys: 'keyring' } };
  const keys = { publicKey, privateKey, clientId };
  writeFileSync(join(home, 'config/settings.json'), JSON.stringify({ profiles }));
  writeFileSync(join(home, 'config/keys.json'), JSON.stringify({ file: keys }));
  return home;
}

/** What makes a command do more than refuse. */
const further: Readonly<Record<string, readonly string[]>> = {
  search: ['tickets'],
  describe: ['/service/tickets'],
  call: ['/service/tickets'],
  raw: ['DELETE /service/tickets/1', '--yes'],
  save: ['Open tickets', 'GET', '/service/tickets', '-p', `x=${privateKey}`, '--force'],
  install: ['--client', 'cursor', '--dry-run'],
};

const everyCommand = leaves(commands).map((words) => words.join(' '));

test.each(everyCommand)('cwm %s', async (command) => {
  const words = command.split(' ');
  for (const flags of [[], ['--debug'], ['--help'], ['--profile', 'file'], ['-o', 'json']]) {
    const controller = new AbortController();
    // A server would go on: this one is ended before it has begun.
    if (words.includes('serve')) controller.abort('SIGTERM');
    const more = further[words.at(-1) ?? ''] ?? [];
    const { code } = await run([...words, ...more, ...flags], { signal: controller.signal });
    expect(code).toBeGreaterThanOrEqual(0);
  }
});

const failures: Stub[] = [
  ...[400, 401, 403, 404, 409, 422, 500, 503].map((status) => ({
    request: 'GET /service/tickets',
    status,
    headers: echoed,
    body: echo,
    times: 9,
    optional: true,
  })),
  { request: 'GET /service/tickets', body: `{"${privateKey}`, headers: echoed },
  { request: 'GET /service/tickets', status: 302, headers: { location: `/?k=${privateKey}` } },
  { request: 'GET /service/tickets', status: 401, body: `<html>${basic}</html>` },
  { request: 'GET /service/tickets', drop: true, times: 9, optional: true },
];

test.each(failures.map((stub) => [stub.status ?? (stub.drop === true ? 'cut' : 'bad JSON'), stub]))(
  'a failure that says the keys: %s',
  async (_kind, stub) => {
    const argv = ['call', 'GET', '/service/tickets', '--debug', '--include'];
    for (const profile of ['environment', 'file', 'ring']) {
      const { env, origin } = await fakeApi({ ...stub, optional: true });
      const flags = profile === 'environment' ? [] : ['--profile', profile];
      const home = homeWithKeys(`${origin}/v4_6_release/apis/3.0`);
      const { code } = await run([...argv, ...flags], { env, home });
      expect(code).toBeGreaterThan(0);
      await run(['memory', 'export', ...flags], { env, home });
      await run(['memory', 'recent', ...flags], { env, home });
    }
  },
);

test.skipIf(whyNoCertificate() !== undefined)('a certificate that nobody trusts', async () => {
  const { port } = await secureApi('127.0.0.1');
  const env = connectionTo(`https://127.0.0.1:${port}`);
  const { code } = await run(['call', '/service/tickets', '--debug'], { env });
  expect(code).toBe(7);
});

test('a server that never answers', async () => {
  const { env } = await silentApi();
  const { code } = await run(['call', '/service/tickets', '--debug', '--timeout', '0.05'], { env });
  expect(code).toBe(7);
});

test('a dry run, and a request that is shown with its headers', async () => {
  const argv = ['call', 'POST', '/service/tickets', '--set', 'summary=x', '--set', 'company=1'];
  const dry = await run([...argv, '--dry-run', '--debug']);
  expect(dry.stdout).toContain('***');
  const { env } = await fakeApi({
    request: 'POST /service/tickets',
    status: 201,
    headers: echoed,
    body: { id: 1 },
  });
  const sent = await run([...argv, '--yes', '--include', '--debug'], { env });
  expect(sent.stderr).toContain('***');
});

test('a call that holds a key is neither noted nor offered to be kept', async () => {
  const filter = `summary = '${privateKey}'`;
  const { env } = await fakeApi({
    request: `GET /service/tickets?conditions=${encodeURIComponent(filter).replaceAll("'", '%27')}`,
    body: [{ id: 1 }],
  });
  const argv = ['call', '/service/tickets', '--conditions', filter, '--debug'];
  const { code } = await run(argv, { env, tty: true });
  expect(code).toBe(0);
});

test('an assistant that is told of failures', async () => {
  const { env } = await fakeApi({
    ...failures[1],
    request: 'GET /service/tickets',
    optional: true,
  });
  const client = await mcpClient({ env, flags: ['--debug'] });
  const failed = await client.tool('execute_api_call', { path: '/service/tickets' });
  expect(failed.isError).toBe(true);
  await client.end();
});

/** Every command, word by word. */
function leaves(branches: readonly Branch[], above: readonly string[] = []): string[][] {
  return branches.flatMap((branch) =>
    'commands' in branch
      ? leaves(branch.commands, [...above, branch.name])
      : [[...above, branch.name]],
  );
}
