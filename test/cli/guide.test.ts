import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commonEndpoints } from '../../src/guide/common-endpoints.js';
import { Catalog } from '../../src/catalog/catalog.js';
import { inject } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { allBoards, boards, guided } from '../support/guided.js';
import { runCwm, temporaryFolder, type Reply } from '../support/run-cwm.js';

const tickets: Reply = { type: 'service tickets', take: 'GET    /service/tickets ' };
const oneTicket: Reply = { type: 'get a ticket', take: '/service/tickets/{id} ' };
const ticket = { id: 1, summary: 'Printer' };

describe('a list', () => {
  test('is put together from filters, fields, an order and how many', async () => {
    const api = await fakeApi({
      request:
        'GET /service/tickets?orderBy=dateEntered%20desc&fields=id%2Csummary&conditions=status%2Fname%3D%22New%22%20and%20closedFlag%3Dfalse&pageSize=2&page=1',
      body: [ticket],
    });
    const run = await guided(
      [
        tickets,
        ...['Add a filter', { type: 'status' }, 'is', 'New'],
        ...['Add a filter', { type: 'closedF' }, 'No'],
        ...['Fields', ['id', 'summary']],
        ...['Sort', { type: 'dateEn' }, 'newest first'],
        ...['How many', 'The first', '2'],
        ...['Done', 'Send it', false],
      ],
      { env: api.env },
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('Printer');
    expect(run.stderr).toContain('  open service tickets with status New\n');
    expect(run.stderr).toContain(
      [
        'GET /service/tickets',
        '  orderBy=dateEntered desc',
        '  fields=id,summary',
        '  conditions=status/name="New" and closedFlag=false',
        '  pageSize=2',
        '  page=1',
        'In words: open service tickets with status New, newest first.',
      ].join('\n'),
    );
  });

  test.each<[string, Reply[], string]>([
    ['text', [{ type: 'summary' }, 'does not contain', 'toner'], 'summary not contains "toner"'],
    ['a number', [{ type: 'actualHours' }, 'is at least', '2'], 'actualHours>=2'],
    [
      'a reference, found by letters of its name',
      [{ type: 'company' }, 'is', { type: 'acm', take: 'Acme Manufacturing' }],
      '(company/identifier="ACME" or company/name="ACME")',
    ],
    [
      'one that has a name alone',
      [{ type: 'board' }, 'is not', { type: 'help', take: 'Help Desk' }],
      'board/name!="Help Desk"',
    ],
    ['one whose id is known', [{ type: 'board' }, 'is', { type: '2' }], 'board/id=2'],
    ['a part of its name', [{ type: 'company' }, 'contains', 'acm'], 'company/name contains "acm"'],
    ['a member of one', [{ type: 'company/id', take: 'company/id ' }, 'is', '3'], 'company/id=3'],
    ['nothing', [{ type: 'resources' }, 'is empty'], 'resources=null'],
    [
      'a day',
      [{ type: 'lastUpdated' }, 'is since', '2026-01-31'],
      'lastUpdated>=[2026-01-31T00:00:00Z]',
    ],
    [
      'a listed value',
      [{ type: 'recordType' }, 'is', 'ProjectTicket'],
      'recordType="ProjectTicket"',
    ],
    [
      'several of them',
      [{ type: 'recordType' }, 'is one of', ['ServiceTicket', 'ProjectIssue']],
      'recordType in ("ServiceTicket","ProjectIssue")',
    ],
    [
      'whom it is assigned to',
      [{ type: 'assigned' }, 'is', { type: 'john d' }],
      'owner/identifier="jdoe" or resources contains "jdoe"',
    ],
  ])('is filtered by %s', async (_what, filter, condition) => {
    const run = await guided([tickets, 'Add a filter', ...filter, 'Done', 'Leave'], {
      argv: ['--profile', 'sandbox'],
    });
    expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain(condition);
  });

  test('a custom field is filtered by its caption', async () => {
    const run = await guided(
      [
        ...[tickets, 'Add a filter', { type: 'customF' }, 'Floor 2', 'is', 'North'],
        ...['Done', 'Leave'],
      ],
      { argv: ['--profile', 'sandbox'] },
    );
    expect(run.stderr).toContain('customFieldConditions=caption="Floor 2" and value="North"');
  });

  test.each<[Reply[], string]>([
    [[{ type: 'lastUpdated' }, 'is since', 'soonish', 'today'], '"soonish" is not a date'],
    [[{ type: 'actualHours' }, 'is more than', 'many', '3'], 'takes a number, not "many"'],
    [[{ type: 'summary' }, 'contains', '', 'toner'], 'Write a value.'],
  ])('a value that does not fit is asked for again: %j', async (filter, fault) => {
    const run = await guided([tickets, 'Add a filter', ...filter, 'Done', 'Leave'], {
      argv: ['--profile', 'sandbox'],
    });
    expect(run.questions.join('\n')).toContain(fault);
    expect(run.questions.join('\n')).not.toContain('at character');
  });

  test('a filter is taken away again', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [ticket] });
    const filter: Reply[] = ['Add a filter', { type: 'summary' }, 'is', 'x'];
    const run = await guided(
      [tickets, ...filter, 'Remove a filter', 'summary = x', 'Done', 'Send it', false],
      { env: api.env },
    );
    expect(run.code).toBe(0);
  });

  test('can be counted', async () => {
    const api = await fakeApi({
      request: 'GET /service/tickets/count?conditions=closedFlag%3Dfalse',
      body: { count: 7 },
    });
    const run = await guided(
      [
        ...[tickets, 'Add a filter', { type: 'closedF' }, 'No'],
        ...['How many', 'Only how many', 'Done', 'Send it', false],
      ],
      { env: api.env },
    );
    expect(run.stdout).toContain('7');
  });

  test('begins with the flags that were given', async () => {
    const api = await fakeApi({
      request: 'GET /service/boards?pageSize=5&conditions=name%3D%22Help%20Desk%22',
      body: boards,
    });
    const argv = ['--where', 'name = Help Desk', '--page-size', '5'];
    const run = await guided([...allBoards, 'Send it', false], { argv, env: api.env });
    expect(run.code).toBe(0);
  });

  test('a wrong flag is refused before anything is asked', async () => {
    const run = await guided([], { argv: ['--page-size', 'many'] });
    expect(run).toMatchObject({ code: 2, questions: [] });
  });
});

