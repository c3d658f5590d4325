import type { Action, Params } from '../../actions/define.js';
import { memoryClear } from '../../actions/memory-clear.js';
import { memoryDelete } from '../../actions/memory-delete.js';
import { memoryList } from '../../actions/memory-list.js';
import { memoryRun } from '../../actions/memory-run.js';
import { memorySave } from '../../actions/memory-save.js';
import { memoryShow } from '../../actions/memory-show.js';
import type { Entry } from '../../memory/entry.js';
import { sourceOf, type RowSource } from '../../rows/table.js';
import { rowsOf } from '../answer.js';
import { readArguments } from '../arguments.js';
import { roomFor, rowsThatFit } from '../budget.js';
import { runGated } from '../calls.js';
import { rowsGiven } from '../each.js';
import { entriesAnswer } from '../entries.js';
import { calling, deleting, reading, saving } from '../hints.js';
import { outputSchema } from '../schema.js';
import type { ServerSettings, Session } from '../session.js';
import { spoken } from '../spoken.js';
import type { Tool, ToolCall } from '../tool.js';
import { callArguments, outcome, toCallInput, writesAre } from './calls.js';

/** Most entries of a list. */
const most = 25;

const entries = { type: 'array', items: { type: 'object' } };
const kept = outputSchema({ entries }, { note: { type: 'string' } });
const name = { ...memoryRun.params.entry, summary: 'id or name of the entry' };

/** Tools for the calls that are kept. */
export function memoryTools(settings: ServerSettings): readonly Tool[] {
  return [
    {
      name: 'run_fast_memory',
      title: 'Run a saved call',
      description: `Run a saved call. ${writesAre(settings)}`,
      params: {
        query_id: name,
        values: { kind: 'json', types: ['object'], summary: 'values of its placeholders' },
        each: { ...memoryRun.params.each, summary: 'rows: it is run for each, with its values' },
      },
      hints: calling(settings),
      output: outcome,
      async run({ query_id: entry, values: set, each: given }, session, toolCall) {
        const rows = await rowsGiven(
          given as RowSource | undefined,
          `cwm memory run ${String(entry)}`,
        );
        const each = rows && sourceOf(rows);
        const input = readArguments(memoryRun.params, { entry, set, each });
        return await runGated(
          (services) => memoryRun.run(input, services),
          session,
          toolCall,
          each && { others: 'fewer rows in each give the others' },
        );
      },
    },
    {
      name: 'save_to_fast_memory',
      title: 'Save a call',
      description:
        'Save a call for later. {name} or {name=default} in it is filled when it is run.',
      params: {
        path: { ...callArguments.path, summary: memorySave.params.path.summary },
        method: callArguments.method,
        description: memorySave.params.description,
        params: { ...callArguments.params, summary: 'as in execute_api_call' },
        data: { ...callArguments.data, summary: 'body' },
      },
      hints: saving,
      output: kept,
      async run({ description, ...called }, session, toolCall) {
        const given = { ...toCallInput(called), description };
        return entriesAnswer(await rows(memorySave, given, session, toolCall));
      },
    },
    {
      name: 'list_fast_memory',
      title: 'List saved calls',
      description: 'Saved calls, the most used first.',
      params: { search_term: memoryList.params.search },
      hints: reading,
      output: outputSchema({ entries, total: { type: 'integer' } }, { note: { type: 'string' } }),
      async run({ search_term: search }, session, toolCall) {
        const found = await rows(memoryList, { search, limit: 10_000 }, session, toolCall);
        const shown = Math.min(most, Math.max(1, rowsThatFit(found, roomFor())));
        const left = found.length - shown;
        const note = left > 0 ? `${left} more: search_term finds them.` : undefined;
        return entriesAnswer(found.slice(0, shown), { total: found.length, note });
      },
    },
    {
      name: 'delete_from_fast_memory',
      title: 'Delete a saved call',
      description: 'Delete one saved call; the answer is what it was.',
      params: { query_id: name },
      hints: deleting,
      output: kept,
      async run({ query_id: entry }, session, toolCall) {
        const gone = await rows(memoryShow, { entry }, session, toolCall);
        await rows(memoryDelete, { entry }, session, toolCall);
        return entriesAnswer(gone, { note: 'Deleted.' });
      },
    },
    {
      name: 'clear_fast_memory',
      title: 'Delete all saved calls',
      description: 'Delete all saved calls, after a backup.',
      params: {},
      hints: deleting,
      output: kept,
      async run(_input, session, toolCall) {
        const approve = () => Promise.resolve();
        const { services } = session.run(toolCall, { approve });
        const result = await memoryClear.run({}, services);
        const done = result.kind === 'none' ? result.note : undefined;
        return entriesAnswer([], { note: done === undefined ? undefined : spoken(done) });
      },
    },
  ];
}

/** The entries that an action gives. */
async function rows<P extends Params>(
  action: Action<P>,
  given: Record<string, unknown>,
  session: Session,
  toolCall: ToolCall,
): Promise<Entry[]> {
  const { services } = session.run(toolCall);
  const result = await action.run(readArguments(action.params, given), services);
  return (await rowsOf(result)) as Entry[];
}
