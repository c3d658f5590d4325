import type { Entry } from '../memory/entry.js';
import { counted } from '../text/counted.js';
import { defineAction, many, type Result } from './define.js';

export const memoryList = defineAction({
  name: 'memory_list',
  summary: 'List the calls that are kept, the most used first',
  params: {
    search: { kind: 'string', summary: 'words of the description, name or path' },
    limit: { kind: 'integer', min: 1, max: 100_000, default: 50, summary: 'most rows' },
  },
  async run({ search, limit }, { memoryIfThere, report }): Promise<Result<Entry>> {
    const memory = await memoryIfThere();
    const found = memory?.entries.list({ search, limit: limit + 1 }) ?? [];
    const rows = found.slice(0, limit);
    if (found.length > limit)
      report.warn(`${counted(limit, 'row')}, more exist: --limit n, or words to search for.`);
    if (rows.length === 0)
      report.note(
        search === undefined
          ? 'Nothing is kept yet: cwm memory save --help'
          : `No entry has all of: ${search}`,
      );
    return many(rows);
  },
});
