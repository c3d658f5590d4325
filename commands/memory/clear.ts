import { memoryClear } from '../../src/actions/memory-clear.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryClear,
  examples: ['cwm memory clear', 'cwm memory clear --yes'],
});
