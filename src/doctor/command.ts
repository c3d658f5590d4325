import { realpathSync } from 'node:fs';
import { fail, ok, warn, type Found } from './finding.js';
import type { Installation } from './installation.js';
import { shimsIn, type Shim } from './shims.js';

/** Policies of Windows under which PowerShell starts no script that is not signed. */
const strict = /^(?:Restricted|AllSigned|Default)$/i;

/** Which cwm answers in a shell; on Windows, whether PowerShell lets it. */
export async function lookAtCommand({ machine }: Installation): Promise<Found[]> {
  const shims = shimsIn(machine);
  const found = shimFindings(shims, machine);
  if (machine.platform !== 'win32') return found;
  const [first] = shims;
  return [...found, policyFinding(await executionPolicy(machine.env), first)];
}

/** What is in PATH beside this installation, or in place of it. */
export function shimFindings(
  shims: readonly Shim[],
  { script, platform }: Pick<Installation['machine'], 'script' | 'platform'>,
): Found[] {
  const [first] = shims;
  if (first === undefined)
    return [
      warn(
        'in PATH',
        'No cwm is in PATH.',
        'Add the folder that npm prefix --global names to PATH (below it bin, but on Windows).',
      ),
    ];
  const own = realPath(script, platform);
  const isOwn = ({ script: started }: Shim) =>
    started !== undefined && realPath(started, platform) === own;
  const answering = isOwn(first)
    ? ok('in PATH', `${first.file} starts this cwm.`)
    : warn(
        'in PATH',
        `${first.file} starts ${first.script ?? 'something that is not known here'}, not this cwm.`,
        'Remove the one that is not wanted, or put its folder behind the other one in PATH.',
      );
  const others = shims.slice(1).filter((shim) => !isOwn(shim));
  return others.length === 0
    ? [answering]
    : [
        answering,
        warn(
          'others',
          `Further ones are hidden behind it: ${others.map(({ file }) => file).join(', ')}`,
          'Remove those that are not wanted: a shell that orders PATH otherwise would start them.',
        ),
      ];
}

export function policyFinding(policy: string | undefined, first: Shim | undefined): Found {
  if (policy === undefined)
    return warn(
      'execution policy',
      'PowerShell could not be asked for it.',
      'Look yourself: Get-ExecutionPolicy',
    );
  return strict.test(policy) && first?.file.toLowerCase().endsWith('.ps1') === true
    ? fail(
        'execution policy',
        `${policy}: PowerShell does not start ${first.file}.`,
        'Set-ExecutionPolicy -Scope CurrentUser RemoteSigned, or type cwm.cmd.',
      )
    : ok('execution policy', policy);
}

/** As PowerShell sees it that a shell starts; undefined where it cannot be asked. */
async function executionPolicy(env: Installation['machine']['env']): Promise<string | undefined> {
  const { execFile } = await import('node:child_process');
  const words = ['-NoProfile', '-NonInteractive', '-Command', 'Get-ExecutionPolicy'];
  return await new Promise((resolve) => {
    execFile('powershell.exe', words, { timeout: 8000, windowsHide: true, env }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : undefined),
    );
  });
}

function realPath(path: string, platform: NodeJS.Platform): string {
  let real = path;
  try {
    real = realpathSync(path);
  } catch {
    // told as it is written
  }
  return platform === 'win32' ? real.toLowerCase() : real;
}
