import { ask } from '../src/actions/ask.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: ask,
  positionals: ['sentence'],
  rest: true,
  examples: [
    'cwm ask "open high priority tickets for Acme, newest first" --profile sandbox',
    'cwm ask "close ticket 123" --dry-run --profile sandbox',
  ],
});
