import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectionTo, fakeApi, fakeKeys, type Stub } from '../support/fake-api.js';
import { handmadeApi } from '../support/handmade-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';
import { fakeProxy, secureApi, whyNoCertificate } from '../support/secure-api.js';

const list = ['call', 'GET', '/service/tickets'];
const json = { 'content-type': 'application/json' };

describe('timeouts', () => {
  test('no answer in time is exit 7, names the seconds and is not tried again (N6)', async () => {
    const api = await handmadeApi(() => undefined);
    const run = await runCwm([...list, '--timeout', '0.3'], { env: api.env });
    expect(run.code).toBe(7);
    expect(run.error()).toMatchObject({
      message: 'Request timed out: ConnectWise did not answer within 0.3 seconds.',
      hint: expect.stringContaining('--timeout') as string,
    });
    expect(api.requests()).toBe(1);
  });

  test('a body that trickles in stops at the total (N6)', async () => {
    const api = await handmadeApi((response) => {
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const run = await runCwm([...list, '--timeout', '0.4'], { env: api.env });
    expect(run).toMatchObject({ code: 7, stdout: '' });
    expect(run.error().message).toBe(
      'Request timed out: the answer was not complete within 0.4 seconds.',
    );
    expect(api.requests()).toBe(1);
  });

  test('a server that never finishes the handshake got nothing, not even of a write (N6)', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const argv = ['call', 'DELETE', '/service/tickets/1', '--yes', '--timeout', '0.3'];
    const run = await runCwm(argv, { env: connectionTo(`https://127.0.0.1:${port}`) });
    expect(run).toMatchObject({ code: 7, waits: [] });
    expect(run.error().message).toBe(
      `127.0.0.1:${port} could not be reached (no connection in 0.3 seconds).`,
    );
  });

  test.each(['0', '-1', 'soon', '1e3', '3601', ''])(
    '--timeout %s is exit 2 (N6)',
    async (value) => {
      const api = await fakeApi();
      const run = await runCwm([...list, `--timeout=${value}`], { env: api.env });
      expect(run.code).toBe(2);
      expect(run.error().message).toContain('--timeout');
    },
  );
});

describe('large answers', () => {
  const mebibyte = Buffer.alloc(1024 * 1024, 0x20);

  test('more than 64 MiB is exit 7 with a hint, and not worth trying again (N6)', async () => {
    const api = await handmadeApi((response) => {
      response.writeHead(200, json);
      const more = (): void => {
        if (!response.destroyed) response.write(mebibyte, more);
      };
      more();
    });
    const run = await runCwm(list, { env: api.env });
    expect(run).toMatchObject({ code: 7, stdout: '' });
    expect(run.error()).toMatchObject({
      message: 'The server’s answer is larger than 64 MiB and was not read to its end.',
      hint: expect.stringContaining('--page-size') as string,
      retryable: false,
    });
    expect(api.requests()).toBe(1);
  });

  test('what counts is the size after decompression (N6)', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20), { level: 1 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const api = await fakeApi({
      request: 'GET /service/tickets',
      body: bomb,
      headers: { ...json, 'content-encoding': 'gzip', 'content-length': String(bomb.length) },
    });
    const run = await runCwm(list, { env: api.env });
    expect(run.code).toBe(7);
    expect(run.error().message).toContain('64 MiB');
  });
});

describe('answers', () => {
  test.each([
    ['an empty 200', { body: '' }, '[]'],
    ['a 204', { status: 204 }, '[]'],
    [
      'gzip',
      { body: gzipSync('[{"id":1}]'), headers: { ...json, 'content-encoding': 'gzip' } },
      '[{"id":1}]',
    ],
    ['a byte order mark', { body: Buffer.from('\ufeff[{"id":1}]'), headers: json }, '[{"id":1}]'],
    ['a large integer', { body: '[{"id":9007199254740993}]' }, '[{"id":9007199254740993}]'],
    ['1.0 and 1e2', { body: '[{"a":1.0,"b":1e2,"c":0.10}]' }, '[{"a":1.0,"b":1e2,"c":0.10}]'],
    ['a repeated key', { body: '{"id":1,"id":2}' }, '{"id":2}'],
    ['an array where the catalog has one record', { body: '[]' }, '[]'],
    ['null', { body: 'null' }, 'null'],
  ])('%s is read (N7)', async (_what, stub, shown) => {
    const api = await fakeApi({ request: 'GET /service/tickets', ...stub });
    const run = await runCwm([...list, '-o', 'json'], { env: api.env });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.replace(/\s/g, '')).toBe(shown);
  });

  test.each(['DELETE', 'POST'])('a %s without a body goes out as it is (N7)', async (method) => {
    const api = await fakeApi({ request: `${method} /service/tickets/7/x`, status: 204 });
    const { code } = await runCwm(['raw', `${method} /service/tickets/7/x`, '--yes'], {
      env: api.env,
    });
    expect(code).toBe(0);
    expect(api.seen[0]).toMatchObject({ body: '' });
  });

  test.each([
    ['https://elsewhere.example/login', 'elsewhere.example'],
    ['http://127.0.0.1:1/', '127.0.0.1:1'],
    ['//other.example/x', 'other.example'],
  ])('a redirect to %s is refused and named (N1)', async (location, host) => {
    const api = await fakeApi({
      request: 'GET /service/tickets',
      status: 302,
      headers: { location },
    });
    const run = await runCwm(list, { env: api.env });
    expect(run.code).toBe(6);
    expect(run.error().message).toContain(`redirects to ${host} (302)`);
  });

  test.each([
    ['200', { body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } }, 7],
    [
      '400',
      {
        status: 400,
        body: '<html><title>Bad Request</title>',
        headers: { 'content-type': 'text/html' },
      },
      6,
    ],
    [
      '404',
      {
        status: 404,
        body: '<html><title>404 - File not found.</title>',
        headers: { 'content-type': 'text/html' },
      },
      5,
    ],
  ])('an HTML page with %s says so instead of a parse error (N6)', async (_status, stub, code) => {
    const api = await fakeApi({ request: 'GET /service/tickets', ...stub });
    const run = await runCwm(list, { env: api.env });
    expect(run.code).toBe(code);
    expect(run.error().message).toContain('an HTML page');
    expect(run.stderr).not.toContain('Unexpected token');
  });
});

