import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeyring } from '../../src/config/keyring.js';
import { temporaryFolder } from '../support/run-cwm.js';

const keys = { publicKey: 'PublicKey123456', privateKey: 'PrivateKey654321', clientId: '' };

test('a keyring that holds keys gives them, and what is none is undefined', async () => {
  const text = JSON.stringify(JSON.stringify(keys));
  expect(await keyring(`write({ found: ${text} })`).read('acme')).toEqual(keys);
  expect(await keyring('write({ found: null })').read('acme')).toBeUndefined();
  expect(
    await keyring(`write({ found: 'another program wrote this' })`).read('acme'),
  ).toBeUndefined();
});

test('it is told by standard input what to do, and no key stands among its words', async () => {
  const told = `read((text) => write({ problem: text + process.argv.slice(2) + process.execArgv }))`;
  await expect(keyring(told).write('acme', keys)).rejects.toThrow(
    `The keyring of this system ${JSON.stringify({
      does: 'write',
      text: JSON.stringify(keys),
      service: 'cwm',
      profile: 'acme',
    })}.`,
  );
});

test('one that cannot be used says why', async () => {
  const locked = keyring(`write({ problem: 'cannot be used: it is locked' })`);
  await expect(locked.read('acme')).rejects.toThrow('cannot be used: it is locked.');
});

test('one that never answers is ended, however busy its process is', async () => {
  const hangs = keyring('for (;;);', 300);
  await expect(hangs.read('acme')).rejects.toThrow('did not answer within 0.3 seconds');
});

test.each([
  ['fails', 'process.exit(3)'],
  ['says something else', `process.stdout.write('PrivateKey654321')`],
])('a process that %s is told without what it said', async (_case, code) => {
  const problem = await keyring(code)
    .read('acme')
    .catch((error: unknown) => String(error));
  expect(problem).toContain('the process that asks it failed');
  expect(problem).not.toContain('PrivateKey');
});

test('where no process can be started, that is what is wrong', async () => {
  const broken = openKeyring({ node: join(temporaryFolder(), 'node'), script: 'x.js' });
  await expect(broken.remove('acme')).rejects.toThrow('no further process can be started');
});

/** A keyring whose process runs this code; `write` answers, `read` waits for what it is told. */
function keyring(code: string, limit?: number) {
  const script = join(temporaryFolder(), 'keyring.cjs');
  writeFileSync(
    script,
    `const write = (answer) => process.stdout.write(JSON.stringify(answer));
     const read = (then) => process.stdin.setEncoding('utf8').once('data', then);
     ${code}`,
  );
  return openKeyring({ node: process.execPath, script }, limit);
}
