import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { makeFolder } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('a sentence in a session', () => {
  test('is shown, said in other words, and sent on yes', async () => {
    const { folder, remove } = makeFolder();
    onTestFinished(remove);
    const screen = openScreen(['--profile', 'sandbox', 'repl'], folder, { columns: 70, rows: 40 });
    await screen.sees(/>$/);
    screen.type(`? open boards${keys.enter}`);
    await screen.sees(/❯ Send it[^]*navigate/);
    screen.type(keys.ctrlC);
    await screen.sees(/rw>$/);
    screen.type(`? open tickets on the Help Desk's board${keys.enter}`);
    await screen.sees(/board Help Desk \(1\)[^]*❯ Send it[^]*navigate/);
    screen.type('C');
    await screen.sees(/❯ Change/);
    screen.type(keys.enter);
    await screen.sees('Change what?');
    screen.type('T');
    await screen.sees(/❯ The sentence/);
    screen.type(keys.enter);
    await screen.sees(/What do you want\? open tickets on the Help Desk's board/);
    screen.type(keys.ctrlU);
    screen.type(`how many open tickets${keys.enter}`);
    await screen.sees(/GET \/service\/tickets\/count[^]*❯ Send it/);
    screen.type(keys.enter);
    await screen.sees(/count +\d+[^]*rw>$/);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });
});
