import { sandboxServe } from '../../src/actions/sandbox-serve.js';
import { defineCommand } from '../../src/cli/define-command.js';
import { presentSandboxAddress } from '../../src/output/sandbox-address.js';

export default defineCommand({
  action: sandboxServe,
  flags: {
    host: '--host <address>',
    latency: '--latency <ms|from-to>',
    fail: '--fail <status=share>',
    drop: '--drop <share>',
    truncate: '--truncate <share>',
    slowBody: '--slow-body <ms>',
    throttle: '--throttle <n/min>',
    switches: '--switch <name=value>',
  },
  examples: [
    'cwm sandbox serve',
    'cwm sandbox serve --tls --log',
    'cwm sandbox serve --latency 50-400 --fail 429=0.05 --fail 500=0.02 --drop 0.01',
  ],
  present: presentSandboxAddress,
});
