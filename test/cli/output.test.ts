import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const tickets = [
  {
    id: 1,
    summary: 'Printer does not print',
    board: { id: 2, name: 'Help Desk' },
    status: { id: 16, name: 'New', _info: { sort: 1 } },
    closedFlag: false,
  },
  { id: 2, summary: 'No sign-in', status: { id: 17, name: 'Closed' }, closedFlag: true },
];

const [ticket] = tickets;
const wholeRows = `[\n${tickets.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
const defaultHeader = 'id,summary,board.name,status.name,company.name,priority.name,owner.name\r\n';

/** Runs `cwm call GET /service/tickets` against a server that answers with `body`. */
async function list(
  body: unknown,
  flags: string[] = [],
  options: RunOptions & { target?: string; headers?: Record<string, string> } = {},
): Promise<Run> {
  const { target = '/service/tickets', headers = {}, env, ...rest } = options;
  const api = await fakeApi({ request: `GET ${target}`, body, headers });
  return await runCwm(['call', 'GET', '/service/tickets', ...flags], {
    ...rest,
    env: { ...api.env, ...env },
  });
}

/** Runs `cwm call GET /service/tickets/1` against a server that answers with `body`. */
async function single(
  body: unknown,
  flags: string[] = [],
  options: RunOptions & { target?: string } = {},
): Promise<Run> {
  const { target = '/service/tickets/1', env, ...rest } = options;
  const api = await fakeApi({ request: `GET ${target}`, body });
  return await runCwm(['call', 'GET', '/service/tickets/1', ...flags], {
    ...rest,
    env: { ...api.env, ...env },
  });
}

const plain = { tty: true, env: { NO_COLOR: '1' } };

describe('format', () => {
  test('a list to a pipe is a JSON array with one row a line, and nothing else is said', async () => {
    expect(await list(tickets)).toMatchObject({ code: 0, stdout: wholeRows, stderr: '' });
  });

  test('an empty list is an empty array', async () => {
    expect((await list([])).stdout).toBe('[]\n');
  });

  test('a single object to a pipe is one line of JSON', async () => {
    expect(await single(ticket)).toMatchObject({
      code: 0,
      stdout: `${JSON.stringify(ticket)}\n`,
      stderr: '',
    });
  });

  test('a list on a terminal is a table of the default columns', async () => {
    expect((await list(tickets, [], plain)).stdout).toBe(
      [
        'id  summary                 board      status  company  priority  owner',
        ' 1  Printer does not print  Help Desk  New',
        ' 2  No sign-in                         Closed',
        '',
      ].join('\n'),
    );
  });

  test('a single object on a terminal has a line for each member', async () => {
    expect((await single(ticket, [], plain)).stdout).toBe(
      [
        'id          1',
        'summary     Printer does not print',
        'board       Help Desk',
        'status      New',
        'closedFlag  no',
        '',
      ].join('\n'),
    );
  });

  test('a table can be asked for in a pipe', async () => {
    expect((await list(tickets, ['-o', 'table', '--columns', 'id,status.name'])).stdout).toBe(
      ['id  status.name', ' 1  New', ' 2  Closed', ''].join('\n'),
    );
  });

  test('a table in a terminal fits its width', async () => {
    const { stdout } = await list([{ id: 1, summary: 'word '.repeat(40) }], [], {
      ...plain,
      columns: 80,
    });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('a table in a pipe cuts nothing', async () => {
    const summary = 'word '.repeat(40).trim();
    const { stdout } = await list([{ id: 1, summary }], ['-o', 'table', '--columns', 'summary']);
    expect(stdout).toBe(`summary\n${summary}\n`);
  });

  test('an empty list is no table', async () => {
    expect((await list([], [], plain)).stdout).toBe('');
  });

  test.each(['--json', '-o json', '-ojson', '--output JSON', '--output=json'])(
    '%s gives JSON on a terminal too, indented',
    async (flags) => {
      expect((await list(tickets, flags.split(' '), plain)).stdout).toBe(
        `${JSON.stringify(tickets, null, 2)}\n`,
      );
    },
  );

  test('a single object as JSON on a terminal is indented', async () => {
    expect((await single(ticket, ['--json'], plain)).stdout).toBe(
      `${JSON.stringify(ticket, null, 2)}\n`,
    );
  });

  test('ndjson has one row a line', async () => {
    expect((await list(tickets, ['-o', 'ndjson'])).stdout).toBe(
      tickets.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
  });

  test('ndjson of an empty list is empty', async () => {
    expect((await list([], ['-o', 'ndjson'])).stdout).toBe('');
  });

  test('ndjson of a single object is its line, on a terminal too', async () => {
    expect((await single(ticket, ['-o', 'ndjson'], plain)).stdout).toBe(
      `${JSON.stringify(ticket)}\n`,
    );
  });

  test('text of rows is a line of JSON each', async () => {
    expect((await list(tickets, ['-o', 'text'])).stdout).toBe(
      tickets.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
  });

  test('text of columns is their values with tabs between them', async () => {
    expect((await list(tickets, ['-o', 'text', '--columns', 'id,status.name,owner'])).stdout).toBe(
      '1\tNew\t\n2\tClosed\t\n',
    );
  });

  test('an unknown format is exit 2 naming the formats, and nothing is sent', async () => {
    const { env, seen } = await fakeApi();
    const run = await runCwm(['call', 'GET', '/service/tickets', '-o', 'xml'], { env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({
      message: 'There is no output format "xml".',
      hint: 'Formats: table, json, ndjson, csv, text.',
    });
    expect(seen).toEqual([]);
  });

  test('an answer without content prints nothing, and a person is told', async () => {
    const api = await fakeApi({ request: 'DELETE /service/tickets/1', status: 204 });
    const run = await runCwm(['call', 'DELETE', '/service/tickets/1', '--yes'], {
      env: { ...api.env, NO_COLOR: '1' },
      tty: true,
    });
    expect(run).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'DELETE /service/tickets/1: done (204).\n',
    });
  });

  test('an answer without content is silence in a script', async () => {
    const api = await fakeApi({ request: 'DELETE /service/tickets/1', status: 204 });
    const run = await runCwm(['call', 'DELETE', '/service/tickets/1', '--yes'], { env: api.env });
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});

describe('--query', () => {
  test('rows can be picked', async () => {
    expect((await list(tickets, ['--query', '[?closedFlag].id'])).stdout).toBe('[\n2\n]\n');
  });

  test('it sees the whole list', async () => {
    expect((await list(tickets, ['--query', 'length(@)'])).stdout).toBe('2\n');
  });

  test('it sees a single object', async () => {
    expect((await single(ticket, ['--query', 'status.name'])).stdout).toBe('"New"\n');
  });

  test('what it does not find is null', async () => {
    expect(await single(ticket, ['--query', 'owner.name'])).toMatchObject({
      code: 0,
      stdout: 'null\n',
    });
  });

  test('scalars as text are bare, one a line', async () => {
    expect(
      (await list(tickets, ['--query', '[].[id, summary, closedFlag][]', '-o', 'text'])).stdout,
    ).toBe('1\nPrinter does not print\nfalse\n2\nNo sign-in\ntrue\n');
  });

  test('one scalar as text is bare', async () => {
    expect((await list(tickets, ['--query', '[0].summary', '-o', 'text'])).stdout).toBe(
      'Printer does not print\n',
    );
  });

  test('a scalar on a terminal is bare', async () => {
    expect((await list(tickets, ['--query', '[0].summary'], plain)).stdout).toBe(
      'Printer does not print\n',
    );
  });

  test('its rows are a table of their own members', async () => {
    expect(
      (await list(tickets, ['--query', '[].{Number: id, State: status.name}'], plain)).stdout,
    ).toBe('Number  State\n     1  New\n     2  Closed\n');
  });

  test('its rows are csv with a header of their own members', async () => {
    expect(
      (await list(tickets, ['--query', '[].{Number: id, State: status.name}', '-o', 'csv'])).stdout,
    ).toBe('Number,State\r\n1,New\r\n2,Closed\r\n');
  });

  test('--columns apply to what it gives', async () => {
    expect((await list(tickets, ['--query', '[?closedFlag]', '--columns', 'id'])).stdout).toBe(
      '[\n{"id":2}\n]\n',
    );
  });

  test('an expression that fails on the result is exit 2 and prints nothing', async () => {
    const run = await list(tickets, ['--query', 'abs(@)']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--query "abs(@)" is not valid JMESPath') as string,
      hint: expect.stringContaining('jmespath.org') as string,
    });
  });

  test('an invalid expression is exit 2', async () => {
    const run = await runCwm(['categories', '--query', '[?']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--query "[?" is not valid JMESPath') as string,
    });
  });

  test('an invalid expression is seen before anything is asked of the server', async () => {
    const { env, seen } = await fakeApi();
    const { code } = await runCwm(['call', 'GET', '/service/tickets', '--query', '[?'], { env });
    expect(seen).toEqual([]);
    expect(code).toBe(2);
  });

  test('an invalid expression is seen before anything is written', async () => {
    const { env, seen } = await fakeApi();
    const { code } = await runCwm(
      ['call', 'POST', '/service/tickets', '-d', '{"summary":"x"}', '--yes', '--query', '[?'],
      { env },
    );
    expect(seen).toEqual([]);
    expect(code).toBe(2);
  });
});

describe('--columns', () => {
  test('rows have exactly these keys in this order, null where there is nothing', async () => {
    expect(
      (await list(tickets, ['--columns', 'status.name,id,owner/name,board/name'])).stdout,
    ).toBe(
      [
        '[',
        '{"status.name":"New","id":1,"owner/name":null,"board/name":"Help Desk"},',
        '{"status.name":"Closed","id":2,"owner/name":null,"board/name":null}',
        ']',
        '',
      ].join('\n'),
    );
  });

  test('they hold in ndjson', async () => {
    expect((await list(tickets, ['-o', 'ndjson', '--columns', 'owner.name,id'])).stdout).toBe(
      '{"owner.name":null,"id":1}\n{"owner.name":null,"id":2}\n',
    );
  });

  test.each(['json', 'ndjson'])('they hold for a single object in %s', async (format) => {
    expect((await single(ticket, ['-o', format, '--columns', 'status/name,nothing'])).stdout).toBe(
      '{"status/name":"New","nothing":null}\n',
    );
  });

  test('a single object on a terminal becomes a row of them', async () => {
    expect((await single(ticket, ['--columns', 'id,status/name'], plain)).stdout).toBe(
      'id  status/name\n 1  New\n',
    );
  });

  test('elements of a list are reached by their number', async () => {
    const rows = [{ id: 1, types: [{ name: 'a' }, { name: 'b' }] }];
    expect((await list(rows, ['--columns', 'types.1.name,types/2/name'])).stdout).toBe(
      '[\n{"types.1.name":"b","types/2/name":null}\n]\n',
    );
  });

  test('what every JavaScript object has is not a value of a row', async () => {
    expect((await list([{ id: 1 }], ['--columns', 'id,toString,constructor.name'])).stdout).toBe(
      '[\n{"id":1,"toString":null,"constructor.name":null}\n]\n',
    );
  });
});

describe('csv', () => {
  test('a list has the default columns of its schema, lines end with CRLF', async () => {
    expect((await list(tickets, ['-o', 'csv'])).stdout).toBe(
      `${defaultHeader}1,Printer does not print,Help Desk,New,,,\r\n2,No sign-in,,Closed,,,\r\n`,
    );
  });

  test('an empty list has the header of its schema all the same', async () => {
    expect((await list([], ['-o', 'csv'])).stdout).toBe(defaultHeader);
  });

  test('--fields are the header, with rows or without', async () => {
    const target = '/service/tickets?fields=id%2Cstatus%2Fname';
    const flags = ['-o', 'csv', '--fields', 'id,status/name'];
    expect((await list(tickets, flags, { target })).stdout).toBe(
      'id,status/name\r\n1,New\r\n2,Closed\r\n',
    );
    expect((await list([], flags, { target })).stdout).toBe('id,status/name\r\n');
  });

  test('--columns are the header before --fields', async () => {
    const target = '/service/tickets?fields=id%2Csummary';
    const flags = ['-o', 'csv', '--fields', 'id,summary', '--columns', 'summary,nothing'];
    expect((await list(tickets, flags, { target })).stdout).toBe(
      'summary,nothing\r\nPrinter does not print,\r\nNo sign-in,\r\n',
    );
  });

  test('members of the rows are never columns', async () => {
    expect((await list([{ id: 1, newMember: true }], ['-o', 'csv'])).stdout).toBe(
      `${defaultHeader}1,,,,,,\r\n`,
    );
  });

  test('a single object has the default columns of its schema', async () => {
    expect((await single(ticket, ['-o', 'csv'])).stdout).toBe(
      `${defaultHeader}1,Printer does not print,Help Desk,New,,,\r\n`,
    );
  });

  test('--fields are the header of a single object', async () => {
    const target = '/service/tickets/1?fields=id%2Cowner%2Fname';
    const flags = ['-o', 'csv', '--fields', 'id,owner/name'];
    expect((await single({ id: 1 }, flags, { target })).stdout).toBe('id,owner/name\r\n1,\r\n');
  });

  test('quotes, commas and line breaks stand in quotes', async () => {
    const rows = [{ id: 1, summary: 'say "hi",\r\nplease\nnow' }];
    expect((await list(rows, ['-o', 'csv', '--columns', 'id,summary'])).stdout).toBe(
      'id,summary\r\n1,"say ""hi"",\r\nplease\nnow"\r\n',
    );
  });

  test('a single line break stands in quotes', async () => {
    const rows = [{ id: 1, summary: 'one\ntwo' }];
    expect((await list(rows, ['-o', 'csv', '--columns', 'id,summary'])).stdout).toBe(
      'id,summary\r\n1,"one\ntwo"\r\n',
    );
  });

  const formulas = [
    { id: -5, summary: '=HYPERLINK(1)' },
    { id: 2, summary: '@SUM' },
  ];

  test('formulas are defused and numbers are not', async () => {
    expect((await list(formulas, ['-o', 'csv', '--columns', 'id,summary'])).stdout).toBe(
      "id,summary\r\n-5,'=HYPERLINK(1)\r\n2,'@SUM\r\n",
    );
  });

  test('--raw-csv keeps formulas', async () => {
    expect(
      (await list(formulas, ['-o', 'csv', '--raw-csv', '--columns', 'id,summary'])).stdout,
    ).toBe('id,summary\r\n-5,=HYPERLINK(1)\r\n2,@SUM\r\n');
  });

  test('--raw-csv warns that a spreadsheet would run formulas', async () => {
    expect((await list(formulas, ['-o', 'csv', '--raw-csv'])).stderr).toMatch(/^Warning: .+\n$/);
  });
});

describe('--excel', () => {
  const rows =
    '[{"id":1,"actualHours":1.50,"dateEntered":"2026-07-01T22:30:05Z","summary":"a;b,c"}]';
  const flags = ['--excel', '--columns', 'id,actualHours,dateEntered,summary'];

  test('has local times, the separators of the locale, and a byte order mark', async () => {
    const options = { locale: 'de-DE', machineZone: 'Europe/Berlin' };
    expect((await list(rows, flags, options)).stdout).toBe(
      '\ufeffid;actualHours;dateEntered;summary\r\n1;1,50;2026-07-02 00:30:05;"a;b,c"\r\n',
    );
  });

  test('has commas and points in America', async () => {
    expect((await list(rows, flags, { env: { CWM_TZ: 'America/New_York' } })).stdout).toBe(
      '\ufeffid,actualHours,dateEntered,summary\r\n1,1.50,2026-07-01 18:30:05,"a;b,c"\r\n',
    );
  });

  test('with another format is exit 2', async () => {
    const run = await runCwm(['categories', '--excel', '-o', 'json']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('times in a table', () => {
  test('are those of CWM_TZ, and json keeps what the server sent', async () => {
    const row = { id: 1, closedDate: '2026-07-01T22:30:05Z' };
    const env = { CWM_TZ: 'Asia/Tokyo' };
    const flags = ['--columns', 'id,closedDate'];
    expect((await list([row], [...flags, '-o', 'table'], { env })).stdout).toBe(
      'id  closedDate\n 1  2026-07-02 07:30\nTimes: Asia/Tokyo\n',
    );
    expect((await list([row], [], { env })).json()).toEqual([row]);
  });

  test('a zone that does not exist is exit 2', async () => {
    const run = await runCwm(['categories'], { env: { CWM_TZ: 'Mars/Olympus' } });
    expect(run.code).toBe(2);
    expect(run.error().message).toContain('Mars/Olympus');
  });
});

describe('--output-file', () => {
  test('the result is in the file, and neither in stdout nor beside the file', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, 'tickets.json');
    const run = await list(tickets, ['--output-file', file]);
    expect(run).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(cwd)).toEqual(['tickets.json']);
    expect(readFileSync(file, 'utf8')).toBe(wholeRows);
  });

  test('the format is json on a terminal too', async () => {
    const file = join(temporaryFolder(), 'ticket.json');
    expect((await single(ticket, ['--output-file', file], plain)).stdout).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(ticket)}\n`);
  });

  test('csv begins with a byte order mark', async () => {
    const file = join(temporaryFolder(), 'tickets.csv');
    await list(
      [{ id: 1, summary: 'Drücker' }],
      [...['--output-file', file, '-o', 'csv', '--columns', 'id,summary']],
    );
    expect(readFileSync(file)).toEqual(Buffer.from('\ufeffid,summary\r\n1,Drücker\r\n'));
  });

  test('a table for a file has no colours', async () => {
    const file = join(temporaryFolder(), 'tickets.txt');
    await list(tickets, ['--output-file', file, '-o', 'table', '--columns', 'id'], { tty: true });
    expect(readFileSync(file, 'utf8')).toBe('id\n 1\n 2\n');
  });

  test('a person is told where it is, unless they want it quiet', async () => {
    const cwd = temporaryFolder();
    const argv = ['--output-file', 'tickets.csv', '-o', 'csv', '--columns', 'id'];
    const seen = { tty: true, cwd, env: { NO_COLOR: '1' } };
    expect((await list(tickets, argv, seen)).stderr).toContain('Written to tickets.csv\n');
    expect((await list(tickets, [...argv, '--quiet'], seen)).stderr).toBe('');
  });

  test('an older file is replaced', async () => {
    const file = join(temporaryFolder(), 'tickets.json');
    writeFileSync(file, 'much older and much longer text than the new one will ever be');
    await list([], ['--output-file', file]);
    expect(readFileSync(file, 'utf8')).toBe('[]\n');
  });

  test('a relative path belongs to the working folder', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'a-folder-of-this-test'));
    const path = join('a-folder-of-this-test', 'tickets.json');
    expect(await list([], ['--output-file', path], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, path), 'utf8')).toBe('[]\n');
  });

  test('when the server fails, an older file stays and nothing else is left', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, 'tickets.json');
    writeFileSync(file, 'older');
    const api = await fakeApi({ request: 'GET /service/tickets', status: 403, body: {} });
    const { code } = await runCwm(['call', 'GET', '/service/tickets', '--output-file', file], {
      env: api.env,
    });
    expect(code).toBe(4);
    expect(readdirSync(cwd)).toEqual(['tickets.json']);
    expect(readFileSync(file, 'utf8')).toBe('older');
  });

  test('when the result cannot be made, an older file stays and nothing else is left', async () => {
    const cwd = temporaryFolder();
    const file = join(cwd, 'tickets.json');
    writeFileSync(file, 'older');
    const { code } = await list(tickets, ['--output-file', file, '--query', 'abs(@)']);
    expect(code).toBe(2);
    expect(readdirSync(cwd)).toEqual(['tickets.json']);
    expect(readFileSync(file, 'utf8')).toBe('older');
  });

  test('a name that is taken by a folder is exit 2 before anything is sent', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'taken'));
    const api = await fakeApi();
    const argv = ['call', 'GET', '/service/tickets', '--output-file', 'taken'];
    const run = await runCwm(argv, { cwd, env: api.env });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({ code: 'usage', exit: 2 });
    expect(readdirSync(cwd)).toEqual(['taken']);
  });

  test('a folder that cannot be written is exit 1, says so, and nothing is asked of the server', async () => {
    const file = join(temporaryFolder(), 'missing', 'tickets.json');
    const api = await fakeApi();
    const run = await runCwm(['call', 'GET', '/service/tickets', '--output-file', file], {
      env: api.env,
    });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.error()).toMatchObject({
      code: 'local',
      message: expect.stringContaining(`${file} could not be written`) as string,
      hint: 'Check the folder, its permissions and the free space.',
    });
  });
});

