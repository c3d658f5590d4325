import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { goodAnswers, scriptedLogin } from '../support/login.js';
import { mcpClient } from '../support/mcp-client.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const logFile = (home: string) => join(home, 'state', 'cwm.log');

function linesIn(home: string): Record<string, unknown>[] {
  return readFileSync(logFile(home), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const now = new Date('2026-11-22T12:00:00Z');

test('a call leaves a line for its request and one for itself', async () => {
  const home = temporaryFolder();
  const { env } = await fakeApi({
    request: 'GET /service/tickets?pageSize=1',
    body: [{ id: 1 }],
    headers: { 'x-cw-request-id': 'abc-123' },
  });
  const argv = ['call', 'GET', '/service/tickets', '--page-size', '1', '--no-resolve'];
  await runCwm(argv, { home, env: { ...env, CWM_LOG: '1' }, now });
  expect(linesIn(home)).toEqual([
    {
      time: '2026-11-22T12:00:00.000Z',
      pid: process.pid,
      kind: 'request',
      method: 'GET',
      path: '/service/tickets?pageSize=1',
      status: 200,
      ms: expect.any(Number) as number,
      tries: 1,
      bytes: 10,
      requestId: 'abc-123',
    },
    expect.objectContaining({
      kind: 'command',
      command: 'call',
      flags: expect.arrayContaining(['--page-size', '--no-resolve']) as string[],
      exit: 0,
    }),
  ]);
});

test('a failure, with the tries that it took', async () => {
  const home = temporaryFolder();
  const { env } = await fakeApi({ request: 'GET /service/tickets', status: 503, times: 3 });
  await runCwm(['call', '/service/tickets'], { home, env: { ...env, CWM_LOG: '1' } });
  expect(linesIn(home)).toMatchObject([
    { kind: 'request', status: 503, tries: 3 },
    { kind: 'error', code: 'unavailable' },
    { kind: 'command', exit: 7 },
  ]);
});

test('a write that was approved and one that was refused, never a body', async () => {
  const home = temporaryFolder();
  const argv = [
    'call',
    'POST',
    '/service/tickets',
    '--data',
    '{"summary":"Printer"}',
    '--no-check',
  ];
  const { env } = await fakeApi({ request: 'POST /service/tickets', status: 201, body: {} });
  const options = { home, env: { ...env, CWM_LOG: '1' } };
  await runCwm([...argv, '--yes'], options);
  await runCwm(argv, { ...options, tty: true, answers: [false] });
  expect(linesIn(home)).toMatchObject([
    { kind: 'write', title: 'POST /service/tickets', outcome: 'approved' },
    { kind: 'request', method: 'POST', status: 201 },
    { kind: 'command', exit: 0 },
    { kind: 'write', outcome: 'refused' },
    { kind: 'error', code: 'refused' },
    { kind: 'command', exit: 8 },
  ]);
  expect(readFileSync(logFile(home), 'utf8')).not.toContain('Printer');
});

test('what the words got wrong is noted without them', async () => {
  const home = temporaryFolder();
  await runCwm(['serach', 'x'], { home, env: { CWM_LOG: '1' } });
  expect(linesIn(home)).toMatchObject([
    { kind: 'error', code: 'usage' },
    { kind: 'command', command: '', exit: 2 },
  ]);
});

test('login leaves its requests, and no key (N5)', async () => {
  const home = temporaryFolder();
  const { origin } = await fakeApi(...goodAnswers());
  const { code } = await scriptedLogin(origin, [], { home, env: { CWM_LOG: '1' } });
  expect(code).toBe(0);
  expect(linesIn(home)).toContainEqual(
    expect.objectContaining({ kind: 'request', path: '/system/info', status: 200 }),
  );
});

test('keys that a server repeats, and characters that drive a terminal, are not in it', async () => {
  const home = temporaryFolder();
  const { privateKey } = fakeKeys;
  const body = { message: `You sent ${privateKey} \u009b31m` };
  const { env } = await fakeApi({ request: 'GET /service/tickets', status: 400, body });
  await runCwm(['call', '/service/tickets'], { home, env: { ...env, CWM_LOG: '1' } });
  const text = readFileSync(logFile(home), 'utf8');
  expect(text).toContain('***');
  expect(text).not.toMatch(/[\u0000-\u0009\u007f-\u009f]/);
});

test('the settings turn it on, CWM_LOG=0 off, and nothing is written unless asked', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'config'));
  await runCwm(['categories'], { home });
  expect(existsSync(logFile(home))).toBe(false);
  writeFileSync(join(home, 'config/settings.json'), '{"log":{"on":true}}');
  await runCwm(['categories'], { home, env: { CWM_LOG: '0' } });
  expect(existsSync(logFile(home))).toBe(false);
  await runCwm(['categories'], { home });
  expect(linesIn(home)).toMatchObject([{ kind: 'command', command: 'categories', exit: 0 }]);
});

test('the calls of an assistant are in it', async () => {
  const home = temporaryFolder();
  const client = await mcpClient({ home, env: { CWM_LOG: '1' } });
  await client.tool('search_api_endpoints', { query: 'tickets' });
  await client.end();
  expect(linesIn(home)).toMatchObject([
    { kind: 'tool', tool: 'search_api_endpoints', outcome: 'ok' },
    { kind: 'command', command: 'mcp serve', exit: 0 },
  ]);
});

test('a log that cannot be written costs a warning', async () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'state'), '');
  const run = await runCwm(['categories'], { home, env: { CWM_LOG: '1' } });
  expect(run.code).toBe(0);
  expect(run.stderr.match(/Warning: The log .* could not be written/g)).toHaveLength(1);
});

test('--debug shows the same of each request', async () => {
  const { env } = await fakeApi({
    request: 'GET /service/tickets',
    body: [],
    headers: { 'x-cw-request-id': 'abc-123' },
  });
  const { stderr } = await runCwm(['call', '/service/tickets', '--debug'], { env });
  expect(stderr).toMatch(/^GET \/service\/tickets: 200 \(\d+ ms, 2 bytes, request id abc-123\)$/m);
});
