import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, fakeKeys, type FakeApi, type Stub } from '../support/fake-api.js';
import {
  runCwm,
  temporaryFolder,
  type ErrorEnvelope,
  type Run,
  type RunOptions,
} from '../support/run-cwm.js';

const { company, publicKey, privateKey } = fakeKeys;
const blob = Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64');
const secrets = [privateKey, Buffer.from(privateKey).toString('base64').replace(/=+$/, ''), blob];

/** What a careless server repeats of the request. */
const echo = `You sent Authorization: Basic ${blob} with key ${privateKey} (${secrets[1] ?? ''})`;

const post = ['POST', '/service/tickets', '-d', '{"summary":"x","company":{"id":1}}', '--yes'];
const list = ['GET', '/service/tickets'];
const one = ['GET', '/service/tickets/7'];

/** How often cwm sends a request that is answered so every time. */
function triesOf(argv: string[], { status = 200, drop = false }: Omit<Stub, 'request'>): number {
  const isRetried =
    argv[0] === 'GET' ? drop || [408, 429, 500, 503].includes(status) : status === 429;
  return isRetried ? 3 : 1;
}

/** Runs `cwm call` against a server with one answer. Whatever happens, stdout is empty and no secret is shown. */
async function fail(
  argv: string[],
  stub: Omit<Stub, 'request'>,
  options: RunOptions = {},
): Promise<Run & { api: FakeApi }> {
  const times = triesOf(argv, stub);
  const api = await fakeApi({ ...stub, times, request: argv.slice(0, 2).join(' ') });
  const run = await runCwm(['call', ...argv], { ...options, env: { ...api.env, ...options.env } });
  expect(run.stdout).toBe('');
  expect(secrets.filter((secret) => run.stderr.includes(secret))).toEqual([]);
  return { ...run, api };
}

const html = {
  body: '<html><head><title>Not here</title></head></html>',
  headers: { 'content-type': 'text/html' },
};
const plainText = { 'content-type': 'text/plain' };

interface Answer {
  name: string;
  argv: string[];
  stub: Omit<Stub, 'request'>;
  code: ErrorEnvelope['code'];
  exit: number;
  /** Parts of the message and of the hint. */
  says: string[];
  retryable?: boolean;
}

