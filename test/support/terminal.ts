import { execFileSync } from 'node:child_process';
import { startProcess, type Started } from './run-process.js';

/** Why nothing can run on a terminal here; undefined where it can. */
export function whyNoTerminal(): string | undefined {
  try {
    const version = execFileSync('script', ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return version.includes('util-linux') ? undefined : 'script is not the one of util-linux';
  } catch {
    return 'script (util-linux), which gives a process a terminal, is not installed';
  }
}

/** Runs a command line on a terminal of its own: what is written to its standard input is typed there. */
export function startOnTerminal(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Started {
  const line = [command, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return startProcess(
    'script',
    // Without exec a shell would stand beside the command, and take Ctrl-C for itself as well.
    ['--quiet', '--return', '--flush', '--command', `exec ${line}`, '/dev/null'],
    {
      env: { TERM: 'xterm', SHELL: '/bin/sh', ...env },
      stdin: 'pipe',
    },
  );
}
