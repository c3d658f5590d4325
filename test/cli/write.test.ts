import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const ticket = {
  id: 1,
  summary: 'Printer',
  status: { id: 2, name: 'New' },
  company: { id: 3, identifier: 'ACME', name: 'Acme' },
};

const customFields = [
  { id: 11, caption: 'Region', type: 'Text', value: 'North' },
  { id: 12, caption: 'Seats', type: 'Number', value: 5 },
];

/** The body that a dry run shows. */
async function dryRun(argv: string[], options: RunOptions = {}): Promise<unknown> {
  const run = await runCwm(['call', ...argv, '--dry-run'], options);
  expect(run).toMatchObject({ code: 0 });
  return (run.json() as { body: unknown }).body;
}

/** A run that must end with exit 2 and send nothing. */
async function refused(argv: string[], options: RunOptions = {}): Promise<Run> {
  const api = await fakeApi();
  const run = await runCwm(['call', ...argv, '--yes'], { env: api.env, ...options });
  expect({ code: run.code, stdout: run.stdout, sent: api.seen.length }).toEqual({
    code: 2,
    stdout: '',
    sent: 0,
  });
  return run;
}

const post = ['POST', '/service/tickets', '--set', 'company=ACME'];
const patch = ['PATCH', '/service/tickets/1'];

