import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Chance } from '../../src/sandbox/ground.js';
import { builtBin } from './built-project.js';
import { journalFile } from './each-journal.js';
import { startProcess, type Finished } from './run-process.js';
import { startSandboxProcess } from './sandbox-process.js';
import { temporaryHome } from './session.js';
import { commands, countApplied, makeRows, toCsv, type TrialMethod } from './trial-rows.js';
import { openGate, type Phase, type WriteGate } from './write-gate.js';
import { keepLedger } from './write-ledger.js';

export interface Trial {
  method: TrialMethod;
  rows: number;
  parallel: number;
  /** How often a run is killed before one is left in peace. */
  kills: number;
  /** Decides where the kills fall, and the sandbox's faults. */
  seed: number;
  /** Flags of the sandbox. */
  faults: readonly string[];
}

export interface RowReport {
  row: number;
  ok: boolean | null;
  error: string | null;
}

export interface Finding {
  /** What the last run said of each row, in its order. */
  reports: RowReport[];
  /** How often the server carried out each row, by its number. */
  applied: Map<number, number>;
  /** The rows that the server refuses, however often they are sent. */
  refused: Set<number>;
  /** Exit codes of all runs; null for one that was killed. */
  codes: (number | null)[];
}

/** Runs after the last kill, so that what is unknown can be looked for. */
const patience = 4;

/** Sends rows with `call --each` to a sandbox with faults, kills it, resumes it, until a run has come to its end. */
export async function runTrial(trial: Trial): Promise<Finding> {
  const { method, seed, faults, kills } = trial;
  const home = temporaryHome();
  const ledger = await keepLedger();
  const rows = await prepare(home, trial, ledger.url);
  ledger.written.length = 0;
  const sandbox = await startSandboxProcess(home, [...faults, '--seed', String(seed)]);
  const chance = new Chance(`${seed} ${method} ${trial.parallel}`);
  const gate = await openGate(sandbox.origin, () => chance.between(0, 20));
  const env: Record<string, string> = { CWM_HOME: home, ...sandbox.env(gate.origin) };
  const file = join(home, 'rows.csv');
  writeFileSync(file, toCsv(rows));
  const journal = journalFile(file, [env['CONNECTWISE_PRIVATE_KEY'] ?? ''], chance);
  const codes: (number | null)[] = [];
  let reports: RowReport[] = [];
  for (let left = patience; left > 0;) {
    const isHunted = codes.filter((code) => code === null).length < kills;
    if (!isHunted) left -= 1;
    const args = [...argsOf(trial, file), ...(journal.isBegun() ? ['--resume'] : [])];
    const ended = await run(args, env, gate, isHunted ? killPoint(trial, chance) : undefined);
    codes.push(ended.code);
    journal.check();
    if (ended.code === null) {
      journal.tear();
      continue;
    }
    if (![0, 6, 9].includes(ended.code)) throw new Error(`exit ${ended.code}: ${ended.stderr}`);
    reports = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RowReport);
    const isOpen = reports.some(({ ok }) => ok === null);
    if (ended.code === 0 || (!isHunted && !isOpen) || codes.length > 3 * kills + patience) break;
  }
  // What it has carried out has been called back by its end.
  await sandbox.stop();
  return {
    reports,
    applied: countApplied(method, rows, ledger.written),
    refused: new Set(rows.filter(({ isRefused }) => isRefused).map(({ number }) => number)),
    codes,
  };
}

async function prepare(home: string, { method, rows }: Trial, url: string) {
  const sandbox = await startSandboxProcess(home);
  await sandbox.send('POST', '/system/callbacks', {
    ...{ url, description: 'ledger', type: 'ticket', level: 'owner', objectId: 1 },
  });
  const made = await makeRows(method, rows, sandbox);
  await sandbox.stop();
  return made;
}

function argsOf({ method, parallel }: Trial, file: string): string[] {
  return [
    ...['call', method, ...commands[method], '--each', `@${file}`, '--yes', '-o', 'ndjson'],
    // After a kill it waits for so long: the server may still be at work.
    ...['--parallel', String(parallel), '--timeout', '2'],
  ];
}

/** Where a run is killed: at a write in one of its phases, or after some milliseconds, wherever it is then. */
type KillPoint = { phase: Phase; write: number } | { after: number };

function killPoint({ rows, kills }: Trial, chance: Chance): KillPoint {
  if (chance.happens(0.25)) return { after: chance.between(0, 3000) };
  const phase = chance.pick<Phase>(['arrived', 'answering', 'answered']);
  return { phase, write: chance.between(1, Math.max(3, Math.ceil((2 * rows) / kills))) };
}

async function run(
  args: readonly string[],
  env: Record<string, string>,
  gate: WriteGate,
  kill: KillPoint | undefined,
): Promise<Finished> {
  const { child, finished } = startProcess(process.execPath, [builtBin, ...args], { env });
  const end = (): void => void child.kill('SIGKILL');
  onTestFinished(end);
  let writes = 0;
  gate.onPhase = (phase) => {
    if (kill === undefined || 'after' in kill || phase !== kill.phase) return;
    writes += 1;
    if (writes === kill.write) end();
  };
  const timer = kill !== undefined && 'after' in kill ? setTimeout(end, kill.after) : undefined;
  const ended = await finished;
  clearTimeout(timer);
  return ended;
}
