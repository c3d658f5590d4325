import { memoryStats } from '../../src/actions/memory-stats.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryStats,
  columns: [
    { header: 'Method', path: 'method' },
    { header: 'Path', path: 'template', whole: true },
    { header: 'Calls', path: 'count' },
    { header: 'Last', path: 'last_used' },
  ],
  examples: ['cwm memory stats', 'cwm memory stats -o csv'],
});
