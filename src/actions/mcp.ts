import { defineAction } from './define.js';

export const mcpServe = defineAction({
  name: 'mcp_serve',
  summary: 'Serve assistants over the Model Context Protocol',
  params: {
    readOnly: { kind: 'boolean', default: false, summary: 'write nothing to ConnectWise' },
    allowWrites: {
      kind: 'boolean',
      default: false,
      summary: 'send writes at once, without a preview to confirm',
    },
    auditFile: {
      kind: 'string',
      summary:
        'note each call there, not on standard error: time, tool, outcome, never what it held',
    },
  },
  async run({ auditFile, ...options }, { assistants, resolvePath }) {
    const { ended } = await assistants({
      ...options,
      auditFile: auditFile === undefined ? undefined : resolvePath(auditFile),
    });
    return { kind: 'none', note: forPerson, meanwhile: () => ended };
  },
});

/** For who starts it by hand; a client shows none of it. */
const forPerson = `This is an MCP server: an assistant starts it and talks to it over standard input and output.
In Claude Desktop, Cursor and others, put into "mcpServers" of their configuration:
  "cwm": { "command": "cwm", "args": ["mcp", "serve"] }
In Claude Code: claude mcp add cwm -- cwm mcp serve
To try it without an account, add --profile sandbox. Ctrl-C ends it.`;
