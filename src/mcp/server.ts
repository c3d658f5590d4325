import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { version } from '../version.js';
import { readArguments } from './arguments.js';
import { form, patience, type Ask } from './elicit.js';
import { instructions } from './instructions.js';
import { inputSchema } from './schema.js';
import type { Session } from './session.js';
import type { Tool } from './tool.js';
import { failure, success } from './tool-result.js';
import { toolsFor } from './tools.js';

/** A server for one client. */
export function createServer(session: Session, redact: (text: string) => string): Server {
  const server = new Server(
    { name: 'cwm', title: 'ConnectWise Manage', version },
    { capabilities: { tools: {} }, instructions },
  );
  const offered = toolsFor(session.settings);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(definitionOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = offered.find(({ name }) => name === params.name);
    if (tool === undefined)
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    try {
      const input = readArguments(tool.params, params.arguments ?? {});
      const toolCall = {
        signal: extra.signal,
        progress: () => undefined,
        ask: askerOf(server, extra),
      };
      return success(await tool.run(input, session, toolCall));
    } catch (error) {
      return failure(error, redact);
    }
  });
  return server;
}

/** Asks the person at the client, on the stream of the call that it is about. */
function askerOf(
  server: Server,
  { signal, requestId }: { signal: AbortSignal; requestId: RequestId },
): Ask | undefined {
  if (server.getClientCapabilities()?.elicitation?.form === undefined) return undefined;
  return (message) =>
    server.elicitInput(
      { message, requestedSchema: form },
      { signal, timeout: patience, relatedRequestId: requestId },
    );
}

function definitionOf({ name, title, description, params, hints, output }: Tool) {
  const annotations = { title, ...hints };
  const input = inputSchema(params) as { type: 'object' };
  return {
    name,
    title,
    description,
    inputSchema: input,
    outputSchema: output as { type: 'object' },
    annotations,
  };
}
