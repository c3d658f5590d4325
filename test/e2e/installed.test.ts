import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt, projectFolder } from '../support/built-project.js';
import { initialize } from '../support/mcp-http.js';
import { emptyPackage, npm } from '../support/npm.js';
import { prebuiltSqlite } from '../support/prebuilt-sqlite.js';
import { makeFolder, runProcess, startProcess, type Finished } from '../support/run-process.js';

interface Packed {
  filename: string;
  version: string;
  files: { path: string }[];
}

const { folder, remove } = makeFolder();
const installed = join(folder, 'installed');
let packed: Packed;
let tarball: string;

beforeAll(async () => {
  ensureBuilt();
  const { stdout } = await npm(
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    { cwd: projectFolder },
  );
  packed = (JSON.parse(stdout) as [Packed])[0];
  tarball = join(folder, packed.filename);
  await npm(['install', tarball], {
    cwd: emptyPackage(installed),
    env: prebuiltSqlite(join(folder, 'prebuilt')),
  });
});

afterAll(remove);

describe('the tarball', () => {
  test('holds what runs, and no tests, sources or definition', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'bin/cwm.js',
        'bin/cwm-api-gateway-mcp.js',
        'bin/server.js',
        'dist/main.cjs',
        'data/catalog.db',
        'data/settings.schema.json',
        'package.json',
      ]),
    );
    const wanted =
      /^(?:bin\/[\w-]+\.js(?:on)?|dist\/[\w-]+\.cjs|data\/catalog\.db|data\/settings\.schema\.json|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    expect(paths.filter((path) => !wanted.test(path))).toEqual([]);
  });

  test('is at most 4 MB', () => {
    const { size } = statSync(tarball);
    process.stdout.write(`${packed.filename}: ${(size / 1e6).toFixed(2)} MB\n`);
    expect(size).toBeLessThanOrEqual(4e6);
  });
});

describe('the installed bins', () => {
  test.each(['cwm', 'cwm-gateway'])('%s --version prints the version', async (bin) => {
    expect(await runInstalled(bin, '--version')).toEqual({
      code: 0,
      stdout: `${packed.version}\n`,
      stderr: '',
    });
  });

  test('search finds an endpoint', async () => {
    const { code, stdout, stderr } = await runInstalled('cwm', 'search', 'list open tickets');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ method: 'GET', path: '/service/tickets' }),
    );
  });

  test('describe shows an endpoint', async () => {
    const { code, stdout, stderr } = await runInstalled('cwm', 'describe', '/service/tickets/123');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ method: 'GET', path: '/service/tickets/{id}' });
  });

  test('call reads from the sandbox without any set-up', async () => {
    const { code, stdout } = await runInstalled(
      'cwm',
      ...['call', 'GET', '/service/tickets', '--profile', 'sandbox', '-o', 'json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ id: 1, recordType: 'ServiceTicket' }),
    );
  });

  test('cwm-api-gateway-mcp serves assistants', async () => {
    await expectWelcome(join(installed, 'node_modules', '.bin', 'cwm-api-gateway-mcp'), []);
  });

  test('so does bin/server.js, as old client configurations start it', async () => {
    const server = join(installed, 'node_modules', 'cwm-gateway', 'bin', 'server.js');
    await expectWelcome(process.execPath, [server]);
  });
});

test('without install scripts the version is printed and a command says what to run', async () => {
  const cwd = emptyPackage(join(folder, 'without-scripts'));
  await npm(['install', '--ignore-scripts', tarball], { cwd });
  const bin = join(cwd, 'node_modules', '.bin', 'cwm');
  expect(await runProcess(bin, ['--version'], { env: ownHome() })).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await runProcess(bin, ['search', 'tickets'], {
    env: ownHome(),
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.split('\n').slice(0, 2)).toEqual([
    expect.stringContaining('compiled part of better-sqlite3 is missing'),
    expect.stringContaining('npm rebuild better-sqlite3'),
  ]);
});

function runInstalled(bin: string, ...args: string[]): Promise<Finished> {
  return runProcess(join(installed, 'node_modules', '.bin', bin), args, { env: ownHome() });
}

function ownHome(): Record<string, string> {
  return { CWM_HOME: join(folder, 'home') };
}

/** A client of standard input and output is answered, and the server ends with it. */
async function expectWelcome(command: string, args: readonly string[]): Promise<void> {
  const { child, saw, finished } = startProcess(command, args, { env: ownHome(), stdin: 'pipe' });
  child.stdin?.write(`${initialize}\n`);
  await saw('serverInfo');
  child.stdin?.end();
  const { code, stdout } = await finished;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'cwm' } } });
}
