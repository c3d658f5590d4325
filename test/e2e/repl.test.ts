import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { keys } from '../support/screen.js';
import { ask, openSession, prompt, temporaryHome } from '../support/session.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

const note = '/service/tickets/1/notes/1';
const sandbox = '--profile sandbox';

describe.skipIf(whyNoTerminal() !== undefined)('a session on a terminal', () => {
  test('runs a command, shows each line once, and ends with Ctrl-D', async () => {
    const screen = await openSession();
    await ask(screen, 'search tickets --limit 1');
    expect(screen.text().match(/search tickets/g)).toHaveLength(1);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });

  test('fits 60 columns', async () => {
    const screen = await openSession({ columns: 60 });
    const text = await ask(screen, `call /service/tickets --limit 2 ${sandbox}`);
    expect(text).toMatch(/summary/i);
    // A row that did not fit would go on in the next one.
    expect(text.split('\n').filter((row) => row.length === 60)).toEqual([]);
  });

  test('shows no colour where none is wanted', async () => {
    const screen = await openSession({ env: { NO_COLOR: '1' } });
    await ask(screen, `call /service/tickets --limit 2 ${sandbox}`);
    await ask(screen, 'serch');
    expect(screen.codes().filter((code) => code.endsWith('m'))).toEqual([]);
  });

  test('on a terminal that knows no codes', async () => {
    const screen = await openSession({ env: { TERM: 'dumb' } });
    const text = await ask(screen, 'search tickets --limit 1');
    expect(text).toContain('/service/tickets');
    screen.type('half');
    await screen.sees('half');
    screen.type(keys.ctrlC);
    await screen.sees('half^C');
    screen.type(`serch${keys.backspace.repeat(3)}arch invoices --limit 1${keys.enter}`);
    await screen.sees(/invoices[^]*\n[^\n]*>$/);
    expect(screen.codes()).toEqual([]);
    expect(screen.text()).not.toContain('Error');
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });

  test('sends a write that is confirmed, and none that is not', async () => {
    const screen = await openSession();
    const answerWith = async (answer: string) => {
      screen.type(`call DELETE ${note} ${sandbox}${keys.enter}`);
      await screen.sees(/Send it\?[^\n]*$/);
      screen.type(`${answer}${keys.enter}`);
      await screen.sees(prompt);
      return await ask(screen, `call ${note} ${sandbox}`);
    };
    expect(await answerWith('n')).not.toMatch(/not found/i);
    expect(screen.text()).toContain('Not sent.');
    expect(await answerWith('y')).toMatch(/not found/i);
  });

  test('runs three lines that are pasted, and takes none of them for an answer', async () => {
    const screen = await openSession();
    screen.type(
      [`call DELETE ${note} ${sandbox}`, 'y', 'search pasted --limit 1', ''].join(keys.enter),
    );
    await screen.sees(/Send it\?[^\n]*$/);
    screen.type(`n${keys.enter}`);
    const text = await screen.sees(/search pasted --limit 1\n[^]*>$/);
    expect(text).toContain('Not sent.');
    expect(text).toMatch(/> y\n/);
    expect(await ask(screen, `call ${note} ${sandbox}`)).not.toMatch(/not found/i);
  });

  test('takes no answer that came while a line was at work', async () => {
    const screen = await openSession();
    screen.type(`call DELETE ${note} ${sandbox}${keys.enter}`);
    screen.type(`y${keys.enter}`);
    await screen.sees(/Send it\?[^\n]*$/);
    screen.type(`n${keys.enter}`);
    expect(await screen.sees(/> y\n[^]*>$/)).toContain('Not sent.');
  });

  test('finds its earlier lines again after it was killed', async () => {
    const home = temporaryHome();
    const first = await openSession({ home });
    await ask(first, 'search tickets --limit 1');
    first.kill('SIGKILL');
    await first.ended;
    const second = await openSession({ home });
    second.type(keys.up);
    await second.sees(/> search tickets --limit 1$/);
    second.type(`${keys.ctrlU}${keys.ctrlR}`);
    await second.sees(/Earlier lines:[^]*search tickets/);
    second.type(keys.enter);
    await second.sees(/> search tickets --limit 1$/);
  });
});
