import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { fakeApi, type FakeApi } from '../support/fake-api.js';
import { allBoards, boards, guided } from '../support/guided.js';
import { runCwm, temporaryFolder, type Reply } from '../support/run-cwm.js';

const sandbox = ['--profile', 'sandbox'];
const closing: Reply[] = [{ type: 'close a ticket', take: 'PATCH  /service/tickets/{id} ' }, '1'];
const closed = ['--set', 'status = Closed'];
const patch = { request: 'PATCH /service/tickets/1', body: { id: 1 } };
const before = {
  request: 'GET /service/tickets/1',
  body: { id: 1, status: { id: 2, name: 'New' } },
  optional: true,
  // To ask with, and for what is shown before it is sent.
  times: 2,
};

function methods({ seen }: FakeApi): string[] {
  return seen.map(({ method }) => method);
}

describe('a read', () => {
  test('is not sent by whoever leaves', async () => {
    const api = await fakeApi();
    const run = await guided([...allBoards, 'Leave'], { env: api.env });
    expect(run).toMatchObject({ code: 8, stdout: '' });
    expect(run.stderr).toContain('Error: Not sent.');
    expect(api.seen).toEqual([]);
  });

  test('is changed before it is sent', async () => {
    const api = await fakeApi({
      request: 'GET /service/boards/2/statuses?fields=id%2Cname',
      body: boards,
    });
    const run = await guided(
      [
        {
          type: '/service/boards/{parentId}/statuses',
          take: 'GET    /service/boards/{parentId}/statuses ',
        },
        ...['1', 'Done'],
        ...['Change', 'Id of the board', '2'],
        ...['Change', 'Filters', 'Fields', ['id', 'name'], 'Done'],
        ...['Change', 'Nothing', 'Send it', false],
      ],
      { env: api.env },
    );
    expect(run.code).toBe(0);
  });

  test('gives way to another endpoint', async () => {
    const api = await fakeApi({ request: 'GET /system/members', body: [{ id: 1 }] });
    const members: Reply = { type: 'members', take: 'GET    /system/members ' };
    const run = await guided(
      [...allBoards, 'Change', 'Another endpoint', members, 'Done', 'Send it', false],
      { env: api.env },
    );
    expect(run.code).toBe(0);
  });

  test('is printed as the commands that make the same request', async () => {
    const api = await fakeApi({
      request: `GET /service/boards?orderBy=id%20desc&conditions=name%3D%22Jane%27s%20%7Bdesk%7D%20%26%20%245%22`,
      body: boards,
    });
    const run = await guided(
      [
        ...allBoards.slice(0, 1),
        ...['Add a filter', { type: 'name' }, 'is', `Jane's {desk} & $5`],
        ...['Sort', { type: 'id' }, 'greatest first', 'Done', 'Print it'],
      ],
      { env: api.env },
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).not.toContain('cwm call');
    const [, sh = ''] = /^# sh, bash, zsh\n(.*)\n\n# PowerShell\ncwm call /.exec(run.stdout) ?? [];
    const { stdout } = spawnSync('sh', ['-c', `cwm() { printf '%s\\0' "$@"; }; ${sh}`], {
      encoding: 'utf8',
    });
    expect((await runCwm(stdout.split('\0').slice(0, -1), { env: api.env })).code).toBe(0);
  });

  test('the shell of the machine comes first, and the profile is named', async () => {
    const run = await guided([...allBoards, 'Print it'], { argv: sandbox, platform: 'win32' });
    expect(run.stdout).toMatch(
      /^# PowerShell\ncwm call GET '\/service\/boards' --profile sandbox\n/,
    );
  });

  test('is saved without being sent', async () => {
    const home = temporaryFolder();
    const run = await guided([...allBoards, 'Save it', '', 'All boards'], { argv: sandbox, home });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('Kept as all-boards.');
    const { stdout } = await runCwm(['memory', 'show', 'all-boards', '-o', 'json'], { home });
    expect(JSON.parse(stdout)).toMatchObject({
      method: 'GET',
      path: '/service/boards',
      usage_count: 0,
    });
  });

  test('that succeeded is offered to be kept, once', async () => {
    const home = temporaryFolder();
    const argv = [...sandbox, '--where', 'name = Help Desk'];
    const first = await guided([...allBoards, 'Send it', true], { argv, home });
    expect(first).toMatchObject({ code: 0 });
    expect(first.questions.at(-1)).toBe('Keep it as "Service boards whose name is Help Desk"?');
    expect(first.stderr).toContain('Kept as service-boards-whose-name-is-help-desk.');
    expect(first.stderr).not.toContain('cwm memory save');
    const again = await guided([...allBoards, 'Send it'], { argv, home });
    expect(again).toMatchObject({ code: 0 });
  });

  test('is the same call as one that was kept by a command', async () => {
    const home = temporaryFolder();
    const kept = ['/service/boards', '--order-by', 'name', ...sandbox];
    await runCwm(['memory', 'save', 'By name', ...kept], { home });
    const argv = [...sandbox, '--order-by', 'name'];
    const { code, questions } = await guided([...allBoards, 'Send it'], { argv, home });
    expect(code).toBe(0);
    expect(questions.at(-1)).toBe('Send it?');
  });

  test('is not offered to be kept where it is an endpoint alone', async () => {
    const argv = [...sandbox, '--page-size', '2'];
    const { code, questions } = await guided([...allBoards, 'Send it'], { argv });
    expect(code).toBe(0);
    expect(questions.at(-1)).toBe('Send it?');
  });

  test.each<[string, string[]]>([
    ['one page', []],
    ['all pages', ['--all']],
  ])('that failed is shown and tried again: %s', async (_what, argv) => {
    const query = argv.length === 0 ? '' : 'pageSize=1000';
    const api = await fakeApi(
      {
        request: `GET /service/boards${query === '' ? '' : `?${query}`}`,
        status: 400,
        body: { code: 'InvalidObject', message: 'no boards today', errors: [] },
      },
      {
        request: `GET /system/members?fields=id${query === '' ? '' : `&${query}`}`,
        body: [{ id: 1 }],
      },
      ...['/service/boards/count', '/system/members/count'].map((path) => ({
        request: `GET ${path}`,
        body: { count: 1 },
        optional: true,
      })),
    );
    const members: Reply = { type: 'members', take: 'GET    /system/members ' };
    const run = await guided(
      [
        ...[...allBoards, 'Send it', 'Change it', 'Another endpoint'],
        ...[members, 'Fields', ['id'], 'Done', 'Send it', false],
      ],
      { env: api.env, argv },
    );
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr.split('no boards today')).toHaveLength(2);
  });

  test('that failed ends with its exit code, and is told once', async () => {
    const api = await fakeApi({
      request: 'GET /service/boards',
      status: 400,
      body: { code: 'InvalidObject', message: 'no boards today', errors: [] },
    });
    const run = await guided([...allBoards, 'Send it', 'Leave'], { env: api.env });
    expect(run).toMatchObject({ code: 6, stdout: '' });
    expect(run.stderr.split('no boards today')).toHaveLength(2);
  });

  test('that is wrong is told with its place before anything is sent', async () => {
    const api = await fakeApi();
    const argv = ['--conditions', 'nmae = "x"'];
    const run = await guided([...allBoards, 'Leave'], { env: api.env, argv });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('^^^^');
    expect(api.seen).toEqual([]);
  });

  test('shows nothing of a kept text that acts on a terminal', async () => {
    const home = temporaryFolder();
    const argv = [
      'memory',
      'save',
      'Boards',
      '/service/boards',
      '--where',
      'name = a\u001b]0;x\u0007b',
    ];
    await runCwm([...argv, ...sandbox], { home });
    const run = await guided([{ type: 'boards', take: 'kept' }, 'Leave'], { argv: sandbox, home });
    expect(run.stderr).toContain('^[]0;x^G');
    expect(run.stderr).not.toContain('\u001b');
  });
});

