import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

/** Runs a command line against a server that expects exactly this request, and returns what it saw. */
async function sent(
  argv: string[],
  request: string,
  options: RunOptions = {},
): Promise<Run & { api: FakeApi }> {
  const api = await fakeApi({ request, body: [] });
  const run = await runCwm(argv, { ...options, env: { ...api.env, ...options.env } });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return { ...run, api };
}

/** Runs a command line that has to be refused before anything is sent. */
async function refused(argv: string[], options: RunOptions = {}): Promise<Run> {
  const api = await fakeApi();
  const run = await runCwm(argv, { ...options, env: { ...api.env, ...options.env } });
  expect(api.seen).toEqual([]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  return run;
}

const text = (part: string) => expect.stringContaining(part) as string;

describe('lists', () => {
  const request = 'GET /service/tickets?fields=id%2Csummary%2Cstatus%2Fname';

  test.each([
    ['at commas', ['--fields', 'id,summary,status/name']],
    ['at blanks', ['--fields', 'id summary status/name']],
    ['at commas and white space', ['--fields', 'id, summary,\n\tstatus/name,']],
    ['where PowerShell made words of them', ['--fields', 'id', 'summary', 'status/name']],
    ['after an equals sign', ['--fields=id,summary,status/name']],
  ])('names are split %s', async (_name, flags) => {
    await sent(['call', 'GET', '/service/tickets', ...flags], request);
  });

  test('words of a list are followed by other flags', async () => {
    const argv = ['call', 'GET', '/service/tickets', '--fields', 'id', 'summary', '--page', '2'];
    await sent(argv, 'GET /service/tickets?fields=id%2Csummary&page=2');
  });

  test('--columns are split like every list', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [{ id: 1 }] });
    const run = await runCwm(['call', '/service/tickets', '--columns', 'id', 'status.name'], {
      env: api.env,
    });
    expect(run.stdout).toBe('[\n{"id":1,"status.name":null}\n]\n');
  });

  test.each([
    ['one word', ['--order-by', 'id desc']],
    ['two words', ['--order-by', 'id', 'desc']],
    ['any case', ['--order-by', 'id DESC']],
  ])('a direction stays with its name, as %s', async (_name, flags) => {
    await sent(
      ['call', 'GET', '/service/tickets', ...flags],
      'GET /service/tickets?orderBy=id%20desc',
    );
  });

  test('several names to sort by keep their directions', async () => {
    await sent(
      ['call', 'GET', '/service/tickets', '--order-by', 'status.name asc,id desc'],
      'GET /service/tickets?orderBy=status%2Fname%20asc%2Cid%20desc',
    );
  });

  test('a path after a list of one name is the path', async () => {
    await sent(
      ['call', '-o', 'json', '--fields', 'id', 'service/tickets'],
      'GET /service/tickets?fields=id',
    );
  });
});

describe('field paths', () => {
  test.each(['status/name', 'status.name'])('--fields takes %s', async (path) => {
    await sent(
      ['call', 'GET', '/service/tickets', '--fields', path],
      'GET /service/tickets?fields=status%2Fname',
    );
  });

  test.each(['status/name=Closed', 'status.name=Closed'])('--set takes %s', async (setting) => {
    const { api } = await sent(
      ['call', 'PATCH', '/service/tickets/1', '--set', setting, '--yes'],
      'PATCH /service/tickets/1',
    );
    expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual([
      { op: 'replace', path: 'status', value: { name: 'Closed' } },
    ]);
  });

  test.each(['status/name = "New"', 'status.name = "New"'])(
    '--conditions takes %s',
    async (conditions) => {
      const api = await fakeApi({
        request: 'GET /service/tickets?conditions=status%2Fname%20%3D%20%22New%22',
        body: [],
      });
      const argv = ['call', 'GET', '/service/tickets', '--conditions', conditions];
      expect(await runCwm(argv, { env: api.env })).toMatchObject({ code: 0 });
    },
  );
});

