import { expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, type RunOptions } from '../support/run-cwm.js';

const now = new Date('2026-01-31T20:00:00Z');

/** The conditions that a call with them would send. */
async function sent(
  conditions: string,
  options: RunOptions = {},
  ...flags: string[]
): Promise<string | null> {
  const run = await runCwm(
    ['call', '/service/tickets', '--conditions', conditions, '--dry-run', ...flags],
    { now, ...options },
  );
  expect(run.stderr).toBe('');
  return conditionsOf(run.json());
}

function conditionsOf(request: unknown): string | null {
  return new URL((request as { url: string }).url).searchParams.get('conditions');
}

test('relative dates in conditions are replaced when sent', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?conditions=lastUpdated%3E%3D%5B2026-01-24T00%3A00%3A00Z%5D',
    body: [],
  });
  const { code } = await runCwm(
    ['call', '/service/tickets', '--conditions', 'lastUpdated>=[-7d]'],
    {
      env: api.env,
      now,
    },
  );
  expect(code).toBe(0);
});

test('the zone is the one of --tz, else of CWM_TZ, else of the machine', async () => {
  const machineZone = 'America/New_York';
  const env = { CWM_TZ: 'Europe/Berlin' };
  const today = 'lastUpdated >= [today]';
  expect(await sent(today)).toBe('lastUpdated >= [2026-01-31T00:00:00Z]');
  expect(await sent(today, { machineZone })).toBe('lastUpdated >= [2026-01-31T05:00:00Z]');
  expect(await sent(today, { machineZone, env })).toBe('lastUpdated >= [2026-01-30T23:00:00Z]');
  expect(await sent(today, { machineZone, env }, '--tz', 'asia/kolkata')).toBe(
    'lastUpdated >= [2026-01-31T18:30:00Z]',
  );
});

test('a day is a range', async () => {
  expect(await sent('closedFlag=true and closedDate=[yesterday]')).toBe(
    'closedFlag=true and (closedDate >= [2026-01-30T00:00:00Z] and closedDate < [2026-01-31T00:00:00Z])',
  );
});

test.each([
  ['with -p', ['/service/tickets', '-p', 'conditions=lastUpdated<[today]']],
  ['in the path', ['/service/tickets?conditions=lastUpdated<[today]']],
  ['in the path, encoded', ['/service/tickets?Conditions=lastUpdated%3C%5Btoday%5D']],
])('they are replaced where conditions are given %s', async (_where, words) => {
  const run = await runCwm(['call', ...words, '--dry-run'], { now });
  expect(conditionsOf(run.json())).toBe('lastUpdated<[2026-01-31T00:00:00Z]');
});

test('fields that carry a calendar day take it at midnight UTC, in lists and counts', async () => {
  for (const path of ['/finance/agreements', '/finance/agreements/count']) {
    const run = await runCwm(
      ['call', path, '--conditions', 'endDate<=[today]', '--tz', 'Asia/Kolkata', '--dry-run'],
      { now },
    );
    expect(conditionsOf(run.json())).toBe('endDate<=[2026-02-01T00:00:00Z]');
  }
});

test('ISO dates and brackets in quotes are sent as they are', async () => {
  const written = 'lastUpdated>[2026-01-31T00:00:00Z] and summary like "[today]%"';
  expect(await sent(written)).toBe(written);
});

test.each([['soon'], ['11/22/2026'], ['7 days ago']])('[%s] is refused', async (date) => {
  const run = await runCwm(['call', '/service/tickets', '--conditions', `lastUpdated>[${date}]`]);
  expect(run.code).toBe(2);
  expect(run.error().message).toBe(`"${date}" is not a date that cwm reads.`);
  expect(run.error().hint).toContain('Dates: 2026-01-31, ');
});

test('a zone that does not exist is refused, by every command when it is a flag', async () => {
  const flag = await runCwm(['search', 'tickets', '--tz', 'Europe/Berln']);
  expect(flag.code).toBe(2);
  expect(flag.error().message).toBe('--tz: there is no time zone "Europe/Berln".');
  expect(flag.error().hint).toContain('Europe/Berlin');
  const env = await runCwm(['call', '/service/tickets', '--conditions', 'lastUpdated>[now]'], {
    env: { CWM_TZ: 'Berlin' },
  });
  expect(env.code).toBe(2);
  expect(env.error().message).toBe('CWM_TZ: there is no time zone "Berlin".');
});

/** The body that setting dates in New York would send. */
async function bodyOf(...words: string[]): Promise<unknown> {
  const run = await runCwm(['call', ...words, '--tz', 'America/New_York', '--dry-run'], { now });
  expect(run).toMatchObject({ code: 0 });
  return (run.json() as { body: unknown }).body;
}

test.each(['timeStart', '/timeStart', 'TIMESTART'])(
  'a time that --set %s gives is one of the zone',
  async (path) => {
    const body = await bodyOf('POST', '/time/entries', '--set', `${path}=2026-01-31T09:00`);
    expect(body).toMatchObject({ timeStart: '2026-01-31T14:00:00Z' });
  },
);

test.each(['forecastItems.0.recurringDateStart', 'forecastItems/0/recurringDateStart'])(
  'so is the one of a part, set by %s',
  async (path) => {
    const set = ['--set', `${path}=today`];
    const body = await bodyOf('PATCH', '/sales/opportunities/1/forecast', ...set, '--no-check');
    expect(body).toMatchObject([{ value: '2026-01-31T05:00:00Z' }]);
  },
);

test.each([
  ['2026-01-31T24:00:00Z', 'There is no date "2026-01-31T24:00:00Z".'],
  ['soon', '"soon" is not a date that cwm reads.'],
  ['next month', '"next month" is many days, and a field takes one.'],
])('%s is no date for a field, which is named', async (text, message) => {
  const argv = ['call', 'POST', '/time/entries', '--set', `/timeStart=${text}`, '--dry-run'];
  const run = await runCwm(argv, { now });
  expect(run.code).toBe(2);
  expect(run.error().message).toBe(`/timeStart: ${message}`);
  expect(run.error().hint).toContain('2026-01-31');
});
