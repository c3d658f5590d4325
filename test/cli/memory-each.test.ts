import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeApi, type FakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

interface Kept {
  api: FakeApi;
  cwm: (argv: string[], options?: RunOptions) => Promise<Run>;
  home: string;
  /** Requests that were no reads, with what they sent. */
  writes: () => string[];
}

/** A server and a memory in which one call is kept. */
async function kept(saved: string[], ...stubs: Stub[]): Promise<Kept> {
  const api = await fakeApi(newest, ...stubs);
  const home = temporaryFolder();
  const cwm = async (argv: string[], options: RunOptions = {}) =>
    await runCwm(argv, { home, env: api.env, ...options });
  expect((await cwm(['memory', 'save', ...saved])).code).toBe(0);
  const writes = () =>
    api.seen
      .filter(({ method }) => method !== 'GET')
      .map(({ method, target, body }) => `${method} ${target} ${body}`);
  return { api, cwm, home, writes };
}

const noting = ['Note', 'POST', '/service/tickets/{id}/notes', '--set', 'text={text=Done}'];
const note = (id: number, count = 1): Stub => ({
  request: `POST /service/tickets/${id}/notes`,
  status: 201,
  body: { id: id * 10 },
  times: count,
});
const runNote = ['memory', 'run', 'note', '--each', '-', '--yes'];

/** What is newest before anything is created, where one list gets all of it. */
const newest: Stub = {
  request: 'GET /service/tickets/1/notes?orderBy=id%20desc&fields=id&pageSize=1',
  body: [],
  optional: true,
};

async function usesOf(cwm: Kept['cwm'], entry = '1'): Promise<number> {
  const run = await cwm(['memory', 'show', entry]);
  return (run.json() as { usage_count: number }).usage_count;
}

test('columns fill the placeholders of their names, and all rows are one use', async () => {
  const { cwm, writes } = await kept(noting, note(1), note(2));
  const run = await cwm(runNote, { stdin: 'ID;Text\n1;Rang\n2;\n' });
  expect([run.code, run.json()]).toEqual([
    0,
    [
      { row: 1, status: 201, ok: true, id: 10, error: null },
      { row: 2, status: 201, ok: true, id: 20, error: null },
    ],
  ]);
  expect(writes()).toEqual([
    'POST /service/tickets/1/notes {"text":"Rang"}',
    'POST /service/tickets/2/notes {"text":"Done"}',
  ]);
  expect(await usesOf(cwm)).toBe(1);
});

test('--set gives what is the same in every row, braces and a column of its name aside', async () => {
  const { cwm, writes } = await kept(noting, note(1), note(2));
  const argv = [...runNote, '--set', 'text={id} is "done"'];
  const run = await cwm(argv, { stdin: '[{"id":1,"text":"Rang"},{"id":2}]' });
  expect(run.code).toBe(0);
  expect(writes().map((line) => line.split(' ').slice(2).join(' '))).toEqual([
    String.raw`{"text":"{id} is \"done\""}`,
    String.raw`{"text":"{id} is \"done\""}`,
  ]);
});

test('a placeholder without a column or a value is named, and nothing is sent', async () => {
  const { api, cwm } = await kept(noting);
  const run = await cwm(runNote, { stdin: 'ticket,text\n1,Rang\n' });
  expect([run.code, run.error().message]).toEqual([2, 'There is no column for {id}.']);
  const stray = await cwm([...runNote, '--set', 'it=1'], { stdin: 'id\n1\n' });
  expect([stray.code, stray.error().message]).toEqual([2, 'note has no placeholder it.']);
  expect(api.seen).toEqual([]);
});

