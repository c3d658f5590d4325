import { expect, test } from 'vitest';
import { createContext } from '../../src/context.js';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import { mcpClient } from '../support/mcp-client.js';
import { homeWith, profileAt } from '../support/profiles.js';
import { runCwm, type RunOptions } from '../support/run-cwm.js';

/** A server, and a home whose profile of it refuses writes. */
async function readOnlyAt(...stubs: Stub[]): Promise<{ api: FakeApi; home: string }> {
  const api = await fakeApi(...stubs);
  const profile = profileAt(api.origin, { readOnly: true, member: 'jdoe' });
  return { api, home: homeWith({ acme: profile }, { profile: 'acme' }) };
}

const tty: RunOptions = { tty: true, answers: [true] };

test.each<[string, string[], RunOptions?]>([
  ['a PATCH', ['call', 'PATCH', '/service/tickets/1', '--set', 'summary=x', '--yes']],
  ['a DELETE', ['call', 'DELETE', '/service/tickets/1', '--yes']],
  ['one that is nobody’s to approve', ['call', 'DELETE', '/service/tickets/1']],
  ['one on a terminal', ['call', 'DELETE', '/service/tickets/1'], tty],
  [
    'one with a name in its path',
    ['call', 'PATCH', '/service/boards/Help Desk', '--set', 'inactiveFlag=true', '--yes'],
  ],
  [
    'one that looks first',
    [
      ...['call', 'POST', '/company/companies', '--set', 'identifier=X', '--set', 'name=X'],
      ...['--unless-exists', 'identifier="X"', '--yes'],
    ],
  ],
  ['one that a sentence asks for', ['ask', 'close ticket 1', '--yes']],
  ['one that a sentence asks for on a terminal', ['ask', 'close ticket 1'], tty],
  ['a raw one', ['raw', 'DELETE /service/tickets/1', '--yes']],
  ['one that is unknown here', ['raw', 'POST /service/unheardOf {"a":1}', '--yes']],
])('%s is exit 8 before anything is asked of the server', async (_what, argv, options) => {
  const { api, home } = await readOnlyAt();
  const { code, stderr, questions } = await runCwm(argv, { home, ...options });
  expect(code).toBe(8);
  expect(stderr).toContain('was not sent: the profile "acme" is read-only.');
  expect(questions).toEqual([]);
  expect(api.seen).toEqual([]);
});

test('a kept write is refused as well', async () => {
  const { api, home } = await readOnlyAt();
  const save = ['memory', 'save', 'Close it', 'PATCH', '/service/tickets/1'];
  await runCwm([...save, '--set', 'summary=x'], { home });
  const { code, error } = await runCwm(['memory', 'run', 'close-it', '--yes'], { home });
  expect(code).toBe(8);
  expect(error().message).toContain('the profile "acme" is read-only');
  expect(api.seen).toEqual([]);
});

test('a session says the same', async () => {
  const { home } = await readOnlyAt();
  const lines = ['call DELETE /service/tickets/1 --yes'];
  const { stderr } = await runCwm(['repl'], { home, tty: true, lines });
  expect(stderr).toContain('the profile "acme" is read-only');
});

test('a dry run shows it', async () => {
  const { home } = await readOnlyAt();
  const argv = ['call', 'PATCH', '/service/tickets/1', '--set', 'summary=x', '--dry-run'];
  const { code, json } = await runCwm(argv, { home });
  expect(code).toBe(0);
  expect(json()).toMatchObject({ method: 'PATCH', body: [{ path: 'summary', value: 'x' }] });
});

test('the two searches that are POSTs are reads', async () => {
  const request = 'POST /service/tickets/search';
  const { home } = await readOnlyAt({ request, body: [] }, { request, body: [] });
  const body = '{"conditions":"id=1"}';
  expect(
    (await runCwm(['call', 'POST', '/service/tickets/search', '-d', body], { home })).code,
  ).toBe(0);
  expect((await runCwm(['raw', `${request} ${body}`], { home })).code).toBe(0);
});

test('what is written on this machine is not refused', async () => {
  const { home } = await readOnlyAt();
  expect((await runCwm(['memory', 'save', 'All', '/service/boards'], { home })).code).toBe(0);
  expect((await runCwm(['memory', 'clear', '--yes'], { home })).code).toBe(0);
  expect((await runCwm(['memory', 'recent', '--off'], { home })).code).toBe(0);
});

test('an assistant gets no way to write', async () => {
  const { api, home } = await readOnlyAt();
  const client = await mcpClient({ home, flags: ['--allow-writes'] });
  const { tools } = await client.request('tools/list');
  const names = (tools as { name: string }[]).map(({ name }) => name);
  expect(names).not.toContain('confirm_api_write');
  for (const [tool, input] of [
    ['execute_api_call', { method: 'DELETE', path: '/service/tickets/1' }],
    ['send_raw_api_request', { raw_request: 'DELETE /service/tickets/1' }],
  ] as const) {
    const refused = await client.tool(tool, input);
    expect(refused.isError).toBe(true);
    expect(refused.text).toContain('the profile "acme" is read-only');
  }
  expect(api.seen).toEqual([]);
});

test('the client itself sends no write, whoever forgot to ask', async () => {
  const { api, home } = await readOnlyAt({ request: 'GET /service/boards', body: [] });
  const context = createContext({
    env: { CWM_HOME: home },
    signal: new AbortController().signal,
  });
  const services = context.services({
    ...{ profile: undefined, zone: undefined, ask: undefined, reusesMemory: false },
    report: { warn() {}, note() {}, log() {}, progress() {} },
    ...{ approve: () => Promise.resolve(), refuseUnapproved() {}, expect() {} },
  });
  const client = await services.api();
  const rest = { body: undefined, infoTwin: undefined };
  const write = { method: 'DELETE', target: '/service/tickets/1', ...rest };
  for (const read of [true, false])
    await expect(client.send({ ...write, read })).rejects.toThrow(
      'the profile "acme" is read-only',
    );
  await client.send({ ...write, method: 'GET', target: '/service/boards', read: true });
  await context.close();
  expect(api.seen.map(({ method }) => method)).toEqual(['GET']);
});
