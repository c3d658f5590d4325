import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeApi, type Stub } from '../support/fake-api.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const list: Stub = { request: 'GET /service/tickets', body: [{ id: 1, summary: 'Ä' }] };
const gone: Stub = { request: 'DELETE /service/tickets/1', status: 204 };
const made: Stub = { request: 'POST /service/tickets', status: 201, body: { id: 2 } };

describe('a script that succeeds is silent on standard error:', () => {
  test.each<[string, string[], Stub]>([
    ['a list', ['call', 'GET', '/service/tickets'], list],
    ['a list as csv', ['call', 'GET', '/service/tickets', '-o', 'csv'], list],
    ['a list as a table', ['call', 'GET', '/service/tickets', '-o', 'table'], list],
    ['an empty list', ['call', 'GET', '/service/tickets'], { ...list, body: [] }],
    ['a raw request', ['raw', 'GET /service/tickets'], list],
    [
      'a write',
      ['call', 'POST', '/service/tickets', '--set', 'summary=x', '--set', 'company=1', '--yes'],
      made,
    ],
    ['a write without an answer', ['call', 'DELETE', '/service/tickets/1', '--yes'], gone],
    ['a raw write', ['raw', 'DELETE /service/tickets/1', '-y'], gone],
  ])('%s', async (_what, argv, stub) => {
    const { env } = await fakeApi(stub);
    const run = await runCwm(argv, { env });
    expect(run).toMatchObject({ code: 0, stderr: '', questions: [] });
  });
});

describe('what is missing is said and never asked for:', () => {
  const missing: [string, string[], number, string][] = [
    ['the path', ['call', 'GET'], 2, 'path'],
    ['the target', ['call'], 2, 'path'],
    ['a placeholder', ['call', '/service/boards/{parentId}/statuses'], 2, '-p parentId='],
    ['the body', ['call', 'POST', '/service/tickets', '--yes'], 2, '--set'],
    ['the method of a body', ['call', '/service/tickets', '--set', 'summary=x'], 2, 'call POST'],
    ['the approval of a write', ['call', 'DELETE', '/service/tickets/1'], 8, '--yes'],
    ['the approval of a raw write', ['raw', 'DELETE /service/tickets/1'], 8, '--yes'],
    ['the raw request', ['raw'], 2, 'method'],
    ['the words of a search', ['search'], 2, 'query'],
    ['the target of a description', ['describe'], 2, 'path'],
    ['the value of a flag', ['call', 'GET', '/service/tickets', '--fields'], 2, '--fields'],
    ['the definition of a catalog', ['catalog', 'build'], 2, 'definition'],
  ];

  test.each(missing)('%s', async (_what, argv, code, names) => {
    const { env, seen } = await fakeApi();
    const run = await runCwm(argv, { env });
    expect(run).toMatchObject({ code, stdout: '', questions: [] });
    expect(`${run.error().message} ${run.error().hint ?? ''}`).toContain(names);
    expect(seen).toEqual([]);
  });

  test.each(missing.filter(([, [command]]) => command !== 'raw'))(
    '%s, on a terminal with --no-input',
    async (_what, argv, code) => {
      const { env, seen } = await fakeApi();
      const run = await runCwm(['--no-input', ...argv], { env, tty: true });
      expect(run).toMatchObject({ code, stdout: '', questions: [] });
      expect(seen).toEqual([]);
    },
  );

  test('the connection, by the names of its variables', async () => {
    const run = await runCwm(['call', 'GET', '/service/tickets']);
    expect(run).toMatchObject({ code: 3, stdout: '', questions: [] });
    expect(run.error().hint).toContain('CONNECTWISE_API_URL');
  });
});

describe.each(['flag', 'CWM_ERROR_FILE'])('the file of the %s gets the envelope as UTF-8', (by) => {
  const answer = (status: number): Stub => ({
    request: 'GET /service/tickets',
    status,
    body: { code: 'X', message: 'Drücker “打印机” 😀' },
  });

  describe.each([
    ['a terminal', true],
    ['a pipe', false],
  ])('with standard error on %s:', (_where, tty) => {
    test.each([
      [4, answer(401)],
      [6, answer(400)],
      [7, { ...answer(500), times: 3 }],
    ] as const)('exit %i', async (exit, stub) => {
      const cwd = temporaryFolder();
      const { env } = await fakeApi(stub);
      const flags = by === 'flag' ? ['--error-file', 'error.json'] : [];
      const variables = by === 'flag' ? {} : { CWM_ERROR_FILE: 'error.json' };
      const run = await runCwm(['call', 'GET', '/service/tickets', ...flags], {
        env: { ...env, ...variables },
        platform: 'win32',
        cwd,
        tty,
      });
      expect(run.code).toBe(exit);
      const bytes = readFileSync(join(cwd, 'error.json'));
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(JSON.parse(text)).toMatchObject({ error: { exit } });
      expect(text).toContain('Drücker “打印机” 😀');
      expect(run.stderr.includes('{"error"')).toBe(!tty);
    });
  });
});
