import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const shells = ['bash', 'zsh', 'fish', 'powershell'];

test.each([
  ['bash', 'complete -o nospace -o default -o nosort -F _cwm cwm cwm-gateway'],
  ['zsh', 'compdef _cwm cwm cwm-gateway'],
  ['fish', `complete --command $name --no-files --keep-order --arguments '(__cwm_complete)'`],
  ['powershell', 'Register-ArgumentCompleter -Native -CommandName'],
])('%s gets its script and nothing else', async (shell, registered) => {
  const { code, stdout, stderr } = await runCwm(['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^#/);
  expect(stdout).toMatch(/[^\n]\n$/);
  expect(stdout).toContain(registered);
});

test.each(shells)('the script for %s starts this cwm without a search for it', async (shell) => {
  const { stdout } = await runCwm(['completion', shell]);
  expect(stdout).toContain(`'${process.execPath}'`);
  expect(stdout).toContain(`'${join(process.cwd(), 'bin', 'cwm.js')}'`);
});

test.each(shells)('the script for %s is the same whatever format was asked for', async (shell) => {
  const [plain, asJson] = [
    await runCwm(['completion', shell]),
    await runCwm(['completion', shell, '-o', 'json']),
  ];
  expect(asJson.stdout).toBe(plain.stdout);
});

test('what a terminal shows can be copied from there', async () => {
  const [shown, piped] = [
    await runCwm(['completion', 'bash'], { tty: true }),
    await runCwm(['completion', 'bash']),
  ];
  expect(shown.stdout.trimEnd()).toBe(piped.stdout.trimEnd());
});

test.each([
  ['zsh', '_cwm'],
  ['fish', 'cwm.fish'],
])('%s finds its file in a folder as %s', async (shell, name) => {
  const folder = temporaryFolder();
  const { code } = await runCwm(['completion', shell, '--output-file', folder]);
  const { stdout } = await runCwm(['completion', shell]);
  expect(code).toBe(0);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(stdout);
});

test('a shell that there is no script for is refused, and the four are named', async () => {
  const { code, stdout, error } = await runCwm(['completion', 'tcsh']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(error()).toMatchObject({
    message: 'shell cannot be "tcsh".',
    hint: 'It is one of bash, zsh, fish or powershell.',
  });
});

test('without a shell the four are one word away', async () => {
  const { code, stdout } = await runCwm(['completion']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const { stdout: help } = await runCwm(['completion', '--help']);
  for (const shell of shells) expect(help).toContain(`cwm completion ${shell}`);
});
