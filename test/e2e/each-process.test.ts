import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import { startProcess, type Finished, type Started } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { temporaryHome } from '../support/session.js';
import { whyNoTerminal } from '../support/terminal.js';
import { serveTickets, type TicketServer } from '../support/ticket-server.js';

const patch = ['call', 'PATCH', '/service/tickets/{id}', '--set', 'summary={summary}'];
const post = [
  ...['call', 'POST', '/service/tickets', '--set', 'summary={summary}'],
  ...['--set', 'company.id=2', '--set', 'board.id=1'],
];

const count = 8;
const everyRow = numbersTo(count).map((number) => `Row ${number}`);

beforeAll(ensureBuilt);

describe('rows that are sent', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s lets what is under way end, and a resumed run does the rest',
    async (signal, exit) => {
      const { tickets, start } = await folderOfRows();
      const run = start([...patch, '--yes', '--parallel', '2']);
      tickets.onWrite = (came) => {
        if (came === 4) run.child.kill(signal);
      };
      const ended = await run.finished;
      expect(ended.code).toBe(exit);
      const done = rowsThat(ended, true);
      expect(tickets.written.toSorted()).toEqual(done.map((row) => `Row ${row}`));
      expect(done.length).toBeLessThan(count);
      const rest = await start([...patch, '--yes', '--resume']).finished;
      expect(rest.code, rest.stderr).toBe(0);
      expect(rowsThat(rest, true)).toEqual(numbersTo(count));
      expect(tickets.written.toSorted()).toEqual(everyRow);
    },
  );

  test.skipIf(whyNoTerminal() !== undefined)(
    'Ctrl-C on a terminal ends them with 130',
    async () => {
      const { tickets, home, env } = await folderOfRows();
      const screen = openScreen([...patch, '--yes', '--each', `@${join(home, 'rows.csv')}`], home, {
        env,
      });
      tickets.onWrite = (came) => {
        if (came === 3) screen.type(keys.ctrlC);
      };
      expect(await screen.ended).toBe(130);
      expect(screen.text()).toContain('--resume');
      expect(tickets.written.length).toBeLessThan(count);
    },
  );

  test('what a killed run has sent is not sent again while the server may be at work on it', async () => {
    const { tickets, start } = await folderOfRows();
    const args = [...post, '--yes', '--timeout', '6'];
    const run = start(args);
    tickets.onWrite = async (came) => {
      if (came !== 3) return;
      run.child.kill('SIGKILL');
      await delay(4000);
    };
    await run.finished;
    const resumed = await start([...args, '--resume']).finished;
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(tickets.written.toSorted()).toEqual(everyRow);
  });

  test('a disk that is full stops them: without a journal nothing more is sent', async () => {
    const { tickets, start } = await folderOfRows(60);
    // In units of 512 or 1024 bytes, as the shell has it.
    const limited = ['sh', '-c', 'ulimit -f 4; exec "$0" "$@"'];
    const ended = await start([...patch, '--yes'], { through: limited }).finished;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/journal .* could not be written/);
    const done = rowsThat(ended, true);
    expect(done.length).toBeGreaterThan(0);
    expect(tickets.written).toEqual(done.map((row) => `Row ${row}`));
    const rest = await start([...patch, '--yes', '--resume']).finished;
    expect(rest.code, rest.stderr).toBe(0);
    expect(tickets.written).toEqual(rowsThat(rest, true).map((row) => `Row ${row}`));
  });
});

describe('two runs of the same rows at a time', () => {
  test.each([
    ['of one person', undefined, []],
    ['of one person, by a link', 'link.csv', []],
    ['of two people', undefined, ['--resume']],
  ])('%s: one of them sends', async (_, file, more) => {
    const { tickets, start, home } = await folderOfRows();
    symlinkSync('rows.csv', join(home, 'link.csv'));
    const first = start([...patch, '--yes']);
    let second: Started | undefined;
    tickets.onWrite = async () => {
      second ??= start([...patch, '--yes', ...more], {
        ...(file === undefined ? {} : { file }),
        ...(more.length === 0 ? {} : { ownHome: temporaryHome() }),
      });
      await Promise.race([second.finished, first.finished]);
    };
    const ended = await first.finished;
    expect(ended.code, ended.stderr).toBe(0);
    expect(await second?.finished).toMatchObject({ code: 8, stdout: '' });
    expect(tickets.written).toEqual(everyRow);
  });
});

interface Other {
  file?: string;
  ownHome?: string;
  /** Words before the command. */
  through?: readonly string[];
}

interface RowsFolder {
  home: string;
  env: Record<string, string>;
  tickets: TicketServer;
  /** Starts a command for each row of the file. */
  start: (args: readonly string[], other?: Other) => Started;
}

async function folderOfRows(rows = count): Promise<RowsFolder> {
  const home = temporaryHome();
  const tickets = await serveTickets(rows);
  const lines = numbersTo(rows).map((number) => `${number},Row ${number}\n`);
  writeFileSync(join(home, 'rows.csv'), `id,summary\n${lines.join('')}`);
  return {
    home,
    tickets,
    env: tickets.env,
    start(args, { file = 'rows.csv', ownHome = home, through = [] } = {}) {
      const each = ['--each', `@${join(home, file)}`, '-o', 'ndjson'];
      const [program = '', ...words] = [...through, process.execPath, builtBin, ...args, ...each];
      const run = startProcess(program, words, { env: { CWM_HOME: ownHome, ...tickets.env } });
      onTestFinished(() => {
        run.child.kill('SIGKILL');
      });
      return run;
    },
  };
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

function rowsThat({ stdout }: Finished, wanted: boolean | null): number[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { row: number; ok: boolean | null })
    .filter(({ ok }) => ok === wanted)
    .map(({ row }) => row);
}
