import { expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

/** A server and a memory in which one call is kept. */
async function kept(
  saved: string[],
  ...stubs: Stub[]
): Promise<{ api: FakeApi; cwm: (argv: string[], options?: RunOptions) => Promise<Run> }> {
  const api = await fakeApi(...stubs);
  const home = temporaryFolder();
  const cwm = async (argv: string[], options: RunOptions = {}) =>
    await runCwm(argv, { home, env: api.env, ...options });
  expect((await cwm(['memory', 'save', ...saved])).code).toBe(0);
  return { api, cwm };
}

const ofCompany = [
  'Tickets of a company',
  '/service/tickets',
  '--conditions',
  'company/identifier = "{company}"',
];
const acme = 'GET /service/tickets?conditions=company%2Fidentifier%20%3D%20%22ACME%22';

function usesOf(run: Run): number {
  return (run.json() as { usage_count: number }).usage_count;
}

test('an entry runs by its id or its name, and the use is counted', async () => {
  const { cwm } = await kept(ofCompany, { request: acme, body: [{ id: 1 }], times: 2 });
  const run = await cwm(['memory', 'run', 'tickets-of-a-company', '--set', 'company=ACME']);
  expect([run.code, run.json()]).toEqual([0, [{ id: 1 }]]);
  await cwm(['memory', 'run', '1', '--set', 'company=ACME']);
  expect(usesOf(await cwm(['memory', 'show', '1']))).toBe(2);
});

test('a dry run and a failure are no use', async () => {
  const { cwm } = await kept(ofCompany, { request: acme, status: 400 });
  const argv = ['memory', 'run', '1', '--set', 'company=ACME'];
  expect((await cwm([...argv, '--dry-run'])).code).toBe(0);
  expect((await cwm(argv)).code).toBe(6);
  expect(usesOf(await cwm(['memory', 'show', '1']))).toBe(0);
});

test('a missing value is asked for on a terminal', async () => {
  const { cwm } = await kept(ofCompany, { request: acme, body: [] });
  const run = await cwm(['memory', 'run', '1'], { tty: true, texts: ['ACME'] });
  expect([run.code, run.questions]).toEqual([0, ['company:']]);
});

test('a placeholder may be called like something that every object has', async () => {
  const { cwm } = await kept(
    ['By', '/service/tickets', '--conditions', 'company/identifier = "{constructor}"'],
    { request: acme, body: [] },
  );
  const run = await cwm(['memory', 'run', '1'], { tty: true, texts: ['ACME'] });
  expect([run.code, run.questions]).toEqual([0, ['constructor:']]);
});

test('without a terminal, or an answer, the missing values are named', async () => {
  const { cwm } = await kept(['Two', '/service/tickets/{id}/notes', '--where', 'text ~ {what}']);
  const run = await cwm(['memory', 'run', 'two']);
  expect(run.code).toBe(2);
  expect(run.error().details.map(({ field }) => field)).toEqual(['id', 'what']);
  expect(run.error().hint).toBe('Give them with --set id=… --set what=…');
  const silent = await cwm(['memory', 'run', 'two'], { tty: true, texts: ['1', ' '] });
  expect([silent.code, silent.stderr]).toEqual([2, expect.stringContaining('two needs what.')]);
});

test('a value for what is no placeholder is refused with those that there are', async () => {
  const { cwm } = await kept(ofCompany);
  const run = await cwm(['memory', 'run', '1', '--set', 'compny=ACME']);
  expect([run.code, run.error().hint]).toEqual([2, 'Did you mean company? Known: company.']);
});

test('an unknown name is exit 5 with the nearest', async () => {
  const { cwm } = await kept(ofCompany);
  const run = await cwm(['memory', 'run', 'tickets-of-company']);
  expect([run.code, run.error().hint]).toEqual([5, 'Did you mean tickets-of-a-company?']);
});

const lists = ['Boards', '/service/boards', '--where', 'id > 1', '--order-by', 'id desc', '--all'];

test.each([
  [
    '--where adds',
    ['--where', 'id < 9', '--page', '1'],
    'orderBy=id%20desc&conditions=id%3E1%20and%20id%3C9&page=1',
  ],
  [
    'a flag replaces',
    ['--order-by', 'name', '--page', '2'],
    'orderBy=name&conditions=id%3E1&page=2',
  ],
  ['-p replaces', ['-p', 'orderby=name', '--page', '1'], 'orderBy=name&page=1&conditions=id%3E1'],
  [
    'one extent replaces another',
    ['--limit', '1'],
    'orderBy=id%20desc&conditions=id%3E1&pageSize=1&page=1',
  ],
  ['--count replaces --all', ['--count'], undefined],
])('%s what is kept', async (_what, flags, query) => {
  const { api, cwm } = await kept(lists);
  const run = await cwm(['memory', 'run', 'boards', ...flags, '--dry-run']);
  expect([run.code, api.seen]).toEqual([0, []]);
  const { url } = run.json() as { url: string };
  const [path = '', sent = ''] = url.split('?');
  const sorted = (text: string) => text.split('&').sort();
  if (query === undefined) expect(path).toMatch(/\/service\/boards\/count$/);
  else expect(sorted(sent)).toEqual(sorted(query));
});

const closing = ['Close a ticket', 'PATCH', '/service/tickets/{id}', '--set', 'status.name=Closed'];

test('a write asks as any, and is not sent without approval', async () => {
  const { api, cwm } = await kept(
    closing,
    { request: 'GET /service/tickets/7', body: { id: 7, status: { name: 'New' } } },
    { request: 'PATCH /service/tickets/7', body: { id: 7 } },
  );
  const argv = ['memory', 'run', 'close-a-ticket', '--set', 'id=7'];
  expect((await cwm(argv)).code).toBe(8);
  expect(api.seen).toEqual([]);
  expect((await cwm(argv, { tty: true, answers: [true] })).code).toBe(0);
  expect(api.seen.at(-1)?.body).toContain('Closed');
});

test('relative dates and me mean the day and the member of the run', async () => {
  const { cwm } = await kept(['Mine', '/service/tickets', '--where', 'dateEntered >= -7d']);
  const sent = async (day: string) => {
    const run = await cwm(['memory', 'run', 'mine', '--dry-run'], { now: new Date(day) });
    return new URL((run.json() as { url: string }).url).searchParams.get('conditions');
  };
  expect(await sent('2026-01-31T20:00:00Z')).toBe('dateEntered>=[2026-01-24T00:00:00Z]');
  expect(await sent('2026-02-28T20:00:00Z')).toBe('dateEntered>=[2026-02-21T00:00:00Z]');
});
