import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { outcomesOf, rowsFolder } from '../support/rows-folder.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const patch = ['PATCH', '/service/tickets/{id}'];

/** Bodies and targets that a dry run shows. */
async function shown(
  argv: string[],
  rows: string,
  options: RunOptions = {},
): Promise<{ row: number; url: string; body: unknown }[]> {
  const run = await runCwm(['call', ...argv, '--each', '-', '--dry-run'], {
    stdin: rows,
    ...options,
  });
  expect(run).toMatchObject({ code: 0 });
  return run.json() as { row: number; url: string; body: unknown }[];
}

async function bodies(argv: string[], rows: string): Promise<unknown[]> {
  return (await shown(argv, rows)).map(({ body }) => body);
}

/** A run that ends with exit 2 before anything is sent. */
async function refused(argv: string[], rows: string, options: RunOptions = {}): Promise<Run> {
  const api = await fakeApi();
  const run = await runCwm(['call', ...argv, '--yes'], { env: api.env, stdin: rows, ...options });
  const { code, stdout } = run;
  expect({ code, stdout, sent: api.seen.length }).toEqual({ code: 2, stdout: '', sent: 0 });
  return run;
}

function replace(path: string, value: unknown) {
  return { op: 'replace', path, value };
}

function patched(id: number, stub: Partial<Stub> = {}): Stub {
  return { request: `PATCH /service/tickets/${id}`, body: { id }, ...stub };
}

describe('a row', () => {
  test('fills path, body and conditions, typed by the schema', async () => {
    const rows = 'id;Sub ject;hours;closed\n7;"a ""b""; {c}";1.50;TRUE\n';
    const set = ['--set', 'summary={sub_ject}', '--set', 'budgetHours={hours}'];
    const [one] = await shown([...patch, ...set, '--set', 'automaticEmailCcFlag={closed}'], rows);
    expect(one).toMatchObject({
      row: 1,
      url: expect.stringMatching(/\/service\/tickets\/7$/) as string,
      body: [
        replace('summary', 'a "b"; {c}'),
        replace('budgetHours', 1.5),
        replace('automaticEmailCcFlag', true),
      ],
    });
    const hostile = JSON.stringify([{ name: 'x" or id > 0 or name = "' }]);
    const [list] = await shown(
      ['/company/companies', '--where', 'name = "{name}"', '--conditions', 'city = "{name}"'],
      hostile,
    );
    const quoted = `'x" or id > 0 or name = "'`;
    expect(new URL(list?.url ?? '').searchParams.get('conditions')).toBe(
      `(city = ${quoted}) and name=${quoted}`,
    );
  });

  test('gives a placeholder of the path what -p says', async () => {
    const argv = [...patch, '-p', 'id={Ticket_No}', '--set', 'summary=x'];
    const [one] = await shown(argv, 'Ticket No.,id\n7,8\n');
    expect(one?.url).toMatch(/tickets\/7$/);
  });

  test('fills the body straight from columns, and an empty cell leaves the field out', async () => {
    const map = [
      'summary=Subject line',
      'company=company.id',
      'status.name=s',
      'customFields.Region=r',
    ];
    const flags = map.flatMap((one) => ['--map', one]);
    const rows = [
      { id: 1, 'Subject line': 'a', company: { id: 3, name: 'x' }, s: 'New', r: 'North' },
      { id: 2, 'Subject line': '{b}', company: { id: 4 }, s: '', r: null },
    ];
    expect(await bodies([...patch, ...flags], JSON.stringify(rows))).toEqual([
      [
        replace('summary', 'a'),
        replace('company', { id: 3 }),
        replace('status', { name: 'New' }),
        replace('customFields', [{ caption: 'Region', value: 'North' }]),
      ],
      [replace('summary', '{b}'), replace('company', { id: 4 })],
    ]);
    const post = [
      'POST',
      '/company/contacts',
      '--map',
      'firstName=first',
      '--map',
      'lastName=last',
    ];
    expect(await bodies(post, 'first,last\nAda,\nGrace,Hopper\n')).toEqual([
      { firstName: 'Ada' },
      { firstName: 'Grace', lastName: 'Hopper' },
    ]);
  });

  test.each([
    ['an array', '[{"id":1},{"id":2}]'],
    ['a single object', '{\r\n  "id": 1\r\n}'],
    ['objects one after the other, indented', '{\n "id": 1\n}\n{\n "id": 2\n}'],
    ['what Windows PowerShell makes of an array', '{"value":[{"id":1},{"id":2}],"Count":2}'],
    ['csv with a byte order mark', '\ufeffid\n1\n2\n'],
    ['csv whose separator Excel names', 'sep=;\r\nid;x\r\n1;\r\n2;\r\n;\r\n'],
  ])('comes from %s', async (what, rows) => {
    const urls = (await shown([...patch, '--set', 'summary=x'], rows)).map(({ url }) =>
      url.slice(-2),
    );
    expect(urls).toEqual(what === 'a single object' ? ['/1'] : ['/1', '/2']);
  });

  test('comes from UTF-16, as Windows PowerShell writes files', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'r.csv'), Buffer.from('\ufeffid,s\r\n1,ü\r\n', 'utf16le'));
    const argv = ['call', ...patch, '--set', 'summary={s}', '--each', '@r.csv', '--dry-run'];
    expect((await runCwm(argv, { cwd })).json()).toMatchObject([
      { body: [replace('summary', 'ü')] },
    ]);
  });
});

