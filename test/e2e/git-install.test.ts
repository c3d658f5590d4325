import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../support/built-project.js';
import { emptyPackage, npm } from '../support/npm.js';
import { prebuiltSqlite } from '../support/prebuilt-sqlite.js';
import { makeFolder, runProcess } from '../support/run-process.js';

const { folder, remove } = makeFolder();
const installed = join(folder, 'installed');
const home = { CWM_HOME: join(folder, 'home') };

beforeAll(async () => {
  const repository = join(folder, 'repository');
  await commitWorkingTree(repository);
  await npm(['install', `git+${pathToFileURL(repository).href}`], {
    cwd: emptyPackage(installed),
    env: prebuiltSqlite(join(folder, 'prebuilt')),
  });
});

afterAll(remove);

test('preparing the clone builds the bundle and the catalog, and installs nothing else', () => {
  const inside = (path: string): boolean =>
    existsSync(join(installed, 'node_modules', 'cwm-gateway', path));
  expect(['dist/main.cjs', 'data/catalog.db'].filter((path) => !inside(path))).toEqual([]);
  expect(['src', 'test', 'data/manage-2025.1.json'].filter(inside)).toEqual([]);
});

test('npx runs cwm', async () => {
  const { code, stdout } = await runProcess(
    'npx',
    ['--no-install', 'cwm', 'search', 'tickets', '-o', 'json'],
    { cwd: installed, env: home },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ path: '/service/tickets' }));
});

test('npx runs cwm-gateway', async () => {
  const { code, stdout } = await runProcess(
    'npx',
    ['--no-install', 'cwm-gateway', 'describe', '/service/tickets', '-o', 'json'],
    { cwd: installed, env: home },
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ operationId: 'getServiceTickets' });
});

/** A repository with one commit of the files as they are here, committed or not, and none of the ignored ones. */
async function commitWorkingTree(target: string): Promise<void> {
  const listed = await git(
    projectFolder,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  );
  for (const path of listed.split('\0').filter(Boolean)) {
    const source = join(projectFolder, path);
    if (!existsSync(source)) continue;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(source, join(target, path), { verbatimSymlinks: true });
  }
  await git(target, 'init', '--quiet');
  await git(target, 'add', '--all');
  await git(target, 'commit', '--quiet', '--no-verify', '--message', 'The working tree');
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const identity = ['user.name=cwm', 'user.email=cwm@example.com', 'commit.gpgSign=false'];
  const { code, stdout, stderr } = await runProcess(
    'git',
    [...identity.flatMap((setting) => ['-c', setting]), ...args],
    { cwd },
  );
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return stdout;
}
