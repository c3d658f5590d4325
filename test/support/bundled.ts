import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** Makes one file of a script and what it imports, for a process of its own. Gives its name. */
export async function bundled(script: string, folder: string): Promise<string> {
  const file = join(folder, 'script.mjs');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const bundle = await rolldown({ input: script, platform: 'node', external: ['better-sqlite3'] });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
  return file;
}
