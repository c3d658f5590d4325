import { describe, expect, test } from 'vitest';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { runCwm } from '../support/run-cwm.js';

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ id: from + index }));

/** A page by id; `next` is the id that the server names as the last one it gave. */
function byId(after: number | undefined, body: unknown[], next: number | undefined): Stub {
  const host = 'https://internal.example/v4_6_release/apis/3.0/service/tickets';
  return {
    request: `GET /service/tickets?fields=id&pageSize=2${after === undefined ? '' : `&pageId=${after}`}`,
    body,
    headers: { link: next === undefined ? '' : `<${host}?pageSize=2&pageId=${next}>; rel="next"` },
  };
}

const all = ['call', 'GET', '/service/tickets', '--fields', 'id', '--page-size', '2', '--all'];

test('--all pages by id where the server grants it, on the host of the profile alone (N3)', async () => {
  const api = await fakeApi(
    byId(undefined, rows(1, 2), 2),
    byId(2, rows(3, 4), 4),
    byId(4, rows(5, 5), undefined),
  );
  const { code, json, stderr } = await runCwm(all, { env: api.env });
  expect({ code, rows: json(), stderr }).toEqual({ code: 0, rows: rows(1, 5), stderr: '' });
  expect(api.seen.map(({ headers }) => headers['pagination-type'])).toEqual(
    Array.from({ length: 3 }, () => 'forward-only'),
  );
});

test('a server that ignores paging by id is asked again by number, in the order of ids', async () => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `GET /service/tickets?fields=id&pageSize=2&orderBy=id&page=${number}`,
    body,
  });
  const api = await fakeApi(
    { request: 'GET /service/tickets?fields=id&pageSize=2', body: rows(8, 9) },
    page(1, rows(1, 2)),
    page(2, rows(3, 3)),
  );
  const { code, json } = await runCwm(all, { env: api.env });
  expect({ code, rows: json() }).toEqual({ code: 0, rows: rows(1, 3) });
});

test('a server that names the next page by number is followed by number', async () => {
  const link = { link: '<https://x/y?fields=id&pageSize=2&page=2>; rel="next"' };
  const page = (number: number, body: unknown[]): Stub => ({
    request: `GET /service/tickets?fields=id&pageSize=2&orderBy=id&page=${number}`,
    body,
    headers: number === 1 ? link : {},
  });
  const api = await fakeApi(
    { request: 'GET /service/tickets?fields=id&pageSize=2', body: rows(1, 2), headers: link },
    page(1, rows(1, 2)),
    page(2, rows(3, 3)),
  );
  expect((await runCwm(all, { env: api.env })).json()).toEqual(rows(1, 3));
});

test('an order that was asked for rules out paging by id and is kept on every page', async () => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `GET /service/tickets?orderBy=summary&fields=id&pageSize=2&page=${number}`,
    body,
  });
  const api = await fakeApi(page(1, rows(1, 2)), page(2, []));
  const { json } = await runCwm([...all, '--order-by', 'summary'], { env: api.env });
  expect(json()).toEqual(rows(1, 2));
});

test('without --page-size the largest page is asked for', async () => {
  const api = await fakeApi({ request: 'GET /service/tickets?pageSize=1000', body: rows(1, 3) });
  const { json } = await runCwm(['call', '/service/tickets', '--all'], { env: api.env });
  expect(json()).toHaveLength(3);
});

test('--limit that fits a page is one plain request', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?pageSize=3&page=1',
    body: rows(1, 3),
  });
  const run = await runCwm(['call', '/service/tickets', '--limit', '3'], { env: api.env });
  expect(run.json()).toHaveLength(3);
  expect(run.stderr).toBe('');
});

test('--limit follows the pages until it has enough', async () => {
  const api = await fakeApi(byId(undefined, rows(1, 2), 2), byId(2, rows(3, 4), 4));
  const limit = [...all.slice(0, -1), '--limit', '3'];
  expect((await runCwm(limit, { env: api.env })).json()).toEqual(rows(1, 3));
});

