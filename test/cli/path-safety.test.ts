import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { echoApi } from '../support/echo-api.js';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

type Surface = [name: string, argv: (path: string) => string[]];

const surfaces: Surface[] = [
  ['call', (path) => ['call', 'GET', path]],
  ['call --no-check', (path) => ['call', 'GET', path, '--no-check']],
  ['raw', (path) => ['raw', `GET ${path}`]],
];

describe.each(surfaces)('%s refuses before anything is sent:', (_name, argv) => {
  test.each([
    ['another host', 'https://evil.example/service/tickets'],
    ['another host in capitals', 'HTTPS://evil.example/service/tickets'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a host after two slashes', '//evil.example/service/tickets'],
    ['a host after three slashes', '///evil.example/service/tickets'],
    ['a host after a backslash', '/\\evil.example/service/tickets'],
    ['a network share', '\\\\evil.example\\service\\tickets'],
    ['a way up', '/service/../../secret'],
    ['a way up at the start', '/..//..'],
    ['a way up without a slash', '../secret'],
    ['a way to itself', '/service/./tickets'],
    ['an encoded way up', '/service/%2e%2e/secret'],
    ['an encoded way up in capitals', '/service/%2E%2E/secret'],
    ['a half encoded way up', '/service/.%2e/secret'],
    ['an encoded way up with an encoded slash', '/service/%2E%2e%2fsecret'],
    ['an encoded backslash', '/service/%5c..%5csecret'],
    ['a line break', '/service/tickets/1\r\nX-Evil: 1'],
    ['a line feed', '/service/tickets/1\n2'],
    ['an encoded line break', '/service/tickets/1%0d%0aX-Evil:%201'],
    ['a tab', '/service/tick\tets'],
    ['a NUL', '/service/tickets/1\u0000'],
    ['an encoded NUL', '/service/tickets/1%00'],
    ['credentials before a host', 'user:pass@evil.example/service/tickets'],
    ['a fragment', '/service/tickets#/../secret'],
    ['an empty segment', '/service//tickets'],
    ['nothing', '/'],
  ])('%s', async (_what, path) => {
    const { env, seen } = await echoApi();
    const run = await runCwm(argv(path), { env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error().hint).not.toBeNull();
    expect(seen).toEqual([]);
  });
});

/** What looks like an address, a way up or a line break and is a name like any other once it is encoded. */
const names = [
  'user@evil.example',
  '@evil.example',
  'evil.example:443',
  'раураl.com',
  'ＥＶＩＬ．example',
  '／／evil.example',
  '..;',
  '...',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%c0%af',
  '%zz',
  'a%',
  'a\u2028b',
  'a\u0085b',
  '\u202egnp.exe',
  'a b+c&d=e;f,g',
  `it's "quoted"`,
  '<script>',
  '${jndi}',
  '{x}',
  '[::1]',
  '😀',
  '~',
  'x'.repeat(4000),
];

describe('one segment of a path', () => {
  test.each(names)('-p makes %j exactly that segment', async (name) => {
    expect(
      await segmentsSent([
        'call',
        'GET',
        '/system/reports/{reportName}',
        '-p',
        `reportName=${name}`,
      ]),
    ).toEqual(['', 'system', 'reports', name]);
  });

  test.each(names.filter((name) => !/[{}]/.test(name)))(
    'a path and a raw request make %j that segment, encoded or not',
    async (name) => {
      const path = `/system/reports/${encodeURIComponent(name)}`;
      const segments = ['', 'system', 'reports', name];
      expect(await segmentsSent(['call', 'GET', path])).toEqual(segments);
      if (!name.includes('"')) expect(await segmentsSent(['raw', `GET ${path}`])).toEqual(segments);
    },
  );

  test.each(['.', '..', '', '\\', 'a\\b'])('-p refuses %j', async (name) => {
    const { env, seen } = await echoApi();
    const argv = ['call', 'GET', '/system/reports/{reportName}', '-p', `reportName=${name}`];
    expect(await runCwm(argv, { env })).toMatchObject({ code: 2, stdout: '' });
    expect(seen).toEqual([]);
  });

  test('a name that only looks like a host is a segment of a raw request too', async () => {
    expect(await segmentsSent(['raw', 'GET /user@evil.example/x'])).toEqual([
      '',
      'user@evil.example',
      'x',
    ]);
  });

  test('a path longer than any server reads is an answer of the server, not a crash', async () => {
    const { env, seen } = await echoApi();
    const argv = ['call', 'GET', `/system/reports/${'x'.repeat(100_000)}`];
    expect(await runCwm(argv, { env })).toMatchObject({ code: 6, stdout: '' });
    expect(seen).toEqual([]);
  });

  test('whatever text -p gives, it stays one segment of the same path or is refused', async () => {
    const { env, seen, base } = await echoApi();
    const home = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.webPath(), percentSoup),
        async (name) => {
          seen.length = 0;
          const argv = ['call', 'GET', '/system/reports/{reportName}', '-p', `reportName=${name}`];
          const { code } = await runCwm(argv, { env, home });
          if (code === 2) expect(seen).toEqual([]);
          else
            expect(seen.map(({ target }) => segmentsOf(target, base))).toEqual([
              ['', 'system', 'reports', name.toWellFormed()],
            ]);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(surfaces.slice(1))(
    'whatever the path of %s is, a request stays below the base address',
    async (_name, argv) => {
      const { env, seen, base } = await echoApi();
      const home = temporaryFolder();
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.oneof(
              fc.constantFrom(
                '/',
                '//',
                '\\',
                '.',
                '..',
                '%2e',
                '%2f',
                '?',
                '#',
                '@',
                ':',
                'service',
                'tickets',
                'evil.example',
                ' ',
                '\n',
              ),
              fc.string({ maxLength: 3 }),
            ),
            { maxLength: 8 },
          ),
          async (parts) => {
            seen.length = 0;
            const { code } = await runCwm(argv(`/${parts.join('')}`), { env, home });
            if (code !== 0) expect(seen).toEqual([]);
            for (const { target } of seen) {
              expect(target.startsWith(`${base}/`)).toBe(true);
              expect(target.split('?')[0]).toBe(new URL(target, 'http://x').pathname);
            }
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});

describe('a query', () => {
  test.each([
    ['-p', ['call', 'GET', '/service/tickets', '-p', 'conditions=summary="\r\nX-Evil: 1"']],
    ['the path', ['call', 'GET', '/service/tickets?conditions=summary="\r\nX-Evil: 1"']],
    ['a raw request', ['raw', 'GET /service/tickets?conditions=summary="\r\nX-Evil: 1"']],
  ])('with a line break from %s adds no header', async (_where, argv) => {
    const api = await fakeApi({
      request: 'GET /service/tickets?conditions=summary%3D%22%0D%0AX-Evil%3A%201%22',
      body: [],
    });
    expect(await runCwm(argv, { env: api.env })).toMatchObject({ code: 0 });
    expect(api.seen[0]?.headers['x-evil']).toBeUndefined();
  });
});

describe('addresses that the server names are never followed', () => {
  const commands: [string, string[]][] = [
    ['call', ['call', 'GET', '/service/tickets']],
    ['raw', ['raw', 'GET /service/tickets']],
  ];

  test.each(commands)('%s: Link and the links of records', async (_name, argv) => {
    const trap = await fakeApi();
    const elsewhere = `${trap.env['CONNECTWISE_API_URL'] ?? ''}/service/tickets?page=2`;
    const record = {
      id: 1,
      url: elsewhere,
      _info: { notes_href: elsewhere, image_href: 'file:///etc/passwd' },
    };
    const links = [elsewhere, 'http://169.254.169.254/latest/meta-data', 'file:///etc/passwd'];
    for (const link of links) {
      const headers = {
        link: `<${link}>; rel="next", <${link}>; rel="last"`,
        'content-location': link,
        refresh: `0; url=${link}`,
      };
      const api = await fakeApi({ request: 'GET /service/tickets', body: [record], headers });
      const { code, json } = await runCwm(argv, { env: api.env });
      expect({ code, rows: json(), requests: api.seen.length }).toEqual({
        code: 0,
        rows: [record],
        requests: 1,
      });
    }
    expect(trap.seen).toEqual([]);
  });

  test.each(
    commands.flatMap(([name, argv]) =>
      [301, 302, 303, 307, 308].map((status) => [name, status, argv] as const),
    ),
  )('%s: a redirect with %i', async (_name, status, argv) => {
    const trap = await fakeApi();
    const api = await fakeApi({
      request: 'GET /service/tickets',
      status,
      headers: { location: `${trap.origin}/x` },
    });
    const run = await runCwm([...argv], { env: api.env });
    expect(run).toMatchObject({ code: 6, stdout: '' });
    expect(run.error().message).toContain(new URL(trap.origin).host);
    expect({ here: api.seen.length, there: trap.seen.length }).toEqual({ here: 1, there: 0 });
  });
});

const percentSoup = fc
  .array(fc.constantFrom('%', '2', 'e', 'E', 'f', '5', 'c', '.', '/', '\\', '0', 'd', 'a'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

/** The segments, decoded, of the only request that a command line makes. */
async function segmentsSent(argv: string[]): Promise<string[]> {
  const { env, seen, base } = await echoApi();
  expect(await runCwm(argv, { env })).toMatchObject({ code: 0 });
  expect(seen).toHaveLength(1);
  return segmentsOf(seen[0]?.target ?? '', base);
}

function segmentsOf(target: string, base: string): string[] {
  return target.slice(base.length).split('/').map(decodeURIComponent);
}