test('who declined to keep a guided call is not asked again in the session', async () => {
  const walk = [...allBoards.slice(0, 1), 'Done', 'Send it'];
  const call = `call --where 'name = Help' --profile sandbox`;
  const { questions } = await runCwm([], {
    tty: true,
    lines: [call, call],
    replies: [...walk, false, ...walk],
  });
  expect(questions.filter((one) => one.startsWith('Keep it as'))).toHaveLength(1);
});

describe('a write', () => {
  test('that is named without the body that it needs is asked for it', async () => {
    const note = { request: 'POST /service/tickets/1/notes', status: 201, body: { id: 9 } };
    const api = await fakeApi(note);
    const run = await guided([{ type: '' }, 'Called back', 'Done', 'Send it', false], {
      argv: ['POST', '/service/tickets/1/notes'],
      env: api.env,
    });
    expect(run).toMatchObject({ code: 0 });
    expect(api.seen.map(({ body }) => body)).toEqual(['{"text":"Called back"}']);
  });

  test('that has its body, or needs none, is not asked for one', async () => {
    const api = await fakeApi(patch, before, { request: 'DELETE /time/entries/5', status: 204 });
    const answers = { env: api.env, replies: [true], tty: true };
    const set = ['call', 'PATCH', '/service/tickets/1', '--set', 'status = Closed'];
    expect((await runCwm(set, answers)).questions).toEqual([expect.stringContaining('Send')]);
    const gone = await runCwm(['call', 'DELETE', '/time/entries/5'], answers);
    expect(gone.questions).toEqual([expect.stringContaining('Send')]);
  });

  test.each([
    ['an operationId', ['postServiceTickets'], 'summary (text, at most 100 characters)'],
    ['a path with a placeholder', ['POST', '/service/tickets/{parentId}/notes'], 'Id of the'],
    ['a part of its inputs', ['POST', '/service/tickets/{id}/notes', '-p', 'parentId=1'], 'Field'],
  ])('is asked for behind %s', async (_what, argv, question) => {
    const run = await guided([], { argv: [...argv, ...sandbox] });
    expect(run.questions[0]).toContain(question);
  });

  test('is shown with what it changes, approved by the menu, and sent once', async () => {
    const api = await fakeApi(patch, before);
    const run = await guided([...closing, 'Done', 'Send it', false], {
      env: api.env,
      argv: closed,
    });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr).toContain('status: New (id 2) → Closed');
    expect(run.questions.filter((one) => one.startsWith('Send it?'))).toHaveLength(1);
    expect(methods(api)).toEqual(['GET', 'GET', 'PATCH']);
  });

  test.each<[string, Reply[], number]>([
    ['left', ['Leave'], 8],
    ['printed', ['Print it'], 0],
    ['saved', ['Save it', 'Close ticket 1'], 0],
  ])('is not sent where it is %s', async (_what, replies, code) => {
    const api = await fakeApi(before);
    const run = await guided([...closing, 'Done', ...replies], { env: api.env, argv: closed });
    expect(run).toMatchObject({ code });
    expect(methods(api)).not.toContain('PATCH');
  });

  test('that answers nothing says so before it is offered to be kept', async () => {
    const api = await fakeApi(
      { request: 'DELETE /time/entries/5', status: 204 },
      { request: 'GET /time/entries/5', body: { id: 5 }, optional: true },
    );
    const entry: Reply = { type: '/time/entries/{id}', take: 'DELETE' };
    const run = await guided([entry, '5', 'Send it', true], { env: api.env });
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toMatch(/done \(204\)\.\n[^]*Kept as /);
  });

  test('says that a customer will see it', async () => {
    const api = await fakeApi();
    const note: Reply = { type: '/service/tickets/{parentId}/notes', take: 'POST' };
    const argv = ['post', '--set', 'text=Done', '--set', 'detailDescriptionFlag=true'];
    const run = await guided([note, '1', 'Done', 'Leave'], { env: api.env, argv });
    expect(run.stderr).toContain('The customer will see this.');
    expect(run.questions[0]).toContain('POST');
  });

  test('asks for the body that it needs, and can be left', async () => {
    const api = await fakeApi();
    const create: Reply = { type: 'create a ticket', take: 'POST   /service/tickets ' };
    const run = await guided([create, 'Printer', '12', 'Done', 'Leave'], { env: api.env });
    expect(run.code).toBe(8);
    expect(run.stderr).toContain('"summary": "Printer"');
  });

  test('whose outcome nobody knows is not tried again', async () => {
    const api = await fakeApi(before, { request: 'PATCH /service/tickets/1', drop: true });
    const run = await guided([...closing, 'Done', 'Send it'], { env: api.env, argv: closed });
    expect(run.code).toBe(9);
  });

  test('is refused in a session that writes nothing, before its questions', async () => {
    const run = await runCwm(['repl', '--read-only', ...sandbox], {
      tty: true,
      lines: ['call patch'],
      replies: [{ type: 'tickets' }],
    });
    expect(run.stderr).toContain('this session writes nothing');
    expect(run.code).toBe(8);
  });
});

test('in a session it asks to keep a call, and the next line runs', async () => {
  const run = await runCwm(['repl', ...sandbox], {
    tty: true,
    lines: ['call --order-by name', 'search boards --limit 1'],
    replies: [...allBoards, 'Send it', true],
  });
  expect(run).toMatchObject({ code: 0 });
  expect(run.stderr).toContain('Kept as service-boards-by-name.');
});
