import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { SandboxAddress } from '../../src/actions/sandbox-serve.js';
import { builtBin, ensureBuilt, projectFolder } from '../support/built-project.js';
import { makeFolder, runProcess, startProcess } from '../support/run-process.js';

beforeAll(ensureBuilt);

/** A program of its own, written for the library connectwise-rest. */
const client = join(projectFolder, 'test', 'support', 'connectwise-rest-client.js');

test('a client library from npm pages, filters, writes and is refused as by a real server', async () => {
  const { env, stop } = await serve('--tls');
  const run = async (step: string) => {
    const { code, stdout, stderr } = await runProcess(process.execPath, [client, step], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as unknown;
  };
  const pages = (await run('pages')) as { ids: number; count: number };
  expect(pages.count).toBeGreaterThan(25);
  expect(pages.ids).toBe(pages.count);
  expect(await run('filters')).toEqual({
    companies: ['ACME'],
    keys: ['id', 'company', 'closedFlag'],
    sorted: true,
  });
  expect(await run('writes')).toEqual({
    created: 'Written by a client library',
    company: 'Contoso Dental',
    summary: 'Changed by a client library',
    closed: true,
    note: 'Done.',
    gone: 404,
  });
  expect(await run('refusals')).toMatchObject({
    unknownName: { status: 400, data: { code: 'ApiFindCondition' } },
    invalid: {
      status: 400,
      data: {
        code: 'InvalidObject',
        errors: [{ code: 'MaxLengthField', resource: 'ticket', field: 'summary' }],
      },
    },
  });
  expect(await stop('SIGTERM')).toMatchObject({ code: 143 });
});

test('cwm itself follows pages through a server that fails now and then', async () => {
  const { env, home, stop } = await serve('--fail', '500=0.15', '--drop', '0.15', '--log');
  const args = ['call', '/service/tickets', '--limit', '60', '--page-size', '5', '-o', 'ndjson'];
  const { code, stdout } = await runProcess(process.execPath, [builtBin, ...args], {
    env: { ...env, CWM_HOME: home },
  });
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n').length).toBe(60);
  const { code: ended, stderr: log } = await stop('SIGINT');
  expect(ended).toBe(130);
  expect(log).toMatch(/ 500 /);
  expect(log).toMatch(/ cut /);
});

/** `cwm sandbox serve` as a process, and the environment that its lines set. */
async function serve(...flags: string[]) {
  const { folder: home, remove } = makeFolder();
  onTestFinished(remove);
  const { child, finished } = startProcess(
    process.execPath,
    [builtBin, 'sandbox', 'serve', '--port', '0', '-o', 'json', ...flags],
    { env: { CWM_HOME: home } },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const shown = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', resolve);
    void finished.then(({ stderr }) => reject(new Error(stderr)));
  });
  const { sh } = JSON.parse(shown) as SandboxAddress;
  return {
    home,
    env: Object.fromEntries(
      sh.map((line) => /^export (\w+)='(.*)'$/.exec(line)?.slice(1) ?? []),
    ) as Record<string, string>,
    stop: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return await finished;
    },
  };
}