const answers: Answer[] = [
  {
    name: '400 InvalidObject',
    argv: post,
    stub: { status: 400, body: { code: 'InvalidObject', message: 'ticket object is invalid' } },
    code: 'api',
    exit: 6,
    says: ['(400)', 'ticket object is invalid', 'cwm describe POST /service/tickets'],
  },
  {
    name: '400 in plain text',
    argv: list,
    stub: { status: 400, body: 'Cannot route.', headers: plainText },
    code: 'api',
    exit: 6,
    says: ['Cannot route.', 'CONNECTWISE_API_URL'],
  },
  {
    name: '400 without a client id',
    argv: list,
    stub: { status: 400, body: { code: 'BadRequest', message: 'clientId is missing' } },
    code: 'api',
    exit: 6,
    says: ['CONNECTWISE_CLIENT_ID'],
  },
  {
    name: '401',
    argv: list,
    stub: { status: 401, body: { code: 'Unauthorized', message: echo } },
    code: 'auth',
    exit: 4,
    says: ['(401)', 'CONNECTWISE_PUBLIC_KEY', 'CONNECTWISE_PRIVATE_KEY', 'CONNECTWISE_COMPANY_ID'],
  },
  {
    name: '403 on a list',
    argv: list,
    stub: { status: 403, body: { code: 'Forbidden', message: echo } },
    code: 'auth',
    exit: 4,
    says: ['(403)', 'security role', '"inquire"', 'service'],
  },
  {
    name: '403 on a list that has an info twin',
    argv: ['GET', '/company/companies'],
    stub: { status: 403, body: {} },
    code: 'auth',
    exit: 4,
    says: ['"inquire"', 'company', '/company/companies/info'],
  },
  {
    name: '403 on a write',
    argv: post,
    stub: { status: 403, body: {} },
    code: 'auth',
    exit: 4,
    says: ['"add"', 'service'],
  },
  {
    name: '404 for a record',
    argv: one,
    stub: { status: 404, body: { code: 'NotFound', message: 'Ticket 7 not found' } },
    code: 'not_found',
    exit: 5,
    says: ['There is no such record', 'Ticket 7 not found', 'cwm call GET /service/tickets'],
  },
  {
    name: '404 for an endpoint',
    argv: list,
    stub: { status: 404, body: { code: 'ConnectWiseApi', message: 'UriNotFound' } },
    code: 'not_found',
    exit: 5,
    says: ['does not know /service/tickets', 'CONNECTWISE_API_URL'],
  },
  {
    name: '404 as HTML',
    argv: list,
    stub: { status: 404, ...html },
    code: 'not_found',
    exit: 5,
    says: ['an HTML page titled "Not here"', 'CONNECTWISE_API_URL'],
  },
  {
    name: '405',
    argv: list,
    stub: { status: 405, body: { code: 'MethodNotAllowed', message: echo } },
    code: 'api',
    exit: 6,
    says: ['(405)', 'cwm describe'],
  },
  {
    name: '409',
    argv: post,
    stub: { status: 409, body: { code: 'ConflictError', message: 'in use' } },
    code: 'api',
    exit: 6,
    says: ['(409)', 'in use'],
  },
  {
    name: '414 in plain text',
    argv: list,
    stub: { status: 414, body: 'Request-URI Too Long', headers: plainText },
    code: 'api',
    exit: 6,
    says: ['(414)', 'Request-URI Too Long'],
  },
  {
    name: '415',
    argv: post,
    stub: { status: 415, body: { code: 'UnsupportedMediaType', message: echo } },
    code: 'api',
    exit: 6,
    says: ['(415)'],
  },
  {
    name: '302 to another host',
    argv: list,
    stub: { status: 302, headers: { location: 'https://elsewhere.example/login' } },
    code: 'api',
    exit: 6,
    says: ['redirects to elsewhere.example (302)', 'CONNECTWISE_API_URL'],
  },
];

const outcomes: Answer[] = [
  {
    name: '500 on a POST',
    argv: post,
    stub: { status: 500, body: { message: echo } },
    code: 'outcome_unknown',
    exit: 9,
    says: ['(500)', 'unknown', `cwm call GET /service/tickets --order-by 'id desc' --page-size 5`],
  },
  {
    name: '502 as HTML on a PATCH',
    argv: ['PATCH', '/service/tickets/7', '--set', 'summary=x', '--yes'],
    stub: { status: 502, ...html },
    code: 'outcome_unknown',
    exit: 9,
    says: ['(502)', 'unknown', 'cwm call GET /service/tickets/7'],
  },
  {
    name: 'a dropped connection on a DELETE',
    argv: ['DELETE', '/service/tickets/7', '--yes'],
    stub: { drop: true },
    code: 'outcome_unknown',
    exit: 9,
    says: ['ECONNRESET', 'unknown', 'cwm call GET /service/tickets/7'],
  },
  {
    name: 'a dropped connection on a POST',
    argv: post,
    stub: { drop: true },
    code: 'outcome_unknown',
    exit: 9,
    says: ['ECONNRESET', 'unknown', `cwm call GET /service/tickets --order-by 'id desc'`],
  },
  {
    name: 'an answer to a POST that cannot be read',
    argv: post,
    stub: { status: 201, body: '{"id":' },
    code: 'outcome_unknown',
    exit: 9,
    says: ['unknown', `cwm call GET /service/tickets --order-by 'id desc'`],
  },
];

