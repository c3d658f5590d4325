import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import { makeFolder, startProcess } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('a session on a terminal of 60 columns', () => {
  test('says where it is, brings a line back at its fault, and knows it after a crash', async () => {
    const folder = temporaryFolder();
    const first = openSession(folder);
    await first.sees(/sandbox rw>$/);
    first.type(`call GET /service/tickets --conditions 'id = = 1'${keys.enter}`);
    await first.sees(/\.edit brings the line back[^]*sandbox rw>$/);
    first.type(`.edit${keys.enter}`);
    await first.sees(/rw> call GET[^]*rw> \.edit[^]*rw> call GET/);
    first.type(`${keys.ctrlE}${keys.ctrlU}sandbox serve --port 0${keys.enter}`);
    await first.sees('Ctrl-C stops it.');
    first.type(keys.ctrlC);
    await first.sees(/Interrupted\.[^]*sandbox rw>$/);
    first.kill('SIGKILL');
    await first.ended;
    const second = openSession(folder);
    await second.sees(/sandbox rw>$/);
    second.type('\u001b[A');
    await second.sees(/rw> sandbox serve --port 0$/);
    second.type(`${keys.ctrlU}${keys.ctrlD}`);
    expect(await second.ended).toBe(0);
  });
});

describe('commands from a pipe', () => {
  test('are run as they come', async () => {
    const { child, saw, finished } = openPipe();
    child.stdin?.write('search tickets --limit 1 --query [0].path\n');
    await saw('"/service/tickets"');
    child.stdin?.end('.last -o csv --columns path');
    expect(await finished).toMatchObject({ code: 0, stderr: '' });
  });

  test('end when the process is asked to end, though more may come', async () => {
    const { child, saw, finished } = openPipe();
    child.stdin?.write('search tickets --limit 1\n');
    await saw('/service/tickets');
    child.kill('SIGTERM');
    expect((await finished).code).toBe(143);
  });

  test('end in silence when nobody reads the results any more', async () => {
    const { child, saw, finished } = openPipe();
    child.stdin?.write('search tickets --limit 1\n');
    await saw('/service/tickets');
    child.stdout?.destroy();
    child.stdin?.write('search tickets\nsearch boards\nnope\n');
    expect(await finished).toMatchObject({ code: 0, stderr: '' });
  });
});

function openPipe() {
  return startProcess(process.execPath, [builtBin, 'repl'], {
    env: { CWM_HOME: temporaryFolder() },
    stdin: 'pipe',
  });
}

function openSession(folder: string) {
  return openScreen(['--profile', 'sandbox'], folder, { columns: 60, env: { NO_COLOR: '1' } });
}

function temporaryFolder(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}