describe('--include', () => {
  const headers = {
    ...json,
    'x-cw-request-id': 'abc-123',
    'set-cookie': 'session=TopSecretCookie',
    'x-auth-token': 'TopSecretToken',
    'x-odd': 'a\u009b31mb',
  };

  test('status and headers come first on stderr, secrets masked and nothing that drives a terminal', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [], headers });
    const run = await runCwm([...list, '--include'], { env: api.env });
    expect(run).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(run.stderr).toMatch(/^HTTP 200 OK\n/);
    expect(run.stderr).toContain('x-cw-request-id: abc-123\n');
    expect(run.stderr).toContain('set-cookie: ***\n');
    expect(run.stderr).not.toContain('TopSecret');
    expect(run.stderr).not.toContain('\u009b');
  });

  test('raw has it too, and a refusal shows them before the error', async () => {
    const api = await fakeApi({
      request: 'GET /service/x',
      status: 400,
      body: { message: 'no' },
      headers,
    });
    const run = await runCwm(['raw', 'GET /service/x', '--include'], { env: api.env });
    expect(run.stderr).toMatch(/^HTTP 400 Bad Request\n[^]*\nError: /);
    expect(run.error()).toMatchObject({ exit: 6, requestId: 'abc-123' });
  });

  test('without it there are none', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [], headers });
    expect((await runCwm(list, { env: api.env })).stderr).toBe('');
  });
});

const noCertificate = whyNoCertificate();

describe.skipIf(noCertificate !== undefined)(
  `TLS${noCertificate === undefined ? '' : `: ${noCertificate}`}`,
  () => {
    test('a certificate that nobody vouches for is exit 7 and says --ca, also when Node was told not to look (N4)', async () => {
      const api = await secureApi('127.0.0.1');
      const env = {
        ...connectionTo(`https://127.0.0.1:${api.port}`),
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      };
      for (const argv of [list, ['call', 'DELETE', '/service/tickets/1', '--yes']]) {
        const run = await runCwm(argv, { env });
        expect(run.code).toBe(7);
        expect(run.error().hint).toContain('--ca <file>');
        expect(run.waits).toEqual([]);
      }
      expect(api.seen).toEqual([]);
    });

    test('--ca names it and it is trusted (N4)', async () => {
      const api = await secureApi('127.0.0.1');
      const env = connectionTo(`https://127.0.0.1:${api.port}`);
      expect((await runCwm([...list, '--ca', api.certificate], { env })).code).toBe(0);
      expect(api.seen).toEqual(['GET /v4_6_release/apis/3.0/service/tickets']);
    });

    test('the name is still checked (N4)', async () => {
      const api = await secureApi('cw.example.com');
      const env = connectionTo(`https://127.0.0.1:${api.port}`);
      const run = await runCwm([...list, '--ca', api.certificate], { env });
      expect(run.code).toBe(7);
      expect(run.error().hint).toContain('another name');
      expect(api.seen).toEqual([]);
    });

    test('NODE_EXTRA_CA_CERTS counts beside --ca (N4)', async () => {
      const [api, other] = [await secureApi('127.0.0.1'), await secureApi('127.0.0.1')];
      const env = {
        ...connectionTo(`https://127.0.0.1:${api.port}`),
        NODE_EXTRA_CA_CERTS: api.certificate,
      };
      expect((await runCwm([...list, '--ca', other.certificate], { env })).code).toBe(0);
    });
  },
);

test.each([
  ['missing', undefined, 'could not be read'],
  ['no PEM', 'hello', 'no certificate'],
  ['damaged', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'damaged'],
])('--ca with a file that is %s is exit 2 and nothing is sent (N4)', async (_what, text, words) => {
  const api = await fakeApi();
  const cwd = temporaryFolder();
  if (text !== undefined) writeFileSync(join(cwd, 'ca.pem'), text);
  const run = await runCwm([...list, '--ca', 'ca.pem'], { env: api.env, cwd });
  expect(run.code).toBe(2);
  expect(run.error().message).toContain(words);
});

