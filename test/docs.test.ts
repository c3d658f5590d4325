import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { exitCodes } from '../src/errors/exit-codes.js';
import { runCwm, temporaryFolder } from './support/run-cwm.js';

const readme = readFileSync('README.md', 'utf8');
const schema = JSON.parse(readFileSync('data/settings.schema.json', 'utf8')) as Schema & {
  $defs: Record<string, Schema>;
};

test('the README lists every setting, and shows what its examples print', async () => {
  const home = temporaryFolder();
  const parts: string[] = [];
  for (const part of (await withSettings(readme)).split(/(^```console\n[\s\S]*?^```$)/m)) {
    parts.push(part.startsWith('```console') ? await rerun(part, home) : part);
  }
  await expect(parts.join('')).toMatchFileSnapshot('../README.md');
});

test('the README lists every exit code', () => {
  const listed = [...readme.matchAll(/^\| ([\d, ]+) \| /gm)].flatMap(([, codes = '']) =>
    codes.split(',').map(Number),
  );
  expect(listed).toEqual([...new Set(Object.values(exitCodes))].sort((a, b) => a - b));
});

test('no document names what is not part of the project', () => {
  for (const file of [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'AGENTS.md',
  ]) {
    expect(readFileSync(file, 'utf8')).not.toMatch(/\.\.\/shared|registry\.npmjs/);
  }
});

/** The README with a table of the settings, as their schema describes them. */
async function withSettings(text: string): Promise<string> {
  const table = [
    '| setting | what it says |',
    '| --- | --- |',
    ...settingsBelow(schema).map(
      ([name, { description = '' }]) => `| \`${name}\` | ${description} |`,
    ),
  ].join('\n');
  const formatted = await format(table, { parser: 'markdown', printWidth: 120 });
  const [start, end] = ['<!-- settings: written by test/docs.test.ts -->', '<!-- /settings -->'];
  const [before = '', rest = ''] = text.split(start);
  return `${before}${start}\n\n${formatted}\n${rest.slice(rest.indexOf(end))}`;
}

interface Schema {
  description?: string;
  $ref?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
}

/** Settings by name, those of a profile and of the log with their place. */
function settingsBelow({ properties = {} }: Schema, place = ''): [string, Schema][] {
  return Object.entries(properties).flatMap(([name, one]) => {
    const more = one.additionalProperties;
    const within = typeof more === 'object' ? resolved(more) : one;
    const below = typeof more === 'object' ? `${place}${name}.<name>.` : `${place}${name}.`;
    return [[`${place}${name}`, one] as [string, Schema], ...settingsBelow(within, below)];
  });
}

function resolved({ $ref = '' }: Schema): Schema {
  return schema.$defs[$ref.replace('#/$defs/', '')] ?? {};
}

/** The block with each `$ cwm …` followed by what it prints on a terminal of 110 columns without colours. */
async function rerun(block: string, home: string): Promise<string> {
  const commands = [...block.matchAll(/^\$ cwm (.*)$/gm)].map(([, command = '']) => command);
  const shown: string[] = [];
  for (const command of commands) {
    const { stdout, stderr } = await runCwm(words(command), {
      tty: true,
      columns: 110,
      env: { NO_COLOR: '1' },
      home,
    });
    shown.push(`$ cwm ${command}\n${stderr}${stdout.replaceAll('\r\n', '\n').trimEnd()}`);
  }
  return `\`\`\`console\n${shown.join('\n')}\n\`\`\``;
}

function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}
