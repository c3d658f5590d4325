// Runs a benchmark that is written in TypeScript: bundles it beside the installed libraries and starts it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const [name = '', ...args] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = `${root}node_modules/.cache/cwm-bench/${name}.mjs`;
const bundle = await rolldown({
  input: `${root}test/bench/${name}.ts`,
  cwd: root,
  platform: 'node',
  external: ['better-sqlite3'],
});
await bundle.write({ file, format: 'esm' });
await bundle.close();
const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
