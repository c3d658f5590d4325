import { completeAction } from '../src/complete/complete-action.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: completeAction(async () => (await import('./index.js')).commands),
  words: {
    usage: '-- <words>',
    names: ['words'],
    parse: (words) => ({ words }),
  },
  examples: ['cwm complete -- call /service/ti', `cwm complete --shell bash -- memory run ''`],
});
