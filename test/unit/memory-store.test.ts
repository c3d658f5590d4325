import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LocalError } from '../../src/errors/errors.js';
import { Entries } from '../../src/memory/entries.js';
import { openMemory, type Memory } from '../../src/memory/memory.js';
import { Store } from '../../src/memory/store.js';
import { openReadOnly, openShared } from '../../src/sqlite/open.js';
import { temporaryFolder } from '../support/run-cwm.js';

const noon = new Date('2026-11-22T12:00:00Z');
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);

function opened(file: string, now = noon): { memory: Memory; warnings: string[] } {
  const warnings: string[] = [];
  const memory = openMemory(file, { warn: (text) => warnings.push(text), now: () => now });
  onTestFinished(() => {
    memory.close();
  });
  return { memory, warnings };
}

function keep(memory: Memory, ...descriptions: string[]): void {
  keepAt(noon, memory, ...descriptions);
}

function keepAt(now: Date, { entries }: Pick<Memory, 'entries'>, ...descriptions: string[]): void {
  for (const description of descriptions)
    entries.save(
      { method: 'GET', path: `/service/${description}`, params: {}, data: null },
      { description, profile: 'sandbox', savedBy: 'cli', now },
    );
}

function kept(memory: Memory): string[] {
  return memory.entries
    .list({ limit: 1000 })
    .map(({ description }) => description)
    .sort();
}

/** A closed memory with entries. */
function filled(...descriptions: string[]): string {
  const file = join(temporaryFolder(), 'memory.db');
  const { memory } = opened(file);
  keep(memory, ...descriptions);
  memory.close();
  return file;
}

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** Runs work as somebody who may not write into a folder: root may write everywhere. */
function withoutWriting<T>(folder: string, work: () => T): T {
  const isRoot = process.geteuid?.() === 0;
  for (const name of ['', ...readdirSync(folder)])
    if (isRoot) chownSync(join(folder, name), 65534, 65534);
  chmodSync(folder, 0o555);
  if (isRoot) process.seteuid?.(65534);
  try {
    return work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
}

describe('a damaged file', () => {
  const damages: [string, (file: string) => void][] = [
    ['cut off', (file) => truncateSync(file, 20_000)],
    ['cut off within its first page', (file) => truncateSync(file, 300)],
    ['empty', (file) => truncateSync(file, 0)],
    ['other bytes', (file) => writeFileSync(file, 'no database at all'.repeat(3000))],
    ['another database', (file) => anotherDatabase(file)],
  ];

  test.each(damages)(
    'that is %s is moved aside, and the newest backup takes its place',
    (_, damage) => {
      const file = filled('one', 'two');
      const first = opened(file);
      const backup = first.memory.backup('day', noon);
      keep(first.memory, 'three');
      first.memory.close();
      damage(file);
      const bytes = readFileSync(file);
      const { memory, warnings } = opened(file, later(1));
      expect(kept(memory)).toEqual(['one', 'two']);
      const aside = join(
        realpathSync(join(file, '..')),
        'memory-damaged-2026-11-23T12-00-00-000Z.db',
      );
      expect(warnings).toEqual([
        `The memory ${realpathSync(file)} is damaged; it was moved aside as ${aside}. The backup ${backup.file} is in its place: what was kept since ${backup.made} is in the damaged file alone.`,
      ]);
      expect(readFileSync(aside).equals(bytes)).toBe(true);
      expect(memory.check()).toEqual([]);
    },
  );

  test.each(damages)('that is %s begins anew where there is no backup', (_, damage) => {
    const file = filled('one');
    damage(file);
    const { memory, warnings } = opened(file);
    expect(kept(memory)).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('There is no backup of it, so memory begins anew.'),
    ]);
    keep(memory, 'two');
    expect(kept(memory)).toEqual(['two']);
  });

  test('is warned about once', () => {
    const file = filled('one');
    truncateSync(file, 100);
    opened(file).memory.close();
    expect(opened(file).warnings).toEqual([]);
  });

  test('takes its log with it', () => {
    const file = filled('one');
    truncateSync(file, 0);
    writeFileSync(`${file}-wal`, 'what was written last');
    opened(file);
    const aside = join(file, '..', 'memory-damaged-2026-11-22T12-00-00-000Z.db-wal');
    expect(readFileSync(aside, 'utf8')).toBe('what was written last');
  });

  test('is found when its pages are read, and what was asked for is done on the backup', () => {
    const file = filled(...Array.from({ length: 300 }, (_, index) => `entry ${index}`));
    const { memory, warnings } = opened(file);
    memory.backup('day', noon);
    memory.close();
    const bytes = readFileSync(file);
    // The first page says what the file holds and is left as it is.
    bytes.fill(0xa5, 3 * 16_384);
    writeFileSync(file, bytes);
    const again = opened(file);
    expect(again.memory.entries.list({ search: 'entry', limit: 1000 })).toHaveLength(300);
    keep(again.memory, 'new');
    expect(again.memory.entries.count()).toBe(301);
    expect([...warnings, ...again.warnings]).toHaveLength(1);
  });

  test('among the backups is passed over', () => {
    const file = filled('one');
    const { memory } = opened(file);
    memory.backup('day', noon);
    const newer = memory.backup('day', later(1));
    memory.close();
    truncateSync(newer.file, 20_000);
    truncateSync(file, 5000);
    const again = opened(file);
    expect(kept(again.memory)).toEqual(['one']);
  });
});

