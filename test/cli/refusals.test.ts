import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type ErrorEnvelope } from '../support/run-cwm.js';

const patch = ['call', 'PATCH', '/service/tickets/1', '--yes', '--set'];
const post = ['call', 'POST', '/service/tickets', '--yes', '--set', 'summary=x'];
const ofTicket = 'GET /service/tickets/1?fields=board';
const ofStatuses = 'fields=id%2Cname%2Cinactive&pageSize=1000';
const ofTypes = 'fields=id%2Cname%2CinactiveFlag&pageSize=1000';

/** A refusal of a ticket because of one field. */
function refused(request: string, ...fields: string[]): Stub {
  const errors = fields.map((field) => ({
    code: 'NotFound',
    message: `${field} was not found`,
    resource: 'ticket',
    field,
  }));
  const body = { code: 'InvalidObject', message: 'ticket object is invalid', errors };
  return { request, status: 400, body };
}

const statuses = [
  { id: 1, name: 'New', inactive: false },
  { id: 2, name: 'Old', inactive: true },
  { id: 3, name: 'In Progress' },
];

/** Runs the words against the server and gives the error of the refusal. */
async function refusal(api: FakeApi, argv: string[]): Promise<ErrorEnvelope> {
  const run = await runCwm(argv, { env: api.env });
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 6, stdout: '' });
  return run.error();
}

describe('a refused field of a ticket says what its board has', () => {
  test('the board of the ticket, where the body names none', async () => {
    const api = await fakeApi(
      refused('PATCH /service/tickets/1', 'status'),
      { request: ofTicket, body: { board: { id: 7, name: 'Help Desk' } } },
      { request: `GET /service/boards/7/statuses?${ofStatuses}`, body: statuses },
    );
    const error = await refusal(api, [...patch, 'status=Clsed']);
    expect(error.hint).toBe('Valid on board Help Desk: New, In Progress.');
    expect(error.details).toEqual([
      {
        code: 'NotFound',
        message: 'status was not found',
        resource: 'ticket',
        field: 'status',
        allowed: ['New', 'In Progress'],
      },
    ]);
    expect(error).toMatchObject({ method: 'PATCH', status: 400, exit: 6 });
  });

  test('the board of the body, by id or by name', async () => {
    const api = await fakeApi(
      refused('POST /service/tickets', 'status/id'),
      { request: `GET /service/boards/7/statuses?${ofStatuses}`, body: statuses },
      refused('POST /service/tickets', 'status/id'),
      {
        request:
          'GET /service/boards?conditions=name%3D%22Help%20Desk%22&fields=id%2Cname&pageSize=2',
        body: [{ id: 7, name: 'Help Desk' }],
      },
      { request: `GET /service/boards/7/statuses?${ofStatuses}`, body: statuses },
    );
    const byId = await refusal(api, [
      ...post,
      '--set',
      'company=1',
      '--set',
      'board=7',
      '--set',
      'status=9',
    ]);
    expect(byId.hint).toBe('Valid on board 7: New, In Progress.');
    const byName = await refusal(api, [
      ...post,
      '--set',
      'company=1',
      '--set',
      'board=Help Desk',
      '--set',
      'status=9',
    ]);
    expect(byName.hint).toBe('Valid on board Help Desk: New, In Progress.');
  });

  test('the board that a PATCH moves the ticket to', async () => {
    const api = await fakeApi(refused('PATCH /service/tickets/1', 'status'), {
      request: `GET /service/boards/8/statuses?${ofStatuses}`,
      body: statuses,
    });
    const error = await refusal(api, [...patch, 'board=8', '--set', 'status=Clsed']);
    expect(error.hint).toBe('Valid on board 8: New, In Progress.');
  });

  test('several fields, each with its own list', async () => {
    const api = await fakeApi(
      refused('PATCH /service/tickets/1', 'type/id', 'subType', 'item', 'team', 'summary'),
      { request: ofTicket, body: { board: { id: 7, name: 'Help Desk' } } },
      { request: `GET /service/boards/7/types?${ofTypes}`, body: [{ id: 1, name: 'Printer' }] },
      { request: `GET /service/boards/7/subtypes?${ofTypes}`, body: [{ id: 2, name: 'Jam' }] },
      { request: `GET /service/boards/7/items?${ofTypes}`, status: 403, body: {} },
      { request: 'GET /service/boards/7/teams?fields=id%2Cname&pageSize=1000', body: [] },
    );
    const error = await refusal(api, [...patch, 'type=Prnter']);
    expect(error.hint).toBe('Valid on board Help Desk: type Printer; subtype Jam.');
    const allowed = error.details.map((one) => one.allowed);
    expect(allowed).toEqual([['Printer'], ['Jam'], undefined, undefined, undefined]);
  });

  test('nothing more where the board cannot be read', async () => {
    const api = await fakeApi(refused('PATCH /service/tickets/1', 'status'), {
      request: ofTicket,
      status: 500,
      body: 'not JSON',
    });
    const error = await refusal(api, [...patch, 'status=Clsed']);
    expect(error.hint).toContain('cwm describe PATCH');
  });

  test('nothing is read for another field, another resource or a POST without board', async () => {
    for (const [path, field] of [
      ['/service/tickets', 'summary'],
      ['/company/companies', 'status'],
      ['/service/tickets', 'status'],
    ] as const) {
      const api = await fakeApi(refused(`POST ${path}`, field));
      await refusal(api, ['call', 'POST', path, '-d', '{"summary":"x"}', '--yes', '--no-check']);
    }
  });

  test('in the sandbox', async () => {
    const argv = [...patch, 'status=Clsed', '--profile', 'sandbox'];
    const run = await runCwm(argv, { home: temporaryFolder() });
    expect(run.code).toBe(6);
    expect(run.error().hint).toMatch(
      /^Valid on board (?:Help Desk|Projects|Alerts): New, In Progress, Waiting on Customer, Closed\.$/,
    );
  });
});

