import { categories } from '../src/actions/categories.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: categories,
  positionals: ['name'],
  rest: true,
  examples: [
    'cwm categories',
    'cwm categories Tickets',
    'cwm categories -o csv --output-file categories.csv',
  ],
});
