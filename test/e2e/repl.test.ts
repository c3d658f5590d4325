import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { makeFolder } from '../support/run-process.js';
import { keys, openScreen, type ScreenOptions } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('a session on a terminal', () => {
  test('runs a command and ends with Ctrl-D', async () => {
    const screen = openSession();
    await screen.sees('no connection>');
    screen.type(`search "close a ticket" --limit 1${keys.enter}`);
    await screen.sees('/service/tickets');
    await screen.sees(/no connection>$/);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });
});

function openSession(options: ScreenOptions = {}, args: readonly string[] = []) {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return openScreen(args, folder, options);
}
