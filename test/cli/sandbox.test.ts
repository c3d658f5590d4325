import { expect, test } from 'vitest';
import { openCatalog } from '../../src/catalog/locate.js';
import { sandboxKeys, startSandbox } from '../../src/sandbox/sandbox.js';
import { runCwm, temporaryFolder, type Run } from '../support/run-cwm.js';
import { inject } from 'vitest';

/** One sandbox for the commands of a test. */
function sandbox(): (...argv: string[]) => Promise<Run> {
  const home = temporaryFolder();
  return (...argv) => runCwm(['call', ...argv, '--profile', 'sandbox', '--yes'], { home });
}

test('it has the names that documentation relies on', async () => {
  const call = sandbox();
  const names = async (path: string, query: string) => (await call(path, '--query', query)).json();
  expect(await names('/company/companies', '[].[identifier,name]')).toEqual([
    ['ACME', 'Acme Manufacturing'],
    ['CONTOSO', 'Contoso Dental'],
    ['NORTHWIND', 'Northwind Traders'],
    ['FABRIKAM', 'Fabrikam Legal'],
  ]);
  expect(await names('/system/members', '[].[identifier,firstName,lastName]')).toEqual([
    ['jdoe', 'John', 'Doe'],
    ['asmith', 'Anna', 'Smith'],
    ['mlee', 'Min', 'Lee'],
  ]);
  expect(await names('/service/boards', '[].name')).toEqual(['Help Desk', 'Projects', 'Alerts']);
  expect(await names('/service/boards/1/statuses', '[].name')).toEqual([
    'New',
    'In Progress',
    'Waiting on Customer',
    'Closed',
  ]);
  expect(await names('/service/priorities', '[].name')).toEqual([
    'Priority 1 - Critical',
    'Priority 2 - High',
    'Priority 3 - Medium',
    'Priority 4 - Low',
  ]);
});

test.each([
  '/company/companies',
  '/company/contacts',
  '/service/boards',
  '/service/priorities',
  '/system/members',
  '/service/tickets',
  '/service/tickets/1/notes',
  '/time/entries',
])('%s lists records, and each is there by its id and counted', async (path) => {
  const call = sandbox();
  const rows = (await call(path, '--page-size', '1000')).json() as { id: number }[];
  expect(rows.length).toBeGreaterThan(0);
  expect((await call(`${path}/${rows[0]?.id ?? ''}`)).json()).toEqual(rows[0]);
  expect((await call(`${path}/count`)).json()).toEqual({ count: rows.length });
});

test('pages come with the size asked for, a link to the next, and nothing past the end', async () => {
  const call = sandbox();
  const ids = async (page: string) =>
    (
      await call('/service/tickets', '--page-size', '25', '--page', page, '--query', '[].id')
    ).json() as number[];
  const first = await call('/service/tickets');
  expect((first.json() as unknown[]).length).toBe(25);
  expect(first.stderr).toContain('25 rows, more exist: --all or --limit n');
  expect((await ids('3')).length).toBe(10);
  expect(await ids('4')).toEqual([]);
});