describe('a row without a value', () => {
  const flags = ['--set', 'summary=x', '--set', 'owner.identifier={owner}'];

  test('is refused where it does not name it, and null or an empty cell empties the field', async () => {
    const rows = '[{"id":1},{"id":2,"owner":null},{"id":3,"owner":"jdoe"}]';
    const run = await runCwm(
      ['call', ...patch, ...flags, '--each', '-', '--dry-run', '--skip-invalid'],
      { stdin: rows },
    );
    expect(run.json()).toMatchObject([
      { row: 1, error: 'It has no "owner".' },
      { row: 2, body: [replace('summary', 'x'), { op: 'remove', path: 'owner' }] },
      { row: 3, body: [replace('summary', 'x'), replace('owner', { identifier: 'jdoe' })] },
    ]);
    const warning = 'An empty "owner" empties its field: row 2. With --map';
    expect(run.stderr).toContain(warning);
    const csv = await runCwm(
      ['call', ...patch, '--set', 'summary={s}', '--each', '-', '--dry-run'],
      {
        stdin: 'id,s\n1,\n2,a\n3,\n',
      },
    );
    expect(csv.json()).toMatchObject([{ body: [replace('summary', '')] }, {}, {}]);
    expect(csv.stderr).toContain('An empty "s" empties its field: rows 1 and 3.');
  });

  test('loses a custom field its value alone, and a new record its field', async () => {
    const rows = '[{"id":1,"r":null}]';
    expect(await bodies([...patch, '--set', 'customFields.Region={r}'], rows)).toEqual([
      [replace('customFields', [{ caption: 'Region', value: null }])],
    ]);
    const post = ['POST', '/company/contacts', '--set', 'firstName=Ada', '--set', 'lastName={r}'];
    expect(await bodies(post, rows)).toEqual([{ firstName: 'Ada' }]);
  });

  test.each([
    ['the path', [...patch, '--set', 'summary=x']],
    ['a part of a text', ['PATCH', '/service/tickets/1', '--set', 'summary=No. {id}']],
    ['conditions', ['/service/tickets', '--conditions', 'id = {id}']],
  ])('null is refused in %s', async (_what, argv) => {
    const run = await refused([...argv, '--each', '-'], '[{"id":null}]');
    expect(run.stderr).toContain('"id" is null');
  });
});

