import { memoryList } from '../../src/actions/memory-list.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryList,
  positionals: ['search'],
  rest: true,
  columns: [
    { header: 'Id', path: 'id' },
    { header: 'Name', path: 'slug', whole: true },
    { header: 'Description', path: 'description' },
    { header: 'Method', path: 'method' },
    { header: 'Path', path: 'path' },
    { header: 'Used', path: 'usage_count' },
    { header: 'Last', path: 'last_used' },
  ],
  examples: ['cwm memory list', 'cwm memory list open tickets', 'cwm memory list --limit 200'],
});
