import { repl } from '../src/actions/repl.js';
import { defineCommand } from '../src/cli/define-command.js';

export default defineCommand({
  action: repl,
  examples: [
    'cwm',
    'cwm repl --profile sandbox --read-only',
    'cwm repl --fail-fast < commands.txt',
  ],
});
