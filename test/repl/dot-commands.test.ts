import { describe, expect, test } from 'vitest';
import { fakeApi } from '../support/fake-api.js';
import { runCwm, temporaryFolder, type RunOptions } from '../support/run-cwm.js';

const open = `call GET /service/tickets --where 'closedFlag = false' --fields id --page-size 1`;

describe('.save', () => {
  test('keeps the last call that succeeded, under the proposed description', async () => {
    const { stdout, stderr } = await session([open, 'nope', '.save', 'memory list --columns slug']);
    expect(stderr).toContain('Save it? .save keeps it as "Open service tickets"');
    expect(stderr).toContain('Kept as open-service-tickets.');
    expect(stdout).toContain('open-service-tickets');
  });

  test('or under the given one, for the connection that the call was made with', async () => {
    const home = temporaryFolder();
    const lines = [`${open} --profile sandbox`, '.save Open tickets', '.save Open tickets'];
    const { stderr } = await runCwm([], { tty: true, lines, home });
    expect(stderr).toContain('Kept as open-tickets.');
    expect(stderr).toContain('It is kept already, as open-tickets.');
    const again = await runCwm(['memory', 'run', 'open-tickets', '--profile', 'sandbox'], { home });
    expect(again.json()).toEqual([{ id: expect.any(Number) as number }]);
  });

  test('is offered once for the same call', async () => {
    const { stderr } = await session([open, open, `${open} --page 2`]);
    expect(stderr.match(/Save it\?/g)).toHaveLength(2);
  });

  test('keeps nothing where no call succeeded', async () => {
    const { code, stderr } = await session(['search x', 'call GET /service/tickets/0', '.save']);
    expect(code).toBe(2);
    expect(stderr).toContain('No call has succeeded in this session yet.');
  });

  test('keeps no secret', async () => {
    const api = await fakeApi({ request: 'POST /company/contacts', status: 201, body: { id: 1 } });
    const call = `call POST /company/contacts --set firstName=Jo --set password=Winter-2026 -y --no-check`;
    const { code, stderr } = await runCwm([], { tty: true, lines: [call, '.save'], env: api.env });
    expect(code).toBe(2);
    expect(stderr).toContain('What looks like a secret is not kept');
  });
});

describe('.output', () => {
  test('holds for the lines that follow, which may say otherwise', async () => {
    const { stdout } = await session(['.output csv', open, `${open} -o ndjson`, `${open} --json`]);
    expect(stdout).toMatch(/^id\r\n\d+\r\n\{"id":\d+\}\n\[\n {2}\{\n/);
  });

  test('says what is in force', async () => {
    const { stdout } = await session(['.output', '.output csv', '.output']);
    expect(stdout).toBe('Results are shown as table.\nResults are shown as csv.\n');
  });

  test('refuses an unknown format, and nothing changes', async () => {
    const { stderr, stdout } = await session(['.output xml', '.output']);
    expect(stderr).toContain('xml');
    expect(stdout).toBe('Results are shown as table.\n');
  });
});

describe('.profile', () => {
  test('switches, and shows what is in use', async () => {
    const { stdout, stderr } = await runCwm([], {
      tty: true,
      lines: ['.profile sandbox', open, '.profile'],
    });
    expect(stderr).toContain('Requests go to sandbox from now on.');
    expect(stdout).toContain('sandbox');
    const { json } = await runCwm(['repl', '--profile', 'sandbox'], { stdin: '.profile' });
    expect(json()).toEqual([
      { profile: 'environment', connection: null, in_use: false },
      { profile: 'sandbox', connection: 'sandbox', in_use: true },
    ]);
  });

  test('goes back to the connection of the environment', async () => {
    const { env } = await fakeApi({ request: 'GET /system/info', body: { version: 'v1' } });
    const { code, stdout } = await session(
      ['.profile environment', 'call GET /system/info --no-check'],
      {
        env,
      },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('v1');
  });

  test.each([
    ['nope', 'There is no profile "nope".'],
    ['environment', 'No ConnectWise connection is set up.'],
  ])('refuses %s, and nothing changes', async (name, message) => {
    const { code, stderr } = await session([`.profile ${name}`, open]);
    expect(stderr).toContain(message);
    expect(code).toBe(0);
  });
});

describe('.edit', () => {
  test('is offered once, below the failure of a long line', async () => {
    const long = 'call GET /service/tickets --where nonsense';
    const { stderr } = await session(['nope', long, long, '.lst']);
    expect(stderr.match(/\.edit brings the line back/g)).toHaveLength(1);
  });

  test('has nothing to bring back at first', async () => {
    const { code, stderr } = await session(['.edit']);
    expect(code).toBe(2);
    expect(stderr).toContain('There is no line to bring back.');
  });
});

describe('.help', () => {
  test('fits 60 columns and names every command and key', async () => {
    const { stdout } = await session(['.help'], { columns: 60, env: { NO_COLOR: '1' } });
    for (const name of ['.last, !!', '.save', '.output', '.profile', '.edit', '.exit', 'Ctrl-D'])
      expect(stdout).toContain(name);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  });

  test('an unknown one is answered with the nearest', async () => {
    const { stderr } = await session(['.lst']);
    expect(stderr).toContain('Did you mean .last? .help lists them.');
  });
});

test.each(['.exit', '.quit', 'exit', 'quit'])('%s leaves', async (line) => {
  const { code, stderr } = await session([line, 'nope']);
  expect(code).toBe(0);
  expect(stderr).not.toContain('nope');
});

function session(lines: string[], options: RunOptions = {}) {
  return runCwm(['repl', '--profile', 'sandbox'], { tty: true, lines, ...options });
}