describe('encodings', () => {
  const body = '{"summary":"Drücker 打印机","company":{"id":1}}';
  const littleEndian = Buffer.from(`\ufeff${body}`, 'utf16le');
  const readable: [string, Buffer][] = [
    ['UTF-8', Buffer.from(body)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${body}`)],
    ['UTF-16 little endian', littleEndian],
    ['UTF-16 big endian', Buffer.from(littleEndian).swap16()],
  ];
  const post = ['call', 'POST', '/service/tickets', '--yes', '-d'];

  test.each(readable)('a file may be %s', async (_name, bytes) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'body.json'), bytes);
    const { api } = await sent([...post, '@body.json'], 'POST /service/tickets', { cwd });
    expect(api.seen[0]?.body).toBe(body);
  });

  test.each(readable)('standard input may be %s', async (_name, bytes) => {
    const { api } = await sent([...post, '-'], 'POST /service/tickets', { stdin: bytes });
    expect(api.seen[0]?.body).toBe(body);
  });

  test.each(readable)('a raw request on standard input may be %s', async (_name, bytes) => {
    const isBig = bytes[0] === 0xfe;
    const isLittle = bytes[0] === 0xff;
    const request = `POST /service/tickets ${body}`;
    const utf16 = Buffer.from(`\ufeff${request}`, 'utf16le');
    const stdin = isBig ? utf16.swap16() : isLittle ? utf16 : Buffer.from(request);
    const { api } = await sent(['raw', '-', '--yes'], 'POST /service/tickets', { stdin });
    expect(api.seen[0]?.body).toBe(body);
  });

  test('a file in Latin-1 is refused by its name', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'body.json'), Buffer.from(body, 'latin1'));
    const { error } = await refused([...post, '@body.json'], { cwd });
    expect(error()).toMatchObject({
      code: 'usage',
      message: `${join(cwd, 'body.json')} is neither UTF-8 nor UTF-16 with a byte order mark.`,
      hint: text('UTF-8'),
    });
  });

  test('standard input in Latin-1 is refused', async () => {
    const { error } = await refused([...post, '-'], { stdin: Buffer.from('{"a":"ü"}', 'latin1') });
    expect(error()).toMatchObject({
      message: 'Standard input is neither UTF-8 nor UTF-16 with a byte order mark.',
    });
  });

  test('a value of the environment is taken as it is', async () => {
    const { api } = await sent([...post, 'env:BODY'], 'POST /service/tickets', {
      env: { BODY: body },
    });
    expect(api.seen[0]?.body).toBe(body);
  });
});

describe('output on Windows', () => {
  const row = { id: 1, summary: 'Drücker 😀' };
  const plain = JSON.stringify(row);
  const escaped = '{"id":1,"summary":"Dr\\u00fccker \\ud83d\\ude00"}';

  async function shown(flags: string[], options: RunOptions): Promise<string> {
    const api = await fakeApi({ request: 'GET /service/tickets', body: [row] });
    const argv = ['call', 'GET', '/service/tickets', ...flags];
    return (await runCwm(argv, { ...options, env: { ...api.env, NO_COLOR: '1' } })).stdout;
  }

  test.each([
    ['json for a pipe is ASCII', ['-o', 'json'], `[\n${escaped}\n]\n`],
    ['ndjson for a pipe is ASCII', ['-o', 'ndjson'], `${escaped}\n`],
    ['--no-ascii keeps the characters', ['-o', 'json', '--no-ascii'], `[\n${plain}\n]\n`],
    ['--no-ascii keeps them in ndjson', ['-o', 'ndjson', '--no-ascii'], `${plain}\n`],
    [
      'a query’s text is ASCII in json',
      ['--query', '[0].summary'],
      '"Dr\\u00fccker \\ud83d\\ude00"\n',
    ],
    [
      'other formats keep the characters',
      ['-o', 'csv', '--columns', 'summary'],
      'summary\r\nDrücker 😀\r\n',
    ],
  ])('%s', async (_name, flags, expected) => {
    expect(await shown(flags, { platform: 'win32' })).toBe(expected);
  });

  test('json on a terminal keeps the characters', async () => {
    expect(await shown(['-o', 'ndjson'], { platform: 'win32', tty: true })).toBe(`${plain}\n`);
  });

  test('elsewhere a pipe keeps the characters', async () => {
    expect(await shown(['-o', 'json'], { platform: 'darwin' })).toBe(`[\n${plain}\n]\n`);
  });

  test('a single object is ASCII too, names included', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets/1', body: { größe: 'ü' } });
    const { stdout } = await runCwm(['call', 'GET', '/service/tickets/1'], {
      platform: 'win32',
      env: api.env,
    });
    expect(stdout).toBe('{"gr\\u00f6\\u00dfe":"\\u00fc"}\n');
  });
});

describe('paths', () => {
  test.each([
    ['/service/tickets', '/service/tickets'],
    ['service/tickets', '/service/tickets'],
    ['service/tickets/7/notes', '/service/tickets/7/notes'],
    ['service/tickets?page=2', '/service/tickets?page=2'],
    ['C:/Program Files/Git/service/tickets', '/service/tickets'],
    ['C:/Program Files/Git/service/tickets?page=2', '/service/tickets?page=2'],
    ['D:/tools/git/service/tickets/7/notes', '/service/tickets/7/notes'],
    ['C:\\Program Files\\Git\\service\\tickets', '/service/tickets'],
    ['/v4_6_release/apis/3.0/service/tickets', '/service/tickets'],
  ])('%s means %s', async (written, target) => {
    await sent(['call', 'GET', written], `GET ${target}`);
    await sent(['raw', `GET ${written}`], `GET ${target}`);
  });

  test('describe takes a path that Git Bash rewrote', async () => {
    const { code, json } = await runCwm(['describe', 'C:/Program Files/Git/service/tickets']);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ method: 'GET', path: '/service/tickets' });
  });

  test('a file path that is no path of the API is refused', async () => {
    const { error } = await refused(['call', 'GET', 'C:/Users/me/tickets.json']);
    expect(error()).toMatchObject({
      message: '"C:/Users/me/tickets.json" is a file path, not a path of the API.',
      hint: text('service/tickets'),
    });
  });
});

describe('what a shell broke', () => {
  const post = ['call', 'POST', '/service/tickets', '--yes'];

  test.each([
    ['an object', ['-d', '{summary:Printer}']],
    ['a list', ['-d', '[{op:replace,path:summary,value:x}]']],
    ['an object that was split at its blanks', ['-d', '{summary:Printer', 'is', 'broken}']],
  ])('%s that lost its quotes', async (_name, flags) => {
    const { error } = await refused([...post, ...flags]);
    expect(error()).toMatchObject({
      code: 'usage',
      message: text('the JSON lost its double quotes on the way'),
      hint: text(`--set 'summary = text'`),
    });
    expect(error().hint).toContain(`'@body.json'`);
  });

  test('the hint for lost quotes names the flag as it is written', async () => {
    const { error } = await refused([...post, '-d', '{summary:Printer}']);
    expect(error().hint).toMatch(/(?:^|\s)(?:-d|--data) '@body\.json'/);
  });

  test('the body of a raw request that lost its quotes', async () => {
    const { error } = await refused(['raw', 'POST /service/tickets {summary:x}', '--yes']);
    expect(error()).toMatchObject({ hint: text('cwm raw -') });
  });

  test('JSON that is wrong for another reason is not called unquoted', async () => {
    const { error } = await refused([...post, '-d', '{"summary":"x",}']);
    expect(error()).toMatchObject({ message: text('not valid JSON') });
  });

  test.each([
    [['--conditions', 'status/name=New']],
    [['--conditions', 'closedFlag=false and status/name=New']],
    [['--child-conditions', 'name=New']],
    [['--custom-field-conditions', 'caption=Site']],
  ])('conditions that lost their quotes: %j', async (flags) => {
    const { error } = await refused(['call', 'GET', '/service/tickets', ...flags]);
    expect(error()).toMatchObject({
      code: 'usage',
      message: text('text stands in quotes'),
      hint: text(`${flags[0] ?? ''} "status/name = 'New'"`),
    });
  });

  test('conditions that were split at their blanks', async () => {
    const { error } = await refused([
      'call',
      'GET',
      '/service/tickets',
      '--conditions',
      'status/name=In',
      'Progress',
    ]);
    expect(error()).toMatchObject({ code: 'usage', hint: text('single quotes') });
  });

  test.each([
    ['with -p', ['call', 'GET', '/service/tickets', '-p', 'conditions=status/name=New']],
    ['in the path', ['call', 'GET', '/service/tickets?conditions=status/name=New']],
  ])('conditions that lost their quotes %s', async (_name, argv) => {
    const { error } = await refused(argv);
    expect(error()).toMatchObject({ message: text('text stands in quotes') });
  });

  test('curly quotes are named', async () => {
    const { error } = await refused([
      'call',
      'GET',
      '/service/tickets',
      '--conditions',
      'status/name=“New”',
    ]);
    expect(error()).toMatchObject({ message: text('a curly quote (“) is not a quote') });
  });

  test('braces that PowerShell took for a script block', async () => {
    const block = Buffer.from('id', 'utf16le').toString('base64');
    const { error } = await refused([
      ...['call', 'GET', '/service/tickets/', '-encodedCommand', block],
      ...['-inputFormat', 'xml', '-outputFormat', 'text'],
    ]);
    expect(error()).toMatchObject({
      code: 'usage',
      message: 'PowerShell took {id} for a script block and did not pass it on.',
      hint: text(`'/service/tickets/{id}'`),
    });
  });

  test.each([
    ['GET', '/service/tickets/', '/service/tickets'],
    ['GET', '/service/tickets/7/notes/', '/service/tickets/7/notes'],
    ['DELETE', '/service/tickets/', '/service/tickets'],
    ['GET', 'service/tickets/', '/service/tickets'],
  ])('%s %s, cut off before its id', async (method, path, whole) => {
    const { error } = await refused(['call', method, path, '--yes']);
    expect(error()).toMatchObject({ code: 'usage', hint: text(`'${whole}/123'`) });
  });

  test('an id that an empty variable left out of the middle', async () => {
    const { error } = await refused(['call', 'GET', '/service/tickets//notes']);
    expect(error()).toMatchObject({ message: text('an id that was not filled in') });
  });

  test('a path cut off before its id, whose rest became a word', async () => {
    const { error } = await refused(['call', 'GET', '/service/tickets/', 'id']);
    expect(error()).toMatchObject({
      message: 'Unexpected word after the path /service/tickets/: id',
      hint: text(`'/service/tickets/{id}'`),
    });
  });

  test.each([
    ['call', ['call', 'GET', '/service/tickets', 'and', 'more']],
    ['describe', ['describe', 'GET', '/service/tickets', 'and', 'more']],
  ])('further words of %s', async (_name, argv) => {
    const { error } = await refused(argv);
    expect(error()).toMatchObject({
      message: 'Unexpected words after the path /service/tickets: and more',
      hint: text('[METHOD] <path|operationId>'),
    });
  });

  test.each([[['catalog', 'info', 'more']], [['catalog', 'reset', 'more']]])(
    'further words of a command that takes none: %j',
    async (argv) => {
      await refused(argv);
    },
  );

  test('a method without its path', async () => {
    const { error } = await refused(['call', 'GET']);
    expect(error()).toMatchObject({ hint: text('/service/tickets') });
  });
});

test.each([
  [['categories', '--profile', '-y'], '--profile has no value: -y is a flag.'],
  [['categories', '--output-file', '--yes'], '--output-file has no value: --yes is a flag.'],
])(
  '%j: a flag whose empty value was dropped on the way takes no other for it',
  async (argv, message) => {
    const { code, error } = await runCwm(argv);
    expect({ code, message: error().message }).toEqual({ code: 2, message });
  },
);
