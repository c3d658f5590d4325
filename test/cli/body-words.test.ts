import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestMemory } from '../support/test-memory.js';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const now = new Date('2026-01-31T20:00:00Z');
const env = { CWM_MEMBER: 'jdoe', CWM_TZ: 'America/New_York' };

async function dryRun(method: string, path: string, body: unknown, ...flags: string[]) {
  const argv = ['call', method, path, '-d', JSON.stringify(body), '--dry-run', ...flags];
  return await runCwm(argv, { now, env });
}

/** The body that a body given with -d is sent as. */
async function sent(
  method: string,
  path: string,
  body: unknown,
  ...flags: string[]
): Promise<unknown> {
  const run = await dryRun(method, path, body, ...flags);
  expect(run).toMatchObject({ code: 0 });
  return (run.json() as { body: unknown }).body;
}

test.each([
  ['today', '2026-01-31T05:00:00Z'],
  ['-2h', '2026-01-31T18:00:00Z'],
  ['[-1d]', '2026-01-30T05:00:00Z'],
  ['2026-01-31T09:00', '2026-01-31T14:00:00Z'],
  ['2026-01-31', '2026-01-31T05:00:00Z'],
  // What names its zone is left to the server.
  ['2026-01-31T09:00:00Z', '2026-01-31T09:00:00Z'],
  ['2026-01-31T09:00:00.123Z', '2026-01-31T09:00:00.123Z'],
  ['2026-01-31T09:00:00+01:00', '2026-01-31T09:00:00+01:00'],
])('the time %s in a body of -d is sent as %s', async (text, time) => {
  const body = { chargeToId: 1, timeStart: text, notes: text };
  expect(await sent('POST', '/time/entries', body)).toMatchObject({ timeStart: time, notes: text });
});

test.each([
  ['today', '2026-01-31T00:00:00Z'],
  ['+1mo', '2026-02-28T00:00:00Z'],
  ['2026-01-31', '2026-01-31T00:00:00Z'],
])('the day %s is the one of the calendar where the field carries a day', async (text, time) => {
  const operations = [{ op: 'replace', path: '/startDate', value: text }];
  expect(await sent('PATCH', '/finance/agreements/1', operations)).toEqual([
    { op: 'replace', path: '/startDate', value: time },
  ]);
});

test('words are read in operations, lists and what is referred to, and in no custom field', async () => {
  const operations = [
    { op: 'replace', path: 'owner', value: { identifier: 'Me' } },
    { op: 'replace', path: '/owner/identifier', value: 'me' },
    { op: 'replace', path: 'owner', value: 'me' },
    { op: 'replace', path: 'summary', value: 'me' },
    { op: 'replace', path: 'requiredDate', value: 'today' },
    { op: 'replace', path: 'contact', value: { identifier: 'me' } },
    { op: 'replace', path: 'customFields', value: [{ id: 1, value: 'today' }] },
    { op: 'remove', path: 'owner' },
  ];
  const values = [{ identifier: 'jdoe' }, 'jdoe', { identifier: 'jdoe' }, 'me'];
  const unread = [{ identifier: 'me' }, [{ id: 1, value: 'today' }], undefined];
  const flags = ['--no-check'];
  const body = await sent('PATCH', '/service/tickets/1', operations, ...flags);
  expect((body as { value: unknown }[]).map(({ value }) => value)).toEqual([
    ...values,
    '2026-01-31T00:00:00Z',
    ...unread,
  ]);
});

test('dates in elements of a list are read too', async () => {
  const body = [{ op: 'add', path: '/forecastItems/-', value: { recurringDateStart: 'today' } }];
  expect(await sent('PATCH', '/sales/opportunities/1/forecast', body, '--no-check')).toMatchObject([
    { value: { recurringDateStart: '2026-01-31T05:00:00Z' } },
  ]);
});

test.each([
  ['soon', '"soon" is not a date that cwm reads.'],
  ['2026-02-30', 'There is no date "2026-02-30".'],
  ['next month', '"next month" is many days, and a field takes one.'],
])('%s in a date field of -d is refused, and the field is named', async (text, message) => {
  const run = await dryRun('POST', '/time/entries', { chargeToId: 1, timeStart: text });
  expect({ code: run.code, message: run.error().message }).toEqual({
    code: 2,
    message: `timeStart: ${message}`,
  });
});

test('without the check what is no date goes out as it is, and what is one is read', async () => {
  const body = { timeStart: 'soon', timeEnd: 'today' };
  expect(await sent('POST', '/time/entries', body, '--no-check')).toMatchObject({
    timeStart: 'soon',
    timeEnd: '2026-01-31T05:00:00Z',
  });
});

test('me where nobody has said who that is is exit 3', async () => {
  const body = { summary: 'x', company: { id: 1 }, owner: { identifier: 'me' } };
  const argv = ['call', 'POST', '/service/tickets', '-d', JSON.stringify(body), '--dry-run'];
  const api = await fakeApi();
  expect((await runCwm(argv, { env: api.env })).code).toBe(3);
});

test('a body is kept as it was written, whoever gave its words', async () => {
  const home = temporaryFolder();
  const set = ['--set', 'timeStart=-1d', '--set', 'member=me', '--save', 'Log the day'];
  const api = await fakeApi({ request: 'POST /time/entries', status: 201, body: { id: 1 } });
  const given = JSON.stringify({ chargeToId: 1, timeEnd: 'now', notes: '{x}' });
  const argv = ['call', 'POST', '/time/entries', '-d', given, ...set, '-y'];
  const run = await runCwm(argv, { home, now, env: { ...api.env, ...env } });
  expect(run).toMatchObject({ code: 0 });
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
    chargeToId: 1,
    timeEnd: '2026-01-31T20:00:00Z',
    notes: '{x}',
    timeStart: '2026-01-30T05:00:00Z',
    member: { identifier: 'jdoe' },
  });
  expect(keptIn(home)?.data).toEqual({
    chargeToId: 1,
    timeEnd: 'now',
    notes: '{{x}',
    timeStart: '-1d',
    member: { identifier: 'me' },
  });
});

test('a search by POST is kept with its conditions as they were given', async () => {
  const home = temporaryFolder();
  const argv = ['call', 'POST', '/service/tickets/search', '-y', '--save', 'Found'];
  const flags = ['--conditions', 'lastUpdated>[today]', '-d', '{"orderBy":"id desc"}'];
  const api = await fakeApi({ request: 'POST /service/tickets/search', body: [] });
  expect(await runCwm([...argv, ...flags], { home, now, env: api.env })).toMatchObject({ code: 0 });
  expect(keptIn(home)).toMatchObject({
    params: { conditions: 'lastUpdated>[today]' },
    data: { orderBy: 'id desc' },
  });
});

function keptIn(home: string) {
  const memory = openTestMemory(join(home, 'data', 'memory.db'));
  const [entry] = memory.entries.list({ limit: 1 });
  memory.close();
  return entry;
}