describe('fields', () => {
  test('--set-from takes the text of a file, standard input or a variable', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'note.txt'), 'Line 1\n"Line" = 2\n');
    const argv = ['initialDescription=@note.txt', 'summary = env:SUMMARY', 'board=-'];
    const body = await dryRun([...post, ...argv.flatMap((pair) => ['--set-from', pair])], {
      cwd,
      stdin: '7\n',
      env: { SUMMARY: '007' },
    });
    expect(body).toEqual({
      company: { identifier: 'ACME' },
      initialDescription: 'Line 1\n"Line" = 2\n',
      summary: '007',
      board: { id: 7 },
    });
  });

  test.each([
    [['--set-from', 'summary=text'], 'name=@file'],
    [['--set-from', 'summary=@missing.txt'], 'there is no file'],
    [['--set-from', 'summary=env:NOT_THERE'], 'NOT_THERE'],
    [['--set-from', 'summary=-', '-d', '-'], 'read only once'],
    [['--set-from', 'summary=-', '--set-from', 'board=-'], 'read only once'],
    [['--set', 'summary=a', '--set', 'summary=b'], 'given twice'],
    [['--set', 'summary=a', '--set', 'SUMMARY=b'], 'given twice'],
    [['--set', 'requiredDate=11/22/2026'], '2026-01-31'],
  ])('%j is exit 2', async (flags, words) => {
    expect((await refused([...patch, ...flags])).stderr).toContain(words);
  });

  test.each(['--set', '--set-from', '--unset', '--unless-exists'])(
    '%s without a method is exit 2',
    async (flag) => {
      const value = flag === '--set-from' ? 'summary=-' : 'summary=x';
      const { error } = await refused(['/service/tickets/1', flag, value]);
      expect(error().message).toBe('A body needs a method.');
    },
  );

  test('--unset empties a field of a record, and takes a member out of a body', async () => {
    expect(await dryRun([...patch, '--unset', 'contact', '--unset', 'site'])).toEqual([
      { op: 'remove', path: 'site' },
      { op: 'remove', path: 'contact' },
    ]);
    const data = '{"summary":"a","severity":"Low","poNumber":"1"}';
    expect(await dryRun([...post, '-d', data, '--unset', 'poNumber'])).toEqual({
      summary: 'a',
      severity: 'Low',
      company: { identifier: 'ACME' },
    });
  });

  test('--set of any text arrives as exactly that text', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(text, async (summary) => {
        const body = await dryRun([...patch, '--set', `summary=${summary}`, '--no-check']);
        expect(body).toEqual([{ op: 'replace', path: 'summary', value: summary }]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('checks', () => {
  test('everything wrong with a body is one error, and details have each', async () => {
    const data = JSON.stringify({ summary: 'x'.repeat(101), board: 'Help Desk', statsu: {} });
    const { error } = await refused(['POST', '/service/tickets', '-d', data]);
    expect(error()).toMatchObject({
      code: 'usage',
      message: 'company is required, and 3 more problems in the body.',
      details: [
        { code: 'MissingRequiredField', resource: 'ticket', field: 'company' },
        { code: 'MaxLengthField', resource: 'ticket', field: 'summary' },
        { code: 'WrongType', resource: 'ticket', field: 'board' },
        { code: 'UnknownField', resource: 'ticket', field: 'statsu', allowed: ['status'] },
      ],
    });
    expect(error().hint).toContain('--fit');
  });

  test('a person reads one line of what is wrong and one of what to do', async () => {
    const { stderr } = await refused([...post, '--set', `summary=${'x'.repeat(101)}`], {
      tty: true,
      env: { NO_COLOR: '1' },
    });
    expect(stderr).toBe(
      "Error: summary has 101 characters; at most 100 are taken.\n--fit cuts what is too long. What it takes: cwm describe POST '/service/tickets' (--no-check sends it as it is.)\n",
    );
  });

  test('a name that the catalog does not know goes out with a warning', async () => {
    const data = '{"summary":"x","company":{"id":1},"hologram":1}';
    const run = await runCwm(['call', 'POST', '/service/tickets', '-d', data, '--dry-run']);
    expect(run.stderr).toBe('Warning: hologram is not in the catalog and goes out as given.\n');
    expect(run.json()).toMatchObject({ body: { hologram: 1 } });
  });

  test('--no-check sends it as it is', async () => {
    const api = await fakeApi({ request: 'POST /service/tickets', status: 201, body: ticket });
    const argv = ['call', 'POST', '/service/tickets', '-d', '{"summary":1}', '--no-check', '-y'];
    expect(await runCwm(argv, { env: api.env })).toMatchObject({ code: 0, stderr: '' });
    expect(api.seen[0]?.body).toBe('{"summary":1}');
  });

  test('--fit cuts a long text and says so', async () => {
    const argv = ['call', ...post, '--set', `summary=${'x'.repeat(120)}`, '--fit', '--dry-run'];
    const run = await runCwm(argv);
    expect(run.stderr).toBe('Warning: summary was cut from 120 to 100 characters.\n');
    expect(run.json()).toMatchObject({ body: { summary: 'x'.repeat(100) } });
  });
});

describe('custom fields', () => {
  test('a PATCH reads them first and sends them whole', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets/1', body: { ...ticket, customFields } },
      { request: 'PATCH /service/tickets/1', body: ticket },
    );
    const argv = ['--set', 'customFields.seats=8', '--set', 'summary=x', '--yes'];
    expect(await runCwm(['call', ...patch, ...argv], { env: api.env })).toMatchObject({ code: 0 });
    expect(JSON.parse(api.seen[1]?.body ?? '')).toEqual([
      { op: 'replace', path: 'summary', value: 'x' },
      {
        op: 'replace',
        path: 'customFields',
        value: [customFields[0], { ...customFields[1], value: 8 }],
      },
    ]);
  });

  test('an operation of -d with some of them is merged the same way', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets/1', body: { ...ticket, customFields } },
      { request: 'PATCH /service/tickets/1', body: ticket },
    );
    const data = '[{"op":"REPLACE","path":"/customFields","value":[{"id":11,"value":"South"}]}]';
    await runCwm(['call', ...patch, '-d', data, '--yes'], { env: api.env });
    expect(JSON.parse(api.seen[1]?.body ?? '')).toEqual([
      {
        op: 'replace',
        path: '/customFields',
        value: [{ ...customFields[0], value: 'South' }, customFields[1]],
      },
    ]);
  });

  test('a name that the record does not have is exit 2, and nothing is written', async () => {
    const api = await fakeApi({
      request: 'GET /service/tickets/1',
      body: { ...ticket, customFields },
    });
    const run = await runCwm(['call', ...patch, '--set', 'customFields.Reigon=x', '--yes'], {
      env: api.env,
    });
    expect(run.code).toBe(2);
    expect(run.error().hint).toContain('Did you mean Region?');
  });

  test('a dry run reads nothing and notes the merge', async () => {
    const api = await fakeApi();
    const argv = ['call', ...patch, '--set', 'customFields.12=8', '--dry-run'];
    const run = await runCwm(argv, { env: api.env });
    expect(run.json()).toMatchObject({
      body: [{ op: 'replace', path: 'customFields', value: [{ id: 12, value: '8' }] }],
      note: "First GET /service/tickets/1 would be sent: customFields goes out whole, with these entries merged into the record's own.",
    });
  });

  test('a POST and a PUT carry the entries that were given', async () => {
    const data = '{"summary":"x","company":{"id":1},"customFields":[{"id":11,"value":"a"}]}';
    const argv = ['-d', data, '--set', 'customFields.11=b', '--set', 'customFields.Seats=8'];
    expect(await dryRun(['POST', '/service/tickets', ...argv])).toMatchObject({
      customFields: [
        { id: 11, value: 'b' },
        { caption: 'Seats', value: '8' },
      ],
    });
  });
});