test('pages fetched several at a time come out in order', async () => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `GET /service/tickets?fields=id&pageSize=2&orderBy=id&page=${number}`,
    body,
    delay: number === 1 ? 40 : 0,
  });
  const api = await fakeApi(
    page(1, rows(1, 2)),
    page(2, rows(3, 4)),
    page(3, rows(5, 5)),
    { ...page(4, []), optional: true },
    { ...page(5, []), optional: true },
  );
  const { json } = await runCwm([...all, '--page-concurrency', '3'], { env: api.env });
  expect(json()).toEqual(rows(1, 5));
});

test.each(['ndjson', 'csv', 'json'])(
  'a failure on a later page keeps the rows before it and says so: %s',
  async (format) => {
    const api = await fakeApi(byId(undefined, rows(1, 2), 2), {
      request: 'GET /service/tickets?fields=id&pageSize=2&pageId=2',
      status: 403,
      body: { code: 'Security', message: 'No access.' },
    });
    const { code, stdout, error } = await runCwm([...all, '-o', format], { env: api.env });
    expect(code).toBe(4);
    expect(error().message).toMatch(/ incomplete: 2 rows$/);
    const expected = {
      ndjson: '{"id":1}\n{"id":2}\n',
      csv: 'id\r\n1\r\n2\r\n',
      json: '[\n{"id":1},\n{"id":2}',
    };
    expect(stdout).toBe(expected[format as 'csv']);
  },
);

test('a failure on the first page leaves standard output empty', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?fields=id&pageSize=2',
    status: 403,
    body: { code: 'Security', message: 'No access.' },
  });
  const { code, stdout, error } = await runCwm(all, { env: api.env });
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  expect(error().message).not.toContain('incomplete');
});

test.each([
  ['the same id again', byId(2, rows(3, 4), 2)],
  ['an earlier id', byId(2, rows(3, 4), 1)],
])('a list that goes in circles is stopped: %s', async (_what, second) => {
  const api = await fakeApi(byId(undefined, rows(1, 2), 2), second);
  const { code, error } = await runCwm(all, { env: api.env });
  expect(code).toBe(7);
  expect(error().message).toContain('sends the same page again');
});

test('a server that repeats a numbered page is stopped', async () => {
  const page = (number: number): Stub => ({
    request: `GET /service/tickets?orderBy=summary&fields=id&pageSize=2&page=${number}`,
    body: rows(1, 2),
  });
  const api = await fakeApi(page(1), page(2));
  const { code, error } = await runCwm([...all, '--order-by', 'summary'], { env: api.env });
  expect(code).toBe(7);
  expect(error().message).toBe(
    'The server sends the same page again for /service/tickets. incomplete: 2 rows',
  );
});

test('--count asks the count endpoint, with the conditions and nothing else', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets/count?conditions=closedFlag%3Dfalse',
    body: { count: 7 },
  });
  const { json } = await runCwm(
    ['call', '/service/tickets', '--count', '--conditions', 'closedFlag=false', '--fields', 'id'],
    { env: api.env },
  );
  expect(json()).toEqual({ count: 7 });
});

test('a list without a count endpoint says what counts instead', async () => {
  const { code, error } = await runCwm(['call', '/finance/accounting/unpostedpayments', '--count']);
  expect({ code, message: error().message }).toEqual({
    code: 2,
    message: expect.stringContaining('no count endpoint') as string,
  });
});

test.each([
  [['/service/tickets', '--all', '--page', '2'], '--all and --page'],
  [['/service/tickets', '--limit', '5', '--page', '2'], '--limit and --page'],
  [['/service/tickets', '--count', '--all'], '--count and --all'],
  [['/service/tickets/1', '--all'], 'is for lists'],
  [['DELETE', '/service/tickets/1', '--all'], 'is for lists'],
  [['/service/tickets', '--page-concurrency', '2'], 'for --all and --limit'],
])('%j is refused before anything is sent', async (words, message) => {
  const { code, error } = await runCwm(['call', ...words]);
  expect(code).toBe(2);
  expect(error().message).toContain(message);
});