describe('what is refused before anything is sent', () => {
  const set = ['--set', 'summary={subject}'];

  test.each([
    ['an unknown column', [...patch, ...set], 'id,subjct\n1,a\n', 'Did you mean {subjct}?'],
    [
      'a column in braces that cannot be read',
      [...patch, '--set', 'summary={Sub ject}'],
      'id,Sub ject\n1,a\n',
      '{Sub_ject} is the column',
    ],
    [
      'a mapped column that is not there',
      [...patch, '--map', 'summary=Titel'],
      'id,Title\n1,a\n',
      'Did you mean {Title}?',
    ],
    [
      'a field given twice',
      [...patch, '--set', 'summary=x', '--map', 'Summary=id'],
      'id\n1\n',
      'given twice',
    ],
    ['two columns of one name', [...patch, ...set], 'id,subject,id\n1,a,2\n', 'two columns "id"'],
    [
      'a line with a cell too few',
      [...patch, ...set],
      'id,subject\n1,a\n2\n',
      'line 3 has 1 cell, and the header 2',
    ],
    ['an open quote', [...patch, ...set], 'id,subject\n1,"a\n', 'not valid csv'],
    ['broken JSON', [...patch, ...set], '{"id":1}\n{"id":', 'line 2'],
    ['a row that is no object', [...patch, ...set], '[{"id":1,"subject":"a"},2]', 'Row 2'],
    ['no rows', [...patch, ...set], 'id,subject\n', 'no rows'],
    [
      'an object where text belongs',
      [...patch, ...set],
      '[{"id":1,"subject":{"a":1}}]',
      'holds an object',
    ],
    ['--save', [...patch, ...set, '--save', 'x'], 'id,subject\n1,a\n', 'cwm memory save'],
    ['--resume of a read', ['/service/tickets/{id}', '--resume'], 'id\n1\n', 'for writes'],
  ])('%s', async (_what, argv, rows, words) => {
    expect((await refused([...argv, '--each', '-'], rows)).stderr).toContain(words);
  });

  test('every row that is wrong is named, with its line and all of its faults', async () => {
    const rows = `id,subject,due\nx y,a,2026-01-31\n2,${'y'.repeat(101)},\n3,ok,11/22/2026\n4,ok,\n`;
    const argv = [...patch, ...set, '--map', 'requiredDate=due', '--no-resolve', '--each', '-'];
    const { error } = await refused(argv, rows);
    expect(error().message).toBe('3 of 4 rows cannot be sent.');
    expect(error().details).toMatchObject([
      { field: 'row 1 (line 2)', message: expect.stringContaining('whole number') as string },
      { field: 'row 2 (line 3)', message: expect.stringContaining('101 characters') as string },
      { field: 'row 3 (line 4)', message: expect.stringContaining('11/22/2026') as string },
    ]);
  });

  test('of many rows the first are named, and a dry run names all', async () => {
    const rows = `id,subject\n${'x y,a\n'.repeat(25)}`;
    const argv = [...patch, ...set, '--no-resolve', '--each', '-'];
    const { error } = await refused(argv, rows);
    expect(error().details).toHaveLength(20);
    expect(error().hint).toContain('--dry-run --skip-invalid names all');
    const all = await shown([...patch, ...set, '--no-resolve', '--skip-invalid'], rows);
    expect(all.map(({ row }) => row)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  test('what Excel saves as plain csv, with how to save it', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 't.csv'), Buffer.from('id,subject\n1,M\u00fcller\n', 'latin1'));
    const { stderr } = await refused([...patch, ...set, '--each', '@t.csv'], '', { cwd });
    expect(stderr).toContain('"CSV UTF-8"');
  });

  test('flags that go with rows alone', async () => {
    for (const flag of [['--resume'], ['--map', 'a=b'], ['--parallel', '2'], ['--failed', 'x']])
      expect((await refused([...patch, ...flag], '')).stderr).toContain('goes with --each');
    expect((await refused([...patch, '--each', 'rows.csv'], '')).stderr).toContain(
      "'@tickets.csv'",
    );
  });

  test('without a terminal and without --yes nothing is even read', async () => {
    const run = await runCwm(['call', ...patch, ...set, '--each', '@missing.csv'], {
      env: (await fakeApi()).env,
    });
    expect({ code: run.code, stderr: run.stderr }).toMatchObject({ code: 8 });
  });

  test('names of references are looked up once, and one that nobody has is told', async () => {
    const company = 'conditions=identifier%3D%22ACME%22&fields=id%2Cidentifier&pageSize=10';
    const api = await fakeApi(
      { request: `GET /company/companies?${company}`, body: [{ id: 3, identifier: 'ACME' }] },
      { request: `GET /company/companies?${company.replace('ACME', 'NIX')}`, body: [] },
      {
        request:
          'GET /company/companies?conditions=identifier%20contains%20%22NIX%22&fields=id%2Cidentifier&pageSize=50',
        body: [],
      },
      {
        request:
          'GET /company/companies?conditions=identifier%20like%20%22NI%25%22&fields=id%2Cidentifier&pageSize=50',
        body: [],
      },
    );
    const argv = ['call', 'POST', '/service/tickets', '--set', 'summary=x', '--set', 'company={c}'];
    const run = await runCwm([...argv, '--each', '-', '--yes'], {
      env: api.env,
      stdin: 'c\nACME\nACME\nNIX\n',
    });
    expect(run.code).toBe(2);
    expect(run.error().details).toMatchObject([
      { field: 'row 3 (line 4)', message: 'company: There is no "NIX" in /company/companies.' },
    ]);
  });
});

