import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
export const builtBin = join(projectFolder, 'bin', 'cwm.js');

const sources = ['src', 'commands', 'data', 'scripts/build.js', 'package.json'];
const results = ['dist/main.cjs', 'data/catalog.db'];

/** Builds the project unless what is built is newer than everything that it is built from. */
export function ensureBuilt(): void {
  const built = Math.min(...results.map((path) => changedAt(join(projectFolder, path))));
  if (sources.some((path) => newestIn(join(projectFolder, path)) > built))
    execFileSync(process.execPath, ['scripts/build.js'], { cwd: projectFolder, stdio: 'pipe' });
}

function newestIn(path: string): number {
  if (!statSync(path).isDirectory()) return changedAt(path);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => !/[\\/]catalog\.db[^\\/]*$/.test(file));
  return Math.max(0, ...files.map(changedAt));
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
