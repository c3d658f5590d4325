import { expect, test } from 'vitest';
import { tasks } from '../eval/mcp-tasks.js';
import { runTasks } from '../eval/run-tasks.js';
import { temporaryFolder } from '../support/run-cwm.js';

/** Fifteen thousand records are made, and read again after each write. */
const timeout = 120_000;

test(
  'thirty tasks and more end well, with few calls, short answers and no wrong write',
  { timeout },
  async () => {
    expect(tasks.filter(({ changes }) => changes === undefined).length).toBeGreaterThanOrEqual(20);
    expect(tasks.filter(({ changes }) => changes !== undefined).length).toBeGreaterThanOrEqual(8);
    const outcomes = await runTasks(tasks, temporaryFolder());
    const failed = outcomes.filter(({ failure }) => failure !== undefined);
    expect(failed.map(({ said, failure }) => `${said} ${failure ?? ''}`)).toEqual([]);
    expect(outcomes.filter(({ wrongWrites }) => wrongWrites > 0)).toEqual([]);
    expect(outcomes.filter(({ longest }) => longest > 4000)).toEqual([]);
    expect(outcomes.filter(({ calls }) => calls > 6)).toEqual([]);
  },
);
