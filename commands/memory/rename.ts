import { memoryRename } from '../../src/actions/memory-rename.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentKept } from './present-kept.js';

export default defineCommand({
  action: memoryRename,
  positionals: ['entry', 'description'],
  rest: true,
  examples: [`cwm memory rename open-tickets-of-acme 'Open tickets of Acme, newest first'`],
  present: presentKept,
});