test('a file that somebody replaced while it was open is followed', () => {
  const file = filled('one');
  const { memory } = opened(file);
  expect(kept(memory)).toEqual(['one']);
  const other = filled('two');
  for (const part of readdirSync(join(file, '..')).filter((name) => name.startsWith('memory.db-')))
    writeFileSync(join(file, '..', part), '');
  replace(file, other);
  expect(kept(memory)).toEqual(['two']);
});

describe('a file of another layout', () => {
  test('from a newer cwm is refused with a way out, and stays as it is', () => {
    const file = filled('one');
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    const error = thrown(() => opened(file));
    expect(error).toBeInstanceOf(LocalError);
    expect((error as LocalError).message).toMatch(
      /memory\.db was written by a newer cwm: its layout is 99, and this one knows layouts up to \d+\.$/,
    );
    expect((error as LocalError).hint).toContain('Update cwm, set CWM_HOME');
    expect(readdirSync(join(file, '..')).filter((name) => /damaged|backups/.test(name))).toEqual(
      [],
    );
  });

  test('from the Python gateway is brought to the present one, after a backup', () => {
    const file = gatewayFile();
    const before = new Database(file).prepare('SELECT * FROM saved_queries').all();
    const { memory, warnings } = opened(file);
    expect(memory.entries.list({ limit: 10 })).toMatchObject([
      {
        description: 'Open tickets',
        method: 'GET',
        path: '/service/tickets',
        params: { conditions: 'summary like "{{x}%"' },
        data: null,
        usage_count: 5,
        created: '2025-05-01T12:00:00.000Z',
        profile: null,
        saved_by: 'import',
      },
      { slug: 'new-note', method: 'POST', data: { text: 'Called back' }, usage_count: 1 },
    ]);
    const [backup] = memory.backups();
    expect(backup).toMatchObject({ reason: 'migration', entries: 4 });
    expect(new Database(backup?.file ?? '').prepare('SELECT * FROM saved_queries').all()).toEqual(
      before,
    );
    expect(warnings).toEqual([
      expect.stringMatching(/: 1 row could not be read: see the backup .*-migration\.db\.$/),
    ]);
  });
});

describe('a folder that cannot be written', () => {
  test('lets its memory be read, and says why nothing is kept', () => {
    const file = filled('one');
    withoutWriting(join(file, '..'), () => {
      const { memory } = opened(file);
      expect(kept(memory)).toEqual(['one']);
      const error = thrown(() => {
        keep(memory, 'two');
      });
      expect(error).toBeInstanceOf(LocalError);
      expect((error as LocalError).message).toMatch(
        /^Memory was not changed: the folder .* cannot be written\.$/,
      );
    });
  });

  test('lets a memory of an older layout be read', () => {
    const file = gatewayFile();
    withoutWriting(join(file, '..'), () => {
      expect(opened(file).memory.entries.count()).toBe(2);
    });
  });

  test('is named where a memory cannot be made', () => {
    const folder = temporaryFolder();
    withoutWriting(folder, () => {
      const error = thrown(() => opened(join(folder, 'data', 'memory.db')));
      expect(error).toBeInstanceOf(LocalError);
      expect((error as LocalError).message).toContain(
        `the folder ${join(folder, 'data')} cannot be written`,
      );
    });
  });
});

