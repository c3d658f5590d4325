import { expect, test } from 'vitest';
import { fakeApi, fakeKeys, type FakeApi, type Stub } from '../support/fake-api.js';
import { memoryKeyring } from '../support/keyrings.js';
import { mcpClient } from '../support/mcp-client.js';
import { homeWith, profileAt } from '../support/profiles.js';
import { runCwm, type Run, type RunOptions } from '../support/run-cwm.js';

interface World {
  one: FakeApi;
  two: FakeApi;
  home: string;
  cwm: (argv: string[], options?: RunOptions) => Promise<Run>;
}

/** Two servers and a profile of each; the first is in use. */
async function world(ofOne: Stub[], ofTwo: Stub[]): Promise<World> {
  const [one, two] = [await fakeApi(...ofOne), await fakeApi(...ofTwo)];
  const profiles = {
    one: profileAt(one.origin, { company: 'first', member: 'jdoe', timeZone: 'Asia/Tokyo' }),
    two: profileAt(two.origin, { company: 'second', member: 'asmith' }),
  };
  const home = homeWith(profiles, { profile: 'one' });
  return { one, two, home, cwm: (argv, options) => runCwm(argv, { home, ...options }) };
}

const boards: Stub = { request: 'GET /service/boards', body: [] };
const found = (id: number): Stub => ({
  request: 'GET /service/boards?conditions=name%3D%22Alerts%22&fields=id%2Cname&pageSize=10',
  body: [{ id, name: 'Alerts' }],
});

test('each profile asks its own server for the id of a name, in one session', async () => {
  const statuses = (id: number, name: string): Stub => ({
    request: `GET /service/boards/${id}/statuses`,
    body: [{ name }],
  });
  const { home } = await world(
    [
      { ...found(1), times: 2 },
      { ...statuses(1, 'Of the first'), times: 2 },
    ],
    [found(2), statuses(2, 'Of the second')],
  );
  const line = 'call /service/boards/Alerts/statuses -o text --query [].name';
  const lines = [line, `${line} --profile two`, line];
  const { stdout } = await runCwm(['repl'], { home, tty: true, lines });
  expect(stdout.match(/Of the \w+/g)).toEqual(['Of the first', 'Of the second', 'Of the first']);
});

test('each profile sends its own credentials', async () => {
  const { one, two, cwm } = await world([boards], [boards]);
  await cwm(['call', '/service/boards']);
  await cwm(['call', '/service/boards', '--profile', 'two']);
  const users = [one, two].map(({ seen }) => userOf(seen[0]?.headers.authorization));
  expect(users).toEqual([`first+${fakeKeys.publicKey}`, `second+${fakeKeys.publicKey}`]);
});

test('recent calls are those of the profile', async () => {
  const { cwm } = await world([boards], [{ request: 'GET /system/info', body: {} }]);
  await cwm(['call', '/service/boards']);
  await cwm(['call', '/system/info', '--profile', 'two']);
  const paths = ['memory', 'recent', '--query', '[].path'];
  expect((await cwm(paths)).json()).toEqual(['/service/boards']);
  expect((await cwm([...paths, '--profile', 'two'])).json()).toEqual(['/system/info']);
});

test('a bare call takes nothing that another profile has kept', async () => {
  const filtered = 'GET /service/boards?pageSize=5';
  const { cwm, two } = await world([{ request: filtered, body: [] }], [boards]);
  await cwm(['memory', 'save', 'Some boards', '/service/boards', '--page-size', '5']);
  const own = await cwm(['call', '/service/boards'], { tty: true });
  expect(own.stderr).toContain('As kept in some-boards');
  const other = await cwm(['call', '/service/boards', '--profile', 'two'], { tty: true });
  expect(other.stderr).not.toContain('As kept in');
  expect(two.seen).toHaveLength(1);
});

test('a cursor of one profile is none of another', async () => {
  const next = { link: '<http://127.0.0.1/x?page=2>; rel="next"' };
  const rows = Array.from({ length: 25 }, (_, index) => ({ id: index + 1 }));
  const { home } = await world(
    [
      { request: 'GET /service/boards?fields=id&pageSize=25', body: rows, headers: next },
      { request: 'GET /service/boards/count', body: { count: 60 }, optional: true },
    ],
    [],
  );
  const input = { path: '/service/boards', params: { fields: 'id', pageSize: 25 } };
  const first = await (await mcpClient({ home })).tool('execute_api_call', input);
  const cursor = first.structured['next_cursor'];
  expect(cursor).toEqual(expect.any(String));
  const other = await mcpClient({ home, flags: ['--profile', 'two'] });
  const refused = await other.tool('execute_api_call', { ...input, cursor });
  expect(refused.isError).toBe(true);
});

test('an assistant’s server stays with its profile when another comes into use', async () => {
  const { home, one, two, cwm } = await world(
    [
      { ...boards, times: 2 },
      { request: 'DELETE /service/boards/7', status: 204 },
      { request: 'GET /service/boards/7', body: { id: 7 }, optional: true, times: 2 },
    ],
    [],
  );
  const client = await mcpClient({ home });
  await client.tool('execute_api_call', { path: '/service/boards' });
  const preview = await client.tool('execute_api_call', {
    ...{ method: 'DELETE', path: '/service/boards/7' },
  });
  await cwm(['profile', 'use', 'two']);
  const { token, request } = preview.structured;
  expect((await client.tool('confirm_api_write', { token, request })).isError).toBe(false);
  await client.tool('execute_api_call', { path: '/service/boards' });
  expect(two.seen).toEqual([]);
  expect(one.seen.map(({ method }) => method)).toContain('DELETE');
});