describe('a single record', () => {
  test('is asked for by its id', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets/1?fields=id', body: { id: 1 } });
    const run = await guided([oneTicket, '1', 'Fields', ['id'], 'Done', 'Send it', false], {
      env: api.env,
    });
    expect(run.code).toBe(0);
    expect(run.questions).toContain('Id of the ticket, or its summary:');
  });

  test('is asked for by its name, which is looked up when it is sent', async () => {
    const run = await guided(
      [
        {
          type: '/service/boards/{parentId}/statuses',
          take: 'GET    /service/boards/{parentId}/statuses ',
        },
        ...['Help Desk', 'Done', 'Send it', false],
      ],
      { argv: ['--profile', 'sandbox'] },
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toContain('"Help Desk" would be looked up in /service/boards');
    expect(run.stdout).toContain('In Progress');
  });

  test('an id that cannot be one is asked for again', async () => {
    const audit: Reply = { type: '/schedule/details/{id}', take: 'GET' };
    const run = await guided([audit, 'x', '', '..', '5', 'Done', 'Leave'], {
      argv: ['--profile', 'sandbox'],
    });
    expect(run.questions.filter((one) => one.includes('Write a whole number.'))).not.toEqual([]);
    expect(run.questions.filter((one) => one.includes('It is needed.'))).not.toEqual([]);
    expect(run.stderr).toContain('GET /schedule/details/5');
  });
});

