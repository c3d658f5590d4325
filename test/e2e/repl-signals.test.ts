import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built-project.js';
import { keys } from '../support/screen.js';
import { ask, openSession, prompt, temporaryHome } from '../support/session.js';
import { silentApi } from '../support/silent-api.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

describe.skipIf(whyNoTerminal() !== undefined)('in a session on a terminal', () => {
  test('Ctrl-C, pressed twice, ends the call and not the session', async () => {
    const { env, asked, givenUp } = await silentApi();
    const screen = await openSession({ env });
    screen.type(`call /service/tickets${keys.enter}`);
    await asked;
    screen.type(keys.ctrlC);
    screen.type(keys.ctrlC);
    await givenUp;
    await screen.sees(/Interrupted\.[^]*>$/);
    expect(await ask(screen, 'search tickets --limit 1')).toContain('/service/tickets');
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });

  test('Ctrl-C while a write is under way says that its outcome is unknown', async () => {
    const { env, asked } = await silentApi();
    const screen = await openSession({ env });
    screen.type(`call DELETE /service/tickets/1 --yes${keys.enter}`);
    expect(await asked).toBe('DELETE');
    screen.type(keys.ctrlC);
    await screen.sees(/^Error: Interrupted[^]*outcome is unknown[^]*>$/m);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(130);
  });

  test('Ctrl-C drops what was pasted after the line that it ends', async () => {
    const { env, asked } = await silentApi();
    const screen = await openSession({ env });
    screen.type(`call /service/tickets${keys.enter}search never${keys.enter}`);
    await asked;
    screen.type(keys.ctrlC);
    await screen.sees(/Interrupted\.[^]*>$/);
    expect(await ask(screen, 'search tickets --limit 1')).not.toContain('search never');
  });

  test('Ctrl-C at a question ends the line and not the session', async () => {
    const screen = await openSession();
    screen.type(`call DELETE /service/tickets/1 --profile sandbox${keys.enter}`);
    await screen.sees(/Send it\?[^\n]*$/);
    screen.type(keys.ctrlC);
    await screen.sees(/Nothing was sent\.[^]*>$/);
    expect(await ask(screen, 'search tickets --limit 1')).toContain('/service/tickets');
  });

  test('Ctrl-C on an empty line says how to leave, and on a written one drops it', async () => {
    const screen = await openSession();
    screen.type(keys.ctrlC);
    await screen.sees(/Ctrl-D leaves\.\n[^\n]*>$/);
    screen.type(`call DELETE${keys.ctrlC}`);
    await screen.sees(/call DELETE\^C\n[^\n]*>$/);
    screen.type(keys.ctrlD);
    expect(await screen.ended).toBe(0);
  });

  test('Ctrl-C ends a sandbox that is served, and the session goes on', async () => {
    const screen = await openSession();
    screen.type(`sandbox serve --port 0${keys.enter}`);
    await screen.sees('CONNECTWISE_API_URL');
    screen.type(keys.ctrlC);
    await screen.sees(/Interrupted\.[^]*>$/);
    expect(await ask(screen, 'search tickets --limit 1')).toContain('/service/tickets');
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends it, and runs nothing more', async (signal) => {
    const screen = await openSession();
    screen.type('call DELETE /service/tickets/1 --yes --profile sandbox');
    await screen.sees(/sandbox$/);
    screen.kill(signal);
    expect(await screen.ended).toBe(143);
    expect(screen.text()).not.toContain('204');
  });

  test('a line that does not stop is ended by Ctrl-C a moment later, with everything', async () => {
    const { env, asked } = await silentApi();
    const preload = join(temporaryHome(), 'deaf.cjs');
    writeFileSync(preload, 'AbortController.prototype.abort = () => undefined;\n');
    const screen = await openSession({ env: { ...env, NODE_OPTIONS: `--require ${preload}` } });
    screen.type(`call /service/tickets${keys.enter}`);
    await asked;
    const pressing = setInterval(() => screen.type(keys.ctrlC), 100);
    expect(await screen.ended).toBe(130);
    clearInterval(pressing);
  });

  test('SIGTERM ends a call that is under way, and the session with it', async () => {
    const { env, asked } = await silentApi();
    const screen = await openSession({ env });
    screen.type(`call /service/tickets${keys.enter}`);
    await asked;
    screen.kill('SIGTERM');
    expect(await screen.ended).toBe(143);
    expect(screen.text().match(/Terminated/g)).toHaveLength(1);
  });

  test('Ctrl-R finds an earlier line again', async () => {
    const screen = await openSession({ columns: 60 });
    await ask(screen, 'search tickets --limit 1');
    screen.type(keys.ctrlR);
    await screen.sees('Earlier lines:');
    screen.type(keys.ctrlC);
    await screen.sees(prompt);
    expect(screen.visible()).not.toContain('Earlier lines:');
  });
});
