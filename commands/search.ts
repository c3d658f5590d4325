import { search } from '../src/actions/search.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: search,
  positionals: ['query'],
  rest: true,
  examples: [
    'cwm search "close a ticket"',
    'cwm search configurations --method POST',
    'cwm search boards/statuses -o json',
  ],
  columns: [
    { header: 'Method', path: 'method' },
    { header: 'Path', path: 'path', whole: true },
    { header: 'What it does', path: 'summary' },
    { header: 'Category', path: 'category' },
  ],
});
