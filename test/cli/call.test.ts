import { expect, test } from 'vitest';
import { fakeApi, fakeKeys } from '../support/fake-api.js';
import { runCwm } from '../support/run-cwm.js';

const ticket = {
  id: 1,
  summary: 'Printer',
  status: { id: 2, name: 'New' },
  company: { id: 3, identifier: 'ACME', name: 'Acme' },
};

test('a GET carries exactly the credentials, client id and pinned version', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets/1', body: ticket });
  const { code, json } = await runCwm(['call', 'GET', '/service/tickets/1'], { env: api.env });
  expect(code).toBe(0);
  expect(json()).toEqual(ticket);
  const {
    authorization,
    clientid,
    accept,
    'content-type': contentType,
  } = api.seen[0]?.headers ?? {};
  expect({ authorization, clientid, accept, contentType }).toEqual({
    authorization: `Basic ${Buffer.from(`${fakeKeys.company}+${fakeKeys.publicKey}:${fakeKeys.privateKey}`).toString('base64')}`,
    clientid: fakeKeys.clientId,
    accept: 'application/vnd.connectwise.com+json; version=2025.1',
    contentType: undefined,
  });
});

test('an auth prefix takes the place of the company, and the company stands in for a missing client id', async () => {
  const api = await fakeApi({ request: 'GET /system/info', body: {} });
  await runCwm(['call', '/system/info'], {
    env: { ...api.env, CONNECTWISE_AUTH_PREFIX: 'training+', CONNECTWISE_CLIENT_ID: '' },
  });
  const { authorization = '', clientid } = api.seen[0]?.headers ?? {};
  expect(Buffer.from(authorization.slice('Basic '.length), 'base64').toString()).toBe(
    `training+${fakeKeys.publicKey}:${fakeKeys.privateKey}`,
  );
  expect(clientid).toBe(fakeKeys.company);
});

test('flags become encoded query parameters', async () => {
  const api = await fakeApi({
    request:
      'GET /service/tickets?conditions=status%2Fname%3D%22New%22%20and%20summary%20like%20%22%2550%2B%25%22&orderBy=id%20desc%2Ccompany%2Fname&fields=id%2Cstatus%2Fname&page=2&pageSize=50',
    body: [],
  });
  const { code } = await runCwm(
    [
      'call',
      'GET',
      '/service/tickets',
      '--conditions',
      'status/name="New" and summary like "%50+%"',
      '--order-by',
      'id desc,company.name',
      '--fields',
      'id,status.name',
      '--page',
      '2',
      '--page-size',
      '50',
    ],
    { env: api.env },
  );
  expect(code).toBe(0);
});

test('-p fills placeholders first and then the query, in any case of the name', async () => {
  const api = await fakeApi({ request: 'GET /service/boards/7/statuses?pageSize=5', body: [] });
  const { code } = await runCwm(
    ['call', '/service/boards/{parentId}/statuses', '-p', 'ParentID=7', '-p', 'pagesize=5'],
    { env: api.env },
  );
  expect(code).toBe(0);
});

test('an operationId stands for method and path', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets/4711', body: ticket });
  expect(
    (await runCwm(['call', 'getServiceTicketsById', '-p', 'id=4711'], { env: api.env })).code,
  ).toBe(0);
});

test('a query in the path is taken over, and only valid percent sequences are decoded', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?conditions=summary%3D%22a%2Bb%20100%25%22&pageSize=1',
    body: [],
  });
  expect(
    (
      await runCwm(['call', '/service/tickets?conditions=summary="a+b%20100%"&pagesize=1'], {
        env: api.env,
      })
    ).code,
  ).toBe(0);
});

test('an unknown parameter is refused with what is known, and sent with --no-check', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets?condition=x', body: [] });
  const refused = await runCwm(['call', '/service/tickets', '-p', 'condition=x'], { env: api.env });
  expect(refused.code).toBe(2);
  expect(refused.error().hint).toContain('Did you mean conditions?');
  expect(
    (
      await runCwm(['call', '/service/tickets', '-p', 'condition=x', '--no-check'], {
        env: api.env,
      })
    ).code,
  ).toBe(0);
});

