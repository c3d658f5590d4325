import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { limitedKeys } from '../../src/sandbox/sandbox.js';
import type { SandboxSwitches } from '../../src/sandbox/switches.js';
import type { JsonRecord } from '../../src/text/records.js';
import { basic, sandboxHttp, type SandboxHttp } from '../support/sandbox-http.js';

let http: SandboxHttp;
beforeAll(async () => {
  http = await sandboxHttp();
});
afterAll(() => http.close());

/** A sandbox of a test's own, with a switch thrown. */
async function switched(switches: Partial<SandboxSwitches>): Promise<SandboxHttp> {
  const own = await sandboxHttp({ switches });
  onTestFinished(() => own.close());
  return own;
}

describe('what comes before the request', () => {
  const wrong = basic('sandbox+sandbox-public', 'guess');
  test.each([
    ['no credentials', { authorization: undefined }, 401, 'ConnectWiseApi'],
    ['a wrong private key', { authorization: wrong }, 401, 'Unauthorized'],
    ['no client id', { clientid: undefined }, 401, 'Unauthorized'],
    ['a client id that is none', { clientid: 'mine' }, 401, 'Unauthorized'],
    ['wrong keys and no client id', { authorization: wrong, clientid: '' }, 401, 'Unauthorized'],
  ])('%s', async (_case, headers, status, code) => {
    const reply = await http.send('GET', '/service/tickets', undefined, headers);
    expect([reply.status, reply.json['code']]).toEqual([status, code]);
    expect(reply.json).not.toHaveProperty('errors');
  });

  test.each([
    ['an address that is no API', '/nowhere/x', undefined],
    ['a doubled path', '/v4_6_release/apis/3.0/v4_6_release/apis/3.0/service/tickets', undefined],
    ['another company', '/v4_6_release/apis/3.0/service/tickets', basic('acme+key', 'secret')],
  ])('%s is told in plain text, before the keys are looked at', async (_case, path, keys) => {
    const reply = await http.send('GET', new URL(path, http.base).href, undefined, {
      authorization: keys ?? basic('sandbox+x', 'y'),
    });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('content-type')).toBe('text/plain');
    expect(reply.text).toMatch(/^Cannot route\. /);
  });

  test.each(['v4_6_release', 'v2025_1', 'V2020_4'])('any codebase leads here: %s', async (base) => {
    const address = new URL(`/${base}/apis/3.0/Service/Tickets/?pageSize=1`, http.base).href;
    const accept = 'application/vnd.connectwise.com+json; version=2020.4';
    const reply = await http.send('GET', address, undefined, { accept });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('api-current-version')).toBe('2025.1');
    expect(reply.headers.get('x-cw-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  test.each(['400', '403'] as const)('the client id can be refused with %s', async (clientId) => {
    const own = await switched({ clientId });
    const reply = await own.send('GET', '/system/info', undefined, { clientid: undefined });
    expect(reply.status).toBe(Number(clientId));
  });

  test('too many requests are told with the key error, and when to come back', async () => {
    const own = await sandboxHttp({ faults: { seed: 1, throttle: 1 } });
    onTestFinished(() => own.close());
    await own.send('GET', '/system/info');
    const reply = await own.send('GET', '/service/tickets');
    const seconds = Number(reply.headers.get('retry-after'));
    expect(reply.status).toBe(429);
    expect(seconds).toBeGreaterThan(0);
    expect(reply.json).toEqual({
      error: 'ConnectWiseAPI',
      message: `Too many requests; wait ${seconds} seconds.`,
    });
  });
});

