import { describe, expect, test } from 'vitest';
import { echoApi } from '../support/echo-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

/** A server that takes everything, and a memory. */
async function world(): Promise<{
  cwm: (argv: string[], options?: RunOptions) => Promise<Run>;
  /** What was sent since it was last asked for, as `METHOD path?query body`. */
  sent: () => string[];
}> {
  const { env, seen, base } = await echoApi();
  const home = temporaryFolder();
  return {
    cwm: async (argv, options = {}) =>
      await runCwm(argv, {
        ...options,
        home,
        env: { ...env, NO_COLOR: '1', ...options.env },
      }),
    sent: () =>
      seen
        .splice(0)
        .map(({ method, target, body }) =>
          `${method} ${decodeURIComponent(target).slice(base.length)} ${body}`.trim(),
        ),
  };
}

const tty = { tty: true };
const plainTty = { tty: true, env: { NO_COLOR: '1' } };
const bare = ['call', '/service/boards'];

/** A world in which one read of boards is kept. */
async function keptBoards(...flags: string[]): ReturnType<typeof world> {
  const made = await world();
  await made.cwm([
    'memory',
    'save',
    'Later boards',
    '/service/boards',
    '--where',
    'id > 1',
    ...flags,
  ]);
  return made;
}

describe('a bare read on a terminal takes the params of a kept call', () => {
  test.each([
    [['call', '/service/boards']],
    [['call', 'GET', '/service/boards']],
    [['call', 'service/boards']],
    [['call', '/SERVICE/Boards']],
    [['call', 'getServiceBoards']],
  ])('%j', async (argv) => {
    const { cwm, sent } = await keptBoards('--fields', 'id,name');
    const run = await cwm(argv, tty);
    expect(sent()).toEqual(['GET /service/boards?fields=id,name&conditions=id>1']);
    expect(run.stderr).toContain(
      "As kept in later-boards (used 0 times): cwm call GET /service/boards --where 'id > 1' --fields id,name\n",
    );
    expect((await cwm(['memory', 'show', '1', '--query', 'usage_count'])).stdout).toBe('1\n');
  });

  test('and the line that is printed sends the same', async () => {
    const { cwm, sent } = await keptBoards(
      '--order-by',
      'name desc',
      '--page-size',
      '7',
      '-p',
      'customFieldConditions=caption="A \'b\'" and value="x"',
    );
    const { stderr } = await cwm(bare, tty);
    const first = sent();
    const [, line = ''] = /As kept in .*?: cwm (.*)$/m.exec(stderr) ?? [];
    await cwm(shellWords(line), tty);
    expect([first.length, sent()]).toEqual([1, first]);
  });

  test('with --profile the line names it, too', async () => {
    const home = temporaryFolder();
    const profile = ['--profile', 'sandbox'];
    await runCwm(['memory', 'save', 'Two', '/service/boards', '--page-size', '2', ...profile], {
      home,
    });
    const { stderr, code } = await runCwm([...bare, ...profile], { home, ...plainTty });
    expect(code).toBe(0);
    expect(stderr).toContain('cwm call GET /service/boards --page-size 2 --profile sandbox\n');
  });

  test('of the most used entry', async () => {
    const { cwm, sent } = await keptBoards();
    await cwm(['memory', 'save', 'Two', '/service/boards', '--page-size', '2']);
    await cwm(['memory', 'run', 'later-boards']);
    sent();
    await cwm(bare, tty);
    expect(sent()).toEqual(['GET /service/boards?conditions=id>1']);
  });

  test('with the defaults of its placeholders', async () => {
    const { cwm, sent } = await keptBoards('--where', 'id < {most=9}');
    await cwm(bare, tty);
    expect(sent()).toEqual(['GET /service/boards?conditions=id>1 and id<9']);
  });
});

