import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentenceIn } from '../../src/repl/sentence-line.js';
import { runCwm, temporaryFolder } from '../support/run-cwm.js';

const session = ['--profile', 'sandbox', '--columns', 'id', '-o', 'csv', 'repl'];

describe('a line behind a question mark', () => {
  test('is a sentence, in a pipe as on a terminal', async () => {
    const piped = await runCwm(session, { stdin: '? open tickets\n' });
    expect(piped).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('Error') as string,
    });
    expect(piped.stdout).toMatch(/^id\r\n\d+\r\n/);
    const typed = await runCwm(['--profile', 'sandbox', '--json'], {
      ...{ tty: true, lines: ['? open tickets', '.last'], replies: ['Send it'] },
    });
    expect(typed.code).toBe(0);
    expect(typed.questions).toEqual(['Send it?']);
  });

  test('holds apostrophes, quotes and what a shell would take for its own', async () => {
    const lines = [`? Acme's frobnicated "quuxily | tickets`, '?open tickets'];
    const { stderr, stdout } = await runCwm(session, { stdin: `${lines.join('\n')}\n` });
    expect(stderr).not.toContain('is not closed');
    expect(stderr).not.toContain('A session has no');
    expect(stdout).toMatch(/^id\r\n/);
  });

  test('approves nothing by itself', async () => {
    const { code, stdout } = await runCwm(session, { stdin: '? close ticket 1\n' });
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
  });

  test('alone says what it takes', async () => {
    const { code, stdout } = await runCwm(session, { stdin: '?\n' });
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: cwm ask');
  });

  test('is named by .help, and kept among the lines', async () => {
    const home = temporaryFolder();
    const lines = ['.help', '? xyzzyqwv'];
    const { stdout } = await runCwm(['repl'], { tty: true, lines, replies: ['Leave'], home });
    expect(stdout).toContain('? sentence');
    expect(readFileSync(join(home, 'state', 'history'), 'utf8')).toBe('.help\n? xyzzyqwv\n');
  });
});

test.each([
  ['? open tickets', 'open tickets'],
  ["  ?what is Acme's balance", "what is Acme's balance"],
  ['?', ''],
  ['call /service/tickets?page=1', undefined],
  ['', undefined],
])('in "%s" the sentence is %j', (line, expected) => {
  expect(sentenceIn(line)).toBe(expected);
});
