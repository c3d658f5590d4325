import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MemoryImport } from '../../src/actions/memory-import.js';
import type { SharedEntry } from '../../src/memory/entry.js';
import type { MemoryExport } from '../../src/memory/export.js';
import { runCwm, temporaryFolder, type Run, type RunOptions } from '../support/run-cwm.js';

const now = new Date('2026-11-22T12:00:00Z');

const openTickets = {
  slug: 'open-tickets',
  description: 'Open tickets',
  method: 'GET',
  path: '/service/tickets',
  params: { conditions: 'closedFlag = false' },
  data: null,
  usage_count: 3,
  last_used: '2026-11-20T08:00:00.000Z',
  created: '2026-10-01T08:00:00.000Z',
};

/** One memory for the commands of a test. */
function memory() {
  const home = temporaryFolder();
  const run = (argv: string[], options: RunOptions = {}): Promise<Run> =>
    runCwm(['memory', ...argv], { home, now, ...options });
  return {
    home,
    run,
    importing: (value: unknown, ...flags: string[]) =>
      run(['import', '-', ...flags], { stdin: JSON.stringify(value) }),
    exported: async () => ((await run(['export'])).json() as MemoryExport).entries,
  };
}

const counts = (run: Run) => {
  const { conflicts, invalid, ...rest } = run.json() as MemoryImport;
  return { ...rest, conflicts: conflicts.length, invalid: invalid.length };
};
const none = { added: 0, merged: 0, replaced: 0, unchanged: 0, repeated: 0, skipped: 0 };
const nothing = { ...none, conflicts: 0, invalid: 0 };

describe('an export', () => {
  test('goes into another memory, and out of it as it came', async () => {
    const [one, other] = [memory(), memory()];
    await one.importing([openTickets, { ...openTickets, slug: 'new', path: '/service/boards' }]);
    const run = await one.run(['export']);
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ format: 'cwm-memory', version: 1 });
    const taken = await other.run(['import'], { stdin: run.stdout });
    expect(counts(taken)).toEqual({ ...nothing, added: 2 });
    expect((await other.run(['export'])).stdout).toBe(run.stdout);
  });

  test('names no connection, and has nothing of a memory that is not there', async () => {
    const { home, run } = memory();
    const empty = await run(['export']);
    expect(empty.json()).toEqual({ format: 'cwm-memory', version: 1, entries: [] });
    expect(empty.stderr).toContain('Nothing is kept yet');
    expect(readdirSync(home)).toEqual([]);
    const call = ['call', '/service/boards', '--fields', 'id', '--profile', 'sandbox'];
    await runCwm([...call, '--save', 'Boards'], { home, now });
    const saved = await run(['export', 'boards']);
    expect(Object.keys((saved.json() as MemoryExport).entries[0] ?? {})).toEqual([
      ...['slug', 'description', 'method', 'path', 'params'],
      ...['data', 'usage_count', 'last_used', 'created'],
    ]);
    expect(saved.stdout).not.toContain('sandbox');
  });

  test('holds what was searched for, and is written to a file in one piece', async () => {
    const { home, run, importing } = memory();
    await importing([
      openTickets,
      { method: 'GET', path: '/service/boards', description: 'Boards' },
    ]);
    await run(['export', 'open', '--output-file', 'calls.json'], { cwd: home });
    const written = JSON.parse(readFileSync(join(home, 'calls.json'), 'utf8')) as MemoryExport;
    expect(written.entries.map(({ slug }) => slug)).toEqual(['open-tickets']);
  });

  test('warns of a call that may hold a secret, without saying it', async () => {
    const { run, importing } = memory();
    await importing({ ...openTickets, method: 'POST', data: { apiKey: 'canary-0815-key' } });
    const { stderr } = await run(['export']);
    expect(stderr).toContain('1 call may hold a secret: open-tickets (data.apiKey)');
    expect(stderr).not.toContain('canary');
  });

  test.each([
    ['UTF-16 with a mark, as PowerShell writes it', (text: string) => `\ufeff${text}`, 'utf16le'],
    ['UTF-8 with a mark', (text: string) => `\ufeff${text}`, 'utf8'],
  ] as const)('is read in %s', async (_what, change, encoding) => {
    const { home, run, exported } = memory();
    writeFileSync(
      join(home, 'a.json'),
      change(JSON.stringify({ entries: [openTickets] })),
      encoding,
    );
    expect(counts(await run(['import', 'a.json'], { cwd: home })).added).toBe(1);
    expect(await exported()).toEqual([openTickets]);
  });
});

