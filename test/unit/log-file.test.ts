import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendLine } from '../../src/log/log-file.js';
import { openLog } from '../../src/log/log.js';
import { bundled } from '../support/bundled.js';
import { temporaryFolder } from '../support/run-cwm.js';
import { runProcess } from '../support/run-process.js';

const folder = mkdtempSync(join(tmpdir(), 'cwm-log-'));
let writer = '';
beforeAll(async () => {
  writer = await bundled('test/support/log-writer.ts', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newPlace = (bytes = 10, files = 2) => ({
  file: join(temporaryFolder(), 'state', 'cwm.log'),
  bytes,
  files,
});

test('a full file is put aside, and the oldest goes', () => {
  const place = newPlace();
  for (const line of ['first line', 'second line', 'third line', 'fourth line'])
    appendLine(place, line);
  expect(readdirSync(join(place.file, '..')).sort()).toEqual(['cwm.log.1', 'cwm.log.2']);
  expect(readFileSync(`${place.file}.1`, 'utf8')).toBe('fourth line\n');
  expect(readFileSync(`${place.file}.2`, 'utf8')).toBe('third line\n');
});

test('its owner alone reads it, whatever it was before', () => {
  const place = newPlace(1000);
  appendLine(place, 'one');
  expect(statSync(place.file).mode & 0o777).toBe(0o600);
  expect(statSync(join(place.file, '..')).mode & 0o777).toBe(0o700);
  chmodSync(place.file, 0o644);
  appendLine(place, 'two');
  expect(statSync(place.file).mode & 0o777).toBe(0o600);
});

test('nothing is written through a link', () => {
  const place = newPlace(1000);
  mkdirSync(join(place.file, '..'));
  const target = join(temporaryFolder(), 'elsewhere');
  symlinkSync(target, place.file);
  expect(() => appendLine(place, 'one')).toThrow();
  expect(existsSync(target)).toBe(false);
});

test('a lock that a process left behind keeps nobody from writing, and goes', () => {
  const place = newPlace();
  appendLine({ ...place, bytes: 1000 }, 'first line');
  mkdirSync(`${place.file}.lock`);
  utimesSync(`${place.file}.lock`, new Date(0), new Date(0));
  appendLine(place, 'second line');
  expect(readFileSync(place.file, 'utf8')).toBe('first line\nsecond line\n');
  appendLine(place, 'third line');
  expect(readFileSync(`${place.file}.1`, 'utf8')).toContain('third line');
});

test('no line of several processes is lost or torn while files are put aside', async () => {
  const file = join(temporaryFolder(), 'cwm.log');
  const names = ['a', 'b', 'c'];
  const runs = await Promise.all(
    names.map((name) => runProcess(process.execPath, [writer, file, name, '2000'])),
  );
  expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    names.map(() => ({ code: 0, stderr: '' })),
  );
  const lines = readdirSync(join(file, '..'))
    .flatMap((name) =>
      readFileSync(join(file, '..', name), 'utf8')
        .trimEnd()
        .split('\n'),
    )
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { name: string; one: number });
  expect(lines.length).toBe(6000);
  expect(new Set(lines.map(({ name, one }) => `${name} ${one}`)).size).toBe(6000);
  expect(readdirSync(join(file, '..')).length).toBeGreaterThan(2);
});

test('a log that cannot be written is told of once, and stops nothing', () => {
  const place = newPlace();
  writeFileSync(join(place.file, '../..', 'state'), 'a file in its place');
  const world = { redact: (text: string) => text, now: () => new Date(0), pid: 1 };
  const log = openLog(place, world);
  const entry = { kind: 'error', code: 'local', message: 'x' } as const;
  log.write(entry);
  log.write(entry);
  expect(log.trouble()).toContain('could not be written');
  expect(log.trouble()).toBeUndefined();
});
