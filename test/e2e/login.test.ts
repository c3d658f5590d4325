import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import { makeFolder, runBin, runProcess, startProcess } from '../support/run-process.js';
import { keys, openScreen } from '../support/screen.js';
import { whyNoTerminal } from '../support/terminal.js';

beforeAll(ensureBuilt);

/** A bus that is no bus: no keyring of the machine that the tests run on is touched. */
const noKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere', DISPLAY: '' };

describe.skipIf(whyNoTerminal() !== undefined)('login on a terminal', () => {
  test('connects without a key on the screen, and a call works with it', async () => {
    const { origin, publicKey, privateKey, clientId } = await tenant();
    const home = newFolder();
    const screen = openScreen(['login', 'demo', '--host', origin], home, {
      columns: 110,
      env: noKeyring,
    });
    const answer = async (question: string, text: string) => {
      await screen.sees(question);
      screen.type(`${text}${keys.enter}`);
    };
    await answer('Company, as at the login page:', 'sandbox');
    await answer('Public key:', publicKey);
    await answer('Private key:', privateKey);
    await answer('clientId (empty for none):', clientId);
    await screen.sees('Which member is "me"?');
    screen.type('jdoe');
    await screen.sees('❯ jdoe (John Doe)\n  nobody\n');
    screen.type(keys.enter);
    await answer('Time zone:', '');
    await answer('What may be done with this profile?', '');
    await answer('Keep them in that file?', 'y');
    const seen = await screen.sees('Profile demo');
    expect(await screen.ended).toBe(0);
    for (const secret of [publicKey, privateKey, clientId]) expect(seen).not.toContain(secret);
    const call = await runBin(['call', '/system/info', '--fields', 'version'], home);
    expect(JSON.parse(call.stdout)).toEqual({ version: 'v2025.1.0' });
  });
});

test.skipIf(process.platform === 'win32')(
  'whatever the umask, the file of keys is private (S3)',
  async () => {
    const home = newFolder();
    const flags = '--host http://127.0.0.1:9 --company acme --keys - --store file --no-check';
    const line = `umask 000; printf 'publicKey=PublicKey1\\nprivateKey=PrivateKey1' | "$0" "$1" login ${flags}`;
    const { code } = await runProcess('sh', ['-c', line, process.execPath, builtBin], {
      env: { CWM_HOME: home },
    });
    expect(code).toBe(0);
    const modes = ['config', join('config', 'keys.json'), join('config', 'settings.json')].map(
      (name) => statSync(join(home, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  },
);

test.skipIf(process.platform !== 'linux')(
  'a keyring that never answers neither blocks nor keeps the process (S2)',
  async () => {
    const home = newFolder();
    const socket = join(home, 'bus');
    const bus = createServer(() => undefined);
    await new Promise<void>((resolve) => bus.listen(socket, resolve));
    onTestFinished(() => void bus.close());
    const flags = ['--host', 'http://127.0.0.1:9', '--company', 'acme', '--keys', 'env'];
    const { code, stderr } = await runBin(['login', ...flags, '--no-check'], home, {
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`,
      CONNECTWISE_PUBLIC_KEY: 'PublicKey1',
      CONNECTWISE_PRIVATE_KEY: 'PrivateKey1',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('The keyring of this system');
    expect(stderr).toContain('--store file');
  },
);

async function tenant() {
  const args = ['sandbox', 'serve', '--port', '0', '-o', 'json'];
  const { child, saw } = startProcess(process.execPath, [builtBin, ...args], {
    env: { CWM_HOME: newFolder() },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { stdout } = await saw('}\n');
  const address = JSON.parse(stdout) as Record<
    'url' | 'publicKey' | 'privateKey' | 'clientId',
    string
  >;
  return { ...address, origin: address.url };
}

function newFolder(): string {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  return folder;
}
