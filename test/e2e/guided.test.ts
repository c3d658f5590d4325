import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { makeFolder } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('a guided call on a terminal', () => {
  test('is found while it is typed, reviewed, sent, and kept; the session goes on', async () => {
    const { folder, remove } = makeFolder();
    onTestFinished(remove);
    const screen = openScreen(['--profile', 'sandbox', 'repl'], folder, { columns: 60, rows: 40 });
    await screen.sees('cwm>');
    screen.type(`call${keys.enter}`);
    await screen.sees('What do you want to call?');
    screen.type('close a tick');
    await screen.sees(/❯ PATCH +\/service\/tickets\/\{id\}/);
    screen.type(keys.ctrlU);
    screen.type('boards');
    await screen.sees(/❯ GET +\/service\/boards/);
    screen.type(keys.enter);
    await screen.sees('Which records?');
    screen.type(keys.enter);
    await screen.sees('Which field?');
    screen.type('name');
    await screen.sees(/❯ name/);
    screen.type(keys.enter);
    await screen.sees('name …');
    screen.type(keys.enter);
    await screen.sees('name contains (');
    screen.type(`Help${keys.enter}`);
    await screen.sees(/service boards whose name contains "Help"[^]*Remove a filter[^]*select/);
    screen.type('D');
    await screen.sees(/❯ Done/);
    screen.type(keys.enter);
    await screen.sees('Send it?');
    screen.type(keys.enter);
    await screen.sees('Help Desk');
    await screen.sees('Keep it as "Service boards whose name contains');
    screen.type(`y${keys.enter}`);
    await screen.sees('Kept as');
    await screen.sees(/cwm>$/);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });
});