/** Answers to a read after which it is worth trying again. */
const outages: Answer[] = [
  {
    name: '429',
    argv: list,
    stub: { status: 429, body: { error: 'TooManyRequests', message: echo } },
    code: 'unavailable',
    exit: 7,
    says: ['(429)', 'Nothing was done'],
  },
  {
    name: '500',
    argv: list,
    stub: { status: 500, body: { message: echo } },
    code: 'unavailable',
    exit: 7,
    says: ['(500)', '--conditions', '--fields', '--page-size'],
  },
  {
    name: '503 as HTML',
    argv: list,
    stub: { status: 503, ...html },
    code: 'unavailable',
    exit: 7,
    says: ['(503)', 'an HTML page titled "Not here"'],
  },
  {
    name: '408',
    argv: list,
    stub: { status: 408 },
    code: 'unavailable',
    exit: 7,
    says: ['(408)', '--conditions'],
  },
  {
    name: 'a dropped connection',
    argv: list,
    stub: { drop: true },
    code: 'unavailable',
    exit: 7,
    says: ['ECONNRESET', 'network'],
  },
  {
    name: 'JSON that is cut off',
    argv: list,
    stub: { body: `[{"id":1,"summary":"${privateKey}` },
    code: 'unavailable',
    exit: 7,
    says: ['not valid JSON'],
  },
  {
    name: 'JSON that is not UTF-8',
    argv: list,
    stub: {
      body: Buffer.from('["ü"]', 'latin1'),
      headers: { 'content-type': 'application/json' },
    },
    code: 'unavailable',
    exit: 7,
    says: ['could not be read'],
  },
  {
    name: 'a login page in place of JSON',
    argv: list,
    stub: { status: 200, ...html },
    code: 'unavailable',
    exit: 7,
    says: ['HTML'],
  },
].map((answer) => ({ ...answer, retryable: true }));

const named = (all: readonly Answer[]) =>
  all.map((answer) => [answer.name, answer.exit, answer] as const);

describe('answers', () => {
  test.each(named([...answers, ...outcomes, ...outages]))(
    '%s is exit %d',
    async (_name, exit, { argv, stub, code, says, retryable = false }) => {
      const run = await fail(argv, stub);
      expect(run.code).toBe(exit);
      const error = run.error();
      expect(error).toMatchObject({
        code,
        exit,
        status: stub.drop === true ? null : (stub.status ?? 200),
        retryable,
        method: argv[0],
        url: `${run.api.env['CONNECTWISE_API_URL'] ?? ''}${argv[1] ?? ''}`,
      });
      const said = `${error.message}\n${error.hint ?? ''}`;
      expect(says.filter((part) => !said.includes(part))).toEqual([]);
      expect(run.api.seen).toHaveLength(triesOf(argv, stub));
    },
  );

  test.each(named(outcomes))(
    '%s is exit %d with the call that checks',
    async (_name, _exit, { argv, stub, says }) => {
      const { check } = (await fail(argv, stub)).error();
      expect(check ?? '').toContain(says.at(-1));
    },
  );

  test.each(named([...answers, ...outages]))(
    '%s is exit %d and needs no check',
    async (_name, _exit, { argv, stub }) => {
      expect((await fail(argv, stub)).error()).not.toHaveProperty('check');
    },
  );

  test('403 names no info twin where the catalog has none', async () => {
    const notes = ['GET', '/service/tickets/1/notes'];
    const { hint } = (await fail(notes, { status: 403, body: {} })).error();
    expect(hint).not.toContain('/info');
  });

  test('nobody listening is exit 7, also for a write: nothing was sent', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { env } = await fakeApi();
    const url = `http://127.0.0.1:${port}/v4_6_release/apis/3.0`;
    for (const argv of [list, post]) {
      const run = await runCwm(['call', ...argv], { env: { ...env, CONNECTWISE_API_URL: url } });
      expect(run).toMatchObject({ code: 7, stdout: '' });
      expect(run.error()).toEqual({
        code: 'unavailable',
        message: `127.0.0.1:${port} could not be reached (ECONNREFUSED).`,
        hint: 'Check the address in CONNECTWISE_API_URL, the network and the proxy.',
        exit: 7,
        status: null,
        retryable: true,
        method: argv[0],
        url: `${url}/service/tickets`,
        requestId: null,
        details: [],
      });
    }
  });

  test('a redirect is not followed, not even on the same host', async () => {
    const { api, code } = await fail(list, {
      status: 307,
      headers: { location: '/v4_6_release/apis/3.0/service/boards' },
    });
    expect(code).toBe(6);
    expect(api.seen.map(({ target }) => target)).toEqual(['/service/tickets']);
  });
});