test('a full disk is said in plain words, and what was kept is there', () => {
  const file = filled('one');
  const db = new Database(file);
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
  const entries = new Entries(new Store({ file, open: () => db }));
  const fill = () => {
    for (let number = 0; number < 2000; number++) keepAt(noon, { entries }, `entry ${number}`);
  };
  const error = thrown(fill);
  expect(error).toBeInstanceOf(LocalError);
  expect((error as LocalError).message).toMatch(
    /^Memory was not changed: the disk that .* is on is full\.$/,
  );
  expect(entries.find('one')?.description).toBe('one');
  db.close();
});

test.each(['a new', 'an old'])(
  '%s file on a file system without shared memory has another journal',
  (age) => {
    const file = age === 'an old' ? filled('one') : join(temporaryFolder(), 'memory.db');
    symlinkSync('/nowhere/at-all', `${file}-shm`);
    const { memory, warnings } = opened(file);
    keep(memory, 'two');
    expect(kept(memory)).toEqual(age === 'an old' ? ['one', 'two'] : ['two']);
    keep(opened(file).memory, 'three');
    expect(kept(memory)).toContain('three');
    expect(warnings).toEqual([]);
  },
);

test.each(["it's", 'a b', 'ä ö', '100%', '#1?x=1', '.hidden', 'x'.repeat(200)])(
  'a folder may be called %s',
  (name) => {
    const file = join(temporaryFolder(), name, 'data', 'memory.db');
    const { memory } = opened(file);
    keep(memory, 'one');
    memory.clear(noon);
    memory.restore(undefined, noon);
    expect(kept(memory)).toEqual(['one']);
  },
);

test('a folder in place of the file is said, and so is a file in place of the folder', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'memory.db'));
  expect((thrown(() => opened(join(folder, 'memory.db'))) as Error).message).toContain(
    'it is a folder',
  );
  writeFileSync(join(folder, 'data'), '');
  expect(thrown(() => opened(join(folder, 'data', 'memory.db')))).toBeInstanceOf(LocalError);
});