describe('--unless-exists', () => {
  const argv = [...post, '--set', 'summary=Printer', '--unless-exists', 'summary="Printer"'];
  const lookUp = 'GET /service/tickets?conditions=summary%3D%22Printer%22&pageSize=1';

  test('a match is printed and nothing is written', async () => {
    const api = await fakeApi({ request: lookUp, body: [ticket] });
    const run = await runCwm(['call', ...argv, '--yes'], { env: api.env });
    expect(run).toMatchObject({
      code: 0,
      stderr: 'Warning: exists already: /service/tickets/1. Nothing was created.\n',
    });
    expect(run.json()).toEqual(ticket);
  });

  test('without a match the record is created', async () => {
    const api = await fakeApi(
      { request: lookUp, body: [] },
      { request: 'POST /service/tickets', status: 201, body: ticket },
    );
    expect(await runCwm(['call', ...argv, '--yes'], { env: api.env })).toMatchObject({ code: 0 });
  });

  test('a dry run only notes it', async () => {
    const api = await fakeApi();
    const run = await runCwm(['call', ...argv, '--dry-run'], { env: api.env });
    expect(run.json()).toMatchObject({
      note: 'First GET /service/tickets?conditions=summary="Printer" would be sent; a match is printed instead. In words: unless there are service tickets whose summary is Printer.',
    });
  });

  test.each([
    ['a PATCH', [...patch, '--set', 'summary=x'], 'id=1'],
    ['a GET', ['GET', '/service/tickets'], 'id=1'],
    ['a POST that only reads', ['POST', '/service/tickets/search', '-d', '{}'], 'id=1'],
    ['bad conditions', post.concat('--set', 'summary=x'), 'summary=Printer'],
    ['empty conditions', post.concat('--set', 'summary=x'), ' '],
  ])('with %s it is exit 2', async (_case, words, conditions) => {
    await refused([...words, '--unless-exists', conditions]);
  });
});

describe('approval', () => {
  const asked = { tty: true, answers: [false] };

  test('it shows what a PATCH changes, before and after', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets/1', body: ticket });
    const argv = ['call', ...patch, '--set', 'status.name=Closed', '--unset', 'summary'];
    const { code, stderr } = await runCwm(argv, { ...asked, env: api.env });
    expect(code).toBe(8);
    expect(stderr).toContain('status: New (id 2) → Closed\n  summary: Printer → (empty)\n');
  });

  test('a reference that is given by what it has already is no change', async () => {
    const api = await fakeApi({ request: 'GET /service/tickets/1', body: ticket });
    const argv = ['call', ...patch, '--set', 'status=2', '--set', 'company=3'];
    const { stderr } = await runCwm([...argv, '--set', 'summary=x'], { ...asked, env: api.env });
    expect(stderr).toContain('summary: Printer → x\n');
    expect(stderr).not.toMatch(/status: |company: /);
  });

  test('every digit of a number is shown, in the body and in what changes', async () => {
    const record = '{"id":1,"board":{"id":9007199254740993,"name":"Help"},"customFields":[]}';
    const headers = { 'content-type': 'application/json' };
    const api = await fakeApi({ request: 'GET /service/tickets/1', body: record, headers });
    const big = '9007199254740995';
    const argv = ['call', ...patch, '--set', `board=${big}`, '--set', `status=${big}`];
    const { stderr } = await runCwm(argv, { ...asked, env: api.env });
    expect(stderr).toContain(`"id": ${big}`);
    expect(stderr).toContain(`board: Help (id 9007199254740993) → id ${big}\n`);
    expect(stderr).not.toContain('9007199254740996');
  });

  test('custom fields are read once, and only what changes is shown', async () => {
    const api = await fakeApi({
      request: 'GET /service/tickets/1',
      body: { ...ticket, customFields },
    });
    const { stderr } = await runCwm(['call', ...patch, '--set', 'customFields.Seats=8'], {
      ...asked,
      env: api.env,
    });
    expect(stderr).toContain('customFields.Seats: 5 → 8');
    expect(stderr).not.toContain('North →');
  });

  test('a record that cannot be read is no obstacle', async () => {
    const api = await fakeApi(
      { request: 'GET /service/tickets/1', status: 403, body: { code: 'Security' } },
      { request: 'PATCH /service/tickets/1', body: ticket },
    );
    const argv = ['call', ...patch, '--set', 'summary=x'];
    const run = await runCwm(argv, { tty: true, answers: [true], env: api.env });
    expect(run.code).toBe(0);
  });

  test('nothing is read where nobody is asked', async () => {
    const api = await fakeApi({ request: 'PATCH /service/tickets/1', body: ticket });
    await runCwm(['call', ...patch, '--set', 'summary=x', '--yes'], { env: api.env, tty: true });
    expect(api.seen).toHaveLength(1);
    expect((await runCwm(['call', ...patch, '--set', 'summary=x'], { env: api.env })).code).toBe(8);
    expect(api.seen).toHaveLength(1);
  });

  test.each([
    ['/service/tickets/1/notes', ['text=Hello', 'detailDescriptionFlag=true'], true],
    ['/service/tickets/1/notes', ['text=Hello', 'processNotifications=true'], true],
    ['/service/tickets/1/notes', ['text=Hello', 'internalAnalysisFlag=true'], false],
    ['/time/entries', ['timeStart=2026-01-31T09:00:00Z', 'emailContactFlag=true'], true],
    ['/time/entries', ['timeStart=2026-01-31T09:00:00Z', 'emailContactFlag=false'], false],
  ])('POST %s with %j: the customer sees it: %s', async (path, settings, sees) => {
    const argv = ['call', 'POST', path, ...settings.flatMap((one) => ['--set', one])];
    const { stderr } = await runCwm(argv, { ...asked, env: (await fakeApi()).env });
    expect(stderr.includes('The customer will see this.')).toBe(sees);
  });
});

