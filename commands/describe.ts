import { describe } from '../src/actions/describe.js';
import { defineCommand } from '../src/cli/define-command.js';
import { parseTarget } from '../src/cli/target-words.js';
import { presentDescription } from '../src/output/description.js';

export default defineCommand({
  action: describe,
  words: { usage: '[METHOD] <path|operationId>', names: ['method', 'path'], parse: parseTarget },
  examples: [
    'cwm describe /service/tickets/123/notes',
    'cwm describe POST /service/tickets',
    'cwm describe getServiceTicketsById',
    'cwm describe POST /service/tickets --skeleton',
  ],
  present: presentDescription,
});