describe('each error in its form', () => {
  const json = { 'content-type': 'application/json' };
  test.each<[string, string, string, unknown, Record<string, string>, number, string]>([
    ['an unknown route', 'GET', '/service/nothing', undefined, {}, 404, 'ConnectWiseApi'],
    ['an unknown id', 'GET', '/service/tickets/999999', undefined, {}, 404, 'NotFound'],
    ['a child of it', 'GET', '/service/tickets/999999/notes', undefined, {}, 404, 'NotFound'],
    ['a method it lacks', 'DELETE', '/service/tickets', undefined, {}, 405, 'ConnectWiseApi'],
    [
      'another media type',
      'POST',
      '/service/tickets',
      'a=1',
      { 'content-type': 'text/plain' },
      415,
      'ConnectWiseApi',
    ],
    ['JSON for a file', 'POST', '/system/documents', '{}', json, 415, 'ConnectWiseApi'],
    ['broken JSON', 'POST', '/service/tickets', '{"summary":', json, 500, 'ConnectWiseApi'],
    [
      'no number where one belongs',
      'POST',
      '/service/tickets',
      { summary: 'x', budgetHours: {} },
      json,
      500,
      'ConnectWiseApi',
    ],
    [
      'no flag where one belongs',
      'PATCH',
      '/service/boards/1',
      [{ op: 'replace', path: 'inactiveFlag', value: 'perhaps' }],
      json,
      500,
      'ConnectWiseApi',
    ],
    [
      'an unknown name',
      'GET',
      '/service/tickets?conditions=colour%3D1',
      undefined,
      {},
      400,
      'ApiFindCondition',
    ],
    [
      'conditions that do not parse',
      'GET',
      '/service/tickets?conditions=id%3D',
      undefined,
      {},
      400,
      'ApiFindCondition',
    ],
    [
      'a page size of nothing',
      'GET',
      '/service/tickets?pageSize=0&conditions=colour%3D1',
      undefined,
      {},
      400,
      'InvalidObject',
    ],
  ])('%s', async (_case, method, path, body, headers, status, code) => {
    const reply = await http.send(method, path, body, headers);
    expect([reply.status, reply.json['code']]).toEqual([status, code]);
    expect(reply.json['message']).toEqual(expect.any(String));
  });

  test('messages name what is missing', async () => {
    const message = async (path: string) => (await http.send('GET', path)).json['message'];
    expect(await message('/service/tickets/999999')).toBe('Ticket 999999 not found');
    expect(await message('/service/tickets?conditions=foo/name%3D1')).toBe(
      'foo/name is not a recognized name.',
    );
  });

  test('an address that is too long is told in plain text', async () => {
    const reply = await http.send('GET', `/service/tickets?conditions=${'x'.repeat(10_000)}`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([414, 'text/plain']);
  });

  test('a module that does not exist is a page of the web server', async () => {
    const reply = await http.send('GET', '/nothing/tickets');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html']);
    expect(reply.text).toContain('<h1>404</h1>');
  });
});

describe('a member whose role is small', () => {
  const asLimited = { authorization: basic(limitedKeys.username, limitedKeys.password) };
  test.each([
    ['GET', '/service/tickets', 200],
    ['GET', '/company/companies', 200],
    ['GET', '/finance/agreements', 403],
    ['GET', '/system/members', 403],
    ['GET', '/system/skills/info', 200],
    ['PATCH', '/company/companies/1', 403],
    ['PATCH', '/service/tickets/1', 200],
    ['DELETE', '/finance/nothing', 404],
    ['POST', '/service/tickets/search', 200],
  ])('%s %s answers %d', async (method, path, status) => {
    const body = method === 'PATCH' ? [{ op: 'replace', path: 'city', value: 'Tampa' }] : undefined;
    const search = path.endsWith('search') ? {} : body;
    const reply = await http.send(method, path, search, asLimited);
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.json).toMatchObject({ code: 'Security', errors: null });
  });
});

