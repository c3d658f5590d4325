import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const troubles: [string, (data: string) => void][] = [
  ['is damaged', (data) => writeFileSync(join(data, 'memory.db'), 'no database'.repeat(1000))],
  ['is empty', (data) => writeFileSync(join(data, 'memory.db'), '')],
  ['is a folder', (data) => mkdirSync(join(data, 'memory.db'))],
  ['was written by a newer cwm', newer],
];

test.each(troubles)('search, describe and call work where the memory %s', async (_, damage) => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  damage(join(home, 'data'));
  for (const argv of [
    ['search', 'tickets'],
    ['describe', '/service/tickets'],
    ['call', '/service/tickets', '--limit', '1', '--profile', 'sandbox'],
    ['call', '/service/tickets', '--profile', 'sandbox', '--dry-run'],
  ]) {
    const { code, stderr } = await runCwm(argv, { home });
    expect({ argv, code, error: /Error/.test(stderr) }).toEqual({ argv, code: 0, error: false });
  }
  // On a terminal a bare call looks into memory before it is sent.
  const { code } = await runCwm(['call', '/service/tickets', '--profile', 'sandbox'], {
    home,
    tty: true,
  });
  expect(code).toBe(0);
});

test('a damaged memory is moved aside with a warning, and the call is kept in a new one', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  writeFileSync(join(home, 'data', 'memory.db'), 'no database'.repeat(1000));
  const { code, stderr } = await runCwm(
    ['call', '/service/tickets', '--limit', '1', '--profile', 'sandbox', '--save', 'One ticket'],
    { home },
  );
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^Warning: The memory .*memory\.db is damaged; it was moved aside as .*memory-damaged-.*\.db\. There is no backup of it, so memory begins anew\./,
  );
  expect(readdirSync(join(home, 'data')).filter((name) => name.includes('damaged'))).toHaveLength(
    1,
  );
  const db = new Database(join(home, 'data', 'memory.db'), { readonly: true });
  expect(db.prepare('SELECT slug FROM saved_queries').pluck().all()).toEqual(['one-ticket']);
  db.close();
});

function newer(data: string): void {
  const db = new Database(join(data, 'memory.db'));
  db.exec('CREATE TABLE anything (id)');
  db.pragma('user_version = 99');
  db.close();
}
