import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess, type Finished, type ProcessOptions } from './run-process.js';

/**
 * An empty folder to install into. It has a package.json: without one npm installs into the nearest folder above
 * that has one, or a node_modules.
 */
export function emptyPackage(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  return folder;
}

/** Runs npm and fails with its output where npm fails. */
export async function npm(
  args: readonly string[],
  options: ProcessOptions & { cwd: string },
): Promise<Finished> {
  const done = await runProcess('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund'], {
    ...options,
  });
  if (done.code !== 0)
    throw new Error(`npm ${args.join(' ')} ended with ${done.code}:\n${done.stdout}${done.stderr}`);
  return done;
}