test('a list that has more says how to get it', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets?pageSize=2',
    body: rows(1, 2),
    headers: {
      link: `<https://x/y?pageSize=2&page=2>; rel="next", <https://x/y?page=9>; rel="last"`,
    },
  });
  const { stderr } = await runCwm(['call', '/service/tickets', '--page-size', '2'], {
    env: api.env,
  });
  expect(stderr).toBe('Warning: 2 rows, more exist: --all or --limit n.\n');
});

test('a person sees how far it has come, out of the total', async () => {
  const api = await fakeApi(
    { request: 'GET /service/tickets/count', body: { count: 3 } },
    {
      request: 'GET /service/tickets?fields=id&pageSize=2',
      body: rows(1, 2),
      headers: { link: '<https://x/y?pageId=2>; rel="next"' },
    },
    byId(2, rows(3, 3), undefined),
  );
  const { stderr } = await runCwm(all, { env: { ...api.env, NO_COLOR: '1' }, tty: true });
  expect(stderr).toContain('67 % 2 of 3 rows');
});

test('a search by POST is followed too, ordered in its body', async () => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `POST /service/tickets/search?pageSize=2&page=${number}`,
    body,
  });
  const api = await fakeApi(page(1, rows(1, 2)), page(2, rows(3, 3)));
  const { json } = await runCwm(
    [
      'call',
      'POST',
      '/service/tickets/search',
      '-d',
      '{"conditions":"closedFlag=false"}',
      '--all',
      '--page-size',
      '2',
    ],
    { env: api.env },
  );
  expect(json()).toEqual(rows(1, 3));
  expect(api.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
    Array.from({ length: 2 }, () => ({ conditions: 'closedFlag=false', orderBy: 'id' })),
  );
});

test('--query works on the whole list, --dry-run shows the first page and opens nothing', async () => {
  const api = await fakeApi(byId(undefined, rows(1, 2), 2), byId(2, rows(3, 3), undefined));
  expect((await runCwm([...all, '--query', 'length(@)'], { env: api.env })).json()).toBe(3);
  const dry = await runCwm([...all, '--dry-run'], { env: api.env });
  expect(dry.json()).toMatchObject({
    url: `${api.env['CONNECTWISE_API_URL'] ?? ''}/service/tickets?fields=id&pageSize=2`,
    headers: { 'pagination-type': 'forward-only' },
  });
});

test('--dry-run shows the order that was asked for, and else the one that keeps pages apart', async () => {
  const orderOf = async (...more: string[]) => {
    const dry = await runCwm([...all, '--page-concurrency', '2', '--dry-run', ...more], {
      env: (await fakeApi()).env,
    });
    return new URL((dry.json() as { url: string }).url).searchParams.get('orderBy');
  };
  expect(await orderOf('--order-by', 'summary desc')).toBe('summary desc');
  expect(await orderOf()).toBe('id');
});

test('--count keeps what says which records are meant', async () => {
  const api = await fakeApi({
    request: 'GET /system/documents/count?recordType=Ticket&recordId=1',
    body: { count: 2 },
  });
  const { json } = await runCwm(
    ['call', '/system/documents', '-p', 'recordType=Ticket', '-p', 'recordId=1', '--count'],
    { env: api.env },
  );
  expect(json()).toEqual({ count: 2 });
});

test('the flags of conditions and order go into the body of a search by POST', async () => {
  const api = await fakeApi({ request: 'POST /service/tickets/search', body: [] });
  const { code } = await runCwm(
    [
      'call',
      'POST',
      '/service/tickets/search',
      '--conditions',
      'status.name = "New" and dateEntered > [2026-01-31T00:00:00Z]',
      '--order-by',
      'id desc',
    ],
    { env: api.env },
  );
  expect(code).toBe(0);
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
    conditions: 'status/name = "New" and dateEntered > [2026-01-31T00:00:00Z]',
    orderBy: 'id desc',
  });
});

test('a relative date in the body of a search is replaced', async () => {
  const { json } = await runCwm(
    [
      'call',
      'POST',
      '/service/tickets/search',
      '-d',
      '{"conditions":"dateEntered >= [today]"}',
      '--dry-run',
    ],
    { now: new Date('2026-03-04T12:00:00Z') },
  );
  expect(json()).toMatchObject({ body: { conditions: 'dateEntered >= [2026-03-04T00:00:00Z]' } });
});

