import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonRecord } from '../../src/text/records.js';
import { sandboxHttp, type SandboxHttp } from '../support/sandbox-http.js';

let http: SandboxHttp;
beforeAll(async () => {
  http = await sandboxHttp();
});
afterAll(() => http.close());

/** Status and body of a request that fetch would not send. */
function raw(path: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const { hostname, port } = new URL(http.base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve([response.statusCode ?? 0, text]));
    })
      .once('error', reject)
      .end();
  });
}

describe('a name that every object of JavaScript has is a name like any other', () => {
  const entry = { timeStart: '2026-03-02T08:00:00Z', timeEnd: '2026-03-02T09:00:00Z' };
  const callback = { url: 'http://127.0.0.1:9/?recordId=', objectId: 1, level: 'owner' };
  test.each<[string, JsonRecord, string]>([
    ['/time/entries', { ...entry, chargeToId: 1, chargeToType: 'constructor' }, 'chargeToType'],
    ['/time/entries', { ...entry, chargeToId: 1, chargeToType: '__proto__' }, 'chargeToType'],
    ['/system/callbacks', { ...callback, type: 'constructor' }, 'type'],
    ['/system/callbacks', { ...callback, type: '__proto__' }, 'type'],
  ])('%s %j', async (path, body, field) => {
    const { status, json } = await http.send('POST', path, body);
    expect(status).toBe(400);
    expect(json['errors']).toContainEqual(expect.objectContaining({ field }));
  });

  test('as a property of a body it is ignored, as a parameter too', async () => {
    const sent = '{"summary":"x","company":{"id":1},"__proto__":{"closedFlag":true}}';
    const made = await http.send('POST', '/service/tickets', sent);
    expect(made.json).toMatchObject({ summary: 'x', closedFlag: false });
    const list = '/service/tickets?pageSize=1&__proto__=1&constructor=2&fields=id,__proto__/id';
    expect((await http.send('GET', list)).rows).toEqual([{ id: 1 }]);
  });
});

test('a host that can be none is the fault of the request', async () => {
  const [status, text] = await raw('/v4_6_release/apis/3.0/system/info', { host: 'a b' });
  expect([status, text]).toEqual([400, expect.stringContaining('host')]);
});

test('a path that begins with two slashes names no other host', async () => {
  expect(await raw('//elsewhere/v4_6_release/apis/3.0/system/info')).toEqual([
    400,
    expect.stringMatching(/^Cannot route/),
  ]);
});

test('a body beyond what a web server takes is refused', async () => {
  const tooLarge = await http.send('POST', '/service/tickets', ' '.repeat(30_000_001));
  expect(tooLarge.status).toBe(413);
  expect(tooLarge.json['message']).toMatch(/30 MB/);
});
