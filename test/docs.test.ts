import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { exitCodes } from '../src/errors/exit-codes.js';
import { dotCommands } from '../src/repl/dot-commands.js';
import { runCwm, temporaryFolder } from './support/run-cwm.js';

const readme = readFileSync('README.md', 'utf8');
const schema = JSON.parse(readFileSync('data/settings.schema.json', 'utf8')) as Schema & {
  $defs: Record<string, Schema>;
};

test('the README lists settings and the commands of a session, and shows what its examples print', async () => {
  const home = temporaryFolder();
  const parts: string[] = [];
  for (const part of (await withTables(readme)).split(/(^```console\n[\s\S]*?^```$)/m)) {
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

test('the README and its picture show the same session', () => {
  const [, text] = /<!-- session -->\s+```text\n([^]*?)\n```/.exec(readme) ?? [];
  expect(sessionLines(readFileSync('docs/session.svg', 'utf8'))).toEqual(text?.split('\n'));
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

/** The README with its tables: what a session has, and the settings as their schema describes them. */
async function withTables(text: string): Promise<string> {
  const dots = dotCommands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary]);
  const settings = settingsBelow(schema).map(([name, { description = '' }]) => [name, description]);
  const inSession = await withTable(text, 'session commands', ['in a session', 'does'], dots);
  return await withTable(inSession, 'settings', ['setting', 'what it says'], settings);
}

async function withTable(
  text: string,
  name: string,
  head: string[],
  rows: string[][],
): Promise<string> {
  const cells = [
    head,
    ['---', '---'],
    ...rows.map(([first = '', ...rest]) => [`\`${first}\``, ...rest]),
  ];
  const table = cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
  const formatted = await format(table, { parser: 'markdown', printWidth: 120 });
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = text.split(start);
  return `${before}${start}\n\n${formatted}\n${rest.slice(rest.indexOf(end))}`;
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

/** The lines of text in the picture of a terminal. */
function sessionLines(svg: string): string[] {
  const plain = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return [...svg.matchAll(/<text y=[^>]*>(.*?)<\/text>/g)].map(([, line = '']) =>
    line
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/&\w+;/g, (code) => plain[code as keyof typeof plain]),
  );
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
