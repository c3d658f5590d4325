import { sandboxReset } from '../../src/actions/sandbox-reset.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: sandboxReset,
  flags: { clock: '--clock <date>' },
  examples: [
    'cwm sandbox reset --yes',
    'cwm sandbox reset --tickets 100000 --seed 7',
    'cwm sandbox reset --clock 2026-03-02T09:00',
  ],
});
