import { cancelledBy, UsageError } from '../errors/errors.js';
import type { AssistantAddress } from '../services.js';
import { defineAction, one, type Result } from './define.js';

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
      completes: 'file',
    },
    http: {
      kind: 'boolean',
      summary: 'serve any number of clients over HTTP, who need the token that it shows',
    },
    host: {
      kind: 'string',
      summary: 'address to listen on with --http; this machine alone unless told',
    },
    port: {
      kind: 'integer',
      min: 0,
      max: 65_535,
      summary: 'port to listen on with --http, 3001 unless told; 0 takes any free one',
    },
  },
  async run(
    input,
    { assistants, resolvePath, session, signal },
  ): Promise<Result<AssistantAddress>> {
    if (session === undefined)
      throw new UsageError('A session has the terminal, which assistants would need.', {
        hint: 'Run it in a terminal of its own: cwm mcp serve',
      });
    const { auditFile, http = false, host, port, ...writing } = input;
    if (!http && (host !== undefined || port !== undefined))
      throw new UsageError('--host and --port are for a server over HTTP.', {
        hint: 'Add --http, or leave them out: without it one client talks over standard input and output.',
      });
    const { address, ended } = await assistants({
      ...writing,
      auditFile: auditFile === undefined ? undefined : resolvePath(auditFile),
      http: http ? { host: host ?? '127.0.0.1', port: port ?? 3001 } : undefined,
    });
    if (address === undefined) return { kind: 'none', note: forPerson, meanwhile: () => ended };
    return {
      ...one(address),
      async meanwhile() {
        await ended;
        throw cancelledBy(signal);
      },
    };
  },
});

/** For who starts it by hand; a client shows none of it. */
const forPerson = `This is an MCP server: an assistant starts it and talks to it over standard input and output.
cwm mcp install has Claude Desktop, Claude Code, Cursor or VS Code start it.
To try it without an account, add --profile sandbox. Ctrl-C ends it.`;