describe('what is taken in', () => {
  test('may be one entry that says no more than what is called, and is everyone’s', async () => {
    const { importing, exported } = memory();
    const bare = { description: 'All my boards', method: 'get', path: 'service/boards' };
    expect(counts(await importing(bare))).toEqual({ ...nothing, added: 1 });
    expect(await exported()).toEqual([
      {
        ...{ slug: 'all-my-boards', description: 'All my boards', method: 'GET' },
        ...{ path: '/service/boards', params: {}, data: null },
        ...{ usage_count: 0, last_used: null, created: now.toISOString() },
      },
    ]);
  });

  test('changes nothing the second time, with --replace either', async () => {
    const { importing, exported } = memory();
    const entries = [openTickets, { ...openTickets, params: {} }];
    expect(counts(await importing(entries))).toEqual({ ...nothing, added: 2 });
    const before = await exported();
    expect(counts(await importing(entries))).toEqual({ ...nothing, unchanged: 2 });
    expect(counts(await importing(entries, '--replace'))).toEqual({ ...nothing, unchanged: 2 });
    expect(await exported()).toEqual(before);
  });

  test('is joined with what is there where the call is the same, however it is called', async () => {
    const { importing, exported } = memory();
    await importing(openTickets);
    const theirs = {
      ...openTickets,
      ...{ slug: 'theirs', description: 'Theirs', path: '/service/Tickets/', usage_count: 9 },
      ...{ last_used: '2026-11-01T00:00:00Z', created: '2026-09-01T00:00:00Z' },
    };
    expect(counts(await importing([theirs, theirs]))).toEqual({
      ...nothing,
      merged: 1,
      repeated: 1,
    });
    expect(await exported()).toEqual([
      { ...openTickets, usage_count: 9, created: '2026-09-01T00:00:00.000Z' },
    ]);
  });

  test('is the same whether its page size is a number or the text of one', async () => {
    const { importing } = memory();
    const sized = (pageSize: unknown) => ({ ...openTickets, params: { pageSize } });
    await importing(sized(5));
    expect(counts(await importing(sized('5')))).toEqual({ ...nothing, unchanged: 1 });
  });

  test('gets the next free name where another call has it, and says so', async () => {
    const { importing, run, exported } = memory();
    await importing(openTickets);
    const theirs = { ...openTickets, params: { conditions: 'status/name = "New"' } };
    const taken = await importing(theirs);
    expect(taken.json()).toMatchObject({
      added: 1,
      conflicts: [
        { slug: 'open-tickets', imported_as: 'open-tickets-2', description: 'Open tickets' },
      ],
    });
    expect((await exported()).map(({ slug }) => slug)).toEqual(['open-tickets', 'open-tickets-2']);
    const again = { ...openTickets, params: { conditions: 'id = 7' } };
    const { stdout } = await run(['import', '-o', 'table'], { stdin: JSON.stringify(again) });
    expect(stdout).toBe(
      '1 added\n  open-tickets-3  Open tickets: open-tickets is another call here\n',
    );
  });

  test('takes the place of another call of its name with --replace, which is kept in a backup', async () => {
    const { home, importing, exported } = memory();
    await importing(openTickets);
    const theirs = { ...openTickets, params: { conditions: 'status/name = "New"' } };
    expect(counts(await importing(theirs, '--replace'))).toEqual({ ...nothing, replaced: 1 });
    expect(await exported()).toEqual([theirs]);
    const folder = join(home, 'data', 'backups');
    const [backup = ''] = readdirSync(folder);
    const db = new Database(join(folder, backup), { readonly: true });
    onTestFinished(() => void db.close());
    expect(db.prepare('SELECT params FROM saved_queries').pluck().all()).toEqual([
      JSON.stringify(openTickets.params),
    ]);
  });

  test('keeps digits, and calls of endpoints that the catalog does not know, which it counts', async () => {
    const { home, run, exported } = memory();
    const text = `[{"description":"Numbers","method":"PUT","path":"/service/tomorrow/1?x=%7Ba%7D",
      "data":{"id":12345678901234567890,"hours":1.0},"params":{"page":2,"gone":null}}]`;
    writeFileSync(join(home, 'a.json'), text);
    const { stderr } = await run(['import', 'a.json'], { cwd: home });
    expect(stderr).toContain('1 call to endpoints that the catalog does not know');
    const { stdout } = await run(['export']);
    expect(stdout).toContain('"data":{"id":12345678901234567890,"hours":1.0}');
    expect((await exported())[0]).toMatchObject({
      path: '/service/tomorrow/1',
      params: { x: '{{a}', page: 2 },
    });
  });

  test('has descriptions of one bounded line without characters that hide something', async () => {
    const { importing, exported } = memory();
    const description = `\u202eOpen\u0000\n tickets\u{e0041}\u00ad ${'x'.repeat(300)}`;
    await importing({ description, method: 'GET', path: '/service/tickets' });
    const [entry] = await exported();
    expect(entry?.description).toMatch(/^Open tickets x{180,}…$/);
    expect(entry?.description).toHaveLength(200);
  });

  test.each<[string, Partial<Record<keyof SharedEntry, unknown>> | number, string]>([
    ['no object', 7, 'it is no object'],
    ['no method', { method: undefined }, 'it has no method'],
    ['a strange method', { method: 'FETCH' }, 'its method is FETCH, not GET, POST, PUT, PATCH or'],
    ['no path', { path: null }, 'it has no path'],
    ['another host', { path: 'https://example.com/x' }, 'it is a full address'],
    ['a way out', { path: '/service/../x' }, 'it has a segment . or ..'],
    ['half a character in its path', { path: '/service/\ud83d' }, 'has half of a character'],
    ['params of a list', { params: [1] }, 'its params are no object'],
    ['a count below zero', { usage_count: -1 }, 'its usage_count is no whole number'],
    ['a broken count', { usage_count: 1.5 }, 'its usage_count is no whole number'],
    ['no date', { last_used: 'yesterday' }, 'its last_used is no date'],
    ['a day that is none', { created: '2026-02-30T00:00:00Z' }, 'its created is no date'],
    ['no description', { description: '\u200b\n' }, 'its description is empty'],
    ['a deep body', { data: nested(101) }, 'nested more than 100 levels deep'],
  ])('with %s is refused, and nothing is taken in', async (_what, change, reason) => {
    const { importing, exported } = memory();
    const bad = typeof change === 'number' ? change : { ...openTickets, ...change };
    const run = await importing([{ ...openTickets, path: '/service/boards' }, bad]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.error()).toMatchObject({
      message: expect.stringContaining('Nothing was imported: 1 entry is not right') as string,
      details: [{ field: 'entry 2', message: expect.stringContaining(reason) as string }],
    });
    expect(await exported()).toEqual([]);
    const others = await importing(
      [{ ...openTickets, path: '/service/boards' }, bad],
      '--skip-invalid',
    );
    expect(others.json()).toMatchObject({
      added: 1,
      skipped: 1,
      invalid: [{ place: 'entry 2', reason: expect.stringContaining(reason) as string }],
    });
  });

  test.each([
    ['nothing', ' ', 'is empty'],
    ['no JSON', '[{"a":1},]', 'is not valid JSON: line 1, column 10'],
    ['a text', '"x"', 'holds no entries'],
    ['entries that are no list', '{"entries":{}}', 'holds no entries'],
    ['another program’s export', '{"format":"other","entries":[]}', 'is no export of cwm'],
    ['a newer export', '{"format":"cwm-memory","version":2,"entries":[]}', 'by a newer cwm'],
    ['brackets without end', '[1.0,'.repeat(100_000), 'is not valid JSON'],
    ['brackets without end or numbers', '['.repeat(200_000), 'it is nested too deep'],
    ['too many', `[${'1,'.repeat(100_000)}1]`, 'holds 100001 entries; at most 100000'],
  ])('is refused where it is %s', async (_what, stdin, message) => {
    const { code, error } = await memory().run(['import', '-'], { stdin });
    expect(code).toBe(2);
    expect(error().message).toContain(message);
  });

  test('is refused where there is no such file, or a folder, or none at all on a terminal', async () => {
    const { home, run } = memory();
    const neither = await run(['import'], { tty: true });
    expect([neither.code, neither.stderr]).toEqual([
      2,
      expect.stringContaining('The export is missing') as string,
    ]);
    const missing = await run(['import', 'not-there.json'], { cwd: home });
    expect([missing.code, missing.error().message]).toEqual([
      2,
      `There is no file ${join(home, 'not-there.json')}.`,
    ]);
    expect((await run(['import', '.'], { cwd: home })).error().message).toContain('is a folder');
  });
});

