import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';

const one = 'search tickets --limit 1 --query [0].path';

describe('commands from a pipe', () => {
  test('give results and nothing else', async () => {
    const { code, stdout, stderr } = await piped(`${one}\n# a comment\n\n  \n${one}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('"/service/tickets"\n"/service/tickets"\n');
  });

  test.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['a comment', '# nothing'],
    ['empty lines', '\r\n\r\n'],
    ['a byte order mark', '\ufeff'],
  ])('%s is success', async (_what, stdin) => {
    const { code, stdout, stderr } = await piped(stdin);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test.each<[string, Uint8Array]>([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${one}\n`)],
    ['UTF-16 from Windows PowerShell', Buffer.from(`\ufeff${one}\r\n`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${one}\r\n`, 'utf16le').swap16()],
    ['CRLF, and a last line without an end', Buffer.from(`# é\r\n${one}`)],
  ])('may be %s', async (_what, stdin) => {
    const { code, stdout } = await piped(stdin);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '"/service/tickets"\n' });
  });

  test('of other bytes are refused', async () => {
    const { code, error } = await piped(Buffer.from('search Gerät', 'latin1'));
    expect(code).toBe(2);
    expect(error().message).toContain('neither UTF-8 nor UTF-16');
  });

  test('end with the code of the last line', async () => {
    expect((await piped(`nope\n${one}`)).code).toBe(0);
    expect((await piped(`${one}\ndescribe /nope\n# end`)).code).toBe(5);
  });

  test('end at the first failure with --fail-fast', async () => {
    const { code, stdout } = await piped(`${one}\ndescribe /nope\nnope\n${one}`, ['--fail-fast']);
    expect(code).toBe(5);
    expect(stdout).toBe('"/service/tickets"\n');
  });

  test('name the line of an error, whose envelope stays the last line', async () => {
    const { stderr, error } = await piped(`\n${one}\nnope`);
    expect(stderr).toMatch(/^line 3: Error: Unknown command 'nope'\n/);
    expect(error().message).toBe(`Unknown command 'nope'`);
  });

  test('write only with --yes, and never ask', async () => {
    const api = await fakeApi({ request: 'DELETE /service/tickets/1', status: 204 });
    const line = 'call DELETE /service/tickets/1';
    const { code, error, questions } = await piped(line, [], { env: api.env });
    expect(code).toBe(8);
    expect(error().hint).toContain('--yes');
    expect((await piped(`${line} -y`, [], { env: api.env })).code).toBe(0);
    expect(questions).toEqual([]);
    expect(api.seen).toHaveLength(1);
  });

  test.each([
    'call POST /service/tickets -d -',
    'call POST /service/tickets --set-from summary=-',
    'raw -',
  ])('%s cannot read what the commands come from', async (line) => {
    const { code, error } = await piped(`${line}\n{"summary":"x"}`, ['--fail-fast']);
    expect(code).toBe(2);
    expect(error().message).toContain('the commands come from there');
  });

  test('may show the last result again, and leave', async () => {
    const { code, stdout } = await piped(`${one}\n!! --query [0].path\n.exit\nnope`);
    expect(code).toBe(0);
    expect(stdout).toBe('"/service/tickets"\n"/service/tickets"\n');
    expect((await piped('nope\nexit\nsearch x')).code).toBe(2);
    expect((await piped('.exit 3')).code).toBe(2);
  });

  test('cannot be brought back', async () => {
    const { code, error } = await piped('nope\n.edit');
    expect(code).toBe(2);
    expect(error().message).toContain('on a terminal alone');
  });

  test('leave no history', async () => {
    const home = temporaryFolder();
    await piped(one, [], { home });
    const { stderr } = await runCwm([], { tty: true, home, lines: [] });
    expect(stderr).not.toContain('Warning');
  });

  test('come from a terminal without prompts with --no-input', async () => {
    const { code, stdout, stderr } = await piped(one, ['--no-input', '-o', 'json'], { tty: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('"/service/tickets"');
  });

  test('end with 143 when the process is asked to end', async () => {
    const ended = new AbortController();
    const { code, stdout } = await piped(`${one}\n${one}`, [], {
      signal: ended.signal,
      onOutput: () => ended.abort('SIGTERM'),
    });
    expect(code).toBe(143);
    expect(stdout).toBe('"/service/tickets"\n');
  });
});

function piped(stdin: string | Uint8Array, flags: string[] = [], options: RunOptions = {}) {
  return runCwm(['repl', ...flags], { stdin, ...options });
}