const html = {
  body: '<html><head><title>404 - File or directory not found.</title></head></html>',
  headers: { 'content-type': 'text/html' },
};

describe('what is not found', () => {
  test.each(['GET', 'PATCH', 'DELETE'])(
    'a %s of a service ticket hints at project tickets',
    async (method) => {
      const missing = { code: 'NotFound', message: 'Ticket 123 not found' };
      const path = '/service/tickets/123';
      const api = await fakeApi({ request: `${method} ${path}`, status: 404, body: missing });
      const set = method === 'PATCH' ? ['--set', 'summary=x'] : [];
      const run = await runCwm(['call', method, path, ...set, '--yes'], { env: api.env });
      expect({ code: run.code, hint: run.error().hint }).toEqual({
        code: 5,
        hint: 'Check the id. A list shows what there is: cwm call GET /service/tickets. If it is a project ticket: cwm call GET /project/tickets/123',
      });
    },
  );

  test('a ticket whose notes were asked for is missing itself', async () => {
    const body = { code: 'NotFound', message: 'Ticket 9 not found' };
    const api = await fakeApi({ request: 'GET /service/tickets/9/notes', status: 404, body });
    const run = await runCwm(['call', '/service/tickets/9/notes'], { env: api.env });
    expect(run.error().hint).toContain('cwm call GET /service/tickets. If');
  });

  test.each([
    {
      what: 'a record',
      stub: { status: 404, body: { code: 'NotFound', message: 'Company 1 not found' } },
      message: 'There is no such record (404). The server says: Company 1 not found',
      hint: 'Check the id. A list shows what there is: cwm call GET /company/companies',
    },
    {
      what: 'a route',
      stub: { status: 404, body: { code: 'ConnectWiseApi', message: 'UriNotFound' } },
      message: 'The server does not know /company/companies/1 (404). The server says: UriNotFound',
      hint: 'Its release may lack this endpoint: cwm call GET /system/info shows which it is. If every path fails so, CONNECTWISE_API_URL names the wrong host or path.',
    },
    {
      what: 'the API itself',
      stub: { status: 404, ...html },
      message:
        /^No ConnectWise API answers at http:\/\/127\.0\.0\.1:\d+\/v4_6_release\/apis\/3\.0 /,
      hint: 'Check host and path in CONNECTWISE_API_URL: the path ends in /v4_6_release/apis/3.0. What follows begins with a module, such as /service.',
    },
    {
      what: 'the company',
      stub: { status: 404, body: 'Cannot route. Codebase/company is invalid.' },
      message:
        /^ConnectWise does not know this company or address \(404\)\. The server says: Cannot/,
      hint: 'Check CONNECTWISE_COMPANY_ID, and host and path in CONNECTWISE_API_URL: …/v4_6_release/apis/3.0, once.',
    },
  ])('$what reads so', async ({ stub, message, hint }) => {
    const api = await fakeApi({ request: 'GET /company/companies/1', ...stub });
    const run = await runCwm(['call', '/company/companies/1'], { env: api.env });
    expect({ code: run.code, hint: run.error().hint }).toEqual({ code: 5, hint });
    expect(run.error().message).toMatch(message);
  });

  test('an unknown company answers 400 as plain text and is exit 6', async () => {
    const api = await fakeApi({
      request: 'GET /system/info',
      status: 400,
      body: 'Cannot route. Codebase/company is invalid.',
      headers: { 'content-type': 'text/plain' },
    });
    const run = await runCwm(['call', '/system/info'], { env: api.env });
    expect(run.code).toBe(6);
    expect(run.error().message).toContain('does not know this company or address (400)');
  });
});

