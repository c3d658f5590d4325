import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Entry } from '../memory/entry.js';
import { placeholdersOf } from '../memory/placeholders.js';
import { toJson } from '../text/json.js';
import { cleanJson } from './clean.js';
import { keptEntries, keptEntry, pageOf } from './kept.js';
import type { notifier } from './notify.js';
import type { Session } from './session.js';

/** The calls that are kept, as prompts: a person picks one and fills in what it asks for. */
export function offerPrompts(
  server: Server,
  session: Session,
  notify: ReturnType<typeof notifier>,
): void {
  server.setRequestHandler(ListPromptsRequestSchema, async ({ params }, extra) => {
    const entries = await keptEntries(session, { signal: extra.signal, ...notify(extra) });
    const { page, ...more } = pageOf(entries, params?.cursor);
    return cleanJson({ prompts: page.map(promptOf), ...more }).value;
  });
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }, extra) => {
    const toolCall = { signal: extra.signal, ...notify(extra) };
    const entry = await keptEntry(params.name, session, toolCall);
    if (entry === undefined)
      throw new McpError(ErrorCode.InvalidParams, 'No call is kept under this name.');
    const text = requestFor(entry, params.arguments ?? {});
    return cleanJson({
      description: entry.description,
      messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
    }).value;
  });
}

function promptOf(entry: Entry) {
  return {
    name: entry.slug,
    title: entry.description,
    description: `Runs a kept call: ${entry.method} ${entry.path}`,
    arguments: placeholdersOf(entry).map(({ name, default: standard }) => ({
      name,
      ...(standard === undefined ? {} : { description: `${standard} unless given` }),
      required: standard === undefined,
    })),
  };
}

/** Which call to make. The description is somebody's text: quoted, it is what the call is known by and no more. */
function requestFor(entry: Entry, given: Readonly<Record<string, string>>): string {
  const placeholders = placeholdersOf(entry);
  const missing = placeholders.filter(
    ({ name, default: standard }) => standard === undefined && (given[name] ?? '') === '',
  );
  if (missing.length > 0)
    throw new McpError(
      ErrorCode.InvalidParams,
      `A value is missing for ${missing.map(({ name }) => name).join(', ')}.`,
    );
  const values = Object.fromEntries(
    placeholders.flatMap(({ name }) => {
      const value = given[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const input = {
    query_id: String(entry.id),
    ...(placeholders.length === 0 ? {} : { values }),
  };
  return `Call the tool run_fast_memory with ${toJson(input)} and tell me what it answers.
It is the kept call ${toJson(entry.description)}.`;
}