describe('backups', () => {
  test('are made once a day, before the first entry of the day is kept', () => {
    const { memory } = opened(join(temporaryFolder(), 'memory.db'));
    keepAt(noon, memory, 'one', 'two');
    keepAt(later(1), memory, 'three', 'four');
    keepAt(later(2), memory, 'five');
    expect(memory.backups()).toMatchObject([
      { reason: 'day', made: '2026-11-24T12:00:00.000Z', entries: 4 },
      { reason: 'day', made: '2026-11-23T12:00:00.000Z', entries: 2 },
      { reason: 'day', made: '2026-11-22T12:00:00.000Z', entries: 1 },
    ]);
  });

  test('of clears are kept for a week, of others the newest ten', () => {
    const { memory } = opened(join(temporaryFolder(), 'memory.db'));
    keep(memory, 'one');
    const cleared = memory.clear(noon).backup;
    keep(memory, 'two');
    for (let number = 0; number < 15; number++) memory.backup('import', later(1));
    expect(memory.backups()).toHaveLength(11);
    expect(memory.backups().at(-1)).toEqual(cleared);
    memory.backup('import', later(8));
    expect(memory.backups()).toHaveLength(10);
    expect(existsSync(cleared?.file ?? '')).toBe(false);
  });

  test('bring back what was cleared, by default from the newest that has entries', () => {
    const { memory } = opened(join(temporaryFolder(), 'memory.db'));
    keep(memory, 'one', 'two');
    memory.entries.use(1, noon);
    memory.usage.count({ method: 'GET', path: '/service/tickets' }, noon);
    const before = memory.entries.list({ limit: 10 });
    expect(memory.clear(noon)).toMatchObject({
      cleared: 2,
      backup: { entries: 2, reason: 'clear' },
    });
    expect(memory.clear(noon)).toEqual({ cleared: 0, backup: undefined });
    expect(memory.restore(undefined, noon)).toMatchObject({
      restored: { entries: 2 },
      backup: undefined,
    });
    expect(memory.entries.list({ limit: 10 })).toEqual(before);
    expect(memory.usage.list()).toMatchObject([{ count: 1 }]);
  });

  test('are made of what a restored one replaces', () => {
    const { memory } = opened(join(temporaryFolder(), 'memory.db'));
    keep(memory, 'one');
    const first = memory.backup('day', noon);
    keep(memory, 'two');
    const { backup } = memory.restore(first.file, later(1));
    expect(kept(memory)).toEqual(['one']);
    expect(backup).toMatchObject({ reason: 'restore', entries: 2 });
    memory.restore(backup?.file, later(2));
    expect(kept(memory)).toEqual(['one', 'two']);
  });

  test('that are damaged or not there are refused, and nothing changes', () => {
    const { memory } = opened(join(temporaryFolder(), 'memory.db'));
    keep(memory, 'one');
    expect(thrown(() => memory.restore('memory-2026.db', noon))).toMatchObject({
      code: 'not_found',
    });
    const backup = memory.backup('day', noon);
    const bytes = readFileSync(backup.file);
    bytes.fill(0xa5, 4 * 16_384);
    writeFileSync(backup.file, bytes);
    expect(thrown(() => memory.restore(backup.file, noon))).toMatchObject({ code: 'local' });
    expect(kept(memory)).toEqual(['one']);
  });

  test('leave no other file', () => {
    const folder = temporaryFolder();
    const { memory } = opened(join(folder, 'memory.db'));
    keep(memory, 'one');
    memory.clear(noon);
    memory.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'memory.db', 'memory.db.lock']);
    expect(readdirSync(join(folder, 'backups'))).toEqual([
      'memory-2026-11-22T12-00-00-000Z-clear.db',
    ]);
  });

  test('that cannot be made keep nobody from keeping a call', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'backups'), 'in the way');
    const { memory, warnings } = opened(join(folder, 'memory.db'));
    keep(memory, 'one', 'two');
    expect(kept(memory)).toEqual(['one', 'two']);
    expect(warnings).toEqual([expect.stringContaining('No backup of the memory could be made in')]);
  });
});

test('every connection waits for others, and what is acknowledged outlasts a power cut', () => {
  const file = filled('one');
  const shared = openShared(file, 'FULL');
  expect(shared.pragma('synchronous', { simple: true })).toBe(2);
  expect(shared.pragma('journal_mode', { simple: true })).toBe('wal');
  for (const db of [shared, openReadOnly(file)]) {
    expect(db.pragma('busy_timeout', { simple: true })).toBeGreaterThanOrEqual(5000);
    db.close();
  }
});

function anotherDatabase(file: string): void {
  writeFileSync(file, '');
  const db = new Database(file);
  db.exec('CREATE TABLE bookmarks (url TEXT)');
  db.pragma('user_version = 1');
  db.pragma('journal_mode = WAL');
  db.close();
}

function gatewayFile(): string {
  const file = join(temporaryFolder(), 'memory.db');
  const db = new Database(file);
  db.exec(`CREATE TABLE saved_queries (id INTEGER PRIMARY KEY, description TEXT, path TEXT, method TEXT, params TEXT,
    data TEXT, timestamp TEXT DEFAULT CURRENT_TIMESTAMP, usage_count INTEGER DEFAULT 0)`);
  const insert = db.prepare(
    'INSERT INTO saved_queries (description, path, method, params, data, timestamp, usage_count) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const tickets = '{"conditions":"summary like \"{x}%\""}'
    .replaceAll('\"{', '\\"{')
    .replaceAll('%\""', '%\\""');
  insert.run('Open tickets', '/service/tickets', 'get', tickets, null, '2025-05-01 12:00:00', 5);
  insert.run('The same', '/service/tickets', 'GET', tickets, 'null', '2025-06-01 12:00:00', 4);
  insert.run(
    'New note',
    'service/tickets/1/notes',
    'POST',
    null,
    '{"text":"Called back"}',
    '2025-05-02 12:00:00',
    1,
  );
  insert.run('Broken', '/service/boards', 'GET', '{"conditions":', null, '2025-05-02 12:00:00', 1);
  db.close();
  return file;
}

function replace(file: string, by: string): void {
  const bytes = readFileSync(by);
  rmSync(file);
  writeFileSync(file, bytes);
}