test('conditions of a search given twice are refused', async () => {
  const { code, error } = await runCwm([
    'call',
    'POST',
    '/service/tickets/search',
    '-d',
    '{"conditions":"id=1"}',
    '--conditions',
    'id=2',
  ]);
  expect({ code, message: error().message }).toEqual({
    code: 2,
    message: 'conditions is given twice.',
  });
});

test('--unless-exists with --all is refused', async () => {
  const { code } = await runCwm(['call', '/service/tickets', '--all', '--unless-exists', 'id=1']);
  expect(code).toBe(2);
});

describe('a list is never short in silence:', () => {
  const page = (number: number, body: unknown[]): Stub => ({
    request: `GET /service/tickets?fields=id&pageSize=1000&orderBy=id&page=${number}`,
    body,
  });
  const first: Stub = {
    request: 'GET /service/tickets?fields=id&pageSize=1000',
    body: rows(1, 100),
  };
  const follow = [
    'call',
    '/service/tickets',
    '--fields',
    'id',
    '--all',
    '-o',
    'text',
    '--query',
    'length(@)',
  ];

  test('a server that gives smaller pages than asked for, and no links', async () => {
    const api = await fakeApi(first, page(1, rows(1, 100)), page(2, rows(101, 130)));
    expect((await runCwm(follow, { env: api.env })).stdout).toBe('130\n');
  });

  test('a page by id that is empty and names a further one', async () => {
    const api = await fakeApi(
      byId(undefined, rows(1, 2), 2),
      byId(2, [], 9),
      byId(9, rows(10, 10), undefined),
    );
    expect((await runCwm(all, { env: api.env })).json()).toEqual([...rows(1, 2), ...rows(10, 10)]);
  });

  test('a full page by id whose link is missing', async () => {
    const api = await fakeApi(byId(undefined, rows(1, 2), 2), {
      request: 'GET /service/tickets?fields=id&pageSize=2&pageId=2',
      body: rows(3, 4),
    });
    const { code, error } = await runCwm(all, { env: api.env });
    expect({ code, message: error().message }).toEqual({
      code: 7,
      message:
        'The server did not say whether more rows follow for /service/tickets. incomplete: 4 rows',
    });
  });

  test('rows that come again under growing ids', async () => {
    const api = await fakeApi(byId(undefined, rows(1, 2), 2), byId(2, rows(1, 2), 4));
    expect((await runCwm(all, { env: api.env })).error().message).toContain('same page again');
  });

  test('pages that look alike without ids are no circle', async () => {
    const of = (number: number, body: unknown[]): Stub => ({
      request: `GET /service/tickets?orderBy=summary&fields=closedFlag&pageSize=2&page=${number}`,
      body,
    });
    const same = [{ closedFlag: true }, { closedFlag: true }];
    const api = await fakeApi(of(1, same), of(2, same), of(3, []));
    const argv = [
      'call',
      '/service/tickets',
      '--fields',
      'closedFlag',
      '--page-size',
      '2',
      '--all',
    ];
    const { json } = await runCwm([...argv, '--order-by', 'summary'], { env: api.env });
    expect(json()).toHaveLength(4);
  });

  test('a page in the path or in -p', async () => {
    for (const argv of [['/service/tickets?page=2'], ['/service/tickets', '-p', 'page=2']]) {
      const { code } = await runCwm(['call', ...argv, '--all']);
      expect(code).toBe(2);
    }
  });
});

test.each([[[]], ['many'], [{ code: 'x' }], [null]])('%j is no count', async (body) => {
  const api = await fakeApi({ request: 'GET /service/tickets/count', body: JSON.stringify(body) });
  const run = await runCwm(['call', '/service/tickets', '--count'], { env: api.env });
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 7, stdout: '' });
});

test('--dry-run shows the order that was asked for', async () => {
  const args = ['--order-by', 'name', '--all', '--dry-run', '--profile', 'sandbox', '-o', 'json'];
  const dry = await runCwm(['call', '/company/companies', ...args]);
  const { url } = dry.json() as { url: string };
  expect(new URL(url).searchParams.get('orderBy')).toBe('name');
});
