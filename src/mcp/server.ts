import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { parseInput } from '../actions/parse-input.js';
import { presentError } from '../errors/present.js';
import { toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { version } from '../version.js';
import { form, patience, type Ask } from './elicit.js';
import type { Session } from './session.js';
import { inputSchema, type Tool } from './tool.js';
import { tools } from './tools.js';

export const instructions =
  'ConnectWise Manage (PSA). Find an endpoint with search_api_endpoints, read it with get_api_endpoint_details, call it with execute_api_call.';

/** A server for one client. */
export function createServer(session: Session, redact: (text: string) => string): Server {
  const server = new Server(
    { name: 'cwm', title: 'ConnectWise Manage', version },
    { capabilities: { tools: {} }, instructions },
  );
  const offered = toolsFor(session);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(definitionOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = offered.find(({ name }) => name === params.name);
    if (tool === undefined)
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    try {
      const input = parseInput(tool.params, params.arguments ?? {});
      const toolCall = {
        signal: extra.signal,
        progress: () => undefined,
        ask: askerOf(server, extra),
      };
      const { structured, text } = await tool.run(input, session, toolCall);
      return { content: [{ type: 'text' as const, text }], structuredContent: structured };
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

/** A server that only reads does not offer to write; one that writes at once says so of what reaches ConnectWise. */
function toolsFor({ settings }: Session): readonly Tool[] {
  if (settings.readOnly) return tools.filter(({ name }) => name !== 'confirm_api_write');
  if (!settings.allowWrites) return tools;
  const writing = { readOnlyHint: false, destructiveHint: true, idempotentHint: false };
  return tools.map((tool) =>
    tool.hints.openWorldHint ? { ...tool, hints: { ...tool.hints, ...writing } } : tool,
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

function failure(error: unknown, redact: (text: string) => string) {
  const { envelope, lines } = presentError(error, { redact });
  const parsed: unknown = JSON.parse(envelope);
  const structuredContent = isRecord(parsed) ? parsed : { error: toJson(parsed) };
  return {
    isError: true,
    content: [{ type: 'text' as const, text: lines.join('\n') }],
    structuredContent,
  };
}
