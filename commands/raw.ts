import { raw } from '../src/actions/raw.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: raw,
  source: 'request',
  positionals: ['request'],
  rest: true,
  examples: [
    'cwm raw "GET /service/tickets?pageSize=5"',
    `cwm raw 'POST /service/tickets/1/notes {"text":"Called back"}'`,
    'cat request.txt | cwm raw -',
  ],
});
