import { mcpServe } from '../../src/actions/mcp.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({
  action: mcpServe,
  flags: { host: '--host <address>' },
  examples: ['cwm mcp serve', 'cwm mcp serve --read-only', 'cwm mcp serve --http --port 3001'],
  present: ({ url, health }, style) =>
    `${style.bold(`Assistants find it at ${url}`)}\nHealth: ${health}\n${style.dim('Ctrl-C stops it.')}\n`,
});
