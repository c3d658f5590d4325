import { memoryShow } from '../../src/actions/memory-show.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentKept } from './present-kept.js';

export default defineCommand({
  action: memoryShow,
  positionals: ['entry'],
  examples: ['cwm memory show open-tickets-of-acme', 'cwm memory show 12 -o json'],
  present: presentKept,
});