test.each([
  ['a missing placeholder', ['call', 'getServiceTicketsById'], '{id}'],
  [
    'text for a numeric placeholder',
    ['call', '/service/tickets/abc', '--no-resolve'],
    'whole number',
  ],
  ['a parameter given twice', ['call', '/service/tickets?page=1', '--page', '2'], 'twice'],
  ['a page below one', ['call', '/service/tickets', '--page', '0'], 'page'],
  ['a body on a GET', ['call', 'GET', '/service/tickets', '-d', '{}'], 'no body'],
  ['a body without a method', ['call', '/service/tickets', '--set', 'summary=x'], 'method'],
  ['a write without its body', ['call', 'POST', '/service/tickets', '--yes'], 'needs a body'],
  [
    'a field that does not exist',
    ['call', 'POST', '/service/tickets', '--set', 'sumary=x', '--yes'],
    'sumary',
  ],
  [
    'text for a number',
    ['call', 'POST', '/service/tickets', '--set', 'budgetHours=many', '--yes'],
    'budgetHours',
  ],
])('%s is exit 2 and no request', async (_case, argv, words) => {
  const api = await fakeApi();
  const { code, stderr, stdout } = await runCwm(argv, { env: api.env });
  expect({ code, stdout, sent: api.seen.length }).toEqual({ code: 2, stdout: '', sent: 0 });
  expect(stderr).toContain(words);
});

test.each([
  ['https://evil.example/service/tickets'],
  ['//evil.example/service/tickets'],
  ['/\\evil.example'],
  ['\\\\evil.example\\share'],
  ['/service/../../secret'],
  ['/service/%2e%2e/secret'],
  ['/service/tickets/%2f..'],
  ['/service/tickets/1\r\nX-Evil: 1'],
  ['/service/tickets/1\u0000'],
  ['/service//tickets'],
  ['user:pass@evil.example/x'],
])('the path %j is refused before anything is looked up', async (path) => {
  const api = await fakeApi();
  const { code } = await runCwm(['call', 'GET', path], { env: api.env });
  expect([2, 5]).toContain(code);
  expect(api.seen).toEqual([]);
});

test('a placeholder value is one encoded segment', async () => {
  const api = await fakeApi({ request: 'GET /system/reports/a%2Fb%20%C3%BC', body: {} });
  expect(
    (
      await runCwm(['call', '/system/reports/{reportName}', '-p', 'reportName=a/b ü'], {
        env: api.env,
      })
    ).code,
  ).toBe(0);
});

test('a write without approval is refused with exit 8 and nothing is sent', async () => {
  const api = await fakeApi();
  const { code, error } = await runCwm(
    ['call', 'POST', '/service/tickets', '-d', '{"summary":"x","company":{"id":1}}'],
    { env: api.env },
  );
  expect(code).toBe(8);
  expect(error()).toMatchObject({
    code: 'refused',
    exit: 8,
    hint: 'Add --yes to send it, or --dry-run to look at it.',
  });
});

test('--yes approves a write, whose body goes out as JSON', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
  const { code } = await runCwm(
    [
      'call',
      'POST',
      '/service/tickets',
      '-d',
      '{"summary":"ü","company":{"id":1},"budgetHours":1.50}',
      '-y',
    ],
    { env: api.env },
  );
  expect(code).toBe(0);
  expect(api.seen[0]).toMatchObject({
    body: '{"summary":"ü","company":{"id":1},"budgetHours":1.50}',
  });
  expect(api.seen[0]?.headers['content-type']).toBe('application/json');
});

test('on a terminal the write is shown and asked for; no means exit 8', async () => {
  const api = await fakeApi();
  const { code, stderr, questions } = await runCwm(['call', 'DELETE', '/service/tickets/1'], {
    env: api.env,
    tty: true,
    answers: [false],
  });
  expect({ code, questions }).toEqual({ code: 8, questions: ['Send it?'] });
  expect(stderr).toContain('DELETE /service/tickets/1');
});