test('conditions, order and fields work together', async () => {
  const call = sandbox();
  const run = await call(
    '/service/tickets',
    '--conditions',
    `company/identifier="ACME" and closedFlag = false`,
    '--order-by',
    'id desc',
    '--fields',
    'id,company/identifier,closedFlag',
    '--page-size',
    '2',
  );
  const rows = run.json() as { id: number }[];
  expect(rows).toMatchObject([
    { company: { identifier: 'ACME' }, closedFlag: false },
    { company: { identifier: 'ACME' }, closedFlag: false },
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(['id', 'company', 'closedFlag']);
  expect(rows[0]?.id).toBeGreaterThan(rows[1]?.id ?? Infinity);
});

test('a ticket is created with its defaults, patched, found again by the next run, and deleted', async () => {
  const call = sandbox();
  const created = (
    await call(
      'POST',
      '/service/tickets',
      '--set',
      'summary=Coffee machine offline',
      '--set',
      'company=CONTOSO',
    )
  ).json() as { id: number };
  expect(created).toMatchObject({
    summary: 'Coffee machine offline',
    company: { identifier: 'CONTOSO', name: 'Contoso Dental' },
    board: { name: 'Help Desk' },
    status: { name: 'New' },
    priority: { name: 'Priority 3 - Medium' },
    closedFlag: false,
    _info: { enteredBy: 'jdoe' },
  });
  const path = `/service/tickets/${created.id}`;
  expect((await call('PATCH', path, '--set', 'status.name=Closed')).json()).toMatchObject({
    status: { id: 4, name: 'Closed' },
    closedFlag: true,
    closedBy: 'jdoe',
  });
  expect((await call(path)).json()).toMatchObject({ id: created.id, closedFlag: true });
  expect((await call('DELETE', path)).code).toBe(0);
  expect((await call(path)).code).toBe(5);
});

test('every fault of a body is reported at once', async () => {
  const call = sandbox();
  const { code, error } = await call(
    'POST',
    '/service/tickets',
    '-d',
    JSON.stringify({ summary: 'x'.repeat(101), company: { id: 99 }, severity: 'Odd' }),
    '--no-check',
  );
  expect(code).toBe(6);
  expect(error().details).toMatchObject([
    { code: 'MaxLengthField', resource: 'ticket', field: 'summary' },
    { code: 'NotFound', resource: 'ticket', field: 'company/id' },
    { code: 'InvalidField', resource: 'ticket', field: 'severity' },
  ]);
});

test('a child of a record that does not exist is not found', async () => {
  const { code, error } = await sandbox()('/service/tickets/999/notes');
  expect(code).toBe(5);
  expect(error().message).toContain('Ticket 999 not found');
});

test('a PATCH is checked for what it changes alone', async () => {
  const call = sandbox();
  expect(
    (await call('PATCH', '/service/boards/1', '--set', 'name=Front Desk')).json(),
  ).toMatchObject({
    id: 1,
    name: 'Front Desk',
  });
});

test.each([
  [
    'a name that no ticket has',
    ['--conditions', 'colour = "red"'],
    'colour is not a recognized name',
  ],
  ['an unknown name to sort by', ['--order-by', 'bord/name'], 'bord/name is not a recognized name'],
])('%s is refused as on the server', async (_case, flags, words) => {
  const { code, error } = await sandbox()('/service/tickets', ...flags);
  expect(code).toBe(6);
  expect(error().message).toContain(words);
});

test('a date in another format is refused, and so is a path that no ticket has', async () => {
  const call = sandbox();
  const bad = await call(
    'PATCH',
    '/service/tickets/1',
    '-d',
    '[{"op":"replace","path":"requiredDate","value":"11/22/2026"}]',
  );
  expect(bad.error().details).toMatchObject([{ code: 'UnsupportedFormat', field: 'requiredDate' }]);
  const odd = await call(
    'PATCH',
    '/service/tickets/1',
    '-d',
    '[{"op":"replace","path":"colour","value":1}]',
  );
  expect(odd.error().details).toMatchObject([{ code: 'InvalidField', field: 'colour' }]);
});

test('a collection that it has no records of is not passed off as empty', async () => {
  const { code, error } = await sandbox()('/service/tickets/1/allNotes');
  expect(code).toBe(6);
  expect(error().message).toContain(
    'The sandbox has no records of /service/tickets/{parentId}/allNotes',
  );
});

test.each([
  ['wrong keys', { authorization: 'Basic eDp5' }, 401],
  [
    'no client id',
    {
      authorization: `Basic ${Buffer.from(`${sandboxKeys.username}:${sandboxKeys.password}`).toString('base64')}`,
    },
    401,
  ],
])('%s are refused', async (_case, headers, status) => {
  const folder = temporaryFolder();
  const catalog = openCatalog({
    env: { CWM_CATALOG: inject('catalogFile') },
    dataFolder: () => folder,
    bundled: '',
    warn: () => undefined,
  });
  const { connection, close } = await startSandbox({ catalog, folder, now: () => new Date() });
  const response = await fetch(`${connection.baseUrl}/service/tickets`, { headers });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code: 'Unauthorized' });
  expect((await fetch(connection.baseUrl.replace('apis/3.0', 'nowhere/x'))).status).toBe(400);
  await close();
  catalog.close();
});
