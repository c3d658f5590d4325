import { memoryRecent } from '../../src/actions/memory-recent.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: memoryRecent,
  columns: [
    { header: 'N', path: 'n' },
    { header: 'Method', path: 'method' },
    { header: 'Path', path: 'path' },
    { header: 'Params', path: 'params' },
    { header: 'Body', path: 'has_body' },
    { header: 'At', path: 'at' },
  ],
  examples: [
    'cwm memory recent',
    `cwm memory save 'Open tickets' --last 2`,
    'cwm memory recent --off',
  ],
});
