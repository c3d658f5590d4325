import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtBin } from './built-project.js';
import { refuseLeaks, secretsOf } from './canary.js';

export interface ProcessOptions {
  cwd?: string;
  /** Added to the environment; undefined removes a variable. */
  env?: Record<string, string | undefined>;
  /** Standard input is a pipe that the test writes to; without it there is none. */
  stdin?: 'pipe';
}

export interface Finished {
  /** null where a signal ended the process before it could choose one. */
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Started {
  child: ChildProcess;
  /** Resolves with what standard output and error hold once they hold this text. */
  saw: (text: string) => Promise<{ stdout: string; stderr: string }>;
  finished: Promise<Finished>;
}

/** Longest life of a process, so that one that hangs fails its own test and not the whole run. */
const lifetime = 300_000;

export function startProcess(
  command: string,
  args: readonly string[],
  { cwd, env = {}, stdin }: ProcessOptions = {},
): Started {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...neutralEnvironment(), ...env },
    stdio: [stdin ?? 'ignore', 'pipe', 'pipe'],
    timeout: lifetime,
    killSignal: 'SIGKILL',
  });
  const seen = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      seen[name] += text;
      for (const watch of watchers) watch();
    });
  }
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...seen }));
  }).then((ended) => {
    refuseLeaks('the process', `${ended.stdout}\n${ended.stderr}`, secretsOf(env));
    return ended;
  });
  const saw: Started['saw'] = (text) =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (!seen.stdout.includes(text) && !seen.stderr.includes(text)) return;
        watchers.delete(watch);
        resolve({ ...seen });
      };
      watchers.add(watch);
      watch();
      child.once('close', () => reject(new Error(`ended without "${text}": ${seen.stdout}`)));
    });
  return { child, saw, finished };
}

export function runProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<Finished> {
  return startProcess(command, args, options).finished;
}

/** The built bin as a process of its own, with its data in a given folder. */
export function runBin(
  args: readonly string[],
  home: string,
  env: ProcessOptions['env'] = {},
): Promise<Finished> {
  return runProcess(process.execPath, [builtBin, ...args], { env: { CWM_HOME: home, ...env } });
}

export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cwm-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The environment without what a shell, npm or the test runner may have set and cwm, npm or git would follow. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(?:CWM_|CONNECTWISE_|GIT_|VITEST|npm_package_|npm_lifecycle_|npm_command$|npm_config_(?:local_|global_)?prefix$|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$|NO_COLOR$|FORCE_COLOR$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
