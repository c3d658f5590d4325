import { memoryRestore } from '../../src/actions/memory-restore.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryRestore,
  positionals: ['file'],
  examples: ['cwm memory restore', 'cwm memory restore memory-2026-11-22T09-30-00-000Z-clear.db'],
});
