import { access, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../version.js';
import { fail, ok, warn, type Found } from './finding.js';
import type { Installation } from './installation.js';

/** What has to lie there for every command to run. */
const parts = ['package.json', 'bin/cwm.js', 'bin/keyring.js', 'dist/main.cjs', 'data/catalog.db'];

/** Which cwm this is, how it came here, and whether all of it did. */
export async function lookAtPackage({ root, machine }: Installation): Promise<Found[]> {
  const missing: string[] = [];
  for (const part of parts) if (!(await isThere(join(root, part)))) missing.push(part);
  const isClone = await isThere(join(root, '.git'));
  const where = `cwm ${version} in ${root}`;
  const cure = isClone
    ? `Run in ${root}: npm run build`
    : 'Install it anew: npm install --global cwm-gateway';
  return [
    /[\\/]_npx[\\/]/.test(machine.script)
      ? warn(
          'version',
          `${where}, a cache that npm empties`,
          'Install it: npm install --global cwm-gateway',
        )
      : ok('version', `${where}, ${isClone ? 'a git clone' : wayOf(root)}`),
    missing.length > 0
      ? fail('files', `Missing: ${missing.join(', ')}`, cure)
      : ok('files', 'Everything that it needs is there.'),
  ];
}

function wayOf(root: string): string {
  return /[\\/]node_modules[\\/]/.test(root) ? 'installed by npm' : 'a folder of its own';
}

async function isThere(path: string): Promise<boolean> {
  // A link that leads nowhere is not there either.
  return await lstat(path)
    .then(() => access(path))
    .then(
      () => true,
      () => false,
    );
}
