import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bashScript } from '../../src/completion/bash.js';
import { builtBin, ensureBuilt } from '../support/built-project.js';
import { makeFolder, runProcess } from '../support/run-process.js';
import { keys, openProgram } from '../support/screen.js';
import { isThere, shellWords, standIn, type UnixShell } from '../support/shells-with-completion.js';
import { whyNoTerminal } from '../support/terminal.js';

/** What the stand-in for cwm answers, by the word that is being written. */
const answers = {
  sea: 'search\tFind endpoints: fast\n',
  s: 'search\tFind endpoints: fast\nsandbox\tA ConnectWise (here)\n',
  '/serv': '/service/tickets/{id}\tGet a service ticket\n',
  '/proj': ':nospace\n/project/\n',
  pho: 'phones & "faxes" (old)\tA category\n',
  nasty: `nasty = "It's $HOME \`x\` \\ !a" & (b); {id} *?\n`,
  sta: ':nospace\nstatus/name \tReference\n',
  '--where=sta': ':nospace\n--where=status/name \tReference\n',
  '--save=ol': '--save=old & "new"\n',
  'status/name ': 'status/name = "New"\n',
  'company=A': 'company=Acme Corp\n',
  tick: 'getTickets\nputTickets\n',
  'time:e': 'time:entries\n',
};

/** What is typed behind `cwm`, and the words that cwm gets when the line is run. */
const lines = [
  { typed: `sea${keys.tab}x`, runs: ['search', 'x'] },
  { typed: `call /serv${keys.tab}x`, runs: ['call', '/service/tickets/{id}', 'x'] },
  { typed: `call /proj${keys.tab}x`, runs: ['call', '/project/x'] },
  { typed: `pho${keys.tab}x`, runs: ['phones & "faxes" (old)', 'x'] },
  { typed: `nasty${keys.tab}`, runs: [answers.nasty.trimEnd()] },
  { typed: `'nasty${keys.tab}`, runs: [answers.nasty.trimEnd()] },
  { typed: `"pho${keys.tab}`, runs: ['phones & "faxes" (old)'] },
  { typed: `--where 'sta${keys.tab}ok'`, runs: ['--where', 'status/name ok'] },
  { typed: `--save=ol${keys.tab}x`, runs: ['--save=old & "new"', 'x'] },
  { typed: `--where 'status/name ${keys.tab}`, runs: ['--where', 'status/name = "New"'] },
  { typed: `--where status/name\\ ${keys.tab}`, runs: ['--where', 'status/name = "New"'] },
  { typed: `-p company=A${keys.tab}x`, runs: ['-p', 'company=Acme Corp', 'x'] },
  { typed: `-p time:e${keys.tab}x`, runs: ['-p', 'time:entries', 'x'] },
];

describe.each(['bash', 'zsh', 'fish'] as const)('%s', (shell) => {
  const isSkipped = whyNoTerminal() !== undefined || !isThere(shell);

  test.skipIf(isSkipped).each(lines)('$typed runs as $runs', async ({ typed, runs }) => {
    const { screen } = await openShell(shell);
    screen.type(`cwm ${typed}${keys.enter}`);
    await screen.sees(JSON.stringify(runs));
  });

  test.skipIf(isSkipped)('shows what there is to choose from, with notes', async () => {
    const { screen } = await openShell(shell);
    screen.type(`cwm s${keys.tab}${keys.tab}`);
    await screen.sees(/search\W+Find endpoints: fast/);
    await screen.sees(/sandbox\W+A ConnectWise \(here\)/);
  });

  test.skipIf(isSkipped)('gives cwm words without quotes, up to the cursor', async () => {
    const { screen, asked } = await openShell(shell);
    screen.type(`cwm call "a b" c\\ d 'it'\\''s' '' sea${keys.tab}`);
    await screen.sees(/search $|search$/);
    expect(asked()).toEqual([
      ['complete', '--shell', shell, '--', 'call', 'a b', 'c d', "it's", '', 'sea'],
    ]);
  });
});

test.skipIf(whyNoTerminal() !== undefined || !isThere('zsh'))(
  'zsh may read the script as it starts, with nothing prepared for completion',
  async () => {
    const { screen } = await openShell('zsh', 'sourced');
    screen.type(`cwm sea${keys.tab}x${keys.enter}`);
    await screen.sees('["search","x"]');
  },
);

describe.skipIf(!isThere('bash'))('the function for bash', () => {
  test.each([
    ['cwm sea', 'sea', ['search ']],
    ['cwm call --where=sta', 'sta', [`'status/name `]],
    ['cwm call /proj', '/proj', ['/project/']],
    ['cwm tick', 'tick', ['getTickets', 'putTickets', ' ']],
    ['cwm fails', 'fails', []],
    ['cwm unknown', 'unknown', []],
    ['cwm call > sea', 'sea', []],
    ['cwm < in sea', 'sea', ['search ']],
  ])('%s', async (line, text, expected) => {
    const { folder, remove } = makeFolder();
    onTestFinished(remove);
    expect(await reply(bashScript(standIn(folder, answers)), line, text)).toEqual(expected);
  });

  test('offers nothing, and says nothing, where there is no cwm any more', async () => {
    const script = bashScript({ node: '/gone/node', script: '/gone/cwm.js' });
    expect(await reply(script, 'cwm sea', 'sea')).toEqual([]);
  });
});

describe.skipIf(whyNoTerminal() !== undefined)('cwm itself', () => {
  beforeAll(ensureBuilt);

  test.each([
    ['compl', 'completion '],
    ['call GET /service/tickets/12/no', '/service/tickets/12/notes'],
    ["call GET /service/tickets --where 'status/na", "'status/name"],
    ['call GET /service/tickets -o nd', '-o ndjson '],
  ])('completes %s in bash', async (typed, completed) => {
    const { folder, remove } = makeFolder();
    onTestFinished(remove);
    const program = { node: process.execPath, script: builtBin };
    const screen = openProgram(shellWords('bash', program, folder), folder, {
      columns: 160,
      env: { CWM_HOME: folder },
    });
    await screen.sees('>');
    screen.type(`cwm ${typed}${keys.tab}|`);
    await screen.sees(`${completed}|`);
  });
});

async function openShell(shell: UnixShell, how?: 'sourced') {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  const program = standIn(folder, answers);
  const screen = openProgram(shellWords(shell, program, folder, how), folder, { columns: 160 });
  await screen.sees('>');
  const asked = () =>
    readFileSync(join(folder, 'asked'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[]);
  return { screen, asked };
}

/** What the function leaves in COMPREPLY for a line whose last part is completed. */
async function reply(script: string, line: string, text: string): Promise<string[]> {
  const { folder, remove } = makeFolder();
  onTestFinished(remove);
  const play = `${script}
COMP_LINE=$1 COMP_POINT=\${#1} COMP_TYPE=9
_cwm cwm "$2" ''
((\${#COMPREPLY[@]} == 0)) || printf '%s\\0' "\${COMPREPLY[@]}"`;
  const { code, stdout } = await runProcess('bash', ['-c', play, 'bash', line, text], {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin' },
  });
  expect(code).toBe(0);
  return stdout.split('\0').slice(0, -1);
}
