import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from '../../src/config/with-lock.js';
import { LocalError } from '../../src/errors/errors.js';
import { temporaryFolder } from '../support/run-cwm.js';

const longAgo = new Date(Date.now() - 60_000);

test('one at a time does the work, and nothing is left', async () => {
  const file = join(temporaryFolder(), 'deep', 'settings.json');
  const order: string[] = [];
  const work = async (name: string) =>
    await withLock(file, async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
    });
  await Promise.all(['one', 'two', 'three'].map(work));
  for (const [index, entry] of order.entries())
    expect(entry).toMatch(index % 2 === 0 ? / begins$/ : / ends$/);
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('of those who find a lock that was left behind one works at a time', async () => {
  const file = abandoned();
  let inside = 0;
  const seen: number[] = [];
  const work = async () =>
    await withLock(file, async () => {
      seen.push(++inside);
      await Promise.resolve();
      inside--;
    });
  await Promise.all([work(), work(), work()]);
  expect(seen).toEqual([1, 1, 1]);
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('who died while removing what another left behind holds up nobody', async () => {
  const file = abandoned();
  mkdirSync(`${file}.lock.stale`);
  utimesSync(`${file}.lock.stale`, longAgo, longAgo);
  expect(await withLock(file, () => Promise.resolve('done'))).toBe('done');
  expect(readdirSync(join(file, '..'))).toEqual([]);
});

test('who has lost its lock does not give back that of another', async () => {
  const file = join(temporaryFolder(), 'settings.json');
  await withLock(file, async () => {
    // As if another had taken it for left behind, and has it now.
    utimesSync(`${file}.lock`, longAgo, longAgo);
    await Promise.resolve();
  });
  expect(existsSync(`${file}.lock`)).toBe(true);
});

test('a lock is given back where the work fails', async () => {
  const file = join(temporaryFolder(), 'settings.json');
  const work = () => Promise.reject(new Error('no'));
  await expect(withLock(file, work)).rejects.toThrow('no');
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('a folder that cannot be made is told of, and not taken for another cwm', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const told = await withLock(join(file, 'config', 'settings.json'), () =>
    Promise.resolve(undefined),
  ).catch((error: unknown) => error);
  expect(told).toBeInstanceOf(LocalError);
  expect((told as LocalError).message).toContain('could not be made');
});

test.runIf(statSync('/proc/self', { throwIfNoEntry: false })?.isDirectory())(
  'a place that refuses new folders as not found ends the command',
  async () => {
    const attempt = withLock('/proc/cwm/config/settings.json', () => Promise.resolve(undefined));
    await expect(attempt).rejects.toThrow('could not be made');
  },
);

/** A file with a lock that nobody holds. */
function abandoned(): string {
  const file = join(temporaryFolder(), 'settings.json');
  mkdirSync(`${file}.lock`);
  utimesSync(`${file}.lock`, longAgo, longAgo);
  return file;
}
