import type { SandboxStatus } from '../sandbox/status.js';
import { defineAction, one } from './define.js';

export type { SandboxStatus };

export const sandboxStatus = defineAction({
  name: 'sandbox_status',
  summary: 'Show what the sandbox holds and who serves it',
  params: {},
  async run(_input, { sandbox }) {
    const keeper = await sandbox();
    return one(await keeper.status());
  },
});
