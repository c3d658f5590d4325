import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt, projectFolder } from '../support/built-project.js';
import { fakeApi } from '../support/fake-api.js';
import { makeFolder, startProcess, type Finished } from '../support/run-process.js';
import { silentApi } from '../support/silent-api.js';

const initialize = frame(1, 'initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'e2e', version: '1' },
});
const list = frame(2, 'tools/list');
const search = toolCall(3, 'search_api_endpoints', { query: 'list tickets' });
const read = toolCall(4, 'execute_api_call', { path: '/service/tickets/1' });
const note = { path: '/service/tickets/1/notes', method: 'POST', data: { text: 'Hello' } };

beforeAll(ensureBuilt);

describe('whatever fails, standard output holds frames alone', () => {
  test.each<[string, { flags?: string[]; env?: Record<string, string>; preload?: string }]>([
    ['nothing', {}],
    ['no account', { flags: [] }],
    ['half an account', { flags: [], env: { CONNECTWISE_COMPANY_ID: 'acme' } }],
    ['a catalog that is none', { env: { CWM_CATALOG: builtBin } }],
    ['a catalog that is not there', { env: { CWM_CATALOG: join(projectFolder, 'none.db') } }],
    ['--debug', { flags: ['--profile', 'sandbox', '--debug'] }],
    ['-o json', { flags: ['--profile', 'sandbox', '-o', 'json'] }],
    [
      'a library that prints',
      { preload: `setInterval(() => { console.log('hello'); console.info('x'); }, 5).unref();` },
    ],
    [
      'a deprecation',
      { preload: `setTimeout(() => process.emitWarning('old', 'DeprecationWarning'), 50);` },
    ],
    [
      'a rejection that nobody handles',
      { preload: `setTimeout(() => Promise.reject(new Error('stray')), 50);` },
    ],
  ])('%s', async (_what, { flags = ['--profile', 'sandbox'], env = {}, preload }) => {
    const options =
      preload === undefined ? {} : { NODE_OPTIONS: `--require ${writeScript(preload)}` };
    const server = serve(flags, { ...env, ...options });
    server.say(initialize, 'no message', list, search, read);
    await Promise.all([1, 2, 3, 4].map((id) => server.answered(id)));
    const { code, stdout } = await server.end();
    expect(code).toBe(0);
    const frames = framesOf(stdout);
    expect(frames.filter(({ id }) => id !== undefined)).toHaveLength(5);
    expect(frames.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  });

  test('a memory that is damaged', async () => {
    const home = newHome();
    mkdirSync(join(home, 'data'));
    writeFileSync(join(home, 'data', 'memory.db'), 'no database'.repeat(999));
    const server = serve(['--profile', 'sandbox'], { CWM_HOME: home });
    server.say(initialize, frame(2, 'prompts/list'), search, read);
    await Promise.all([2, 3, 4].map((id) => server.answered(id)));
    const { code, stdout } = await server.end();
    expect(code).toBe(0);
    expect(framesOf(stdout).find(({ id }) => id === 4)).toMatchObject({
      result: { structuredContent: { status: 200 } },
    });
  });
});

test('a setting that is wrong for everything ends it before it begins, with nothing on standard output', async () => {
  const { code, stdout, stderr } = await serve([], { CWM_TZ: 'Nowhere/None' }).finished;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('CWM_TZ');
});

test('a rejection that nobody handles is told on standard error, and the server goes on', async () => {
  const fault = `process.once('SIGUSR2', () => void Promise.reject(new Error('stray')));`;
  const server = serve([], { NODE_OPTIONS: `--require ${writeScript(fault)}` });
  server.say(initialize);
  await server.answered(1);
  server.child.kill('SIGUSR2');
  await server.saw('stray');
  server.say(list);
  await server.answered(2);
  expect((await server.end()).code).toBe(0);
});

test('an exception that nobody catches ends it with exit 1, and what to do', async () => {
  const fault = `process.once('SIGUSR2', () => { throw new Error('boom'); });`;
  const server = serve([], { NODE_OPTIONS: `--require ${writeScript(fault)}` });
  server.say(initialize);
  await server.answered(1);
  server.child.kill('SIGUSR2');
  const { code, stdout, stderr } = await server.finished;
  expect(code).toBe(1);
  expect(framesOf(stdout)).toHaveLength(1);
  expect(stderr).toContain('boom');
});

describe('it ends', () => {
  test('with its standard input, once what was asked is answered', async () => {
    const server = serve(['--profile', 'sandbox']);
    server.say(initialize, list, search);
    const { code, stdout } = await server.end();
    expect(code).toBe(0);
    expect(framesOf(stdout).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('with its standard input, though a read is not answered', async () => {
    const { env, asked, givenUp } = await silentApi();
    const server = serve([], env);
    server.say(initialize, read);
    await asked;
    const { code, stdout } = await server.end();
    await givenUp;
    expect(code).toBe(0);
    expect(framesOf(stdout)).toMatchObject([{ id: 1 }, { id: 4, result: { isError: true } }]);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('%s is exit %i', async (signal, exit) => {
    const server = serve([]);
    server.say(initialize);
    await server.answered(1);
    server.child.kill(signal);
    const { code, stdout } = await server.finished;
    expect(code).toBe(exit);
    expect(framesOf(stdout)).toHaveLength(1);
  });

  test('in silence when nobody reads its answers any more', async () => {
    const server = serve([]);
    server.say(initialize);
    await server.answered(1);
    server.child.stdout?.destroy();
    server.say(list);
    const { code, stderr } = await server.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('when the process that started it is killed', async () => {
    const parent = writeScript(`
      const { spawn } = require('node:child_process');
      const server = spawn(process.execPath, [${JSON.stringify(builtBin)}, 'mcp', 'serve'], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      server.stdin.write(${JSON.stringify(`${initialize}\n`)});
      server.stdout.once('data', () => process.stdout.write('answered'));`);
    const { child, saw, finished } = startProcess(process.execPath, [parent], {
      env: { CWM_HOME: newHome() },
    });
    await saw('answered');
    child.kill('SIGKILL');
    // Standard error is closed only when the server, which has it too, is gone.
    expect((await finished).code).toBeNull();
  });

  test('after a write that is being sent was answered, and notes what became of it', async () => {
    const written = { request: 'POST /service/tickets/1/notes', body: { id: 5 }, delay: 700 };
    const ticket = { request: 'GET /service/tickets/1', body: { id: 1 }, optional: true };
    const api = await fakeApi(written, ticket);
    const server = serve([], api.env);
    server.say(initialize, toolCall(3, 'execute_api_call', note));
    const preview = await server.answered(3);
    const { token, request } = preview['structuredContent'] as Record<string, string>;
    server.say(toolCall(4, 'confirm_api_write', { token, request }));
    await api.took('POST');
    server.child.kill('SIGTERM');
    const { code, stderr } = await server.finished;
    expect(code).toBe(143);
    expect(stderr).toContain('"tool":"confirm_api_write","outcome":"confirmed"');
  });

  test('though a write is not answered, and says that nobody knows what became of it', async () => {
    const { env, asked } = await silentApi();
    const server = serve([], env);
    server.say(initialize, toolCall(3, 'execute_api_call', note));
    const preview = await server.answered(3);
    const { token, request } = preview['structuredContent'] as Record<string, string>;
    server.say(toolCall(4, 'confirm_api_write', { token, request }));
    await asked;
    const { code, stderr } = await server.end();
    expect(code).toBe(0);
    expect(stderr).toContain('"outcome":"outcome_unknown"');
  });
});

test.each(['cwm-api-gateway-mcp.js', 'server.js'])('bin/%s is cwm mcp serve', async (bin) => {
  const server = serve(['--read-only'], {}, [join(projectFolder, 'bin', bin)]);
  server.say(initialize, list);
  const { tools } = await server.answered(2);
  await server.end();
  const names = (tools as { name: string }[]).map(({ name }) => name);
  expect(names).toContain('execute_api_call');
  expect(names).not.toContain('confirm_api_write');
});

test('tools/list is the same bytes in every process', async () => {
  const lists = await Promise.all(
    ['1', '2', '3'].map(async () => {
      const server = serve([]);
      server.say(initialize, list);
      await server.answered(2);
      return (await server.end()).stdout;
    }),
  );
  expect(new Set(lists).size).toBe(1);
});

interface Frame {
  jsonrpc: string;
  id?: number | null;
  result?: Record<string, unknown>;
}

/** A server as a process, spoken to in lines. */
function serve(
  flags: readonly string[],
  env: Record<string, string> = {},
  start: readonly string[] = [builtBin, 'mcp', 'serve'],
) {
  const options = { env: { CWM_HOME: newHome(), ...env }, stdin: 'pipe' as const };
  const started = startProcess(process.execPath, [...start, ...flags], options);
  const { child, finished } = started;
  onTestFinished(() => void child.kill('SIGKILL'));
  // Who writes to a process that has ended is told by its exit.
  child.stdin?.on('error', () => undefined);
  let seen = '';
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (text: string) => {
    seen += text;
    for (const watch of watchers) watch();
  });
  return {
    ...started,
    say: (...lines: string[]) => void child.stdin?.write(lines.map((line) => `${line}\n`).join('')),
    /** The result of a request; empty for an error. */
    answered: (id: number) =>
      new Promise<Record<string, unknown>>((resolve, reject) => {
        const watch = () => {
          const lines = seen.slice(0, seen.lastIndexOf('\n') + 1);
          const found = framesOf(lines).find((one) => one.id === id);
          if (found === undefined) return;
          watchers.delete(watch);
          resolve(found.result ?? {});
        };
        watchers.add(watch);
        watch();
        finished.then(
          ({ stderr }) => reject(new Error(`ended without answer ${id}: ${stderr}`)),
          reject,
        );
      }),
    end(): Promise<Finished> {
      child.stdin?.end();
      return finished;
    },
  };
}

/** The lines of standard output; one that is no JSON fails the test. */
function framesOf(stdout: string): Frame[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Frame);
}

function frame(id: number, method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

function toolCall(id: number, name: string, input: object): string {
  return frame(id, 'tools/call', { name, arguments: input });
}

function newHome(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}

function writeScript(text: string): string {
  const file = join(newHome(), 'script.cjs');
  writeFileSync(file, text);
  return file;
}
