import { expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

/** A memory of its own: `cwm memory save …` in it, and other commands. */
function memory(options: RunOptions = {}): {
  cwm: (...argv: string[]) => Promise<Run>;
  save: (...argv: string[]) => Promise<Run>;
} {
  const home = temporaryFolder();
  const cwm = async (...argv: string[]) =>
    await runCwm([...argv, '--profile', 'sandbox'], { home, ...options });
  return { cwm, save: async (...argv) => await cwm('memory', 'save', ...argv) };
}

test('a call is kept under its description', async () => {
  const { save } = memory({ now: new Date('2026-01-31T20:00:00Z') });
  const run = await save(
    'Open tickets of a company',
    '/service/tickets',
    ...['--where', 'company = {company=Acme}', '--where', 'dateEntered >= -7d'],
    ...['--order-by', 'id desc', '--fields', 'id,summary', '--limit', '5', '-p', 'pageSize=10'],
  );
  expect(run.stderr).toBe('');
  expect(run.json()).toEqual({
    id: 1,
    slug: 'open-tickets-of-a-company',
    description: 'Open tickets of a company',
    method: 'GET',
    path: '/service/tickets',
    params: {
      pageSize: 10,
      where: ['company = {company=Acme}', 'dateEntered >= -7d'],
      orderBy: 'id desc',
      fields: 'id,summary',
      limit: 5,
    },
    data: null,
    usage_count: 0,
    last_used: null,
    created: '2026-01-31T20:00:00.000Z',
    profile: 'sandbox',
    saved_by: 'cli',
  });
});

test('a call that is kept already stays as it is, however it is written', async () => {
  const { save, cwm } = memory();
  await save('Two boards', '/service/boards', '--page-size', '2');
  const again = await save('Another name', 'GET', '/service/boards?pageSize=2');
  expect([again.code, (again.json() as { slug: string }).slug]).toEqual([0, 'two-boards']);
  expect((await cwm('memory', 'list')).json()).toHaveLength(1);
});

test.each([
  ['an unknown path', ['/service/tickts'], 5, '/service/tickets'],
  ['an unknown parameter', ['/service/tickets', '-p', 'pagesice=2'], 2, 'pageSize'],
  ['a bad condition', ['/service/tickets', '--conditions', 'closedFlag = maybe'], 2, 'closedFlag'],
  [
    'a misspelt field beside a placeholder',
    ['/service/tickets', '--where', 'sumary ~ x', '--where', 'company = {c}'],
    2,
    'summary',
  ],
  ['a default that does not fit', ['/service/tickets', '--conditions', 'id = {id=abc}'], 2, 'id'],
  ['a bad body', ['POST', '/service/tickets', '-d', '{"summary":1}'], 2, 'summary'],
  ['a missing body', ['POST', '/service/tickets'], 2, 'body'],
  ['flags that do not go together', ['/service/tickets', '--count', '--all'], 2, '--count'],
  ['an upload', ['POST', '/system/documents'], 2, 'upload'],
  ['no call', [], 2, '--last'],
])('%s is refused', async (_what, argv, code, said) => {
  const run = await memory().save('A call', ...argv);
  expect(run.code).toBe(code);
  expect(run.stdout).toBe('');
  expect(run.stderr).toContain(said);
});

test('--no-check keeps what the catalog does not know', async () => {
  const { save } = memory();
  const run = await save('New', 'GET', '/service/novelties/{id}', '--no-check');
  expect(run.json()).toMatchObject({ path: '/service/novelties/{id}' });
});

test('placeholders keep their own names, in the path and in fields of every type', async () => {
  const { save } = memory();
  const run = await save(
    ...['Move a ticket', 'PATCH', '/service/tickets/{ticket}'],
    ...[
      '--set',
      'board={board}',
      '--set',
      'customFields.Region={region}',
      '--set',
      'summary=now {{ {what}',
    ],
  );
  expect(run.json()).toMatchObject({
    path: '/service/tickets/{ticket}',
    data: [
      { op: 'replace', path: 'board', value: '{board}' },
      { op: 'replace', path: 'summary', value: 'now {{ {what}' },
      { op: 'replace', path: 'customFields', value: [{ caption: 'Region', value: '{region}' }] },
    ],
  });
});

test('--param makes a literal a placeholder', async () => {
  const { save } = memory();
  const run = await save(
    ...['Tickets of a board', '/service/tickets', '--conditions', 'board/name = "Help Desk"'],
    ...['--param', 'board=Help Desk'],
  );
  expect(run.json()).toMatchObject({ params: { conditions: 'board/name = "{board=Help Desk}"' } });
});

test('the last call is kept, or the n-th', async () => {
  const { cwm, save } = memory();
  await cwm('call', '/service/boards', '--fields', 'id,name');
  await cwm('raw', 'GET /service/priorities?pageSize=2');
  expect((await cwm('memory', 'recent', '--columns', 'n,path,params')).json()).toEqual([
    { n: 1, path: '/service/priorities', params: { pageSize: 2 } },
    { n: 2, path: '/service/boards', params: { fields: 'id,name' } },
  ]);
  expect((await save('Priorities', '--last')).json()).toMatchObject({
    path: '/service/priorities',
    params: { pageSize: 2 },
  });
  expect((await save('Boards', '--last', '2')).json()).toMatchObject({ path: '/service/boards' });
  expect((await save('None', '--last', '3')).error()).toMatchObject({
    message: 'There is no call 3: 2 calls noted.',
  });
});

test('the body of a write is not among the recent calls: it has to be given again', async () => {
  const { cwm, save } = memory();
  const write = ['call', 'PATCH', '/service/tickets/1', '--set', 'summary=Noted {here}', '--yes'];
  await cwm(...write);
  const missing = await save('Note it', '--last');
  expect([missing.code, missing.error().message]).toEqual([
    2,
    'The body of PATCH /service/tickets/1 was not kept.',
  ]);
  expect((await save('Note it', '--last', '--set', 'summary={what}')).json()).toMatchObject({
    path: '/service/tickets/1',
    data: [{ op: 'replace', path: 'summary', value: '{what}' }],
  });
  const both = await save('Note it', '--last', '--where', 'id = 1');
  expect(both.code).toBe(2);
});

test('what looks like a secret is refused without being said, unless --force', async () => {
  const { save } = memory();
  const argv = [
    'Note',
    'POST',
    '/service/tickets/1/notes',
    '-d',
    '{"text":"password: Hunter2026"}',
  ];
  const run = await save(...argv);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('data.text');
  expect(run.stderr).not.toContain('Hunter2026');
  expect((await save(...argv, '--force')).code).toBe(0);
});

test('a description that looks like a secret is refused, before anything is sent', async () => {
  const { cwm, save } = memory();
  const description = 'VPN, password: Hunter2026';
  for (const run of [
    await save(description, '/service/boards'),
    await cwm('call', '/service/boards', '--save', description),
  ]) {
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).not.toContain('Hunter2026');
  }
  expect((await save(description, '/service/boards', '--force')).code).toBe(0);
});

