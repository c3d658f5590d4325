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
  expect(await names('/company/companies', '[:4].[identifier,name]')).toEqual([
    ['ACME', 'Acme Manufacturing'],
    ['CONTOSO', 'Contoso Dental'],
    ['NORTHWIND', 'Northwind Traders'],
    ['FABRIKAM', 'Fabrikam Legal'],
  ]);
  expect(await names('/system/members', '[:3].[identifier,firstName,lastName]')).toEqual([
    ['jdoe', 'John', 'Doe'],
    ['asmith', 'Anna', 'Smith'],
    ['mlee', 'Min', 'Lee'],
  ]);
  expect(await names('/service/boards', '[:3].name')).toEqual(['Help Desk', 'Projects', 'Alerts']);
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
  const rows = (await call(path, '--all')).json() as { id: number }[];
  expect(rows.length).toBeGreaterThan(0);
  const own = await call(`${path}/${rows[0]?.id ?? ''}`);
  expect(withoutPort(own.json())).toEqual(withoutPort(rows[0]));
  expect((await call(`${path}/count`)).json()).toEqual({ count: rows.length });
});

/** Links name the server, which has another port in each run. */
function withoutPort(record: unknown): unknown {
  return JSON.parse(JSON.stringify(record).replaceAll(/127\.0\.0\.1:\d+/g, 'sandbox')) as unknown;
}

test('pages come with the size asked for, a link to the next, and nothing past the end', async () => {
  const call = sandbox();
  const ids = async (page: string) =>
    (
      await call('/service/tickets', '--page-size', '300', '--page', page, '--query', '[].id')
    ).json() as number[];
  const first = await call('/service/tickets');
  expect((first.json() as unknown[]).length).toBe(25);
  expect(first.stderr).toContain('25 rows, more exist: --all or --limit n');
  expect((await ids('7')).length).toBe(200);
  expect(await ids('8')).toEqual([]);
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
  const { code, error } = await sandbox()('/service/tickets/99999/notes');
  expect(code).toBe(5);
  expect(error().message).toContain('Ticket 99999 not found');
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
  [['--conditions', 'colour = "red"'], 'colour is not a recognized name.'],
  [['--conditions', 'Status/nme = "New"'], 'Status/nme is not a recognized name.'],
  [['--conditions', 'summary/x = "New"'], 'summary/x is not a recognized name.'],
  [['--conditions', 'customFields/value = 1'], 'customFields/value is not a recognized name.'],
  [['--order-by', 'bord/name'], 'bord/name is not a recognized name.'],
  [['--order-by', 'customFields'], 'customFields is not a recognized name.'],
  [['-p', 'childConditions=summary="x"'], 'summary is not a recognized name.'],
  [['-p', 'childConditions=customFields/colour="x"'], 'customFields/colour is not a recognized'],
  [['-p', 'childConditions=customFields/id in (1,2)'], 'in is not available in childConditions.'],
  [['-p', 'customFieldConditions=id=1'], 'id is not a recognized name.'],
  [['-p', 'customFieldConditions=value in (1,2)'], 'in is not available in customFieldConditions.'],
  [['--conditions', 'summary = 5'], 'expected a string, not a number. Strings are quoted ("text")'],
  [['--conditions', 'id = "five"'], 'expected a number, not a string. Strings are quoted'],
  [['--conditions', 'closedFlag = "true"'], 'expected a boolean, not a string. Strings are quoted'],
  [['--conditions', 'requiredDate > "2026-01-31"'], 'dates bracketed ([2026-01-31T18:04:26Z])'],
  [['--conditions', 'company = 5'], 'expected null or one of its members, not a number.'],
  [['--conditions', 'severity = "Odd"'], 'the enum value "Odd" was invalid'],
  [['--conditions', 'severity like "Med%"'], 'the enum value "Med%" was invalid'],
  [['--conditions', 'severity contains "Medium"'], 'the enum value "Medium" was invalid'],
])('%j is refused as on the server', async (flags, words) => {
  const call = sandbox();
  for (const path of ['/service/tickets', '/service/tickets/count']) {
    if (path.endsWith('count') && flags[0] === '--order-by') continue;
    const { code, error } = await call(path, ...flags, '--no-check');
    expect(code).toBe(6);
    expect(error().status).toBe(400);
    expect(error().message).toContain(words);
  }
});