describe('numbers', () => {
  const row = '{"id":9007199254740993,"actualHours":1.0,"budgetHours":1e3,"impact":0.0000001}';

  test('a list keeps the digits that the server sent', async () => {
    expect((await list(`[${row},{"id":2}]`)).stdout).toBe(`[\n${row},\n{"id":2}\n]\n`);
  });

  test('a single object keeps the digits that the server sent', async () => {
    expect((await single(row)).stdout).toBe(`${row}\n`);
  });

  test('columns keep the digits', async () => {
    expect((await single(row, ['--columns', 'actualHours,id'])).stdout).toBe(
      '{"actualHours":1.0,"id":9007199254740993}\n',
    );
  });

  test('csv and text keep the digits', async () => {
    const columns = ['--columns', 'id,actualHours,budgetHours'];
    expect((await single(row, ['-o', 'csv', ...columns])).stdout).toBe(
      'id,actualHours,budgetHours\r\n9007199254740993,1.0,1e3\r\n',
    );
    expect((await single(row, ['-o', 'text', ...columns])).stdout).toBe(
      '9007199254740993\t1.0\t1e3\n',
    );
  });

  test('numbers are ordinary for a query', async () => {
    const { stdout } = await single(row, ['--query', '[id, actualHours, budgetHours]']);
    expect(stdout).toBe('[\n9007199254740992,\n1,\n1000\n]\n');
  });

  test('an answer with a byte order mark is read', async () => {
    expect((await single('\ufeff{"id":1}')).stdout).toBe('{"id":1}\n');
  });
});