test.each([
  ['empty', ' \u202e '],
  ['too long', 'x'.repeat(201)],
])('a description that is %s is refused', async (_what, description) => {
  expect((await memory().save(description, '/service/boards')).code).toBe(2);
});

test('call --save keeps what succeeded, a streamed list too', async () => {
  const { cwm } = memory();
  const run = await cwm('call', '/service/boards', '--all', '--save', 'All boards', '-o', 'ndjson');
  expect(run.code).toBe(0);
  expect((await cwm('memory', 'show', 'all-boards')).json()).toMatchObject({
    params: { all: true },
  });
});

test('call --save keeps nothing of a call that failed', async () => {
  const { cwm } = memory();
  expect((await cwm('call', '/service/tickets/999999', '--save', 'A ticket')).code).toBe(5);
  expect((await cwm('memory', 'list')).json()).toEqual([]);
});

test.each([
  ['a dry run', ['--save', 'Close it', '--dry-run'], '--dry-run'],
  ['an empty description', ['--save', ' '], 'description'],
  ['a secret', ['--save', 'Close it', '--set', 'summary=token: abc123def'], 'data.1.value'],
  [
    'a key of the connection',
    ['--save', 'Close it', '--set', `summary=${fakeKeys.privateKey}`],
    'data.1.value',
  ],
])('call --save refuses %s before anything is sent', async (_what, argv, said) => {
  const api = await fakeApi();
  const run = await runCwm(
    ['call', 'PATCH', '/service/tickets/1', '--set', 'status.name=Closed', '--yes', ...argv],
    { env: api.env },
  );
  expect([run.code, api.seen]).toEqual([2, []]);
  expect(run.stderr).toContain(said);
});
