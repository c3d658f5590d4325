import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCodes } from '../src/errors/exit-codes.js';
import { dotCommands } from '../src/repl/dot-commands.js';
import { runCwm, temporaryFolder } from './support/run-cwm.js';

const readme = readFileSync('README.md', 'utf8');

test('the README shows what its examples print, and what a session has', async () => {
  const home = temporaryFolder();
  const parts: string[] = [];
  for (const part of readme.split(/(^```console\n[\s\S]*?^```$)/m)) {
    parts.push(part.startsWith('```console') ? await rerun(part, home) : part);
  }
  await expect(withTable(parts.join(''))).toMatchFileSnapshot('../README.md');
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

/** The text with the commands of a session between the marks for them. */
function withTable(text: string): string {
  const rows = dotCommands.map(({ name, usage, summary }) => [
    `\`${`${name} ${usage}`.trim()}\``,
    summary,
  ]);
  const table = [['in a session', 'does'], ['', ''], ...rows];
  const widths = [0, 1].map((index) => Math.max(...table.map((row) => row[index]?.length ?? 0)));
  const lines = table.map((row, at) =>
    row.map((cell, index) => cell.padEnd(widths[index] ?? 0, at === 1 ? '-' : ' ')).join(' | '),
  );
  const shown = lines.map((line) => `| ${line} |`).join('\n');
  return text.replace(
    /(<!-- session commands -->\n)[^]*?(\n<!-- end of session commands -->)/,
    (_whole, begin: string, end: string) => `${begin}\n${shown}\n${end}`,
  );
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
