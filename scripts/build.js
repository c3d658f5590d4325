// Bundles src/ and commands/ into dist/, split at dynamic imports, and builds data/catalog.db with the result.
// CommonJS, because Node starts it faster: the same split bundle as ES modules took `search` from 3.0 to 4.2
// times the start of a bare Node, and `--help` from 1.5 to 2.0 (npm run bench:startup).
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * commander loads child_process for a feature that cwm does not use (commands as separate executables);
 * that alone costs an eighth of Node's own start.
 */
const withoutChildProcess = {
  name: 'commander-without-child-process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && /[\\/]commander[\\/]/.test(importer ?? '')
      ? '\0unused'
      : undefined,
  load: (id) => (id === '\0unused' ? 'export const spawn = undefined;' : undefined),
};

/**
 * The MCP SDK can check schemas with Ajv and with the zod before this one; the server gives it a check of its own and has
 * one zod. Both would be a third of what it loads before it can answer.
 */
const sdkWithoutSpareValidators = {
  name: 'mcp-sdk-without-spare-validators',
  resolveId: (id, importer) =>
    /[\\/]@modelcontextprotocol[\\/]/.test(importer ?? '') ? spareValidators[id] : undefined,
  load: (id) =>
    id === spareValidators['zod/v3']
      ? 'export const object = undefined;'
      : id === spareValidators['../validation/ajv-provider.js']
        ? 'export class AjvJsonSchemaValidator {}'
        : undefined,
};
const spareValidators = { 'zod/v3': '\0no-zod-3', '../validation/ajv-provider.js': '\0no-ajv' };

/** What the quickest commands load, beyond `--help`: one file of it is faster than a dozen. */
const hotModules = [
  'src/cli/run-command.ts',
  'src/output/render.ts',
  'src/catalog/locate.ts',
  'commands/search.ts',
  'src/memory/usage.ts',
];

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const bundle = await rolldown({
  input: { main: 'src/main.ts' },
  cwd: root,
  platform: 'node',
  // Compiled code cannot be bundled; it stays an installed dependency.
  external: ['better-sqlite3', '@napi-rs/keyring'],
  plugins: [withoutChildProcess, sdkWithoutSpareValidators],
  // What its package.json names for Node finds its own parts in a way that no bundler follows.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  transform: { target: 'node20.19' },
});
const output = {
  dir: 'dist',
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  // Names stay: errors are told apart by them, and --debug shows stacks.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};

// Split finely first, to learn what is needed when; then again with the start-up path in two files.
const { output: fine } = await bundle.generate(output);
const start = staticClosure(fine, ['src/main.ts']);
const hot = staticClosure(fine, hotModules);
await bundle.write({
  ...output,
  cleanDir: true,
  codeSplitting: {
    groups: [
      { name: 'start', test: (id) => start.has(id), priority: 2 },
      { name: 'hot', test: (id) => hot.has(id), priority: 1 },
    ],
  },
});
await bundle.close();

const build = [
  'catalog',
  'build',
  'data/manage-2025.1.json',
  '--target',
  'data/catalog.db',
  '-o',
  'table',
];
execFileSync(process.execPath, ['bin/cwm.js', ...build], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

/** The modules that some modules load by static imports, chunk by chunk, themselves included. */
function staticClosure(chunks, modules) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const names = new Set(
    chunks
      .filter(({ moduleIds }) =>
        moduleIds.some((id) => modules.some((one) => id.replaceAll('\\', '/').endsWith(one))),
      )
      .map(({ fileName }) => fileName),
  );
  for (const name of names)
    for (const imported of byName.get(name)?.imports ?? []) names.add(imported);
  return new Set([...names].flatMap((name) => byName.get(name)?.moduleIds ?? []));
}
