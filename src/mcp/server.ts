import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';
import { shortened } from '../text/shortened.js';
import { version } from '../version.js';
import { readArguments } from './arguments.js';
import { auditOf, failureOf, outcomeOf } from './audit.js';
import { offerCompletions } from './completions.js';
import { form, patience, type Ask } from './elicit.js';
import { icon } from './icon.js';
import { instructions } from './instructions.js';
import { changesMemory, tellMemoryChanged } from './kept.js';
import { notifier } from './notify.js';
import { oneLine } from '../text/one-line.js';
import { offerPrompts } from './prompts.js';
import { offerResources } from './resources.js';
import { RowLog } from './row-log.js';
import { inputSchema } from './schema.js';
import type { Session } from './session.js';
import type { Tool, ToolCall } from './tool.js';
import { failure, partly, success } from './tool-result.js';
import { toolsFor } from './tools.js';

/** A server for one client. */
export function createServer(session: Session, redact: (text: string) => string): Server {
  const server = new Server(
    { name: 'cwm', title: 'ConnectWise Manage', version, icons: [icon] },
    {
      capabilities: {
        tools: {},
        logging: {},
        resources: { listChanged: true },
        prompts: { listChanged: true },
        completions: {},
      },
      instructions,
      // The SDK's own is not in the bundle. Who asks a person checks what comes back.
      jsonSchemaValidator: {
        getValidator: () => (input) => ({
          valid: true,
          data: input as never,
          errorMessage: undefined,
        }),
      },
    },
  );
  const offered = toolsFor(session.settings);
  const notify = notifier(server, redact);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(definitionOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = offered.find(({ name }) => name === params.name);
    const rows = new RowLog();
    const note = auditOf(tool, session, server, rows);
    if (tool === undefined) {
      note('unknown_tool');
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool ${shortened(oneLine(params.name))}.`,
      );
    }
    try {
      const input = readArguments(tool.params, params.arguments ?? {});
      const toolCall: ToolCall = {
        signal: extra.signal,
        ask: askerOf(server, extra),
        noteRow: (outcome) => rows.note(outcome),
        ...notify(extra),
      };
      const writes = !tool.hints.readOnlyHint;
      const running = tool.run(input, session, toolCall);
      const answer = await session.serving.ongoing.follow(running, { writes });
      note(answer.failure ? failureOf(answer.failure) : outcomeOf(tool, answer.structured));
      if (changesMemory(tool)) await tellMemoryChanged(server);
      return answer.failure ? partly(answer, answer.failure, redact) : success(answer);
    } catch (error) {
      note(failureOf(error));
      return failure(error, redact);
    }
  });
  offerResources(server, offered, session, notify);
  offerPrompts(server, session, notify);
  offerCompletions(server, session, notify);
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
