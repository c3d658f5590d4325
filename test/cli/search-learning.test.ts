import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';
import { openTestMemory } from '../support/test-memory.js';

const now = new Date('2026-03-02T10:00:00Z');
const service = 'GET /service/tickets/{parentId}/notes';
const project = 'GET /project/tickets/{parentId}/notes';

async function found(query: string, options: RunOptions, ...flags: string[]): Promise<string[]> {
  const { code, json } = await runCwm(['search', query, ...flags], { now, ...options });
  expect(code).toBe(0);
  return (json() as { method: string; path: string }[]).map(
    ({ method, path }) => `${method} ${path}`,
  );
}

/** Calls the notes of a project ticket on the sandbox, which is the second of two near-equals for `ticket notes`. */
async function callThrice(home: string): Promise<void> {
  const [ticket] = (
    await runCwm(['call', '/project/tickets', '--page-size', '1', '--profile', 'sandbox'], {
      ...{ home, now },
    })
  ).json() as { id: number }[];
  const notes = `/project/tickets/${ticket?.id ?? 0}/notes`;
  for (let times = 0; times < 3; times++)
    expect(await runCwm(['call', notes, '--profile', 'sandbox'], { home, now })).toMatchObject({
      code: 0,
    });
}

/** A memory in which an endpoint was called so many times. */
function homeWith(method: string, path: string, count: number): string {
  const home = temporaryFolder();
  const memory = openTestMemory(join(home, 'data', 'memory.db'));
  for (let times = 0; times < count; times++) memory.usage.count({ method, path }, now);
  memory.close();
  return home;
}

test('what was called comes first among near-equals, for who called it', async () => {
  const home = temporaryFolder();
  const before = await found('ticket notes', { home });
  expect(before.slice(0, 2)).toEqual([service, project]);
  await callThrice(home);
  expect((await found('ticket notes', { home })).slice(0, 2)).toEqual([project, service]);
  expect(await found('ticket notes', { home: temporaryFolder() })).toEqual(before);
  expect(await found('ticket notes', { home }, '--no-memory')).toEqual(before);
  expect(await found('ticket notes', { home, env: { CWM_NO_MEMORY: '1' } })).toEqual(before);
});

test('a habit that is not followed for half a year is forgotten', async () => {
  const home = homeWith('GET', '/project/tickets/{parentId}/notes', 1000);
  expect((await found('ticket notes', { home }))[0]).toBe(project);
  const later = new Date('2026-09-02T10:00:00Z');
  expect((await found('ticket notes', { home, now: later }))[0]).toBe(service);
});

test.each([
  ['contacts', 'GET', '/company/companies/{parentId}/notes'],
  ['contacts', 'GET', '/company/contacts/count'],
  ['create a ticket', 'GET', '/service/tickets'],
  ['GET /service/boards', 'GET', '/service/boards/{parentId}/statuses'],
  ['getServiceTickets', 'GET', '/project/tickets'],
])('%s: a thousand calls of %s %s displace no better match', async (query, method, path) => {
  const [first] = await found(query, {});
  expect(first).not.toBe(`${method} ${path}`);
  expect((await found(query, { home: homeWith(method, path, 1000) }))[0]).toBe(first);
});

test('use hides nothing', async () => {
  const home = homeWith('GET', '/project/tickets/{parentId}/notes', 1000);
  const used = await found('ticket notes', { home });
  expect(used.toSorted()).toEqual((await found('ticket notes', {})).toSorted());
});

test('--debug says what use added', async () => {
  const home = homeWith('GET', '/project/tickets/{parentId}/notes', 3);
  const { stderr } = await runCwm(['search', 'ticket notes', '--debug'], { home, now });
  expect(stderr).toMatch(/GET \/project\/tickets\/\{parentId\}\/notes, use ×1\.0\d\d$/m);
  expect(stderr).not.toMatch(/GET \/service\/tickets\/\{parentId\}\/notes, use/);
});

test.each([
  ['an empty file', ''],
  ['no database', 'memory?'.repeat(1000)],
])('a memory that is %s does not keep from searching', async (_what, content) => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  writeFileSync(join(home, 'data', 'memory.db'), content);
  const run = await runCwm(['search', 'ticket notes'], { home, now });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.json()).toHaveLength(10);
});

test('searching makes no memory', async () => {
  const home = temporaryFolder();
  await found('ticket notes', { home });
  expect(readdirSync(home, { recursive: true })).toEqual([]);
});
