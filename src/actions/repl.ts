import { UsageError } from '../errors/errors.js';
import { defineAction, type Result } from './define.js';

export const repl = defineAction({
  name: 'repl',
  summary: 'Run command after command, on a terminal or from a pipe',
  params: {
    failFast: {
      kind: 'boolean',
      default: false,
      summary: 'end at the first command that fails, with its exit code',
    },
    readOnly: { kind: 'boolean', default: false, summary: 'write nothing to ConnectWise' },
  },
  async run(options, { session }): Promise<Result<never>> {
    if (session === undefined)
      throw new UsageError('This is a session already.', { hint: 'Give the next command.' });
    return { kind: 'none', note: '', exitCode: await session(options) };
  },
});