describe('a document', () => {
  const bytes = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00, 0x1b, 0x9b]);
  const argv = ['call', 'GET', '/system/documents/7/download'];
  const download = () =>
    fakeApi({
      request: 'GET /system/documents/7/download',
      body: bytes,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="../../escaped.pdf"',
      },
    });

  test('it is refused on a terminal, and --output-file is named', async () => {
    const { env } = await download();
    const run = await runCwm([...argv, '--json'], { env, tty: true });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.error()).toMatchObject({
      message: 'The answer is not text (application/pdf), so it is not shown on a terminal.',
      hint: 'It was received; to keep it write it to a file: --output-file <path>',
    });
  });

  test('it goes to a file as it is, under the name that was asked for alone', async () => {
    const cwd = temporaryFolder();
    const { env } = await download();
    const file = join(cwd, 'in', 'document.pdf');
    mkdirSync(join(cwd, 'in'));
    const run = await runCwm([...argv, '--output-file', file], { env, tty: true, cwd });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual([
      'in',
      join('in', 'document.pdf'),
    ]);
  });

  test('csv does not put a byte order mark before it', async () => {
    const { env } = await download();
    const file = join(temporaryFolder(), 'document.pdf');
    await runCwm([...argv, '--output-file', file, '-o', 'csv'], { env });
    expect(readFileSync(file)).toEqual(Buffer.from(bytes));
  });

  test('it goes to a pipe as it is', async () => {
    const { env } = await download();
    const { code, stdout } = await runCwm(argv, { env });
    expect([code, stdout]).toEqual([0, Buffer.from(bytes).toString('utf8')]);
  });
});