test('on a terminal yes sends it', async () => {
  const api = await fakeApi({ request: 'DELETE /service/tickets/1', status: 204 });
  const { code, stdout, stderr } = await runCwm(['call', 'DELETE', '/service/tickets/1'], {
    env: api.env,
    tty: true,
    answers: [true],
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('done (204)');
});

test('--no-input on a terminal asks nothing', async () => {
  const api = await fakeApi();
  const { code, questions } = await runCwm(['call', 'DELETE', '/service/tickets/1', '--no-input'], {
    env: api.env,
    tty: true,
  });
  expect({ code, questions }).toEqual({ code: 8, questions: [] });
});

test('the search POST of tickets is a read and needs no approval', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets/search', body: [] });
  expect(
    (
      await runCwm(['call', 'POST', '/service/tickets/search', '-d', '{"conditions":"id>1"}'], {
        env: api.env,
      })
    ).code,
  ).toBe(0);
});

test('--set builds a body typed by the schema', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
  const settings = [
    'summary=007',
    'company=ACME',
    'board=3',
    'status.name=In Progress',
    'owner=John Doe',
    'budgetHours=1.5',
    'approved=TRUE',
    'knowledgeBaseCategoryId=4',
  ];
  await runCwm(
    [
      'call',
      'POST',
      '/service/tickets',
      '--yes',
      ...settings.flatMap((setting) => ['--set', setting]),
    ],
    { env: api.env },
  );
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
    summary: '007',
    company: { identifier: 'ACME' },
    board: { id: 3 },
    status: { name: 'In Progress' },
    owner: { name: 'John Doe' },
    budgetHours: 1.5,
    approved: true,
    knowledgeBaseCategoryId: 4,
  });
});

test('--set on a PATCH becomes operations with whole references', async () => {
  const api = await fakeApi({ request: 'PATCH /service/tickets/1', body: ticket });
  await runCwm(
    [
      'call',
      'PATCH',
      '/service/tickets/1',
      '--yes',
      '--set',
      'status.name=Closed',
      '--set',
      'summary=Done',
    ],
    { env: api.env },
  );
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual([
    { op: 'replace', path: 'status', value: { name: 'Closed' } },
    { op: 'replace', path: 'summary', value: 'Done' },
  ]);
});

test('a dry run shows the request, redacted, and needs neither connection nor credentials', async () => {
  const { code, json } = await runCwm([
    'call',
    'PATCH',
    '/service/tickets/1',
    '--set',
    'summary=Done',
    '--dry-run',
  ]);
  expect(code).toBe(0);
  expect(json()).toEqual({
    method: 'PATCH',
    url: 'https://na.myconnectwise.net/v4_6_release/apis/3.0/service/tickets/1',
    headers: {
      authorization: 'Basic ***',
      clientId: '***',
      accept: 'application/vnd.connectwise.com+json; version=2025.1',
      'content-type': 'application/json',
    },
    body: [{ op: 'replace', path: 'summary', value: 'Done' }],
    note: "No ConnectWise connection is set up. The address is the definition's own.",
  });
});

test('a list that has more says so on standard error', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?page=2',
    body: [ticket],
    headers: {
      link: '<http://internal/x?pageSize=1&page=3>; rel="next", <http://internal/x?page=9>; rel="last"',
    },
  });
  const { code, stderr } = await runCwm(['call', '/service/tickets', '--page', '2'], {
    env: api.env,
  });
  expect(code).toBe(0);
  expect(stderr).toBe('Warning: 1 row, more exist: --page 3, --all or --limit n.\n');
});

test('an unknown path is exit 5 with the nearest ones', async () => {
  const { code, error } = await runCwm(['call', '/servce/tickets']);
  expect(code).toBe(5);
  expect(error().hint).toContain('/service/tickets');
});

test('a method that the path does not have is exit 5 and says which it has', async () => {
  const { code, error } = await runCwm(['call', 'DELETE', '/service/tickets']);
  expect(code).toBe(5);
  expect(error()).toMatchObject({
    message: '/service/tickets has no DELETE.',
    hint: 'It has GET and POST.',
  });
});

test('numbers keep their digits where --set adds to a body', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
  const argv = [
    'call',
    'POST',
    '/service/tickets',
    '-d',
    '{"summary":"s","company":{"id":1},"budgetHours":1.50}',
    '-y',
  ];
  await runCwm([...argv, '--set', 'board=1'], { env: api.env });
  expect(api.seen[0]?.body).toBe(
    '{"summary":"s","company":{"id":1},"budgetHours":1.50,"board":{"id":1}}',
  );
});

test('two parts of one reference are one operation of a PATCH, and an element is reached by its index', async () => {
  const api = await fakeApi({ request: 'PATCH /company/contacts/1', body: {} });
  const settings = [
    'company.identifier=ACME',
    'company.name=Acme',
    'communicationItems.0.value=a@b.example',
  ];
  const argv = settings.flatMap((setting) => ['--set', setting]);
  await runCwm(['call', 'PATCH', '/company/contacts/1', '--yes', ...argv], { env: api.env });
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual([
    { op: 'replace', path: 'company', value: { identifier: 'ACME', name: 'Acme' } },
    { op: 'replace', path: 'communicationItems/0/value', value: 'a@b.example' },
  ]);
});

