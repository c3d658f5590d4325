import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { mcpClient } from '../support/mcp-client.js';
import { temporaryFolder } from '../support/run-cwm.js';
import { tasks } from './mcp-tasks.js';
import { runTasks, type Outcome } from './run-tasks.js';

const columns = ['calls', 'sent', 'text', 'structured', 'longest'] as const;

type Column = (typeof columns)[number];

test('an assistant meets what people ask of it', { timeout: 300_000 }, async () => {
  const home = temporaryFolder();
  const client = await mcpClient({ flags: ['--profile', 'sandbox'], home });
  const { tools } = await client.request('tools/list');
  const definitions = countTokens(JSON.stringify(tools));
  const welcome = countTokens(String(client.welcome['instructions']));
  const outcomes = await runTasks(tasks, home);
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const lines = [
    '',
    'Tokens (o200k) that a client sends, and gets as text and as structuredContent; the longest answer.',
    row([...columns, 'task']),
    ...outcomes.map(lineOf),
    row([...columns.map((name) => together(outcomes, name)), `${outcomes.length} tasks together`]),
    `Once in each conversation: definitions ${definitions}, instructions ${welcome}.`,
    `Done ${outcomes.length - failed.length} of ${outcomes.length}, wrong writes ${together(outcomes, 'wrongWrites')}.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  expect(failed).toEqual([]);
});

function lineOf(outcome: Outcome): string {
  const { said, failure } = outcome;
  const line = row([...columns.map((name) => outcome[name]), said]);
  return failure === undefined ? line : `${line}\n  failed: ${failure.slice(0, 500)}`;
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, index) => (index < columns.length ? String(cell).padStart(12) : `  ${cell}`))
    .join('');
}

function together(outcomes: readonly Outcome[], name: Column | 'wrongWrites'): number {
  const numbers = outcomes.map((one) => one[name]);
  return name === 'longest' ? Math.max(...numbers) : numbers.reduce((sum, one) => sum + one, 0);
}
