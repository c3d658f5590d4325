import { mcpServe } from '../../src/actions/mcp.js';
import { defineCommand } from '../../src/cli/define-command.js';

export default defineCommand({ action: mcpServe, examples: ['cwm mcp serve'] });