test('a query parameter that an endpoint needs is asked for', async () => {
  const folder = temporaryFolder();
  const parameter = (name: string, schema: object) => ({
    name,
    in: 'query',
    required: true,
    schema,
  });
  const definition = {
    openapi: '3.0.1',
    info: { title: 'Test', version: '2025.1' },
    servers: [{ url: 'https://api.example/v4_6_release/apis/3.0' }],
    paths: {
      '/system/documents/find': {
        get: {
          operationId: 'getSystemDocumentsFind',
          tags: ['Documents'],
          parameters: [
            parameter('recordType', { type: 'string', enum: ['Ticket', 'Company'] }),
            parameter('recordId', { type: 'integer' }),
          ],
          responses: { 200: { description: '', content: { 'application/json': { schema: {} } } } },
        },
      },
    },
  };
  const file = join(folder, 'definition.json');
  writeFileSync(file, JSON.stringify(definition));
  const catalog = join(folder, 'catalog.db');
  expect((await runCwm(['catalog', 'build', file, '--target', catalog])).code).toBe(0);
  const api = await fakeApi({
    request: 'GET /system/documents/find?recordType=Company&recordId=7',
    body: { id: 1 },
  });
  const run = await guided([{ type: 'documents' }, 'Company', 'x', '7', 'Send it', false], {
    env: { ...api.env, CWM_CATALOG: catalog },
  });
  expect(run).toMatchObject({ code: 0 });
  expect(run.questions[1]).toBe('Record type:');
});

describe('what is offered before anything is typed', () => {
  test('is what was called and kept with this connection, then what is common', async () => {
    const home = temporaryFolder();
    const sandbox = ['--profile', 'sandbox'];
    await runCwm(
      ['memory', 'save', 'Boards by name', '/service/boards', '--order-by', 'name', ...sandbox],
      { home },
    );
    await runCwm(['call', '/company/countries', '--page-size', '1', ...sandbox], { home });
    const kept = await guided([{ type: '', take: 'kept   Boards by name ' }, 'Send it'], {
      argv: sandbox,
      home,
    });
    expect(kept).toMatchObject({ code: 0 });
    expect(kept.stderr).toContain('orderBy=name');
    const used = await guided([{ type: '', take: 'GET    /company/countries' }, 'Done', 'Leave'], {
      argv: sandbox,
      home,
    });
    expect(used.code).toBe(8);
    const common = await guided([{ type: '', take: 'GET    /service/tickets ' }, 'Done', 'Leave'], {
      argv: sandbox,
      home,
    });
    expect(common.code).toBe(8);
    // The run of a kept call counts.
    const { stdout } = await runCwm(['memory', 'show', 'boards-by-name', '-o', 'json'], { home });
    expect(JSON.parse(stdout)).toMatchObject({ usage_count: 1 });
    // Other connections have other calls.
    const api = await fakeApi();
    const other = await guided([{ type: 'boards by', take: 'kept' }], { env: api.env, home });
    expect(other.stderr).toContain('no "kept" among');
  });

  test('a kept call asks for its placeholders', async () => {
    const home = temporaryFolder();
    const argv = ['--profile', 'sandbox'];
    await runCwm(
      ['memory', 'save', 'Boards called', '/service/boards', '--where', 'name = {name}', ...argv],
      { home },
    );
    const run = await guided([{ type: 'called' }, 'Help Desk', 'Send it'], { argv, home });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toContain('conditions=name="Help Desk"');
  });

  test('what is common is in the catalog, for every method', () => {
    const catalog = new Catalog(inject('catalogFile'));
    const missing = commonEndpoints.filter(
      ([method, path]) => catalog.idOf(method, path) === undefined,
    );
    catalog.close();
    expect(missing).toEqual([]);
    expect(new Set(commonEndpoints.map(([method]) => method)).size).toBe(5);
  });
});

describe('where nobody can be asked', () => {
  test.each([
    [[], 'path is missing.'],
    [['post'], 'POST needs a path or an operationId.'],
  ])('call %j says what is missing', async (argv, message) => {
    const run = await runCwm(['call', ...argv]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().message).toBe(message);
    expect((await guided([], { argv: [...argv, '--no-input'] })).code).toBe(2);
  });
});