describe.skipIf(noCertificate !== undefined)('proxies', () => {
  const host = 'na.myconnectwise.net';
  const through = (port: number) => ({
    ...connectionTo(`https://${host}`),
    HTTPS_PROXY: `http://me:Hunter%402pass@127.0.0.1:${port}`,
  });

  test('HTTPS_PROXY leads to the server, whose own certificate counts (N5)', async () => {
    const api = await secureApi(host);
    const proxy = await fakeProxy(api.port);
    const argv = [...list, '--ca', api.certificate];
    expect(await runCwm(argv, { env: through(proxy.port) })).toMatchObject({
      code: 0,
      stdout: '[]\n',
    });
    expect(proxy.seen).toMatchObject([
      {
        target: `${host}:443`,
        headers: {
          'proxy-authorization': `Basic ${Buffer.from('me:Hunter@2pass').toString('base64')}`,
        },
      },
    ]);
    expect(api.seen).toEqual(['GET /v4_6_release/apis/3.0/service/tickets']);
    const { authorization } = proxy.seen[0]?.headers ?? {};
    expect(authorization).toBe(undefined);
  });

  test('an untrusted server behind a proxy gets nothing (N5)', async () => {
    const api = await secureApi(host);
    const proxy = await fakeProxy(api.port);
    const run = await runCwm(list, { env: through(proxy.port) });
    expect(run.code).toBe(7);
    expect(run.error().hint).toContain('--ca <file>');
    expect(api.seen).toEqual([]);
  });

  test.each([
    [407, 'asks for a user and a password'],
    [403, 'refused the connection'],
  ])(
    'a proxy that answers %d is named without its password, and nothing was sent (N5)',
    async (status, words) => {
      const proxy = await fakeProxy({ status });
      const argv = ['call', 'DELETE', '/service/tickets/1', '--yes', '--debug'];
      const run = await runCwm(argv, { env: through(proxy.port) });
      expect(run.code).toBe(7);
      expect(run.error().message).toContain(`PROXY_${status}`);
      expect(run.error().hint).toContain(`127.0.0.1:${proxy.port} (HTTPS_PROXY)`);
      expect(run.error().hint).toContain(words);
      expect(run.stderr).toContain(`Through the proxy 127.0.0.1:${proxy.port} (HTTPS_PROXY).`);
      for (const secret of ['Hunter', Buffer.from('me:Hunter@2pass').toString('base64')])
        expect(run.stderr).not.toContain(secret);
    },
  );

  test('a proxy that does not answer offers the API host as well (N5)', async () => {
    const run = await runCwm(list, { env: through(9) });
    expect(run.code).toBe(7);
    expect(run.error().hint).toBe(
      `Check the address in CONNECTWISE_API_URL, the network and the proxy 127.0.0.1:9 (HTTPS_PROXY). ${host} is the host for browsers; the API answers at api-${host}.`,
    );
    expect(run.waits).toHaveLength(2);
  });

  test('this machine is never asked for through a proxy (N5)', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [] });
    const [HTTP_PROXY, ALL_PROXY] = ['http://127.0.0.1:9', 'http://127.0.0.1:9'];
    expect((await runCwm(list, { env: { ...api.env, HTTP_PROXY, ALL_PROXY } })).code).toBe(0);
  });
});

describe('web hosts of the cloud', () => {
  test('a dry run offers the API host and uses what was given', async () => {
    const env = connectionTo('https://eu.myconnectwise.net');
    const { json: shown } = await runCwm([...list, '--dry-run'], { env });
    expect(shown()).toMatchObject({
      url: 'https://eu.myconnectwise.net/v4_6_release/apis/3.0/service/tickets',
      note: 'eu.myconnectwise.net is the host for browsers; the API answers at api-eu.myconnectwise.net.',
    });
  });

  test('an API host needs no note', async () => {
    const env = connectionTo('https://api-eu.myconnectwise.net');
    const { json: shown } = await runCwm([...list, '--dry-run'], { env });
    expect(shown()).not.toHaveProperty('note');
  });
});

test('no key is in what --debug and --include show (N5)', async () => {
  const api = await fakeApi({
    request: 'GET /service/tickets',
    status: 500,
    times: 3,
    headers: { echo: fakeKeys.privateKey },
  });
  const { stderr } = await runCwm([...list, '--debug', '--include'], { env: api.env });
  expect(stderr).toContain('HTTP 500');
  expect(stderr).not.toContain(fakeKeys.privateKey);
});

test('an answer that breaks off is told as that, after three tries', async () => {
  const half: Stub = {
    request: 'GET /service/tickets',
    body: '[{"id":1},',
    headers: { ...json, 'content-length': '1000' },
    breaksOff: true,
    times: 3,
  };
  const api = await fakeApi(half);
  const { code, error } = await runCwm(list, { env: api.env });
  expect(code).toBe(7);
  expect(error().message).toContain('broke off');
});
