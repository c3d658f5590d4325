import type { EndpointUsage } from '../memory/usage.js';
import { defineAction, many, type Result } from './define.js';

export const memoryStats = defineAction({
  name: 'memory_stats',
  summary: 'Show how often each endpoint was called, which search learns from',
  params: {},
  async run(_input, { memoryIfThere, report }): Promise<Result<EndpointUsage>> {
    const rows = (await memoryIfThere())?.usage.list() ?? [];
    if (rows.length === 0) report.note('No call was counted yet.');
    return many(rows);
  },
});