describe('envelope', () => {
  const invalid = {
    status: 400,
    headers: { 'x-cw-request-id': 'abc-123' },
    body: {
      code: 'InvalidObject',
      message: 'ticket object is invalid',
      errors: [
        {
          code: 'MissingRequiredField',
          message: 'The company field is required.',
          resource: 'ticket',
          field: 'company',
        },
        { code: 'StringLength', message: 'too long', resource: 'ticket', field: 'summary' },
      ],
    },
  };

  test('it is the last line of stderr, whole', async () => {
    const run = await fail(post, invalid);
    expect(run.stderr.endsWith('\n')).toBe(true);
    expect(run.error()).toEqual({
      code: 'api',
      message: 'ConnectWise refused the request (400). The server says: ticket object is invalid',
      hint: 'What the endpoint takes: cwm describe POST /service/tickets',
      exit: 6,
      status: 400,
      retryable: false,
      method: 'POST',
      url: `${run.api.env['CONNECTWISE_API_URL'] ?? ''}/service/tickets`,
      requestId: 'abc-123',
      details: [
        {
          code: 'MissingRequiredField',
          message: 'The company field is required.',
          resource: 'ticket',
          field: 'company',
        },
        { code: 'StringLength', message: 'too long', resource: 'ticket', field: 'summary' },
      ],
    });
  });

  test('its members stand in a fixed order', async () => {
    const run = await fail(post, invalid);
    expect(Object.keys(run.error())).toEqual([
      ...['code', 'message', 'hint', 'exit', 'status', 'retryable', 'method', 'url'],
      ...['requestId', 'details'],
    ]);
  });

  test('an error before any request has the same members', async () => {
    const run = await runCwm(['describe', '/service/tickests']);
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.error()).toEqual({
      code: 'not_found',
      message: 'There is no endpoint /service/tickests in the catalog.',
      hint: expect.stringContaining('/service/tickets') as string,
      exit: 5,
      status: null,
      retryable: false,
      method: null,
      url: null,
      requestId: null,
      details: [],
    });
  });

  test('it follows the lines for people', async () => {
    const { stderr } = await fail(post, invalid);
    expect(stderr.split('\n').slice(0, -2)).toEqual([
      'Error: ConnectWise refused the request (400). The server says: ticket object is invalid',
      '  ticket/company: The company field is required.',
      '  ticket/summary: too long',
      'What the endpoint takes: cwm describe POST /service/tickets',
    ]);
  });

  const person = { tty: true, env: { NO_COLOR: '1' } };
  const nowhere = ['describe', '/service/tickests'];

  test('a person at a terminal sees what happened and what to do, and no JSON', async () => {
    const { stderr } = await fail(list, { status: 409 }, person);
    expect(stderr).toBe(
      'Error: ConnectWise refused the request (409).\nWhat the endpoint takes: cwm describe GET /service/tickets\n',
    );
  });

  test('a person sees the first line in red', async () => {
    const { stderr } = await fail(list, { status: 409 }, { tty: true });
    expect(stderr).toMatch(/^\u001b\[31mError: [^\u001b]+\u001b\[39m\n[^\u001b]+\n$/);
  });

  test.each(['-o json', '-o ndjson', '-ojson', '--output=json', '--json'])(
    '%s puts it last on a terminal too',
    async (flags) => {
      const run = await runCwm([...nowhere, ...flags.split(' ')], person);
      expect(run.error()).toMatchObject({ code: 'not_found', exit: 5 });
    },
  );

  test.each([
    ['-o', 'table'],
    ['-o', 'csv'],
    ['-o', 'text'],
  ])('%s %s leaves it away on a terminal', async (...flags) => {
    const { stderr } = await runCwm([...nowhere, ...flags], person);
    expect(stderr).not.toContain('{"error"');
  });

  test.each([
    ['an unknown option', ['search', 'x', '--bogus']],
    ['an unknown command', ['serach', 'x']],
    ['a missing command', ['catalog']],
    ['a missing word', ['search']],
    ['an option without its value', ['search', 'x', '--limit']],
    ['a value of the wrong kind', ['search', 'x', '--limit', 'many']],
    ['a zone that is none', ['search', 'x', '--tz', 'Nowhere/City']],
  ])('%s has it too', async (_name, argv) => {
    const run = await runCwm(argv);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({ code: 'usage', exit: 2, details: [] });
  });

  test('no connection is exit 3 naming the variables', async () => {
    const run = await runCwm(['call', ...list]);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.error().hint).toMatch(
      /CONNECTWISE_API_URL.+CONNECTWISE_COMPANY_ID.+CONNECTWISE_PUBLIC_KEY.+CONNECTWISE_PRIVATE_KEY/,
    );
  });

  test('half a connection is exit 3 naming what is missing', async () => {
    const run = await runCwm(['call', ...list], {
      env: { CONNECTWISE_API_URL: 'https://cwm.example', CONNECTWISE_COMPANY_ID: 'acme' },
    });
    expect(run.code).toBe(3);
    expect(run.error().message).toBe(
      'The connection in the environment is incomplete: CONNECTWISE_PUBLIC_KEY and CONNECTWISE_PRIVATE_KEY are not set.',
    );
  });

  test('a write that nobody approved is exit 8, and nothing is sent', async () => {
    const { env, seen } = await fakeApi();
    const run = await runCwm(['call', ...post.filter((word) => word !== '--yes')], { env });
    expect(run).toMatchObject({ code: 8, stdout: '' });
    expect(run.error()).toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('--yes') as string,
    });
    expect(seen).toEqual([]);
  });
});

