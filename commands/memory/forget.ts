import { memoryForget } from '../../src/actions/memory-forget.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryForget,
  examples: ['cwm memory forget', 'cwm memory forget --yes'],
});
