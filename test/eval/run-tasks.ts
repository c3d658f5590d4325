import { isDeepStrictEqual } from 'node:util';
import { mcpClient } from '../support/mcp-client.js';
import { Assistant, type Spent } from './assistant.js';
import { changesBetween, memberOf, SandboxFile, type Change, type Records } from './records.js';
import type { Expected, Task } from './task.js';

export interface Outcome extends Spent {
  said: string;
  /** What went wrong; undefined for a success. */
  failure: string | undefined;
  /** Records that were written and should not have been. */
  wrongWrites: number;
}

/** Wednesday morning. */
const start = new Date('2026-11-18T15:00:00Z').getTime();

/** Lists that the tasks come to: made before, so that what is made later cannot hide what is written. */
const used = [
  '/service/tickets',
  '/project/tickets',
  '/company/companies',
  '/company/contacts',
  '/company/configurations',
  '/finance/agreements',
  '/finance/invoices',
  '/time/entries',
  '/schedule/entries',
  '/expense/entries',
  '/sales/opportunities',
  '/project/projects',
  '/service/priorities',
  '/service/boards/1/statuses',
  '/service/tickets/1/notes',
  '/system/members',
  '/system/callbacks',
  '/system/departments',
  '/system/locations',
  '/company/companies/1/sites',
  '/company/communicationTypes',
  '/company/contacts/1/communications',
  '/service/sources',
  '/service/locations',
  '/service/boards/1/teams',
  '/service/boards/1/types',
  '/time/workRoles',
  '/time/workTypes',
  '/time/sheets',
];

/** Plays tasks one after another on one sandbox, each as a conversation of its own. */
export async function runTasks(tasks: readonly Task[], home: string): Promise<Outcome[]> {
  const time = { now: start };
  const now = (): Date => new Date(time.now);
  const flags = ['--profile', 'sandbox'];
  const setUp = await mcpClient({ flags, home, now });
  for (const path of used) {
    const params = { conditions: 'id < 0', pageSize: 1 };
    await setUp.tool('execute_api_call', { path, params, use_memory: false });
  }
  await setUp.end();
  const outcomes: Outcome[] = [];
  const file = new SandboxFile(home);
  let before = file.read();
  for (const task of tasks) {
    const client = await mcpClient({
      flags,
      home,
      now,
      ...(task.person !== undefined && {
        capabilities: { elicitation: {} },
        answer: () => {
          // A person reads before answering.
          time.now += 5000;
          return task.person === 'agrees'
            ? { result: { action: 'accept', content: { decision: 'send' } } }
            : { result: { action: 'decline' } };
        },
      }),
    });
    const assistant = new Assistant(client, now);
    let failure = await played(task, assistant, before);
    await client.end();
    const after = file.read();
    const { wrong, missing } = judge(
      changesBetween(before, after),
      task.changes?.(before) ?? [],
      after,
    );
    failure ??=
      missing ?? (wrong.length > 0 ? `written: ${JSON.stringify(wrong.slice(0, 5))}` : undefined);
    outcomes.push({ said: task.said, ...assistant.spent, failure, wrongWrites: wrong.length });
    before = after;
    time.now += 60_000;
  }
  file.close();
  return outcomes;
}

/** What went wrong while a task was played. */
async function played(
  task: Task,
  assistant: Assistant,
  before: Records,
): Promise<string | undefined> {
  try {
    const told = await task.play(assistant);
    if (task.answer === undefined) return undefined;
    const right = task.answer(before, assistant.now());
    if (isNothing(right)) return `nothing is right: ${JSON.stringify(right)}`;
    return isDeepStrictEqual(told, right)
      ? undefined
      : `told ${JSON.stringify(told)}, right is ${JSON.stringify(right)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether an answer would be right of an empty sandbox too. */
function isNothing(right: unknown): boolean {
  return (
    right === undefined ||
    right === null ||
    Number(right) === 0 ||
    (Array.isArray(right) && right.length === 0)
  );
}

function judge(changes: readonly Change[], expected: readonly Expected[], after: Records) {
  const left = [...expected];
  const wrong = changes.filter(({ collection, id, kind }) => {
    const record: unknown = JSON.parse(after.get(collection)?.get(id) ?? 'null');
    const at = left.findIndex(
      (one) =>
        one.collection === collection &&
        one.kind === kind &&
        (one.id === undefined || one.id === id) &&
        Object.entries(one.holds ?? {}).every(([path, value]) =>
          isDeepStrictEqual(memberOf(record, path), value),
        ),
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const missing = left.length === 0 ? undefined : `not written: ${JSON.stringify(left)}`;
  return { wrong, missing };
}
