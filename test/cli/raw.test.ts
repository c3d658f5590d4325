import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm } from '../support/run-cwm.js';

test('a raw GET keeps blanks in its query', async () => {
  const api = await fakeApi({
    request: `GET /service/tickets?conditions=status%2Fname%3D%27Open%27%20and%20id%3E5`,
    body: [],
  });
  expect(
    (
      await runCwm(['raw', `GET   /service/tickets?conditions=status/name='Open' and id>5`], {
        env: api.env,
      })
    ).code,
  ).toBe(0);
});

test('the body is the longest JSON at the end', async () => {
  const api = await fakeApi({
    request: 'POST /service/tickets/1/notes',
    status: 201,
    body: { id: 5 },
  });
  const { code } = await runCwm(
    ['raw', 'post service/tickets/1/notes {"text":"a [b] {c}"}', '--yes'],
    { env: api.env },
  );
  expect(code).toBe(0);
  expect(api.seen[0]?.body).toBe('{"text":"a [b] {c}"}');
});

test('the request comes from standard input for - or no word', async () => {
  const api = await fakeApi(
    { request: 'GET /system/info', body: { version: 'v2025.1' } },
    { request: 'GET /system/info', body: {} },
  );
  expect((await runCwm(['raw', '-'], { env: api.env, stdin: 'GET /system/info\n' })).code).toBe(0);
  expect((await runCwm(['raw'], { env: api.env, stdin: 'GET /system/info' })).code).toBe(0);
});

test('a raw write needs the same approval', async () => {
  const api = await fakeApi();
  expect((await runCwm(['raw', 'DELETE /service/tickets/1'], { env: api.env })).code).toBe(8);
});

test('names are not checked: an endpoint that the catalog does not know is sent', async () => {
  const api = await fakeApi({ request: 'GET /service/brandNew?whatever=1', body: [] });
  expect((await runCwm(['raw', 'GET /service/brandNew?whatever=1'], { env: api.env })).code).toBe(
    0,
  );
});

test.each([
  ['no method', 'tickets please'],
  ['a body that lost its quotes', 'POST /service/tickets {summary:x}'],
  ['a body that lost its quotes after a query', 'POST /service/tickets?fields=id {summary:x}'],
  ['a body on a GET', 'GET /service/tickets {"a":1}'],
  ['a body on a DELETE', 'DELETE /service/tickets/1 {"a":1}'],
  ['another host', 'GET https://evil.example/service/tickets'],
])('%s is exit 2 and no request', async (_case, request) => {
  const api = await fakeApi();
  expect((await runCwm(['raw', request, '--yes'], { env: api.env })).code).toBe(2);
  expect(api.seen).toEqual([]);
});

test('a terminal without a request is told what is missing instead of waiting', async () => {
  expect((await runCwm(['raw'], { tty: true })).code).toBe(2);
});

test.each([
  ['line breaks', 'POST\n\t/service/tickets\n\n{"a":1}\n', '{"a":1}'],
  ['blanks around the question mark', 'post  /service/tickets ? fields=id  {"a":1}', '{"a":1}'],
  ['a list', 'PATCH /service/tickets [{"op":"remove","path":"a {b}"}]', null],
  [
    'a query that looks like the start of a body',
    'POST /service/tickets?x=a {b {"a":1}',
    '{"a":1}',
  ],
])('the body begins after white space: %s', async (_case, request, body) => {
  const run = await runCwm(['raw', request, '--dry-run', '--profile', 'sandbox']);
  const shown = run.json() as { url: string; body: unknown };
  expect(shown.body).toEqual(body === null ? [{ op: 'remove', path: 'a {b}' }] : JSON.parse(body));
  expect(shown.url).toMatch(/\/service\/tickets(?:\?fields=id|\?x=a%20%7Bb)?$/);
});

test('any query arrives decoded once and encoded once, its invalid % sequences as they were', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...['%', '%2', '%zz', '%20', '%26', '%3d', '%25', '%2B', '%E2%82%AC', '%e9', '%C3%A9'],
    ),
    fc.constantFrom(
      ...['%E9%20', '%ED%A0%80', '%f0%9f%98%80', '+', '=', '&', '#', '?', '/', '"', ' ['],
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const query = fc.array(piece, { maxLength: 8 }).map((pieces) => `a=${pieces.join('')}.`);
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const pairs = text.split('&').filter((pair) => pair !== '');
      const encoded = pairs.map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return `${strictly(decodedOnce(name))}=${strictly(decodedOnce(value.join('=')))}`;
      });
      const api = await fakeApi({ request: `GET /service/tickets?${encoded.join('&')}`, body: [] });
      const run = await runCwm(['raw', `GET /service/tickets?${text}`], { env: api.env });
      expect(run.code).toBe(0);
    }),
    { numRuns: 60 },
  );
});

/** Each %XX run that is one character in UTF-8, read byte by byte. */
function decodedOnce(text: string): string {
  for (let at = 0; at < text.length; at++) {
    for (const length of [1, 2, 3, 4]) {
      const sequence = text.slice(at, at + 3 * length);
      if (!new RegExp(`^(?:%[0-9a-f]{2}){${length}}$`, 'i').test(sequence)) break;
      const bytes = Buffer.from(sequence.replaceAll('%', ''), 'hex');
      if (Buffer.from(bytes.toString('utf8')).equals(bytes))
        return (
          text.slice(0, at) + bytes.toString('utf8') + decodedOnce(text.slice(at + 3 * length))
        );
    }
  }
  return text;
}

function strictly(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => String.fromCharCode(byte))
    .map((one) =>
      /[\w.~-]/.test(one)
        ? one
        : `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

test.each([
  ['POST /service/tickets summary=test', 'Unexpected after the path'],
  ['DELETE /service/tickets/1 2 3', 'Unexpected after the path'],
  ['GET /service/tickets HTTP/1.1', 'Unexpected after the path'],
  ['GET /service/tickets/{id}', '{id} in the path is not filled'],
  ['DELETE /service/tickets/ ', 'ends where an id belongs'],
])('%s is refused, and nothing is sent', async (request, message) => {
  const { code, error } = await runCwm(['raw', request, '--yes']);
  expect(code).toBe(2);
  expect(error().message).toContain(message);
});