test.each([
  ['STATUS/NAME = "new" and severity in ("medium","HIGH")', true],
  ['id = 1', true],
  ['contact != null and owner/identifier = "JDOE"', true],
  ['lastUpdated > [2001-01-31] and UpdatedBy like "*o*"', true],
  ['closedDate > [2001-01-31 10:00:00+01:00]', true],
  ['configuration/id = 5', true],
  ['estimatedExpenseCost = null', true],
  ['summary like "%_%"', false],
])('%s is no mistake', async (conditions, found) => {
  const run = await sandbox()('/service/tickets/count', '--conditions', conditions);
  const { count } = run.json() as { count: number };
  expect(count > 0).toBe(found);
});

test('contacts are found by their communication items, one of which meets all', async () => {
  const call = sandbox();
  const contact = {
    firstName: 'Ada',
    lastName: 'Byron',
    communicationItems: [
      { value: 'ada@acme.example', communicationType: 'Email' },
      { value: '555-0100', communicationType: 'Fax' },
    ],
  };
  await call('POST', '/company/contacts', '-d', JSON.stringify(contact));
  const count = async (conditions: string) =>
    (await call('/company/contacts/count', '-p', `childConditions=${conditions}`)).json();
  const isMail = 'communicationItems/communicationType="Email"';
  expect(await count(`communicationItems/value like "ADA%" and ${isMail}`)).toEqual({ count: 1 });
  expect(await count(`communicationItems/value like "555%" and ${isMail}`)).toEqual({ count: 0 });
  const list = await call(
    '/company/contacts',
    ...[
      '-p',
      `childConditions=${isMail}`,
      '--conditions',
      'lastName="byron"',
      '--fields',
      'lastName',
    ],
  );
  expect(list.json()).toEqual([{ lastName: 'Byron' }]);
});

test('tickets are found by a custom field and its value', async () => {
  const call = sandbox();
  const customFields = [
    { id: 1, value: 'PC-1' },
    { id: 99, caption: 'Floor', value: null },
  ];
  const ticket = { summary: 'Screen flickers', company: { identifier: 'ACME' }, customFields };
  await call('POST', '/service/tickets', '-d', JSON.stringify(ticket), '--no-check');
  const found = async (conditions: string) =>
    (
      await call(
        '/service/tickets',
        ...['-p', `customFieldConditions=${conditions}`, '--fields', 'summary'],
      )
    ).json();
  expect(await found('caption="Root Cause" AND value = "PC-1"')).toEqual([
    { summary: 'Screen flickers' },
  ]);
  expect(await found('caption="Floor" AND value != null')).toEqual([]);
  expect(await found('caption="root cause" and value like "pc%"')).toEqual([
    { summary: 'Screen flickers' },
  ]);
});

test('a search takes in its body what a list takes in its address', async () => {
  const call = sandbox();
  const conditions = 'closedFlag = false';
  const listed = await call(
    '/service/tickets',
    ...['--conditions', conditions, '--order-by', 'id desc', '--fields', 'id', '--page-size', '3'],
  );
  const search = (body: object, path = '/service/tickets/search') =>
    call(
      'POST',
      path,
      '-d',
      JSON.stringify(body),
      '-p',
      'fields=id',
      '-p',
      'pageSize=3',
      '--no-check',
    );
  const searched = await search({ Conditions: conditions, orderby: 'id desc' });
  expect(searched.json()).toEqual(listed.json());
  expect((await search({ customfieldconditions: 'caption="x"', conditions: null })).json()).toEqual(
    [],
  );
  expect((await search({ childConditions: 'customFields/value = 1' })).json()).toEqual([]);
  const { error } = await search({ conditions: 'status/nme = "New"' });
  expect(error().message).toContain('status/nme is not a recognized name.');
  expect((await search({ conditions: 5 })).error().message).toContain(
    'conditions must be a string',
  );
  expect((await search({}, '/project/tickets/search')).code).toBe(0);
});

test('a date in another format is refused, and so is a path that no ticket has', async () => {
  const call = sandbox();
  const bad = await call(
    'PATCH',
    '/service/tickets/1',
    '-d',
    '[{"op":"replace","path":"requiredDate","value":"11/22/2026"}]',
    '--no-check',
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