/** The database as the gateway makes it. */
function gateway(folder: string, ...options: ('wal' | 'text time')[]): Database.Database {
  const db = new Database(join(folder, 'fast_memory_api.db'));
  if (options.includes('wal')) db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE saved_queries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, description TEXT NOT NULL, path TEXT NOT NULL, method TEXT NOT NULL,
    params TEXT, data TEXT, timestamp ${options.includes('text time') ? 'DATETIME DEFAULT CURRENT_TIMESTAMP' : 'INTEGER NOT NULL'},
    usage_count INTEGER DEFAULT 0)`);
  const insert = db.prepare(
    'INSERT INTO saved_queries (description, path, method, params, data, timestamp, usage_count) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const time = options.includes('text time') ? '2025-03-04 05:06:07' : 1741064767;
  const params = '{"conditions": "status/name=\'{Open}\'", "page": 1}';
  insert.run('High priority tickets', '/service/tickets', 'GET', params, null, time, 12);
  insert.run('Boards', 'service/boards', 'get', '{}', 'null', time, 0);
  const body = '{"summary": "Server is down", "company": {"id": 2}}';
  insert.run('New ticket', '/service/tickets', 'post', 'null', body, time, null);
  return db;
}

const fromGateway = [
  {
    ...{ slug: 'boards', description: 'Boards', method: 'GET', path: '/service/boards' },
    ...{ params: {}, data: null, usage_count: 0, last_used: null },
    created: '2025-03-04T05:06:07.000Z',
  },
  {
    ...{ slug: 'high-priority-tickets', description: 'High priority tickets', method: 'GET' },
    ...{ path: '/service/tickets', params: { conditions: "status/name='{{Open}'", page: 1 } },
    ...{ data: null, usage_count: 12, last_used: '2025-03-04T05:06:07.000Z' },
    created: '2025-03-04T05:06:07.000Z',
  },
  {
    ...{ slug: 'new-ticket', description: 'New ticket', method: 'POST', path: '/service/tickets' },
    ...{ params: {}, data: { summary: 'Server is down', company: { id: 2 } } },
    ...{ usage_count: 0, last_used: null, created: '2025-03-04T05:06:07.000Z' },
  },
];

describe('the gateway’s database', () => {
  test.each([[[]], [['text time']], [['wal']]] as ('wal' | 'text time')[][][])(
    'is taken in as it is: %s',
    async (options) => {
      const { home, run, exported } = memory();
      const folder = join(home, 'ü gateway');
      mkdirSync(folder);
      gateway(folder, ...options).close();
      const file = join(folder, 'fast_memory_api.db');
      const before = readFileSync(file);
      expect(counts(await run(['import', file]))).toEqual({ ...nothing, added: 3 });
      expect(await exported()).toEqual(fromGateway);
      expect(readFileSync(file)).toEqual(before);
      expect(readdirSync(folder)).toEqual(['fast_memory_api.db']);
      expect(counts(await run(['import', file]))).toEqual({ ...nothing, unchanged: 3 });
    },
  );

  test('is read while the gateway has it open, with what is not in the file itself yet', async () => {
    const { home, run, exported } = memory();
    const db = gateway(home, 'wal');
    onTestFinished(() => void db.close());
    const files = readdirSync(home);
    await run(['import', 'fast_memory_api.db'], { cwd: home });
    expect(await exported()).toEqual(fromGateway);
    expect(readdirSync(home).filter((name) => name.startsWith('fast'))).toEqual(files);
  });

  test('is read in a folder that cannot be written', async () => {
    const { home, run, exported } = memory();
    const folder = join(home, 'fixed');
    mkdirSync(folder);
    gateway(folder, 'wal').close();
    chmodSync(join(folder, 'fast_memory_api.db'), 0o444);
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    expect((await run(['import', join(folder, 'fast_memory_api.db')])).code).toBe(0);
    expect(await exported()).toEqual(fromGateway);
  });

  test('names the rows that something is wrong with', async () => {
    const { home, run } = memory();
    const db = gateway(home);
    db.exec(`UPDATE saved_queries SET params = '{broken' WHERE id = 2`);
    db.exec(`UPDATE saved_queries SET method = 'LIST', description = ' ' WHERE id = 3`);
    db.close();
    const { code, error } = await run(['import', 'fast_memory_api.db'], { cwd: home });
    expect(code).toBe(2);
    expect(error().details.map(({ field, message }) => `${field ?? ''}: ${message}`)).toEqual([
      'id 2: its params are no JSON',
      'id 3: its method is LIST, not GET, POST, PUT, PATCH or DELETE',
    ]);
  });

  test('gives a call without a description its path for one', async () => {
    const { home, run, exported } = memory();
    const db = gateway(home);
    db.exec(`DELETE FROM saved_queries WHERE id > 1`);
    db.exec(`UPDATE saved_queries SET description = ''`);
    db.close();
    await run(['import', 'fast_memory_api.db'], { cwd: home });
    expect((await exported())[0]?.description).toBe('GET /service/tickets');
  });

  test('may be another memory of cwm, whose placeholders stay', async () => {
    const [one, other] = [memory(), memory()];
    const path = '/service/boards/{board=1}/statuses';
    await one.importing([{ ...openTickets, slug: 'mine', path }]);
    const file = join(one.home, 'data', 'memory.db');
    expect(counts(await other.run(['import', file])).added).toBe(1);
    expect(await other.exported()).toEqual(await one.exported());
  });

  test.each([
    ['other tables', 'CREATE TABLE other (x)', 'is a database without saved queries'],
    ['other columns', 'CREATE TABLE saved_queries (id, path)', 'have no description, method'],
  ])('is refused with %s', async (_what, sql, message) => {
    const { home, run } = memory();
    const db = new Database(join(home, 'a.db'));
    db.exec(sql);
    db.close();
    const { code, error } = await run(['import', 'a.db'], { cwd: home });
    expect(code).toBe(2);
    expect(error().message).toContain(message);
  });

  test('is refused where it is damaged', async () => {
    const { home, run } = memory();
    gateway(home).close();
    const bytes = readFileSync(join(home, 'fast_memory_api.db'));
    writeFileSync(join(home, 'a.db'), bytes.subarray(0, 5000).fill(7, 100));
    const { code, error } = await run(['import', 'a.db'], { cwd: home });
    expect([code, error().message]).toEqual([2, expect.stringContaining('is damaged') as string]);
  });
});

function nested(levels: number): unknown {
  return levels === 0 ? 1 : [nested(levels - 1)];
}
