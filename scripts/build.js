// Bundles src/ and commands/ into dist/ (ESM, split at dynamic imports) and builds data/catalog.db with the result.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { main: 'src/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Compiled code cannot be bundled; it stays an installed dependency.
  external: ['better-sqlite3'],
  // CommonJS dependencies ask for Node's own modules with require.
  banner: { js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);` },
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
if (process.argv.includes('--meta')) writeFileSync('dist/meta.json', JSON.stringify(metafile));
execFileSync(process.execPath, ['bin/cwm.js', 'catalog', 'build', 'data/manage-2025.1.json', '--target', 'data/catalog.db', '-o', 'json', '--output-file', 'dist/catalog.json'], { stdio: 'inherit' });
