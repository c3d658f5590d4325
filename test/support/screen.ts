import { readdirSync, readFileSync } from 'node:fs';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { builtBin } from './built-project.js';
import { refuseLeaks, secretsOf } from './canary.js';
import { startOnTerminal } from './terminal.js';

export interface ScreenOptions {
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
}

/** What a person has before them: keys go in, a screen comes out. */
export interface Screen {
  /** Types a text as it is; `keys` has the others. */
  type: (text: string) => void;
  /** What is on the screen now, lines that have scrolled away first, without blanks at the end of lines. */
  text: () => string;
  /** Resolves with that once it holds a text, or fits a pattern; rejects with it when nothing comes for long. */
  sees: (wanted: string | RegExp) => Promise<string>;
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
  ctrlR: '\u0012',
  ctrlU: '\u0015',
};

/** Milliseconds after which something that was waited for is taken to never come. */
const patience = 20_000;

/** cwm on a terminal of its own. */
export function openScreen(
  args: readonly string[],
  home: string,
  { columns = 80, rows = 24, env = {} }: ScreenOptions = {},
): Screen {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 5000,
    allowProposedApi: true,
  });
  const sized = `stty cols ${columns} rows ${rows}; exec "$0" "$@"`;
  const { child, finished } = startOnTerminal(
    'sh',
    ['-c', sized, process.execPath, builtBin, ...args],
    { CWM_HOME: home, LANG: 'C.UTF-8', ...env },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (chunk: string) =>
    terminal.write(chunk, () => watchers.forEach((watch) => watch())),
  );
  const text = () => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) =>
      (active.getLine(row)?.translateToString(true) ?? '').trimEnd(),
    );
    return lines.join('\n').trimEnd();
  };
  onTestFinished(() => {
    refuseLeaks('the screen', text(), secretsOf(env));
  });
  return {
    type: (typed) => void child.stdin?.write(typed),
    text,
    sees: (wanted) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const now = text();
          if (typeof wanted === 'string' ? !now.includes(wanted) : !wanted.test(now)) return;
          watchers.delete(watch);
          clearTimeout(timer);
          resolve(now);
        };
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`never seen: ${String(wanted)}\n${text()}`));
        }, patience);
        watchers.add(watch);
        watch();
      }),
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