test('me and days are those of the profile, in conditions, bodies and for assistants', async () => {
  const ticket = { request: 'GET /service/tickets/1', body: { id: 1 } };
  const { home, cwm } = await world([], [ticket]);
  const now = new Date('2026-11-22T20:00:00Z');
  const dry = ['call', '/service/tickets', '--where', 'owner = me', '--dry-run'];
  const urlOf = async (...flags: string[]) =>
    decodeURIComponent(((await cwm([...dry, ...flags], { now })).json() as { url: string }).url);
  expect(await urlOf()).toContain('owner/identifier="jdoe"');
  expect(await urlOf('--profile', 'two')).toContain('owner/identifier="asmith"');
  // It is the 23rd already in Tokyo, whose midnight is 15:00 UTC.
  const today = ['--where', 'dateEntered = today'];
  expect(await urlOf(...today)).toContain('2026-11-22T15:00:00Z');
  expect(await urlOf(...today, '--profile', 'two')).toContain('2026-11-22T00:00:00Z');
  expect(await urlOf(...today, '--tz', 'UTC')).toContain('2026-11-22T00:00:00Z');
  const body = ['call', 'PATCH', '/service/tickets/1', '--set', 'owner=me', '--dry-run'];
  expect((await cwm([...body, '--profile', 'two'])).stdout).toContain('asmith');
  const client = await mcpClient({ home, flags: ['--profile', 'two'] });
  const shown = await client.tool('execute_api_call', {
    ...{ method: 'PATCH', path: '/service/tickets/1' },
    data: [{ op: 'replace', path: 'owner', value: { identifier: 'me' } }],
  });
  expect(JSON.stringify(shown.structured)).toContain('asmith');
});

test('a table shows times in the zone of the profile', async () => {
  const row = { id: 1, _info: { lastUpdated: '2026-11-22T20:00:00Z' } };
  const stub: Stub = { request: 'GET /service/boards/1', body: row };
  const { cwm } = await world([stub], []);
  const argv = ['call', '/service/boards/1', '--columns', 'id,_info.lastUpdated', '-o', 'table'];
  expect((await cwm(argv)).stdout).toContain('2026-11-23 05:00');
});

test('CWM_MEMBER is of the environment alone', async () => {
  const { cwm } = await world([], []);
  const argv = ['call', '/service/tickets', '--where', 'owner = me', '--dry-run'];
  const { stdout } = await cwm(argv, { env: { CWM_MEMBER: 'mlee' } });
  expect(stdout).toContain('jdoe');
  expect(stdout).not.toContain('mlee');
});

test('a profile that a flag names never takes keys from the environment', async () => {
  const { one } = await world([], []);
  const { code, error } = await runCwm(['call', '/service/boards', '--profile', 'ring'], {
    home: homeWith({ ring: profileAt(one.origin, { keys: 'keyring' }) }),
    keyring: memoryKeyring(),
    env: one.env,
  });
  expect(code).toBe(3);
  expect(error().message).toBe('The keys of the profile "ring" are not in the keyring.');
  expect(error().hint).toBe('Enter them again: cwm login ring');
});

test('an incomplete environment never takes what it lacks from the profile in use', async () => {
  const { one, cwm } = await world([], []);
  const { code, error } = await cwm(['call', '/service/boards'], {
    env: { CONNECTWISE_API_URL: one.env['CONNECTWISE_API_URL'] ?? '' },
  });
  expect(code).toBe(3);
  expect(error().message).toContain('CONNECTWISE_PRIVATE_KEY');
});

test.each<[string, Partial<Stub>, string, string]>([
  ['401', { status: 401 }, 'did not accept', 'cwm login one'],
  ['403', { status: 403 }, 'The API member of the profile "one"', 'Its security role needs'],
  [
    'Cannot route',
    { status: 400, body: 'Cannot route. Codebase/company is invalid.' },
    'does not know this company',
    'company and address of the profile "one"',
  ],
  ['404', { status: 404 }, '404', 'the address of the profile "one"'],
  [
    'a clientId that is missing',
    { status: 400, body: { code: 'X', message: 'clientId is required' } },
    'clientId',
    'cwm login one',
  ],
  [
    'a redirect',
    { status: 302, headers: { location: 'https://a.example.com' } },
    '302',
    'cwm login one',
  ],
])('%s names the profile, not variables', async (_what, answer, message, hint) => {
  const { cwm } = await world([{ ...boards, body: {}, ...answer }], []);
  const { error, stderr } = await cwm(['call', '/service/boards']);
  expect(error().message).toContain(message);
  expect(error().hint).toContain(hint);
  expect(stderr).not.toContain('CONNECTWISE_');
});

test('an assistant is told that a login is for the command line', async () => {
  const { home } = await world([{ ...boards, status: 401, body: {} }], []);
  const refused = await (
    await mcpClient({ home })
  ).tool('execute_api_call', {
    path: '/service/boards',
  });
  expect(refused.text).toContain('Enter them again, on the command line: cwm login one');
});

function userOf(authorization = ''): string {
  const text = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
  return text.slice(0, text.indexOf(':'));
}
