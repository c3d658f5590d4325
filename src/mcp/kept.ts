import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Entry } from '../memory/entry.js';
import type { Memory } from '../memory/memory.js';
import type { Session } from './session.js';
import type { Tool, ToolCall } from './tool.js';

/** Entries of one page of a list. */
const pageSize = 50;

/** More than anybody keeps. */
const all = 10_000;

/** Everything that is kept. Nothing where memory cannot be read: what does not need it goes on. */
export async function keptEntries(session: Session, toolCall: ToolCall): Promise<Entry[]> {
  return (await inMemory(session, toolCall, ({ entries }) => entries.list({ limit: all }))) ?? [];
}

/** The entry of this very slug. */
export async function keptEntry(
  slug: string,
  session: Session,
  toolCall: ToolCall,
): Promise<Entry | undefined> {
  const found = await inMemory(session, toolCall, ({ entries }) => entries.find(slug));
  return found?.slug === slug ? found : undefined;
}

async function inMemory<T>(
  session: Session,
  toolCall: ToolCall,
  look: (memory: Memory) => T,
): Promise<T | undefined> {
  const { services } = session.run(toolCall);
  try {
    const memory = await services.memoryIfThere();
    return memory === undefined ? undefined : look(memory);
  } catch (error) {
    services.report.warn(
      `Fast Memory cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/** A page of what there is, and where the next one begins. Throws where the cursor is none of ours. */
export function pageOf<T>(
  items: readonly T[],
  cursor: string | undefined,
): { page: readonly T[]; nextCursor?: string } {
  const start =
    cursor === undefined ? 0 : Number(/^from-(\d{1,9})$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start))
    throw new McpError(ErrorCode.InvalidParams, 'The cursor is not one that this list gave.');
  const end = start + pageSize;
  return {
    page: items.slice(start, end),
    ...(end < items.length ? { nextCursor: `from-${end}` } : {}),
  };
}

/** A tool that changes what is kept, which resources and prompts are made of. */
export function changesMemory({ name }: Tool): boolean {
  return /^(?:save_to|delete_from|clear)_fast_memory$/.test(name);
}

export async function tellMemoryChanged(server: Server): Promise<void> {
  await server.sendResourceListChanged();
  await server.sendPromptListChanged();
}
