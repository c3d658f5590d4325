import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';

const tickets = `call GET /service/tickets --fields id,summary --page-size 2`;

describe('a session on a terminal', () => {
  test('runs its lines in one process, and ends with the exit code of the last', async () => {
    const { code, stdout, stderr } = await session(['search tickets --limit 1', 'nope']);
    expect(stdout).toContain('/service/tickets');
    expect(stderr).toContain(`Error: Unknown command 'nope'`);
    expect(code).toBe(2);
  });

  test('welcomes in few words, and says what to do without a connection', async () => {
    const { stderr } = await runCwm([], { tty: true, lines: [], env: { NO_COLOR: '1' } });
    expect(stderr).toMatch(/^cwm \S+, 3,\d+ endpoints\. .*\n\.help .*Ctrl-D leaves\.\n/);
    expect(stderr).toContain('No ConnectWise connection is set up.');
    expect(stderr).toContain('.profile sandbox');
    const ready = await session([]);
    expect(ready.stderr).not.toContain('No ConnectWise');
  });

  test('opens with options alone, which hold for every line', async () => {
    const { stdout, code } = await runCwm(['--profile', 'sandbox', '-o', 'json'], {
      tty: true,
      lines: [tickets, `${tickets} -o csv`],
    });
    expect(code).toBe(0);
    expect(stdout).toContain('"id": 1,');
    expect(stdout).toContain('id,summary\r\n1,');
  });

  test.each([
    [['--profile', 'nope', 'repl'], 'There is no profile "nope".'],
    [['repl', '-o', 'xml'], 'There is no output format "xml".'],
    [['-o', 'xml'], 'There is no output format "xml".'],
    [['repl', '--output-file', 'a.json'], '--output-file takes one result'],
    [['--output-file', 'a.json'], '--output-file takes one result'],
  ])('is refused with %s', async (argv, message) => {
    const { code, stderr } = await runCwm(argv, { tty: true, lines: ['search x'] });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('endpoints.');
  });

  test('a sentence is pointed to the search, a path to the call', async () => {
    const { stderr } = await session(['close my ticket', 'GET /service/tickets', 'serach tickets']);
    expect(stderr).toContain('cwm search close my ticket');
    expect(stderr).toContain('cwm call GET /service/tickets');
    expect(stderr).toContain('Did you mean search?');
  });

  test('what would need the terminal for itself is refused, and the session goes on', async () => {
    const { stderr, stdout } = await session([
      'mcp serve',
      'repl',
      'call POST /service/tickets -d -',
      'search tickets --limit 1',
    ]);
    expect(stderr).toContain('Run it in a terminal of its own: cwm mcp serve');
    expect(stderr).toContain('This is a session already.');
    expect(stderr).toContain('cannot read standard input');
    expect(stdout).toContain('/service/tickets');
  });

  test.each([['help'], ['--help'], ['help call'], ['call --help'], ['.last --help']])(
    '%s explains',
    async (line) => {
      const { stdout, code } = await session([line]);
      expect(stdout).toContain('Usage: cwm');
      expect(code).toBe(0);
    },
  );

  test('a catalog that is built or taken back is seen by the next line, and so is the sandbox over it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'small.json'), JSON.stringify(small));
    const count = 'catalog info -o json --query endpoints';
    const { code, stdout } = await session(
      [
        count,
        tickets,
        `catalog build '${join(folder, 'small.json')}'`,
        count,
        'catalog reset',
        count,
        tickets,
      ],
      { env: { CWM_CATALOG: '' } },
    );
    expect(code).toBe(0);
    expect(stdout.match(/^\d+$/gm)).toEqual(['3053', '1', '3053']);
    expect(stdout.match(/Mailbox is full/g)).toHaveLength(2);
  });

  test('a write of a read-only session is refused, and the prompt’s state says so', async () => {
    const { stderr } = await runCwm(['repl', '--profile', 'sandbox', '--read-only'], {
      tty: true,
      lines: [`call PATCH /service/tickets/1 --set 'summary=x' --yes`],
    });
    expect(stderr).toContain('this session writes nothing');
  });
});

describe('the last result', () => {
  test('is shown again in another form, without a request', async () => {
    const { stdout } = await session([
      tickets,
      '.last -o csv --columns summary',
      `!! -o json --query '[1].id'`,
      '!! -o json --query length(@)',
    ]);
    expect(stdout).toContain('summary\r\nMailbox is full\r\n');
    expect(stdout).toMatch(/\n2\n2\n$/);
  });

  test('keeps the look of its command', async () => {
    const { stdout } = await session(['describe GET /service/tickets', '.last']);
    const [first, second] = [stdout.slice(0, stdout.length / 2), stdout.slice(stdout.length / 2)];
    expect(second).toBe(first);
  });

  test('stays when a line fails, and when a command has none', async () => {
    const { stdout } = await session([tickets, 'nope', '.output json', `!! --query '[0].id'`]);
    expect(stdout).toMatch(/\n1\n$/);
  });

  test('is written to a file at once', async () => {
    const folder = temporaryFolder();
    const { code } = await session([tickets, '.output csv tickets.csv'], { cwd: folder });
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'tickets.csv'), 'utf8')).toContain('1,Mailbox is full');
  });

  test('is there after rows that came page by page', async () => {
    const { stdout, stderr } = await session([
      'call GET /service/tickets --fields id --page-size 50 --limit 120 -o json',
      `!! -o json --query 'length(@)'`,
    ]);
    expect(stdout).toMatch(/\n120\n$/);
    expect(stderr).not.toContain('were kept');
  });

  test('is none at first', async () => {
    const { code, stderr } = await session(['.last']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no result yet.');
  });
});

const small = {
  openapi: '3.0.1',
  info: { title: 'Small', version: '2026.4' },
  paths: {
    '/service/things': {
      get: { operationId: 'getServiceThings', tags: ['Things'], responses: { '200': {} } },
    },
  },
};

function session(lines: string[], options: RunOptions = {}) {
  return runCwm(['repl', '--profile', 'sandbox'], { tty: true, lines, ...options });
}