describe('nothing is taken from memory', () => {
  const plain = 'GET /service/boards';

  test.each<[string, string[], RunOptions]>([
    ['off a terminal', bare, {}],
    ['with --no-input', [...bare, '--no-input'], tty],
    ['with --no-memory', [...bare, '--no-memory'], tty],
    ['with CWM_NO_MEMORY', bare, { ...tty, env: { CWM_NO_MEMORY: '1' } }],
    ['with an output format', [...bare, '-o', 'json'], tty],
    ['with --columns', [...bare, '--columns', 'method'], tty],
    ['with --quiet', [...bare, '--quiet'], tty],
    ['with --yes', [...bare, '--yes'], tty],
    ['with --save', [...bare, '--save', 'All boards'], tty],
    ['by raw', ['raw', 'GET /service/boards'], tty],
    ['for another connection', bare, { ...tty, env: { CONNECTWISE_COMPANY_ID: 'contoso' } }],
  ])('%s', async (_when, argv, options) => {
    const { cwm, sent } = await keptBoards();
    const run = await cwm(argv, options);
    expect([run.code, sent()]).toEqual([0, [plain]]);
    expect((await cwm(['memory', 'show', '1', '--query', 'usage_count'])).stdout).toBe('0\n');
  });

  test.each([
    ['a query', ['call', '/service/boards?page=2'], 'GET /service/boards?page=2'],
    ['a parameter', [...bare, '-p', 'page=2'], 'GET /service/boards?page=2'],
    ['a filter', [...bare, '--where', 'id = 2'], 'GET /service/boards?conditions=id=2'],
    ['another path', ['call', '/service/boards/1'], 'GET /service/boards/1'],
  ])('for a call with %s', async (_what, argv, request) => {
    const { cwm, sent } = await keptBoards();
    await cwm(argv, tty);
    expect(sent()).toEqual([request]);
  });

  test('of an entry that needs a value', async () => {
    const { cwm, sent } = await keptBoards('--where', 'id < {most}');
    await cwm(bare, tty);
    expect(sent()).toEqual([plain]);
  });

  test('where the most used entry has no parameters, however many another one has', async () => {
    const { cwm, sent } = await keptBoards();
    await cwm(['memory', 'save', 'All boards', '/service/boards']);
    await cwm(['memory', 'run', 'all-boards']);
    sent();
    await cwm(bare, tty);
    expect(sent()).toEqual([plain]);
  });

  test('of an entry that cannot run as it is, whoever wrote it', async () => {
    const { cwm, sent } = await world();
    const wrong = { description: 'Wrong', method: 'GET', path: '/service/boards', usage_count: 99 };
    await cwm(['memory', 'import'], {
      stdin: JSON.stringify([{ ...wrong, params: { active: true } }]),
    });
    const { code, stderr } = await cwm(bare, tty);
    expect([code, sent()]).toEqual([0, [plain]]);
    expect(stderr).toContain('Not as kept in wrong, which cannot run here as it is.\n');
  });

  test('for a path that ends where an id belongs', async () => {
    const { cwm, sent } = await keptBoards();
    const { code, stderr } = await cwm(['call', '/service/boards/'], tty);
    expect([code, sent()]).toEqual([2, []]);
    expect(stderr).not.toContain('As kept');
  });

  test('of an entry that was kept without a connection', async () => {
    const { cwm, sent } = await world();
    const none = { CONNECTWISE_API_URL: '', CONNECTWISE_COMPANY_ID: '' };
    await cwm(['memory', 'save', 'Two', '/service/boards', '--page-size', '2'], { env: none });
    await cwm(bare, tty);
    expect(sent()).toEqual([plain]);
  });
});

