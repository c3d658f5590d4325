import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { storedIn } from '../support/login.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

/** A memory with three entries, of which the second was used. */
async function three(): Promise<(argv: string[], options?: RunOptions) => Promise<Run>> {
  const home = temporaryFolder();
  const cwm = async (argv: string[], options: RunOptions = {}) =>
    await runCwm([...argv, '--profile', 'sandbox'], { home, ...options });
  await cwm([
    'memory',
    'save',
    'Open tickets of a company',
    '/service/tickets',
    '--where',
    'company = {company=ACME}',
  ]);
  await cwm(['memory', 'save', 'Two boards', '/service/boards', '--page-size', '2']);
  await cwm([
    'memory',
    'save',
    'Close a ticket',
    'PATCH',
    '/service/tickets/{id}',
    '--set',
    'status.name=Closed',
  ]);
  await cwm(['memory', 'run', 'two-boards']);
  return cwm;
}

const slugs = ['--query', '[].slug'];

test('the list is by use, then recency; its rows have what an entry has', async () => {
  const cwm = await three();
  const run = await cwm(['memory', 'list']);
  expect((run.json() as { slug: string }[]).map(({ slug }) => slug)).toEqual([
    'two-boards',
    'close-a-ticket',
    'open-tickets-of-a-company',
  ]);
  expect(Object.keys((run.json() as object[])[0] ?? {})).toEqual([
    ...['id', 'slug', 'description', 'method', 'path', 'params', 'data'],
    ...['usage_count', 'last_used', 'created', 'profile', 'saved_by'],
  ]);
});

test.each([
  [['ticket'], ['close-a-ticket', 'open-tickets-of-a-company']],
  [['SERVICE/BOARDS'], ['two-boards']],
  [['open', 'company'], ['open-tickets-of-a-company']],
  [['printer'], []],
])('a search for %j looks into description, name and path', async (words, found) => {
  const cwm = await three();
  expect((await cwm(['memory', 'list', ...words, ...slugs])).json()).toEqual(found);
});

test('a list that was cut says so', async () => {
  const cwm = await three();
  const run = await cwm(['memory', 'list', '--limit', '1', ...slugs]);
  expect(run.json()).toEqual(['two-boards']);
  expect(run.stderr).toBe('Warning: 1 row, more exist: --limit n, or words to search for.\n');
});

test('where nothing is kept a person is told, and no file is made', async () => {
  const home = temporaryFolder();
  const run = await runCwm(['memory', 'list'], { home, tty: true });
  expect([run.code, run.stdout]).toEqual([0, '']);
  expect(run.stderr).toContain('Nothing is kept yet');
  expect((await runCwm(['memory', 'stats'], { home })).json()).toEqual([]);
});

test('a person sees an entry as a card', async () => {
  const cwm = await three();
  const now = new Date('2026-01-31T20:00:00Z');
  await cwm(
    [
      'memory',
      'save',
      'A note',
      'POST',
      '/service/tickets/{id}/notes',
      '--set',
      'text={text=Called back}',
    ],
    { now },
  );
  const { stdout } = await cwm(['memory', 'show', 'a-note', '--no-color'], { tty: true });
  expect(stdout.replaceAll('\r\n', '\n')).toBe(`A note
a-note · id 4 · not used yet

Run    cwm memory run a-note --set 'id=…' --set 'text=Called back'
Calls  cwm call POST '/service/tickets/{id}/notes' -d '{"text":"Called back"}'
Values id    has to be given
       text  Called back unless given
Kept   2026-01-31 with sandbox
`);
});

test('rename gives another description and name; the old name is gone', async () => {
  const cwm = await three();
  const run = await cwm(['memory', 'rename', 'two-boards', 'The\u202e first', 'boards']);
  expect(run.json()).toMatchObject({
    id: 2,
    slug: 'the-first-boards',
    description: 'The first boards',
  });
  expect((await cwm(['memory', 'show', 'two-boards'])).code).toBe(5);
});

test('delete forgets one entry and prints nothing', async () => {
  const cwm = await three();
  const run = await cwm(['memory', 'delete', '2']);
  expect([run.code, run.stdout, run.stderr]).toEqual([0, '', '']);
  expect((await cwm(['memory', 'list', ...slugs])).json()).toEqual([
    'close-a-ticket',
    'open-tickets-of-a-company',
  ]);
  expect((await cwm(['memory', 'delete', '2'])).code).toBe(5);
});