describe('sending', () => {
  const argv = ['call', ...patch, '--set', 'status.id=5', '--each', '@t.csv'];

  test('rows are seen once, approved once, and told in their order', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n2\n3\n4\n5\n6\n7\n');
    const ids = [1, 2, 3, 4, 5, 6, 7];
    const api = await fakeApi(
      ...ids.slice(0, 5).map((id) => ({
        request: `GET /service/tickets/${id}`,
        body: { id, status: { id: 1, name: 'New' } },
      })),
      ...ids.map((id) => patched(id)),
    );
    const run = await runCwm([...argv, '-o', 'json', '--parallel', '4'], {
      ...{ cwd, env: api.env, tty: true, answers: [true] },
    });
    expect(run.code).toBe(0);
    expect(run.questions).toEqual(['Send all 7?']);
    expect(run.stderr).toContain('PATCH /service/tickets/{id} for 7 rows of t.csv');
    expect(run.stderr).toContain('Fields: status');
    expect(run.stderr).toContain('status: New (id 1) → id 5');
    expect(run.stderr).toContain('… and 2 more');
    expect(Object.keys(outcomesOf(run))).toEqual(ids.map(String));
  });

  test('rows that write one record are told before', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n2\n1\n');
    const read = (id: number) => ({ request: `GET /service/tickets/${id}`, body: { id } });
    const api = await fakeApi(read(1), read(2), read(1));
    const run = await runCwm(argv, { cwd, env: api.env, tty: true, answers: [false] });
    expect(run.stderr).toContain('One record is written by rows 1 and 3, in this order');
  });

  test('outcomes that cannot be shown can be asked for with --resume', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n');
    const api = await fakeApi(patched(1));
    const broken = await runCwm([...argv, '--yes', '--query', 'sum(error)'], { cwd, env: api.env });
    expect(broken.code).toBe(1);
    expect(broken.error().message).toMatch(/^1 of 1 row: done\. But the answer could not be shown/);
    expect(broken.error().hint).toContain('the same command with --resume');
    const again = await runCwm([...argv, '--yes', '--resume'], { cwd, env: api.env });
    expect(outcomesOf(again)).toEqual({ 1: true });
  });

  test('who says no sends nothing and leaves no journal', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n');
    const api = await fakeApi({ request: 'GET /service/tickets/1', body: { id: 1 } });
    const run = await runCwm(argv, { cwd, env: api.env, tty: true, answers: [false] });
    expect({ code: run.code, left: existsSync(join(cwd, 't.csv.journal.ndjson')) }).toEqual({
      code: 8,
      left: false,
    });
  });

  test('a row that is refused is exit 6 and is written back as it was', async () => {
    const rows = '\ufeffid;note\r\n1;a\r\n"2";"b ""x"";\r\nc"\r\n3;d\r\n';
    const { cwd, read } = rowsFolder('t.csv', rows);
    const api = await fakeApi(
      patched(1),
      patched(2, { status: 400, body: { code: 'X', message: 'No.' } }),
      patched(3),
    );
    const run = await runCwm([...argv, '--yes', '--failed', 'failed.csv'], { cwd, env: api.env });
    expect(run.code).toBe(6);
    expect(run.json()).toMatchObject([
      { row: 1, status: 200, ok: true, id: 1, error: null },
      { row: 2, status: 400, ok: false, id: 2, error: expect.stringContaining('No.') as string },
      { row: 3, ok: true },
    ]);
    expect(run.error()).toMatchObject({ code: 'api', message: '1 of 3 rows failed.' });
    expect(read('failed.csv')).toBe('\ufeffid;note\r\n"2";"b ""x"";\r\nc"\r\n');
  });

  test('a row of unknown outcome is exit 9, whatever else failed, and is not written back', async () => {
    const { cwd, read } = rowsFolder('t.csv', 'id\n1\n2\n3\n');
    const api = await fakeApi(
      patched(1, { status: 400, body: {} }),
      patched(2, { drop: true }),
      patched(3),
    );
    const run = await runCwm([...argv, '--yes', '--failed', 'f.csv'], { cwd, env: api.env });
    expect(run.code).toBe(9);
    expect(outcomesOf(run)).toEqual({ 1: false, 2: null, 3: true });
    expect(run.error().hint).toContain('--resume');
    expect(read('f.csv')).toBe('id\n1\n');
  });

  test('--skip-invalid leaves out what cannot be sent, and says so', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\nx y\n');
    const api = await fakeApi(patched(1));
    const run = await runCwm([...argv, '--yes', '--skip-invalid', '--no-resolve'], {
      ...{ cwd, env: api.env },
    });
    expect(run.code).toBe(6);
    expect(outcomesOf(run)).toEqual({ 1: true, 2: false });
  });

  test('refused credentials end it: the next row would be refused as well', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n2\n3\n');
    const api = await fakeApi(patched(1, { status: 401, body: {} }));
    const run = await runCwm([...argv, '--yes'], { cwd, env: api.env });
    expect(run.code).toBe(6);
    expect(run.json()).toMatchObject([
      { status: 401 },
      { error: 'not sent' },
      { error: 'not sent' },
    ]);
  });

  test('an interruption lets the row under way end, and sends no other', async () => {
    const { cwd } = rowsFolder('t.csv', 'id\n1\n2\n3\n');
    const api = await fakeApi(patched(1, { delay: 150 }));
    const stop = new AbortController();
    void api.took('PATCH').then(() => stop.abort('SIGINT'));
    const run = await runCwm([...argv, '--yes'], { cwd, env: api.env, signal: stop.signal });
    expect(run.code).toBe(130);
    expect(run.json()).toMatchObject([
      { row: 1, ok: true },
      { error: 'not sent' },
      { error: 'not sent' },
    ]);
    expect(run.error().hint).toContain('1 of 3 rows are done. Go on with the same command');
  });
});