describe('--error-file', () => {
  const nowhere = ['describe', '/service/tickests'];

  test('it gets the envelope, also on a terminal', async () => {
    const file = join(temporaryFolder(), 'error.json');
    const { stderr } = await runCwm([...nowhere, '--error-file', file], { tty: true });
    expect(stderr).not.toContain('{"error"');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ error: { code: 'not_found' } });
  });

  test('it has the same line as stderr', async () => {
    const file = join(temporaryFolder(), 'error.json');
    const { stderr } = await runCwm([...nowhere, `--error-file=${file}`]);
    expect(readFileSync(file, 'utf8')).toBe(`${stderr.trimEnd().split('\n').at(-1) ?? ''}\n`);
  });

  test('it is UTF-8', async () => {
    const file = join(temporaryFolder(), 'error.json');
    await runCwm(['describe', '/service/tïckets', '--error-file', file], { platform: 'win32' });
    expect(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))),
    ).toMatchObject({
      error: { message: expect.stringContaining('tïckets') as string },
    });
  });

  test('CWM_ERROR_FILE names it too, from the working folder', async () => {
    const cwd = temporaryFolder();
    await runCwm(nowhere, { cwd, env: { CWM_ERROR_FILE: 'error.json' } });
    expect(readFileSync(join(cwd, 'error.json'), 'utf8')).toContain('"code":"not_found"');
  });

  test('the flag wins over CWM_ERROR_FILE', async () => {
    const cwd = temporaryFolder();
    await runCwm([...nowhere, '--error-file', 'flag.json'], {
      cwd,
      env: { CWM_ERROR_FILE: 'env.json' },
    });
    expect(readFileSync(join(cwd, 'flag.json'), 'utf8')).toContain('"code":"not_found"');
    expect(() => readFileSync(join(cwd, 'env.json'))).toThrow('ENOENT');
  });

  test('a file that cannot be written does not change the exit code or hide the error', async () => {
    const file = join(temporaryFolder(), 'missing', 'error.json');
    const run = await runCwm([...nowhere, '--error-file', file]);
    expect(run.code).toBe(5);
    expect(run.stderr).toContain(`The error file ${file} could not be written`);
  });

  test('the envelope stays last when the file cannot be written', async () => {
    const file = join(temporaryFolder(), 'missing', 'error.json');
    const run = await runCwm([...nowhere, '--error-file', file]);
    expect(run.error()).toMatchObject({ code: 'not_found' });
  });

  test('it has no secret', async () => {
    const file = join(temporaryFolder(), 'error.json');
    await fail([...list, '--error-file', file], { status: 401, body: { message: echo } });
    const text = readFileSync(file, 'utf8');
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('--debug', () => {
  test('it adds the stack and the causes, before the envelope', async () => {
    const { stderr, error } = await fail([...list, '--debug'], { body: '[1' });
    expect(stderr).toMatch(/^UnavailableError: .+\n +at /m);
    expect(stderr).toMatch(/^caused by\nSyntaxError: /m);
    expect(error()).toMatchObject({ code: 'unavailable' });
  });

  test('without it there is no stack', async () => {
    expect((await fail(list, { body: '[1' })).stderr).not.toMatch(/^ +at /m);
  });

  test.each([
    ['a refused request', { status: 400, body: { message: echo } }],
    ['a dropped connection', { drop: true }],
    ['an unreadable answer', { body: `["${privateKey}", "${echo}` }],
  ] as [string, Omit<Stub, 'request'>][])('it shows no secret of %s', async (_name, stub) => {
    const { stderr } = await fail([...list, '--debug'], stub);
    expect(stderr).toMatch(/^ +at /m);
  });
});

describe('secrets', () => {
  const careless = {
    code: echo,
    message: echo,
    errors: [{ code: echo, message: echo, resource: echo, field: echo }],
  };

  test.each([400, 401, 403, 404, 409, 429, 500])(
    'none is shown wherever a %s repeats it',
    async (status) => {
      const headers = { 'x-cw-request-id': privateKey };
      for (const argv of [list, post, [...list, '--debug']])
        await fail(argv, { status, body: careless, headers });
    },
  );

  test('none is shown in the host that a redirect names', async () => {
    await fail(list, { status: 302, headers: { location: `https://${privateKey}.example/` } });
  });

  test('none is shown in the address of the request', async () => {
    const target = `/service/tickets?conditions=summary%3D%22${privateKey}%22`;
    const api = await fakeApi({ request: `GET ${target}`, status: 500, times: 3 });
    const conditions = `summary="${privateKey}"`;
    const run = await runCwm(['call', ...list, '--conditions', conditions], { env: api.env });
    expect(run.stderr).not.toContain(privateKey);
  });

  test.each([
    ['plain text', 'a', 300],
    ['message', 'b', 600],
  ])('a long %s is not cut in the middle of one', async (kind, filler, limit) => {
    const shown: string[] = [];
    for (let before = limit - 80; before < limit + 4; before += 4) {
      const body = `${filler.repeat(before)} ${privateKey}`;
      const { stderr } = await fail(
        list,
        kind === 'plain text'
          ? { status: 400, body, headers: plainText }
          : { status: 400, body: { message: body } },
      );
      shown.push(...stderr.split('\n').filter((line) => line.includes(privateKey.slice(0, 8))));
    }
    expect(shown).toEqual([]);
  });
});
