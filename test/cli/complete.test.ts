import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';

const complete = async (words: string[], options?: RunOptions) =>
  await runCwm(['complete', '--', ...words], options);

async function lines(words: string[], options?: RunOptions): Promise<string[]> {
  const { code, stdout, stderr } = await complete(words, options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

const names = async (words: string[], options?: RunOptions) =>
  (await lines(words, options)).map((line) => line.split('\t')[0]);

describe('cwm complete -- <words>', () => {
  test('prints a candidate a line with its note, for the last of the words', async () => {
    expect(await lines(['memory', 'ru'])).toEqual(['run\tMake a call that is kept']);
    expect(await lines(['call', 'POST', '/service/tickets', '--set', 'severity='])).toEqual([
      'severity=Low',
      'severity=Medium',
      'severity=High',
    ]);
  });

  test('says first that no blank follows, where that is so of every candidate', async () => {
    expect(await lines(['call', '/serv'])).toEqual([
      ':nospace',
      expect.stringMatching(/^\/service\/\t\d+ operations$/),
    ]);
    expect((await lines(['call', '/service/tickets/']))[0]).not.toBe(':nospace');
  });

  test('asks for names of files', async () => {
    expect(await lines(['memory', 'import', ''])).toEqual([':files']);
  });

  test('prints nothing where nothing is known', async () => {
    expect(await lines(['call', '/nowhere/at/all'])).toEqual([]);
    expect(await lines([''])).not.toEqual([]);
    expect(await lines([])).toEqual(await lines(['']));
  });

  test('takes words as they are, those that the shells spoil as well', async () => {
    expect(await names(['call', '/service/tickets', '--fields', 'id,', 'summ'])).toEqual([]);
    expect(await lines(['call', '-encodedCommand', 'aQBkAA==', ''])).not.toEqual([]);
    expect(await names(['help', 'categ'])).toEqual(['categories']);
  });

  test('is the same whatever shell asks', async () => {
    const { stdout } = await runCwm(['complete', '--shell', 'fish', '--', 'des']);
    expect(stdout).toBe((await complete(['des'])).stdout);
  });

  test('offers what was kept and used on this machine', async () => {
    const home = temporaryFolder();
    const sandbox = ['--profile', 'sandbox'];
    await runCwm(
      ['memory', 'save', 'Open tickets of {company}', 'GET', '/service/tickets', ...sandbox].concat(
        ['--where', 'company = {company}'],
      ),
      { home },
    );
    await runCwm(['call', 'GET', '/service/boards', '--page-size', '1', ...sandbox], { home });
    const [slug = ''] = await names(['memory', 'run', 'open'], { home });
    expect(slug).toMatch(/^open-tickets/);
    expect(await names(['memory', 'run', slug, '--set', ''], { home })).toEqual([
      ':nospace',
      'company=',
    ]);
    expect(await names(['memory', 'run', slug, '--fields', 'summ'], { home })).toContain('summary');
    expect((await names(['call', '/service/'], { home }))[0]).toBe('/service/boards');
  });
});

describe('a shell that asks in the middle of a line gets no message', () => {
  test.each<[string, string[], RunOptions]>([
    ['a catalog that is not there', ['call', '/serv'], { env: { CWM_CATALOG: '/nowhere.db' } }],
    ['no time zone of that name', ['call', '/nowhere/'], { env: { CWM_TZ: 'Nowhere' } }],
  ])('%s', async (_what, words, options) => {
    expect(await lines(words, options)).toEqual([]);
  });

  test('an option that there is not', async () => {
    const { code, stdout, stderr } = await runCwm(['complete', '--nothing', '--', 'x']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a damaged memory and a damaged catalog stay where they are', async () => {
    const home = temporaryFolder();
    const data = join(home, 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'memory.db'), 'no database');
    writeFileSync(join(data, 'catalog.db'), 'no database');
    const before = readdirSync(data);
    expect(await lines(['memory', 'run', ''], { home })).toEqual([]);
    await lines(['call', '/'], { home, env: { CWM_CATALOG: '' } });
    expect(readdirSync(data)).toEqual(before);
  });

  test('nothing is made', async () => {
    const home = temporaryFolder();
    await lines(['memory', 'run', ''], { home });
    await lines(['call', '/service/ti'], { home });
    expect(existsSync(join(home, 'data'))).toBe(false);
    expect(readdirSync(home)).toEqual([]);
  });
});

test('help does not name it', async () => {
  expect((await runCwm(['--help'])).stdout).not.toMatch(/^ +complete /m);
});
