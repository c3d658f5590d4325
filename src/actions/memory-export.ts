import { exportOf, type MemoryExport } from '../memory/export.js';
import { defineAction, one, type Result } from './define.js';
import { warnOfSecrets } from './warn-of-secrets.js';

export const memoryExport = defineAction({
  name: 'memory_export',
  summary: 'Give the calls that are kept as JSON, for colleagues or another machine',
  params: {
    search: { kind: 'string', summary: 'only those with these words' },
  },
  async run({ search }, { memoryIfThere, report }): Promise<Result<MemoryExport>> {
    const memory = await memoryIfThere();
    // SQLite takes a negative limit for none.
    const exported = exportOf(memory?.entries.list({ search, limit: -1 }) ?? []);
    if (exported.entries.length === 0)
      report.warn(search === undefined ? 'Nothing is kept yet.' : `No entry has all of: ${search}`);
    warnOfSecrets(exported.entries, report, 'Look at the export before you share it.');
    return one(exported);
  },
});