describe('pages', () => {
  /** Tickets of which there are sixty, however many there are. */
  const sixty = '/service/tickets?conditions=id%3C%3D60';
  const link = async (path: string) => (await http.send('GET', path)).headers.get('link');

  test('links carry the other parameters as the server writes them, the page last', async () => {
    const path =
      '/service/tickets?page=2&PageSize=20&conditions=id+%3C%3D+60+and+summary+!%3D+%22x%2Fy%22';
    const to = (page: number) =>
      `<${http.base}/service/tickets?PageSize=20&conditions=id+%3c%3d+60+and+summary+%21%3d+%22x%2fy%22&page=${page}>`;
    expect(await link(path)).toBe(
      `${to(3)}; rel="next", ${to(3)}; rel="last", ${to(1)}; rel="prev", ${to(1)}; rel="first"`,
    );
  });

  test.each([
    ['the first', 1, ['next', 'last']],
    ['one between', 2, ['next', 'last', 'prev', 'first']],
    ['the last', 3, ['prev', 'first']],
    ['one past the end', 9, ['prev', 'first']],
  ])('%s page has its relations', async (_case, page, relations) => {
    const header = (await link(`${sixty}&pageSize=25&page=${page}`)) ?? '';
    expect([...header.matchAll(/rel="(\w+)"/g)].map(([, relation]) => relation)).toEqual(relations);
  });

  test('a single page has no link, and there is nothing past the end', async () => {
    expect(await link(`${sixty}&pageSize=1000`)).toBeNull();
    expect((await http.send('GET', `${sixty}&page=9`)).rows).toEqual([]);
  });

  test.each(['pageSize=0', 'pageSize=-1', 'pageSize=many', 'page=0'])(
    '%s is out of range',
    async (query) => {
      const [name] = query.split('=');
      expect((await http.send('GET', `/service/tickets?${query}`)).json).toMatchObject({
        code: 'InvalidObject',
        errors: [{ code: 'OutOfRange', resource: name, field: name }],
      });
    },
  );

  test('a larger page than there is counts as the largest, or is refused', async () => {
    const { count } = (await http.send('GET', '/service/tickets/count')).json;
    const { rows } = await http.send('GET', '/service/tickets?pageSize=5000');
    expect(rows).toHaveLength(Math.min(1000, Number(count)));
    const own = await switched({ pageSize: 'refuse' });
    const reply = await own.send('GET', '/service/tickets?pageSize=1001');
    expect(reply.json).toMatchObject({ errors: [{ code: 'OutOfRange', field: 'pageSize' }] });
  });

  test('forward-only pages go by the last id, until the link is empty', async () => {
    const forward = { 'pagination-type': 'forward-only' };
    const seen: unknown[] = [];
    let next = `${http.base}${sixty}&page=2&pageSize=25&fields=id`;
    while (next !== '') {
      const reply = await http.send('GET', next, undefined, forward);
      const header = reply.headers.get('link') ?? 'no link';
      seen.push(...reply.rows.map(({ id }) => id));
      if (seen.length < 60)
        expect(header).toBe(
          `<${http.base}/service/tickets?conditions=id%3c%3d60&pageSize=25&fields=id&pageId=${String(seen.at(-1))}>; rel="next"`,
        );
      next = /^<(.*)>; rel="next"$/.exec(header)?.[1] ?? header;
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    const sorted = await http.send('GET', '/service/tickets?orderBy=id', undefined, forward);
    expect([sorted.status, sorted.json['code']]).toEqual([400, 'InvalidObject']);
  });
});

describe('fields', () => {
  const first = async (fields: string) =>
    (await http.send('GET', `/service/tickets/1?fields=${fields}`)).json;

  test('leaves alone, whole references, and _info only where it is named', async () => {
    const { status } = await first('status');
    const { id, name } = status as JsonRecord;
    expect(await first('id,status/id,STATUS/Name')).toEqual({ id: 1, status: { id, name } });
    expect(Object.keys(await first('board'))).toEqual(['board']);
    expect(await first('board')).toMatchObject({ board: { _info: expect.anything() as unknown } });
    expect(Object.keys(await first('id,_info'))).toEqual(['id', '_info']);
  });

  test('an unknown name is ignored, or refused', async () => {
    expect(await first('id,colour')).toEqual({ id: 1 });
    const own = await switched({ unknownNames: 'refuse' });
    const reply = await own.send('GET', '/service/tickets?fields=id,colour');
    expect([reply.status, reply.json['code']]).toEqual([400, 'ApiFindCondition']);
    const body = { summary: 'x', company: { id: 1 }, colour: 'red' };
    expect((await own.send('POST', '/service/tickets', body)).json).toMatchObject({
      errors: [{ code: 'InvalidField', field: 'colour' }],
    });
  });
});

test('wildcards of like and after = are what the switches say', async () => {
  const count = async (from: SandboxHttp, conditions: string) =>
    (
      await from.send(
        'GET',
        `/company/companies/count?conditions=${encodeURIComponent(conditions)}`,
      )
    ).json['count'];
  const own = await switched({ like: 'wildcards', equals: 'wildcards' });
  for (const [conditions, literal, wild] of [
    ['identifier like "AC_E"', 0, 1],
    ['identifier like "[A-B]CME"', 0, 1],
    ['identifier = "ACM*"', 0, 1],
    ['identifier in ("ACM*","CONTOSO")', 1, 2],
  ] as const) {
    expect([conditions, await count(http, conditions)]).toEqual([conditions, literal]);
    expect([conditions, await count(own, conditions)]).toEqual([conditions, wild]);
  }
});

test('project tickets are apart from service tickets, or among them', async () => {
  const own = await switched({ projectTickets: 'together' });
  const [ticket] = (await own.send('GET', '/project/tickets?pageSize=1')).rows;
  const path = `/service/tickets/${String(ticket?.['id'])}`;
  const query = '/service/tickets/count?conditions=recordType%20!=%20"ServiceTicket"';
  expect((await http.send('GET', path)).status).toBe(404);
  expect((await http.send('GET', query)).json).toEqual({ count: 0 });
  expect((await own.send('GET', path)).json).toMatchObject({
    id: ticket?.['id'],
    summary: ticket?.['summary'],
    recordType: expect.stringMatching(/^Project/) as string,
  });
  const { count } = (await own.send('GET', '/project/tickets/count')).json;
  expect((await own.send('GET', query)).json).toEqual({ count });
});
