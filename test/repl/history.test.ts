import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { History } from '../../src/repl/history.js';
import { holdsSecret } from '../../src/repl/secret-line.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

describe('the history of lines', () => {
  test('goes on in the next session, the newest first', () => {
    const file = historyFile();
    const first = opened(file);
    for (const line of ['one', 'two', 'two', 'three']) first.add(line);
    expect(opened(file).lines).toEqual(['three', 'two', 'one']);
    expect(first.lines).toEqual(['three', 'two', 'one']);
  });

  test('of two sessions at once loses no line', () => {
    const file = historyFile();
    const [one, other] = [opened(file), opened(file)];
    for (let n = 0; n < 20; n++) (n % 2 === 0 ? one : other).add(`line ${n}`);
    expect(opened(file).lines).toHaveLength(20);
  });

  test('is read by its owner alone', () => {
    const file = historyFile();
    opened(file).add('one');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o644);
    opened(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('offers the newest thousand, and no overlong line', () => {
    const file = historyFile();
    const history = opened(file);
    for (let n = 0; n < 1_100; n++) history.add(`line ${n}`);
    history.add('x'.repeat(20_000));
    expect(opened(file).lines).toHaveLength(1_000);
    expect(opened(file).lines[0]).toBe('line 1099');
  });

  test('begins a new file when it is long, without a line lost to another session', () => {
    const file = historyFile();
    const other = opened(file);
    other.add('before');
    writeFileSync(
      file,
      Array.from({ length: 40_000 }, (_, n) => `a line of some length ${n}\n`).join(''),
    );
    opened(file).add('after');
    other.add('beside');
    expect(statSync(file).size).toBeLessThan(1_000);
    const { lines } = opened(file);
    expect(lines.slice(0, 3)).toEqual(['beside', 'after', 'a line of some length 39999']);
    expect(lines).toHaveLength(1_000);
  });

  test('keeps no more old files than it needs', () => {
    const file = historyFile();
    mkdirSync(join(file, '..'), { recursive: true });
    for (let round = 0; round < 3; round++) {
      writeFileSync(file, 'a line of some length\nanother line\n'.repeat(40_000));
      opened(file);
    }
    expect(readdirSync(join(file, '..'))).toHaveLength(1);
  });

  test('survives a line that was cut off, and bytes that are no text', () => {
    const file = historyFile();
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, Buffer.from('good\n\xff\xfe\x00bad\ncut o', 'latin1'));
    const told: string[] = [];
    const history = new History(file, (text) => told.push(text));
    expect(history.lines).toEqual(['cut o', 'good']);
    expect(told).toEqual([`1 line of ${file} cannot be read.`]);
    history.add('next');
    expect(opened(file, () => undefined).lines).toEqual(['next', 'cut o', 'good']);
  });

  test('makes what could act on a terminal inert', () => {
    const file = historyFile();
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, 'search \u001b]0;x\u0007 \u202e\n');
    expect(opened(file).lines).toEqual([String.raw`search ^[]0;x^G \u202e`]);
  });

  test('goes on without a file, and tells why once', () => {
    const file = historyFile();
    mkdirSync(file, { recursive: true });
    const told: string[] = [];
    const history = new History(file, (text) => told.push(text));
    history.add('one');
    history.add('two');
    expect(history.lines).toEqual(['two', 'one']);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('not kept');
  });
});

describe('a session keeps', () => {
  const kept = async (lines: string[], env: Record<string, string> = {}) => {
    const home = temporaryFolder();
    const { stderr } = await runCwm(['repl'], { tty: true, lines, home, env });
    const file = join(home, 'state', 'history');
    return { stderr, text: existsSync(file) ? readFileSync(file, 'utf8') : '' };
  };

  test('each line before it runs, failed ones too', async () => {
    expect((await kept(['search x --limit 1', 'nope', `search it's`])).text).toBe(
      `search x --limit 1\nnope\nsearch it's\n`,
    );
  });

  test('no line that begins with a blank', async () => {
    expect((await kept([' search x'])).text).toBe('');
  });

  test('nothing with CWM_NO_MEMORY', async () => {
    expect((await kept(['search x'], { CWM_NO_MEMORY: '1' })).text).toBe('');
  });

  test('no secret of the connection', async () => {
    const env = { CONNECTWISE_PRIVATE_KEY: 'PrivateKey654321' };
    expect((await kept(['search PrivateKey654321'], env)).text).toBe('');
  });
});

describe('a line holds a secret', () => {
  test.each([
    `call POST /x --set password=Winter-2026`,
    `call POST /x --set 'adminPassword = Winter 2026'`,
    `call POST /x --set=password=Winter`,
    `call POST /x -d '{"userName":"x","password":"Winter"}'`,
    `call POST /x -d '[{"op":"replace","path":"password","value":"Winter"}]'`,
    `raw 'POST /x {"apiKey": "Winter"}'`,
    `call /x -p token=abcdef`,
    `call '/x?page=1&password=Winter'`,
    `call /x --where 'password = "Winter"'`,
    `call /x --conditions 'name = "a" and password = "Winter"'`,
    `call POST /x --set 'password=it is not closed`,
    `search Bearer abcdefghijklmnop1234567890`,
    `call https://joe:winter@example.com/x`,
  ])('%s', (line) => {
    expect(holdsSecret(line, 'sh', (text) => text)).toBe(true);
  });

  test.each([
    'search reset a password',
    `call /x --where 'summary contains "password"'`,
    `call POST /x --set 'summary=New password wanted'`,
    `call GET /service/tickets --where 'closedFlag = false' --fields id,summary`,
    `call POST /x -d '{"summary":"Token ring is down"}'`,
    'memory save --param company=Acme',
  ])('%s holds none', (line) => {
    expect(holdsSecret(line, 'sh', (text) => text)).toBe(false);
  });
});

function historyFile(): string {
  return join(temporaryFolder(), 'state', 'history');
}

function opened(
  file: string,
  warn: (text: string) => void = (text) => {
    throw new Error(text);
  },
) {
  return new History(file, warn);
}