describe('a full address', () => {
  test('of the profile’s own server stands for its path, in call and raw', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets?page=2', body: [] },
      { request: 'GET /service/tickets/7', body: {} },
      { request: 'GET /service/tickets?conditions=id%3E5', body: [] },
    );
    const own = `${api.origin}/v4_6_release/apis/3.0`;
    const runs = [
      ['call', `${own}/service/tickets?page=2`],
      ['call', 'GET', `${own.toUpperCase()}/service/tickets/7`],
      ['raw', `GET ${own}/service/tickets?conditions=id>5`],
    ];
    for (const argv of runs) {
      const run = await runCwm(argv, { env: api.env });
      expect({ argv, code: run.code }).toEqual({ argv, code: 0 });
    }
  });

  test('that a dry run showed can be used again', async () => {
    const sandbox = ['--profile', 'sandbox', '-o', 'json'];
    const shown = await runCwm(['call', '/service/boards/Alerts', '--dry-run', ...sandbox]);
    const { url } = shown.json() as { url: string };
    expect((await runCwm(['call', url, ...sandbox])).json()).toMatchObject({ name: 'Alerts' });
  });

  const host = 'api-na.myconnectwise.net';
  const base = `https://${host}/v4_6_release/apis/3.0`;

  test.each([
    ['another host', 'https://evil.example/v4_6_release/apis/3.0/service/tickets'],
    ['another scheme', `http://${host}/v4_6_release/apis/3.0/service/tickets`],
    ['another port', `https://${host}:8443/v4_6_release/apis/3.0/service/tickets`],
    ['another path', `https://${host}/v2025_1/apis/3.0/service/tickets`],
    ['a longer path', `${base}1/service/tickets`],
    ['a longer host', `https://${host}.evil.example/v4_6_release/apis/3.0/service/tickets`],
    ['userinfo', `https://me@${host}/v4_6_release/apis/3.0/service/tickets`],
    ['the own host as userinfo', `https://${host}@evil.example/v4_6_release/apis/3.0/service`],
    ['the own host before a backslash', `https://evil.example\\@${host}/v4_6_release/apis/3.0/x`],
    ['a look-alike', 'https://\u0430pi-na.myconnectwise.net/v4_6_release/apis/3.0/service/tickets'],
    ['full-width letters', 'https://\uff41pi-na.myconnectwise.net/v4_6_release/apis/3.0/service'],
    ['an encoded letter', 'https://%61pi-na.myconnectwise.net/v4_6_release/apis/3.0/service'],
    ['a step up after the base', `${base}/../../../login`],
    ['two slashes', '//evil.example/service/tickets'],
    ['slash and backslash', '/\\evil.example/service/tickets'],
    ['two backslashes', '\\\\evil.example/service/tickets'],
    ['another kind of address', 'file:///etc/passwd'],
    ['no slashes after the scheme', 'https:evil.example/service/tickets'],
  ])('with %s is refused before anything is sent', async (_case, target) => {
    const env = { CONNECTWISE_API_URL: base, CONNECTWISE_COMPANY_ID: 'acme' };
    const keys = { CONNECTWISE_PUBLIC_KEY: 'Public12345', CONNECTWISE_PRIVATE_KEY: 'Private12345' };
    for (const argv of [
      ['call', target],
      ['raw', `GET ${target}`],
    ]) {
      const run = await runCwm(argv, { env: { ...env, ...keys } });
      expect({ argv, code: run.code }).toEqual({ argv, code: 2 });
      if (!target.includes('..'))
        expect(run.error().message).toContain('requests go to the profile’s own host alone');
    }
  });

  test('that is refused names the one that would do', async () => {
    const env = { CONNECTWISE_API_URL: base };
    const run = await runCwm(['call', 'https://evil.example/x', '--dry-run'], { env });
    expect(run.error().hint).toBe(
      `Its addresses begin with ${base}; a path such as /service/tickets/123 will do.`,
    );
  });
});
