import { appendFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { outcomesOf, rowsFolder } from '../support/rows-folder.js';
import { runCwm, temporaryFolder, type Run } from '../support/run-cwm.js';

const journal = 't.csv.journal.ndjson';
const patch = ['PATCH', '/service/tickets/{id}', '--set', 'summary={s}'];
const lost = { drop: true } as const;

function patched(id: number, stub: Partial<Stub> = {}): Stub {
  return { request: `PATCH /service/tickets/${id}`, body: { id }, ...stub };
}

/** Rows of one file, sent by run after run to a server that answers so, in this order where a request comes twice. */
async function runs(argv: readonly string[], rows: string, ...stubs: Stub[]) {
  const api = await fakeApi(...stubs);
  const home = temporaryFolder();
  const { cwd, read } = rowsFolder('t.csv', rows);
  const send = async (more: string[] = [], stdin?: string): Promise<Run> => {
    const source = stdin === undefined ? '@t.csv' : '-';
    return await runCwm(['call', ...argv, '--each', source, '--yes', ...more], {
      ...{ cwd, home, env: api.env },
      ...(stdin === undefined ? {} : { stdin }),
    });
  };
  return { api, cwd, read, home, send };
}

describe('a run that broke off', () => {
  test('goes on with the rows that are not done, and looks for those of unknown outcome', async () => {
    const { send, read, cwd } = await runs(
      patch,
      'id,s\n1,a\n2,b\n3,c\n4,d\n',
      patched(1),
      patched(2, lost),
      patched(3, lost),
      patched(4, { status: 400, body: {} }),
      { request: 'GET /service/tickets/2', body: { id: 2, summary: 'b' } },
      { request: 'GET /service/tickets/3', body: { id: 3, summary: 'old' } },
      patched(3),
      { request: 'GET /service/tickets/4', body: { id: 4, summary: 'd' } },
    );
    expect((await send()).code).toBe(9);
    // As a process that was killed before the answer came leaves it, in the middle of a line.
    const cut = '{"row":4,"sending":"2026-01-31T00:00:00.000Z"}\n{"row":4,"ok":tr';
    appendFileSync(join(cwd, journal), cut);
    const run = await send(['--resume']);
    expect(run.code).toBe(0);
    const all = { 1: true, 2: true, 3: true, 4: true };
    expect(outcomesOf(run)).toEqual(all);
    expect(outcomesOf(await send(['--resume']))).toEqual(all);
    expect(read(journal)).not.toContain('error');
  });

  test('is not begun anew: its rows would be sent twice', async () => {
    const { send, cwd } = await runs(patch, 'id,s\n1,a\n', patched(1), patched(2));
    expect((await send()).code).toBe(0);
    const again = await send();
    expect(again.error()).toMatchObject({
      exit: 2,
      message: 'These rows were sent before: 1 of 1 rows are done.',
    });
    expect(again.error().hint).toContain(join(cwd, journal));
    // What is finished makes room for other rows.
    writeFileSync(join(cwd, 't.csv'), 'id,s\n2,b\n');
    expect((await send()).code).toBe(0);
  });

  test('goes on with the same rows and the same command alone', async () => {
    const rows = 'id,s\n1,a\n2,b\n';
    const { api, send, cwd, home } = await runs(patch, rows, patched(1), patched(2, lost));
    expect((await send()).code).toBe(9);
    const other = ['call', 'DELETE', '/service/tickets/{id}', '--each', '@t.csv', '--yes'];
    const run = await runCwm([...other, '--resume'], { cwd, home, env: api.env });
    expect(run.stderr).toContain('another command: PATCH /service/tickets/{id}');
    writeFileSync(join(cwd, 't.csv'), 'id,s\n1,a\n3,b\n');
    expect((await send(['--resume'])).stderr).toContain('have changed');
    expect((await send()).stderr).toContain('is not finished');
  });

  test('cannot go on where there is no journal', async () => {
    const { send } = await runs(patch, 'id,s\n1,a\n');
    expect((await send(['--resume'])).error()).toMatchObject({
      exit: 2,
      message: 'There is no run of these rows to go on with.',
    });
  });

  test('keeps its journal elsewhere where none can lie beside the rows', async () => {
    const { send, cwd, home } = await runs(
      patch,
      'id,s\n1,a\n2,b\n',
      patched(1),
      patched(2, lost),
      { request: 'GET /service/tickets/2', body: { id: 2, summary: 'b' } },
    );
    // Whoever runs the tests: no file of this name can be made.
    symlinkSync(join(cwd, 'missing', 'folder'), join(cwd, journal));
    expect((await send()).code).toBe(9);
    const own = readdirSync(join(home, 'data', 'journals'));
    expect(own.some((name) => name.endsWith('.ndjson'))).toBe(true);
    expect((await send(['--resume'])).code).toBe(0);
  });

  test('goes on with rows of standard input that come again', async () => {
    const look = { request: 'GET /service/tickets/2', body: { id: 2, summary: 'b' } };
    const { send } = await runs(patch, '', patched(1), patched(2, lost), look);
    const rows = 'id,s\n1,a\n2,b\n';
    expect((await send([], rows)).code).toBe(9);
    expect(outcomesOf(await send(['--resume'], rows))).toEqual({ 1: true, 2: true });
  });
});

describe('a write of unknown outcome', () => {
  test('that deleted is done where the record is gone', async () => {
    const gone = (id: number, stub: Partial<Stub>) => ({
      request: `DELETE /service/tickets/${id}`,
      ...stub,
    });
    const { send } = await runs(
      ['DELETE', '/service/tickets/{id}'],
      'id\n1\n2\n',
      gone(1, lost),
      gone(2, lost),
      { request: 'GET /service/tickets/1', status: 404, body: {} },
      { request: 'GET /service/tickets/2', body: { id: 2 } },
      gone(2, { status: 204 }),
    );
    expect((await send()).code).toBe(9);
    expect(outcomesOf(await send(['--resume']))).toEqual({ 1: true, 2: true });
  });

  test('that adds to a list stays unknown: the record does not tell it', async () => {
    const data = '[{"op":"add","path":"communicationItems/-","value":{"value":"{s}"}}]';
    const { send } = await runs(
      ['PATCH', '/company/contacts/{id}', '-d', data, '--no-check'],
      'id,s\n1,a\n',
      { request: 'PATCH /company/contacts/1', ...lost },
      { request: 'GET /company/contacts/1', body: { id: 1, communicationItems: [] } },
    );
    expect((await send()).code).toBe(9);
    const run = await send(['--resume']);
    expect({ code: run.code, rows: outcomesOf(run) }).toEqual({ code: 9, rows: { 1: null } });
  });

  const post = ['POST', '/service/tickets', '--set', 'company.id=3', '--set', 'summary={s}'];
  const newest = {
    request: 'GET /service/tickets?orderBy=id%20desc&fields=id&pageSize=1',
    body: [{ id: 10 }],
  };
  const create = (stub: Partial<Stub>): Stub => ({ request: 'POST /service/tickets', ...stub });
  const look = (rows: unknown[]): Stub => ({
    request: 'GET /service/tickets?conditions=id%20%3E%2010&orderBy=id%20desc&pageSize=1000',
    body: rows,
  });
  const record = (id: number, summary: string) => ({ id, summary, company: { id: 3, name: 'x' } });

  test('that wrote a record which another row has written since stays unknown', async () => {
    const { send } = await runs(patch, 'id,s\n1,a\n1,b\n', patched(1, lost), patched(1), {
      request: 'GET /service/tickets/1',
      body: { id: 1, summary: 'b' },
    });
    expect((await send()).code).toBe(9);
    const run = await send(['--resume']);
    expect(run.code).toBe(9);
    expect(outcomesOf(run)).toEqual({ 1: null, 2: true });
  });

  test('that created is looked for among newer records, and one of them is one row alone', async () => {
    const there = [record(12, 'same'), record(11, 'made by somebody else')];
    const { send } = await runs(
      post,
      's\nsame\nsame\nother\n',
      ...[newest, create(lost), create(lost), create(lost)],
      ...[look(there), look(there), look(there)],
      create({ status: 201, body: record(13, 'same') }),
      create({ status: 201, body: record(14, 'other') }),
    );
    expect((await send()).code).toBe(9);
    expect((await send(['--resume'])).json()).toMatchObject([
      { row: 1, ok: true, id: 12 },
      { row: 2, ok: true, id: 13 },
      { row: 3, ok: true, id: 14 },
    ]);
  });

  test('that created stays unknown where a record may be the one, and is not sent', async () => {
    const { send } = await runs(
      post,
      's\nPrinter\n',
      ...[newest, create(lost)],
      // A server that cut the text, or somebody who wrote nearly the same.
      look([record(11, 'Print')]),
    );
    expect((await send()).code).toBe(9);
    const run = await send(['--resume']);
    expect(run.code).toBe(9);
    expect(run.json()).toMatchObject([
      { ok: null, error: expect.stringContaining('may be the one') as string },
    ]);
  });
});
