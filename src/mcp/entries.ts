import type { Entry } from '../memory/entry.js';
import { placeholdersOf } from '../memory/placeholders.js';
import { counted } from '../text/counted.js';
import { toJson } from '../text/json.js';
import { cleanJson } from './clean.js';
import type { ToolAnswer } from './tool.js';

/** Saved calls, each with the values that it asks for. */
export function entriesAnswer(
  given: readonly Entry[],
  { total, note }: { total?: number; note?: string | undefined } = {},
): ToolAnswer {
  // In JSON within the text it would be escaped, and shown.
  const { value: entries, removed } = cleanJson(given);
  const structured = {
    entries: entries.map(toRow),
    ...(total === undefined ? {} : { total }),
    ...(note === undefined ? {} : { note }),
    ...(removed === 0 ? {} : { sanitized: removed }),
  };
  const nothing = entries.length === 0 && note === undefined ? ['No saved call.'] : [];
  return {
    structured,
    text: [...entries.map(toLine), ...nothing, ...(note ? [note] : [])].join('\n'),
  };
}

function toRow(entry: Entry): object {
  const values = valuesOf(entry);
  return Object.keys(values).length === 0 ? entry : { ...entry, values };
}

function valuesOf(entry: Entry): Record<string, string | null> {
  return Object.fromEntries(
    placeholdersOf(entry).map(({ name, default: standard }) => [name, standard ?? null]),
  );
}

function toLine(entry: Entry): string {
  const { id, slug, description, method, path, params, data, usage_count: times } = entry;
  const values = valuesOf(entry);
  const parts = [
    `${id} ${slug} (used ${counted(times, 'time')}): ${description}`,
    `  ${method} ${path}`,
    Object.keys(params).length === 0 ? '' : `params ${toJson(params)}`,
    data === null ? '' : `data ${toJson(data)}`,
    Object.keys(values).length === 0 ? '' : `values ${toJson(values)}`,
  ];
  const [title = '', ...call] = parts.filter((part) => part !== '');
  return `${title}\n${call.join(' ')}`;
}