test('a setting takes the case of the schema', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
  await runCwm(['call', 'POST', '/service/tickets', '--yes', '--set', 'SUMMARY=x', '--no-check'], {
    env: api.env,
  });
  expect(api.seen[0]?.body).toBe('{"summary":"x"}');
});

test.each([
  ['a field of a list without an element', ['--set', 'communicationItems.value=a'], 'is a list'],
  ['an element of what is no list', ['--set', 'company.0=a'], 'is no list'],
  ['an object for a PATCH', ['-d', '{"status":{"name":"New"}}'], 'must be an array'],
])('%s is exit 2 and no request', async (_case, argv, words) => {
  const api = await fakeApi();
  const run = await runCwm(['call', 'PATCH', '/company/contacts/1', '--yes', ...argv], {
    env: api.env,
  });
  expect({ code: run.code, sent: api.seen.length }).toEqual({ code: 2, sent: 0 });
  expect(run.stderr).toContain(words);
});

test('a write whose answer cannot be shown is told as carried out', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
  const argv = [
    'call',
    'POST',
    '/service/tickets',
    '-d',
    '{"summary":"x","company":{"id":1}}',
    '-y',
    '--query',
    'sum(summary)',
  ];
  const { code, stdout, error } = await runCwm(argv, { env: api.env });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(error().message).toMatch(
    /^POST \/service\/tickets: done \(201\)\. But the answer could not be shown/,
  );
  expect(error().hint).toBe('Do not send it again: it was carried out.');
});

test('an empty list is said to be empty on a terminal', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets', body: [] });
  const { stdout, stderr } = await runCwm(['call', '/service/tickets'], {
    env: { ...api.env, NO_COLOR: '1' },
    tty: true,
  });
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '0 rows.\n' });
});

test('a search POST of another resource is a write like any other', async () => {
  const api = await fakeApi();
  expect(
    (await runCwm(['raw', 'POST /company/tickets/search {"x":1}'], { env: api.env })).code,
  ).toBe(8);
});

test('--no-check sends a path that the catalog does not know, encoded once', async () => {
  const api = await fakeApi({ request: 'GET /service/new%20things/1?a=b', body: { id: 1 } });
  const refused = await runCwm(['call', '/service/new things/1'], { env: api.env });
  expect(refused.code).toBe(5);
  const sent = await runCwm(['call', '/service/new things/1?a=b', '--no-check'], { env: api.env });
  expect(sent.json()).toEqual({ id: 1 });
});

test.each(['', '  '])('--conditions %j, an empty variable, fetches nothing', async (conditions) => {
  const { code, error } = await runCwm(['call', '/service/tickets', '--conditions', conditions]);
  expect({ code, message: error().message }).toEqual({
    code: 2,
    message: '--conditions is empty.',
  });
});

test('a flag that is given twice loses no value in silence', async () => {
  const twice = ['--conditions', 'id=1', '--conditions', 'id=2'];
  const { code, error } = await runCwm(['call', '/service/tickets', ...twice]);
  expect({ code, message: error().message }).toEqual({
    code: 2,
    message: '--conditions is given twice.',
  });
  const api = await fakeApi({ request: 'GET /service/tickets?fields=id%2Csummary', body: [] });
  const lists = ['--fields', 'id', '--fields', 'summary'];
  expect((await runCwm(['call', '/service/tickets', ...lists], { env: api.env })).code).toBe(0);
});

test('a client id that no header can carry is said by its variable, and nothing is sent', async () => {
  const api = await fakeApi();
  const { code, error } = await runCwm(['call', '/service/tickets'], {
    env: { ...api.env, CONNECTWISE_CLIENT_ID: '1111–2222' },
  });
  expect(code).toBe(3);
  expect(error().message).toContain('CONNECTWISE_CLIENT_ID');
});

test('the check of an action with an unknown outcome is a read that exists', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets/1/merge', drop: true });
  const body = '{"mergeTicketIds":[2],"status":{"id":1}}';
  const { code, error } = await runCwm(
    ['call', 'POST', '/service/tickets/1/merge', '-d', body, '--yes'],
    { env: api.env },
  );
  expect({ code, check: error().check }).toEqual({
    code: 9,
    check: 'cwm call GET /service/tickets/1',
  });
});
