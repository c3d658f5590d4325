import { createConnection } from 'node:net';
import { describe, expect, test } from 'vitest';
import { initialize, mcpToken, properHeaders, sendRaw, serveMcp } from '../support/mcp-http.js';
import { runCwm } from '../support/run-cwm.js';

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('who is let in over HTTP', () => {
  test('a client of this machine with the token, by each of its names', async () => {
    const { address } = await serveMcp();
    const { port } = new URL(address.url);
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `LocalHost:${port}`,
      `[::1]:${port}`,
    ]) {
      const { status, headers } = await sendRaw(
        address.url,
        { ...properHeaders, host },
        { body: initialize },
      );
      expect({ host, status }).toEqual({ host, status: 200 });
      expect(headers['mcp-session-id']).toMatch(/^[\w-]{36}$/);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  test.each([
    'evil.example',
    'evil.example:PORT',
    'localhost.evil.com:PORT',
    'localhost:1',
    '127.0.0.1',
    '127.0.0.1:PORT.evil.com',
    '127.0.0.2:PORT',
    '0.0.0.0:PORT',
  ])('no Host %s', async (name) => {
    const { address } = await serveMcp();
    const host = name.replace('PORT', new URL(address.url).port);
    for (const url of [address.url, address.health]) {
      const { status, text } = await sendRaw(url, { ...properHeaders, host }, { body: initialize });
      expect(status).toBe(403);
      expect(text).toContain('The Host header does not name this server.');
    }
  });

  test.each([
    ['http://localhost:5173', 200],
    ['http://127.0.0.1', 200],
    ['https://[::1]:8443', 200],
    ['null', 403],
    ['', 403],
    ['https://evil.example', 403],
    ['http://localhost.evil.com', 403],
    ['http://evil.com@localhost', 403],
    ['http://localhost/evil', 403],
    ['file://localhost', 403],
    ['http://127.0.0.1.evil.com:3001', 403],
  ])('Origin %j is answered %i', async (origin, expected) => {
    const { address } = await serveMcp();
    const { status } = await sendRaw(
      address.url,
      { ...properHeaders, origin },
      { body: initialize },
    );
    expect(status).toBe(expected);
  });

  test.each([
    ['none', undefined],
    ['another', 'Bearer test-token-0123456789-0123456789-012345678X'],
    ['a part of it', `Bearer ${mcpToken.slice(0, -1)}`],
    ['more than it', `Bearer ${mcpToken}0`],
    ['another scheme', `Basic ${mcpToken}`],
    ['an empty one', 'Bearer '],
  ])('no token: %s', async (_what, authorization) => {
    const { address } = await serveMcp();
    const { 'content-type': type, accept } = properHeaders;
    const rest = { 'content-type': type, accept };
    const { status, headers } = await sendRaw(
      `${address.url}?token=${mcpToken}`,
      authorization === undefined ? rest : { ...rest, authorization },
      { body: initialize },
    );
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="cwm"');
  });

  test('health needs no token and tells nothing but that it is up', async () => {
    const { address } = await serveMcp();
    const { status, text } = await sendRaw(address.health, {}, { method: 'GET' });
    expect({ status, text }).toEqual({ status: 200, text: '{"status":"ok"}' });
  });

  test('a host that was given is a name of it, and it warns beyond this machine', async () => {
    const { address, stop } = await serveMcp(['--profile', 'sandbox', '--host', '0.0.0.0']);
    const { status } = await sendRaw(address.url, properHeaders, { body: initialize });
    expect(status).toBe(200);
    expect((await stop()).stderr).toContain('Warning: Whoever reaches 0.0.0.0');
  });
});

describe('what is taken over HTTP', () => {
  test.each<[string, number, Parameters<typeof sendRaw>[1], Parameters<typeof sendRaw>[2]]>([
    ['PUT', 405, {}, { method: 'PUT', body: initialize }],
    ['a preflight', 405, {}, { method: 'OPTIONS' }],
    ['a GET that takes no events', 406, { accept: 'application/json' }, { method: 'GET' }],
    ['a POST that takes no JSON', 406, { accept: 'text/event-stream' }, { body: initialize }],
    ['a form', 415, { 'content-type': 'text/plain' }, { body: initialize }],
    [
      'a type that only mentions JSON',
      415,
      { 'content-type': 'text/plain; a=application/json' },
      { body: initialize },
    ],
    ['what is compressed', 415, { 'content-encoding': 'gzip' }, { body: initialize }],
    ['no JSON', 400, {}, { body: '{' }],
    ['a batch', 400, {}, { body: `[${initialize}]` }],
    ['a text', 400, {}, { body: '"initialize"' }],
    ['65 levels', 400, {}, { body: nested(65) }],
    ['100,000 levels', 400, {}, { body: nested(100_000) }],
    [
      'another message before initialize',
      400,
      {},
      { body: '{"jsonrpc":"2.0","id":1,"method":"ping"}' },
    ],
    ['no session', 400, {}, { method: 'GET' }],
    ['an unknown session', 404, { 'mcp-session-id': 'x' }, { body: initialize }],
    ['more than 1 MiB', 413, {}, { body: `"${'x'.repeat(1024 * 1024)}"` }],
  ])('%s is answered %i', async (_what, expected, headers, options) => {
    const { address } = await serveMcp();
    const answer = await sendRaw(address.url, { ...properHeaders, ...headers }, options);
    expect(answer.status).toBe(expected);
    const { error } = JSON.parse(answer.text) as { error: { message: string } };
    expect(error.message).toMatch(/\w+.*\.$/);
  });

  test('a body that never ends is refused while it comes', async () => {
    const { address } = await serveMcp();
    const part = 'x'.repeat(64 * 1024);
    const { status } = await sendRaw(address.url, properHeaders, {
      body: Array.from({ length: 17 }, () => part),
    });
    expect(status).toBe(413);
  });

  test('two Host headers are refused', async () => {
    const { address } = await serveMcp();
    const { port } = new URL(address.url);
    const lines = [
      'POST /mcp HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Host: evil.example',
      'Connection: close',
      '',
      '',
    ];
    expect(await sendLines(Number(port), lines)).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  test('an address in place of the path is not followed', async () => {
    const { address } = await serveMcp();
    const { port } = new URL(address.url);
    const lines = [
      'GET http://evil.example/health HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Connection: close',
      '',
      '',
    ];
    expect(await sendLines(Number(port), lines)).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('how it starts', () => {
  test.each([
    ['short', 'needs at least 32 characters'],
    ['with a blank, and long enough for it', 'may hold letters, digits'],
  ])('a token that is %j is refused', async (token, message) => {
    const argv = ['mcp', 'serve', '--http', '--port', '0', '--profile', 'sandbox'];
    const { code, error, stdout } = await runCwm(argv, { env: { CWM_MCP_TOKEN: token } });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(error().message).toContain(message);
    expect(error().message).not.toContain(token);
  });

  test('a token of its own is shown once, on standard error, with an entry for a client', async () => {
    const { address, stop } = await serveMcp(undefined, { env: { CWM_MCP_TOKEN: '' } });
    const { stderr, stdout } = await stop();
    const [, token = ''] = /^Token: (\S+)$/m.exec(stderr) ?? [];
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(stdout).not.toContain(token);
    expect(stderr).toContain(`"url": "${address.url}"`);
    expect(stderr).toContain(`"Authorization": "Bearer ${token}"`);
  });

  test('a token from the environment is not shown', async () => {
    const { stop } = await serveMcp();
    const { stderr, stdout } = await stop();
    expect(`${stdout}${stderr}`).not.toContain(mcpToken);
  });

  test('a busy port is told, with what to do', async () => {
    const { address } = await serveMcp();
    const { port } = new URL(address.url);
    const argv = ['mcp', 'serve', '--http', '--port', port, '--profile', 'sandbox'];
    const { code, error } = await runCwm(argv);
    expect(code).toBe(1);
    expect(error().message).toBe(`Port ${port} of 127.0.0.1 is in use.`);
    expect(error().hint).toContain('cwm mcp serve --http --port 0');
  });

  test('--host and --port are nothing without --http', async () => {
    const { code, error } = await runCwm(['mcp', 'serve', '--port', '3001']);
    expect(code).toBe(2);
    expect(error().hint).toContain('--http');
  });
});

/** Sends lines as they are and gives what comes until the other side ends. */
async function sendLines(port: number, lines: readonly string[]): Promise<string> {
  const socket = createConnection(port, '127.0.0.1');
  socket.write(lines.join('\r\n'));
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
