import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMemory } from '../../src/memory/memory.js';
import { bundled } from '../support/bundled.js';
import { temporaryFolder } from '../support/run-cwm.js';
import { runProcess, startProcess } from '../support/run-process.js';

const folder = mkdtempSync(join(tmpdir(), 'cwm-writer-'));
let writer = '';
beforeAll(async () => {
  writer = await bundled('test/support/memory-writer.ts', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two processes that make the memory and keep 200 calls each at once leave 400 entries', async () => {
  const file = join(temporaryFolder(), 'memory.db');
  const runs = await Promise.all(
    ['one', 'two'].map((name) => runProcess(process.execPath, [writer, file, name, '200'])),
  );
  expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  const memory = reopened(file);
  expect(memory.entries.count()).toBe(400);
  expect(memory.usage.list()).toMatchObject([{ count: 400 }]);
  memory.close();
});

test('what was kept is there after a hundred processes were killed while they wrote', async () => {
  const file = join(temporaryFolder(), 'memory.db');
  const kept: string[] = [];
  // Four write at once: each is killed while the others hold the file or wait for it.
  for (let round = 0; round < 25; round++) {
    const killed = await Promise.all(
      [0, 1, 2, 3].map((one) => killedWriter(file, `r${round * 4 + one}`)),
    );
    kept.push(...killed.flat());
    const memory = reopened(file);
    expect(memory.check()).toEqual([]);
    memory.close();
  }
  const memory = reopened(file);
  const there = new Set(
    memory.entries.list({ limit: 1_000_000 }).map(({ description }) => description),
  );
  expect(kept.length).toBeGreaterThanOrEqual(100);
  expect(kept.filter((description) => !there.has(description))).toEqual([]);
  memory.close();
}, 120_000);

/** What a process said that it kept until it was killed, after a random number of entries. */
async function killedWriter(file: string, name: string): Promise<string[]> {
  const { child, saw, finished } = startProcess(process.execPath, [writer, file, name, '100000']);
  await saw(`${name} ${1 + Math.floor(Math.random() * 12)}\n`);
  child.kill('SIGKILL');
  const { stdout, stderr } = await finished;
  expect(stderr).toBe('');
  // A line that was cut off was not said.
  return stdout.split('\n').slice(0, -1);
}

function reopened(file: string) {
  return openMemory(file, {
    warn: (text) => {
      throw new Error(text);
    },
    now: () => new Date(),
  });
}
