import { readdirSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { builtBin } from './built-project.js';
import { createDisplay, type Display } from './display.js';
import { refuseLeaks, secretsOf } from './canary.js';
import { startOnTerminal } from './terminal.js';

export interface ScreenOptions {
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
}

/** What a person has before them: keys go in, a screen comes out. */
export interface Screen extends Pick<Display, 'text' | 'visible' | 'sees'> {
  /** Types a text as it is; `keys` has the others. */
  type: (text: string) => void;
  /** The codes among what was written, such as those of colours. */
  codes: () => string[];
  /** The exit code, once the process has ended. */
  ended: Promise<number | null>;
  /** Ends cwm itself, not the terminal, as a crash would. */
  kill: (signal: NodeJS.Signals) => void;
}

export const keys = {
  enter: '\r',
  tab: '\t',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  backspace: '\u007f',
  space: ' ',
  ctrlA: '\u0001',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlE: '\u0005',
  ctrlR: '\u0012',
  ctrlU: '\u0015',
};

/** cwm on a terminal of its own. */
export function openScreen(
  args: readonly string[],
  home: string,
  options: ScreenOptions = {},
): Screen {
  return openProgram([process.execPath, builtBin, ...args], home, options);
}

/** Any program on a terminal of its own. */
export function openProgram(
  words: readonly string[],
  home: string,
  { columns = 80, rows = 24, env = {} }: ScreenOptions = {},
): Screen {
  const { write, text, visible, sees } = createDisplay(columns, rows);
  const sized = `stty cols ${columns} rows ${rows}; exec "$0" "$@"`;
  const { child, finished } = startOnTerminal('sh', ['-c', sized, ...words], {
    CWM_HOME: home,
    LANG: 'C.UTF-8',
    ...env,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  // Keys that come too late for a process that has ended are nobody's.
  child.stdin?.on('error', () => undefined);
  let written = '';
  child.stdout?.on('data', (chunk: string) => {
    written += chunk;
    write(chunk);
  });
  onTestFinished(() => {
    refuseLeaks('the screen', text(), secretsOf(env));
  });
  return {
    type: (typed) => void child.stdin?.write(typed),
    text,
    visible,
    sees,
    codes: () => written.match(/\u001b\[[\d;?]*[a-zA-Z]/g) ?? [],
    ended: finished.then(({ code }) => code),
    kill: (signal) => {
      for (const pid of below(child.pid ?? 0)) if (isNode(pid)) process.kill(pid, signal);
    },
  };
}

/** The processes that a process has started, and those that they have. */
function below(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' '),
  );
  return children.filter(Boolean).flatMap((child) => [Number(child), ...below(Number(child))]);
}

function isNode(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(process.execPath);
}
