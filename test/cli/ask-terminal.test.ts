import { describe, expect, test } from 'vitest';
import { runCwm, temporaryFolder, type Reply, type RunOptions } from '../support/run-cwm.js';

const sandbox = ['--profile', 'sandbox'];
const brief = ['--columns', 'id,summary', '-o', 'csv'];

async function ask(sentence: string, replies: Reply[], flags: string[] = [], home?: string) {
  const options: RunOptions = { tty: true, replies, env: { NO_COLOR: '1' } };
  return await runCwm(
    ['ask', sentence, ...sandbox, ...flags],
    home === undefined ? options : { ...options, home },
  );
}

/** A home where a call is kept that closed tickets are asked for with. */
async function homeWithKept(): Promise<string> {
  const home = temporaryFolder();
  const words = ['memory', 'save', 'Tickets that are closed', '/service/tickets'];
  const flags = ['--where', 'closedFlag = true', '--fields', 'id', '--page-size', '2'];
  expect((await runCwm([...words, ...flags, ...sandbox], { home })).code).toBe(0);
  return home;
}

describe('a sentence on a terminal', () => {
  test('is shown as the call that it became, and sent on yes', async () => {
    const { code, stdout, stderr, questions } = await ask('open tickets', ['Send it'], brief);
    expect(code).toBe(0);
    expect(questions).toEqual(['Send it?']);
    expect(stdout).toMatch(/^id,summary\r\n\d+,/);
    expect(stderr).toMatch(/^ {2}open +closedFlag = false$/m);
    expect(stderr).toMatch(/^cwm call GET \/service\/tickets .*--profile sandbox$/m);
    expect(stderr).toContain('GET /service/tickets\n  conditions=closedFlag=false\n');
    expect(stderr).toContain('In words: open service tickets.');
    expect(stderr).toContain("cwm memory save 'open tickets' --last");
  });

  test('is not sent by whoever leaves', async () => {
    const { code, stdout, stderr } = await ask('open tickets', ['Leave']);
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(stderr).toContain('Error: Not sent.');
  });

  test('is said in other words, or its call is changed', async () => {
    const replies = [
      ...['Change', 'The sentence', 'closed tickets'],
      ...['Change', 'Filters', 'Fields', ['id'], 'Done', 'Send it'],
    ];
    const { code, stdout, stderr } = await ask('open tickets', replies, ['-o', 'csv']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id\r\n\d+\r\n/);
    expect(stderr).toContain('conditions=closedFlag=true');
  });

  test('that changes something is approved once, with what it changes', async () => {
    const home = temporaryFolder();
    const first = ['--where', 'closedFlag = false', '--page-size', '1', '--query', '[0].id'];
    const id = (await runCwm(['call', '/service/tickets', ...first, ...sandbox], { home })).json();
    const run = await ask(`close ticket ${String(id)}`, ['Send it'], ['--json'], home);
    expect(run).toMatchObject({ code: 0, questions: ['Send it? It changes data.'] });
    expect(run.stderr).toMatch(/^ {2}close +status Closed \(\d+\)$/m);
    expect(run.stderr).toMatch(/^ {2}status: .* → Closed$/m);
    expect(run.json()).toMatchObject({ id, closedFlag: true });
  });

  test('that is unsure and changes something cannot be sent, but said again', async () => {
    const words = 'close ticket 1 frobnicated quuxily';
    const left = await ask(words, ['Leave']);
    expect(left.code).toBe(8);
    expect(left.questions).toEqual(['This cannot be sent.']);
    const again = await ask(words, ['other words', 'close ticket 1', 'Send it']);
    expect(again.code).toBe(0);
  });

  test('that nobody understands is said again, or left as wrong', async () => {
    expect((await ask('xyzzyqwv', ['Leave'])).code).toBe(2);
    expect((await ask('xyzzyqwv', ['other words', 'open tickets', 'Send it'])).code).toBe(0);
  });

  test('is shown and not asked about with --yes', async () => {
    const { code, stderr, questions } = await ask('open tickets', [], ['--yes']);
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    expect(stderr).toMatch(/^ {2}open +closedFlag = false$/m);
  });

  test('shows nothing of its plan to a script that reads standard error', async () => {
    const { stderr } = await runCwm(['ask', 'open tickets', ...sandbox, '--columns', 'id']);
    expect(stderr).not.toContain('closedFlag');
  });
});

describe('a kept call that is called what the sentence says', () => {
  test('is offered before the sentence is read', async () => {
    const home = await homeWithKept();
    const used = await ask('closed tickets', ['Use "Tickets that', 'Send it'], ['-o', 'csv'], home);
    expect(used).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^id\r\n\d+\r\n\d+\r\n$/) as string,
    });
    const [kept] = (await runCwm(['memory', 'list'], { home })).json() as { usage_count: number }[];
    expect(kept?.usage_count).toBe(1);
    const unused = await ask('closed tickets', ['No,', 'Leave'], [], home);
    expect(unused.stderr).toContain('conditions=closedFlag=true');
  });

  test('stands first among the alternatives of a script, which runs the sentence', async () => {
    const home = await homeWithKept();
    const { json } = await runCwm(['ask', 'closed tickets', '--dry-run', ...sandbox], { home });
    expect((json() as { alternatives: unknown[] }).alternatives[0]).toEqual({
      method: 'GET',
      path: '/service/tickets',
      summary: 'Tickets that are closed',
      memory: 'tickets-that-are-closed',
    });
    const { stdout } = await runCwm(['ask', 'closed tickets', ...sandbox, '-o', 'csv'], { home });
    expect(stdout).not.toMatch(/^id\r\n/);
  });

  test('is not offered for another sentence, nor where nothing is remembered', async () => {
    const home = await homeWithKept();
    expect((await ask('open tickets', ['Send it'], [], home)).code).toBe(0);
    const run = await runCwm(['ask', 'closed tickets', '--dry-run', ...sandbox], {
      home,
      env: { CWM_NO_MEMORY: '1' },
    });
    expect(JSON.stringify(run.json())).not.toContain('tickets-that-are-closed');
  });
});
