import { UsageError } from '../errors/errors.js';
import { defineAction } from './define.js';

export const mcpServe = defineAction({
  name: 'mcp_serve',
  summary: 'Serve assistants over the Model Context Protocol',
  params: {},
  run: () =>
    Promise.reject(
      new UsageError('The MCP server is not part of this version yet.', {
        hint: 'The command line works: cwm search, cwm describe, cwm call.',
      }),
    ),
});