test('in the sandbox a record is made once, changed with a date, and emptied', async () => {
  const home = temporaryFolder();
  const call = (...argv: string[]) =>
    runCwm(['call', ...argv, '--profile', 'sandbox', '--yes'], { home });
  const create = [
    ...post,
    '--set',
    'summary=Coffee machine',
    '--set',
    'board=Help Desk',
    '--unless-exists',
    'summary="Coffee machine"',
  ];
  const made = (await call(...create)).json() as { id: number };
  const again = await call(...create);
  expect(again.json()).toMatchObject({ id: made.id });
  expect(again.stderr).toContain('exists already');
  const path = `/service/tickets/${made.id}`;
  const due = ['--set', 'estimatedStartDate=2026-01-31T09:00:00.5-04:00', '--set', 'poNumber=7'];
  expect((await call('PATCH', path, ...due)).json()).toMatchObject({
    estimatedStartDate: '2026-01-31T13:00:00Z',
    poNumber: '7',
  });
  expect((await call('PATCH', path, '--unset', 'poNumber')).json()).not.toHaveProperty('poNumber');
});

describe('what is read before a write and cannot be understood stops it:', () => {
  const create = [
    'call',
    'POST',
    '/company/companies',
    '--set',
    'identifier=NEW',
    '--set',
    'name=New',
    '--no-check',
    '--yes',
  ];

  test.each([
    ['an object in place of a list', { body: { code: 'Weird' } }],
    ['a page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }],
    ['nothing', { status: 204, body: '' }],
  ])('--unless-exists and %s', async (_what, answer) => {
    const api = await fakeApi({
      request: 'GET /company/companies?conditions=identifier%3D%22NEW%22&pageSize=1',
      ...answer,
    });
    const { code } = await runCwm([...create, '--unless-exists', 'identifier="NEW"'], {
      env: api.env,
    });
    expect(code).toBe(7);
  });

  test('a custom field of a record that has none', async () => {
    const api = await fakeApi({ request: 'GET /company/companies/1', body: { id: 1 } });
    const { code, error } = await runCwm(
      ['call', 'PATCH', '/company/companies/1', '--set', 'customFields.Region=North', '--yes'],
      { env: api.env },
    );
    expect({ code, message: error().message }).toEqual({
      code: 2,
      message: 'The record has no custom fields.',
    });
  });
});

test('a person is told where the record is that was created; a script reads it in the answer', async () => {
  const create = ['call', 'POST', '/service/tickets/1/notes', '--set', 'text=Fixed', '-y'];
  const plain = { tty: true, env: { NO_COLOR: '1' } };
  const seen = await runCwm([...create, '--profile', 'sandbox'], plain);
  expect(seen.stderr).toMatch(/^Created: \/service\/tickets\/1\/notes\/\d+$/m);
  const piped = await runCwm([...create, '--profile', 'sandbox']);
  expect(piped.stderr).toBe('');
});
