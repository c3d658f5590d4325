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
  ['another host', 'GET https://evil.example/service/tickets'],
])('%s is exit 2 and no request', async (_case, request) => {
  const api = await fakeApi();
  expect((await runCwm(['raw', request, '--yes'], { env: api.env })).code).toBe(2);
  expect(api.seen).toEqual([]);
});

test('a terminal without a request is told what is missing instead of waiting', async () => {
  expect((await runCwm(['raw'], { tty: true })).code).toBe(2);
});