test('clear needs approval, and restore takes it back', async () => {
  const cwm = await three();
  const before = (await cwm(['memory', 'list'])).json();
  expect((await cwm(['memory', 'clear'])).code).toBe(8);
  const asked = await cwm(['memory', 'clear'], { tty: true, answers: [false] });
  expect([asked.code, asked.questions]).toEqual([8, ['Forget them?']]);
  expect((await cwm(['memory', 'list'])).json()).toEqual(before);
  expect((await cwm(['memory', 'clear', '--yes'])).code).toBe(0);
  expect((await cwm(['memory', 'list'])).json()).toEqual([]);
  expect((await cwm(['memory', 'restore'])).code).toBe(0);
  expect((await cwm(['memory', 'list'])).json()).toEqual(before);
});

test('restore asks before it replaces entries', async () => {
  const cwm = await three();
  await cwm(['memory', 'clear', '--yes']);
  await cwm(['memory', 'save', 'Members', '/system/members', '--page-size', '5']);
  expect((await cwm(['memory', 'restore'])).code).toBe(8);
  expect((await cwm(['memory', 'restore', '--yes'])).code).toBe(0);
  expect((await cwm(['memory', 'list', ...slugs])).json()).toHaveLength(3);
});

test('recent calls can be turned off and on', async () => {
  const cwm = await three();
  expect((await cwm(['memory', 'recent'])).json()).toHaveLength(1);
  await cwm(['memory', 'recent', '--off']);
  await cwm(['call', '/service/boards']);
  expect((await cwm(['memory', 'recent'])).json()).toEqual([]);
  await cwm(['memory', 'recent', '--on']);
  await cwm(['call', '/service/boards']);
  expect((await cwm(['memory', 'recent', '--query', '[].path'])).json()).toEqual([
    '/service/boards',
  ]);
  expect((await cwm(['memory', 'recent', '--on', '--off'])).code).toBe(2);
});

test('what an older memory says of recent calls is a setting from then on', async () => {
  const home = temporaryFolder();
  const cwm = (argv: string[]) => runCwm([...argv, '--profile', 'sandbox'], { home });
  await cwm(['call', '/service/boards']);
  const file = join(home, 'data', 'memory.db');
  const db = new Database(file);
  db.exec("INSERT INTO settings VALUES ('recent', 'off'); DELETE FROM recent_calls");
  db.close();
  await cwm(['call', '/service/boards']);
  expect((await cwm(['memory', 'recent'])).json()).toEqual([]);
  expect(storedIn(home).settings).toMatchObject({ recentCalls: false });
  await cwm(['memory', 'recent', '--on']);
  await cwm(['call', '/service/boards']);
  expect((await cwm(['memory', 'recent'])).json()).toHaveLength(1);
  expect(storedIn(home).settings).not.toHaveProperty('recentCalls');
});

test('calls are counted by endpoint, without ids; forget clears the counts and the recent calls', async () => {
  const cwm = await three();
  await cwm(['call', '/service/tickets/1']);
  await cwm(['raw', 'GET /service/tickets/2']);
  await cwm(['call', '/service/tickets/3', '--dry-run']);
  const stats = ['memory', 'stats', '--columns', 'method,template,count'];
  expect((await cwm(stats)).json()).toEqual([
    { method: 'GET', template: '/service/tickets/{id}', count: 2 },
    { method: 'GET', template: '/service/boards', count: 1 },
  ]);
  expect((await cwm(['memory', 'forget'])).code).toBe(8);
  expect((await cwm(['memory', 'forget', '--yes'])).code).toBe(0);
  expect((await cwm(stats)).json()).toEqual([]);
  expect((await cwm(['memory', 'recent'])).json()).toEqual([]);
  expect((await cwm(['memory', 'list'])).json()).toHaveLength(3);
});

test('a call whose params look like a secret is not among the recent ones', async () => {
  const cwm = await three();
  await cwm(['call', '/service/tickets', '--conditions', 'summary = "token: abc123def"']);
  expect((await cwm(['memory', 'recent', '--query', '[].path'])).json()).toEqual([
    '/service/boards',
  ]);
});
