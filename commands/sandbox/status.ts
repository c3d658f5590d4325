import { sandboxStatus } from '../../src/actions/sandbox-status.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentSandboxStatus } from '../../src/output/sandbox-status.js';

export default defineCommand({
  action: sandboxStatus,
  examples: ['cwm sandbox status', 'cwm sandbox status --query file'],
  present: presentSandboxStatus,
});