describe('colours', () => {
  const bold = '\u001b[1mid\u001b[22m\n 1\n';
  const none = 'id\n 1\n';
  const table = ['-o', 'table', '--columns', 'id'];

  test.each([
    ['a terminal has them', { tty: true }, [], bold],
    ['a pipe has none', {}, [], none],
    ['--no-color takes them from a terminal', { tty: true }, ['--no-color'], none],
    ['NO_COLOR takes them from a terminal', { tty: true, env: { NO_COLOR: '1' } }, [], none],
    ['an empty NO_COLOR does not count', { tty: true, env: { NO_COLOR: '' } }, [], bold],
    ['TERM=dumb has none', { tty: true, env: { TERM: 'dumb' } }, [], none],
    ['FORCE_COLOR gives them to a pipe', { env: { FORCE_COLOR: '1' } }, [], bold],
    ['FORCE_COLOR=0 takes them away', { tty: true, env: { FORCE_COLOR: '0' } }, [], none],
    [
      'FORCE_COLOR wins over NO_COLOR',
      { tty: true, env: { FORCE_COLOR: '1', NO_COLOR: '1' } },
      [],
      bold,
    ],
    ['--no-color wins over FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, ['--no-color'], none],
  ] as [string, RunOptions, string[], string][])('%s', async (_name, options, flags, expected) => {
    expect((await list([{ id: 1 }], [...table, ...flags], options)).stdout).toBe(expected);
  });

  test('json is never coloured', async () => {
    expect((await list([{ id: 1 }], ['--json'], { env: { FORCE_COLOR: '3' } })).stdout).toBe(
      '[\n{"id":1}\n]\n',
    );
  });

  test('--no-color takes them from errors too', async () => {
    const { stderr } = await runCwm(['describe', '/nowhere/at/all', '--no-color'], { tty: true });
    expect(stderr).not.toContain('\u001b');
  });
});

describe('--quiet', () => {
  const headers = { link: '<https://cwm.example/service/tickets?page=2>; rel="next"' };

  test('a list that goes on says so on stderr', async () => {
    const run = await list(tickets, [], { headers });
    expect(run.stdout).toBe(wholeRows);
    expect(run.stderr).toMatch(/^Warning: 2 rows, more exist: [^\n]+\n$/);
  });

  test('it says nothing but the result', async () => {
    expect(await list(tickets, ['--quiet'], { headers })).toMatchObject({
      code: 0,
      stdout: wholeRows,
      stderr: '',
    });
  });

  test('it does not silence errors', async () => {
    const run = await runCwm(['describe', '/nowhere/at/all', '--quiet']);
    expect(run.error()).toMatchObject({ code: 'not_found' });
  });
});

describe('hostile text', () => {
  const summary = [
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u001b[2J',
    '\u009b2J',
    '\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\',
    '\u202egnp.exe\u2066',
    '\u007f\u0085',
  ].join(' and ');
  const hostile = [{ id: 1, summary, status: { name: summary }, [summary]: summary }];
  /** What a terminal would act on, or what would turn the text around. */
  const dangerous =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

  test.each([
    ['table', []],
    ['table', ['--columns', 'id,summary,status.name']],
    ['csv', []],
    ['csv', ['--raw-csv']],
    ['text', []],
    ['text', ['--columns', 'id,summary,status.name']],
    ['text', ['--query', '[].summary']],
    ['table', ['--query', '[].summary']],
    ['table', ['--query', '@']],
    ['csv', ['--query', '@']],
    ['json', []],
    ['ndjson', []],
  ] as [string, string[]][])('it is inert in %s %j', async (format, flags) => {
    for (const options of [plain, {}]) {
      const { code, stdout } = await list(hostile, ['-o', format, ...flags], options);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(dangerous);
      expect(stdout.length).toBeGreaterThan(10);
    }
  });

  test.each(['table', 'csv', 'text', 'json'])(
    'it is inert in a single object as %s',
    async (format) => {
      const { stdout } = await single(hostile[0], ['-o', format], plain);
      expect(stdout).not.toMatch(dangerous);
      expect(stdout.length).toBeGreaterThan(10);
    },
  );

  test('it is shown rather than removed', async () => {
    const { stdout } = await list(
      [{ summary: 'a\u001b[2Jb\u009b2Jc\u202ed' }],
      ['-o', 'table', '--columns', 'summary'],
    );
    expect(stdout).toBe('summary\na^[[2Jb\\x9b2Jc\\u202ed\n');
  });

  test('a Windows line end in a table is one mark', async () => {
    const { stdout } = await list(
      [{ summary: 'one\r\ntwo\nthree' }],
      ['-o', 'table', '--columns', 'summary'],
    );
    expect(stdout).toBe('summary\none⏎two⏎three\n');
  });

  test('JSON has it escaped, with its value unchanged', async () => {
    for (const flags of [[], ['--query', '@']]) {
      const { json } = await list(hostile, flags);
      expect(json()).toEqual(hostile);
    }
  });

  test.each([
    ['on a terminal', { ...plain }, []],
    ['in a pipe', {}, []],
    ['with --debug', {}, ['--debug']],
    ['as JSON on a terminal', { ...plain }, ['-o', 'json']],
  ] as [string, RunOptions, string[]][])(
    'it is inert in an error %s',
    async (_name, options, flags) => {
      const api = await fakeApi({
        request: 'GET /service/tickets',
        status: 400,
        headers: { 'x-cw-request-id': 'a\u009b2Jb' },
        body: {
          code: 'InvalidObject',
          message: summary,
          errors: [{ code: summary, message: summary, resource: summary, field: summary }],
        },
      });
      const run = await runCwm(['call', 'GET', '/service/tickets', ...flags], {
        ...options,
        env: { ...options.env, ...api.env },
      });
      expect(run).toMatchObject({ code: 6, stdout: '' });
      expect(run.stderr).not.toMatch(dangerous);
    },
  );

  test('it is inert where the command line had it', async () => {
    const { stderr } = await runCwm(['describe', `/service/${summary.replaceAll('/', '')}`]);
    expect(stderr).not.toMatch(dangerous);
  });
});
