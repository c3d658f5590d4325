import { expect, test } from 'vitest';
import { commands } from '../../commands/index.js';
import type { Branch } from '../../src/cli/tree.js';
import { exitCodes } from '../../src/errors/exit-codes.js';
import { mcpClient } from '../support/mcp-client.js';
import { runCwm } from '../support/run-cwm.js';

// What others depend on. A difference here is a decision: read it, then `npm run test:accept`.

test('the help of every command', async () => {
  const texts: string[] = [];
  for (const words of [[], ...commandsBelow(commands)]) {
    const { stdout } = await runCwm([...words, '--help'], { columns: 100 });
    texts.push(`$ cwm ${[...words, '--help'].join(' ')}\n${stdout}`);
  }
  await expect(texts.join('\n')).toMatchFileSnapshot('help.snap');
});

test('the exit codes', async () => {
  await expect(JSON.stringify(exitCodes, null, 2)).toMatchFileSnapshot('exit-codes.snap');
});

test('a command’s summary in the tree is the one of its action', async () => {
  for (const leaf of leaves(commands)) {
    const { default: command } = await leaf.load();
    expect(`${leaf.name}: ${command.summary}`).toBe(`${leaf.name}: ${leaf.summary}`);
  }
});

test('the tools that assistants see', async () => {
  const client = await mcpClient();
  const { tools } = await client.request('tools/list');
  await expect(JSON.stringify(tools, null, 2)).toMatchFileSnapshot('mcp-tools.snap');
});

function commandsBelow(branches: readonly Branch[], above: string[] = []): string[][] {
  return branches.flatMap((branch) => [
    [...above, branch.name],
    ...('commands' in branch ? commandsBelow(branch.commands, [...above, branch.name]) : []),
  ]);
}

function leaves(branches: readonly Branch[]): Extract<Branch, { load: unknown }>[] {
  return branches.flatMap((branch) => ('commands' in branch ? leaves(branch.commands) : [branch]));
}