describe('reads', () => {
  test('give the records of all rows as one result, in their order', async () => {
    const list = (id: number, rows: unknown[], delay = 0) => ({
      request: `GET /service/tickets/${id}/notes`,
      body: rows,
      delay,
    });
    const api = await fakeApi(
      list(1, [{ id: 11 }, { id: 12 }], 80),
      list(2, []),
      list(3, [{ id: 31 }]),
    );
    const run = await runCwm(
      ['call', '/service/tickets/{id}/notes', '--each', '-', '--parallel', '3'],
      { env: api.env, stdin: '{"id":1}\n{"id":2}\n{"id":3}\n' },
    );
    expect(run.code).toBe(0);
    expect(run.json()).toEqual([{ id: 11 }, { id: 12 }, { id: 31 }]);
  });

  test('that find nothing are told, with exit 6, beside the records of the others', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets/1', status: 404, body: {} },
      { request: 'GET /service/tickets/2', body: { id: 2 } },
    );
    const cwd = temporaryFolder();
    const argv = ['call', '/service/tickets/{id}', '--each', '-', '--failed', 'none.csv'];
    const run = await runCwm(argv, { env: api.env, stdin: 'id\n1\n2\n', cwd });
    expect(run.code).toBe(6);
    expect(run.json()).toEqual([{ id: 2 }]);
    expect(run.error().details).toMatchObject([{ field: 'row 1 (line 2)' }]);
    expect(readFileSync(join(cwd, 'none.csv'), 'utf8')).toBe('id\n1\n');
  });
});