test('a kept body is sent by running its entry, and by nothing else', async () => {
  const { cwm, sent } = await world();
  const writes: [string, string, string][] = [
    ['POST', '/service/tickets/1/notes', '--set=text=kept body'],
    ['PUT', '/service/boards/1', '-d={"name":"kept body"}'],
    ['PATCH', '/service/tickets/1', '--set=summary=kept body'],
    ['DELETE', '/service/tickets/1', '-d={"name":"kept body"}'],
    ['POST', '/service/tickets/search', '-d={"conditions":"summary=\'kept body\'"}'],
  ];
  for (const [method, path, flag] of writes) {
    const [name = '', ...value] = flag.split('=');
    const kept = await cwm([
      'memory',
      'save',
      `${method} it`,
      method,
      path,
      name,
      value.join('='),
      '--no-check',
    ]);
    expect(kept.code).toBe(0);
  }
  const paths = [...new Set(writes.map(([, path]) => path))];
  const options = { ...tty, answers: [true, true] };
  for (const path of paths) {
    for (const method of [undefined, 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const words = method === undefined ? [path] : [method, path];
      await cwm(['call', ...words], options);
      await cwm(['call', ...words, '--yes'], options);
      await cwm(['call', ...words, '--yes', '--no-check'], {});
      await cwm(['call', ...words, '--dry-run'], options);
      await cwm(['raw', `${method ?? 'GET'} ${path}`, '--yes'], options);
    }
  }
  const requests = sent();
  expect(requests.length).toBeGreaterThan(30);
  expect(requests.filter((request) => request.includes('kept body'))).toEqual([]);
  for (const [index] of writes.entries())
    await cwm(['memory', 'run', String(index + 1), '--yes', '--no-check']);
  expect(sent().filter((request) => request.includes('kept body'))).toHaveLength(writes.length);
});

describe('what is worth it is offered to be kept', () => {
  const filtered = [...bare, '--where', 'id > 1'];

  test('on a terminal, once the result was shown', async () => {
    const { cwm } = await world();
    const run = await cwm(filtered, tty);
    expect(run.stderr).toContain('Keep it: cwm memory save ');
    const [, description = ''] = /memory save '(.*)' --last/.exec(run.stderr) ?? [];
    expect((await cwm(['memory', 'save', description, '--last'])).json()).toMatchObject({
      params: { where: ['id > 1'] },
    });
    expect((await cwm(filtered, tty)).stderr).not.toContain('Keep it');
  });

  test.each<[string, string[], RunOptions]>([
    ['off a terminal', filtered, {}],
    ['with --no-memory', [...filtered, '--no-memory'], tty],
    ['with CWM_NO_MEMORY', filtered, { ...tty, env: { CWM_NO_MEMORY: '1' } }],
    ['for a dry run', [...filtered, '--dry-run'], tty],
    ['for an endpoint alone', bare, tty],
    ['for a page of it', [...bare, '--page', '2', '-p', 'pageSize=2'], tty],
    ['for a call that was just kept', [...filtered, '--save', 'Later'], tty],
    ['for what looks like a secret', [...bare, '--conditions', 'name = "token: abc123def"'], tty],
  ])('not %s', async (_when, argv, options) => {
    const { cwm } = await world();
    const run = await cwm(argv, options);
    expect(run.code).toBe(0);
    expect(run.stderr).not.toContain('Keep it');
  });

  test('not where the params were taken from a kept call, though with a value of its own', async () => {
    const { cwm } = await world();
    await cwm(['memory', 'save', 'Some boards', '/service/boards', '--where', 'id > {least=1}']);
    const run = await cwm(bare, tty);
    expect(run.stderr).toContain('As kept in some-boards');
    expect(run.stderr).not.toContain('Keep it');
  });

  test('not where calls are not noted, which --last says, too', async () => {
    const { cwm } = await world();
    await cwm(['memory', 'recent', '--off']);
    expect((await cwm(filtered, tty)).stderr).not.toContain('Keep it');
    expect((await cwm(['memory', 'save', 'Later', '--last'])).stderr).toContain(
      'Calls are not noted: cwm memory recent --on\n',
    );
  });

  test('not when a raw request asks for what is kept', async () => {
    const { cwm } = await world();
    await cwm(['memory', 'save', 'Two', '/service/boards', '--fields', 'id', '--page-size', '2']);
    const { stderr } = await cwm(['raw', 'GET /service/boards?pageSize=2&fields=id'], tty);
    expect(stderr).not.toContain('Keep it');
  });

  test('with the profile that a flag named', async () => {
    const run = await runCwm([...filtered, '--profile', 'sandbox'], plainTty);
    expect(run.stderr).toMatch(/Keep it: cwm memory save '.*' --last --profile sandbox\n/);
  });
});

test('with CWM_NO_MEMORY nothing is noted or counted', async () => {
  const { cwm } = await world();
  await cwm(bare, { env: { CWM_NO_MEMORY: '1' } });
  await cwm([...bare, '--no-memory']);
  expect((await cwm(['memory', 'recent'])).json()).toEqual([]);
  expect((await cwm(['memory', 'stats'])).json()).toEqual([]);
});

/** Words of a line as sh would read it: single quotes, and a quote that stands between two of them. */
function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\'/g, (_all, inner?: string) => inner ?? "'"),
  );
}
