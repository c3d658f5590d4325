import { memoryDelete } from '../../src/actions/memory-delete.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryDelete,
  positionals: ['entry'],
  examples: ['cwm memory delete open-tickets-of-acme', 'cwm memory delete 12'],
});