test('rows that are wrong keep all from being sent, unless they are to be left out', async () => {
  const { cwm, writes } = await kept(noting, note(1));
  const stdin = 'id,text\n1,Rang\n,Nobody\n';
  const refused = await cwm(runNote, { stdin });
  expect([refused.code, refused.error().details.length, writes().length]).toEqual([2, 1, 0]);
  const run = await cwm([...runNote, '--skip-invalid'], { stdin });
  expect(run.code).toBe(6);
  expect(run.json()).toMatchObject([
    { row: 1, ok: true },
    { row: 2, ok: false },
  ]);
  expect(writes()).toHaveLength(1);
});

test('--resume goes on with the same values, and with no others', async () => {
  const { cwm, home, writes } = await kept(
    noting,
    note(1),
    {
      ...note(2),
      status: 400,
    },
    note(2),
  );
  const file = join(home, 'rows.csv');
  writeFileSync(file, 'id\n1\n2\n');
  const argv = ['memory', 'run', 'note', '--each', `@${file}`, '--yes', '--set', 'text=Rang'];
  expect((await cwm(argv)).code).toBe(6);
  const other = await cwm([...argv.slice(0, -1), 'text=Wrote', '--resume']);
  expect([other.code, other.error().message]).toEqual([
    2,
    expect.stringContaining('another command'),
  ]);
  const resumed = await cwm([...argv, '--resume']);
  expect([resumed.code, writes().map((line) => line.split(' ')[1])]).toEqual([
    0,
    ['/service/tickets/1/notes', '/service/tickets/2/notes', '/service/tickets/2/notes'],
  ]);
});

test('--failed writes the rows back that were refused', async () => {
  const { cwm, home } = await kept(noting, note(1), { ...note(2), status: 400 });
  const failed = join(home, 'failed.csv');
  const run = await cwm([...runNote, '--failed', failed], { stdin: 'id;text\n1;a\n2;"b;c"\n' });
  expect([run.code, readFileSync(failed, 'utf8')]).toEqual([6, 'id;text\n2;"b;c"\n']);
});

test('reads are collected, with the flags of the run laid over the kept call', async () => {
  const saved = [
    'Notes',
    '/service/tickets/{id}/notes',
    '--where',
    'internalFlag = {internal=true}',
  ];
  const conditions = 'conditions=internalFlag%3Dtrue%20and%20id%3E5';
  const { cwm } = await kept(
    saved,
    ...[1, 2].map((id) => ({
      request: `GET /service/tickets/${id}/notes?fields=id%2Ctext&pageSize=1000&${conditions}`,
      body: [{ id: id * 10, text: '{x}' }],
    })),
  );
  const flags = ['--where', 'id > 5', '--fields', 'id,text', '--page-size', '1000'];
  const run = await cwm(['memory', 'run', 'notes', '--each', '-', ...flags], {
    stdin: 'id\n1\n2\n',
  });
  expect([run.stderr, run.code, run.json()]).toEqual([
    '',
    0,
    [
      { id: 10, text: '{x}' },
      { id: 20, text: '{x}' },
    ],
  ]);
  expect(await usesOf(cwm)).toBe(1);
});

test('a dry run shows every row, sends nothing and is no use; a run in which all failed is none', async () => {
  const { api, cwm } = await kept(noting, { ...note(1), status: 400 });
  const dry = await cwm(['memory', 'run', '1', '--each', '-', '--dry-run'], {
    stdin: 'id\n1\n2\n',
  });
  expect(dry.json()).toMatchObject([
    { row: 1, method: 'POST', body: { text: 'Done' } },
    { row: 2, method: 'POST' },
  ]);
  expect(api.seen).toEqual([]);
  expect((await cwm(runNote, { stdin: 'id\n1\n' })).code).toBe(6);
  expect(await usesOf(cwm)).toBe(0);
});

test.each([
  ['--skip-invalid', []],
  ['--parallel', ['2']],
  ['--resume', []],
])('%s without rows is refused', async (flag, value) => {
  const { cwm } = await kept(noting);
  const run = await cwm(['memory', 'run', 'note', '--set', 'id=1', flag, ...value]);
  expect([run.code, run.error().message]).toEqual([2, `${flag} goes with --each.`]);
});
