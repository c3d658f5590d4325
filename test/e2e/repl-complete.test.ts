import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { makeFolder } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('Tab in a session', () => {
  test('puts in what the line goes on with, word by word', async () => {
    const { folder, remove } = makeFolder();
    onTestFinished(remove);
    const screen = openScreen([], folder, {});
    await screen.sees(/>$/);
    const steps: [string, string][] = [
      ['desc', 'describe '],
      ['/service/boards/{', "describe '/service/boards/{id}"],
      ["' --sch", "describe '/service/boards/{id}' --schema "],
    ];
    for (const [typed, line] of steps) {
      screen.type(typed);
      await screen.sees(typed);
      screen.type(keys.tab);
      await screen.sees(line.trimEnd());
    }
    screen.type(keys.enter);
    await screen.sees('"$schema"');
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });
});
