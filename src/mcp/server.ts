import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { parseInput } from '../actions/parse-input.js';
import { presentError } from '../errors/present.js';
import { toJson } from '../text/json.js';
import { isRecord } from '../text/records.js';
import { version } from '../version.js';
import { auditOf, failureOf, outcomeOf } from './audit.js';
import { offerCompletions } from './completions.js';
import { icon } from './icon.js';
import { instructions } from './instructions.js';
import { changesMemory, tellMemoryChanged } from './kept.js';
import { notifier } from './notify.js';
import { offerPrompts } from './prompts.js';
import { offerResources } from './resources.js';
import type { Session } from './session.js';
import { inputSchema, type Tool } from './tool.js';
import { tools } from './tools.js';

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
  const offered = toolsFor(session);
  const notify = notifier(server, redact);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offered.map(definitionOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const tool = offered.find(({ name }) => name === params.name);
    const note = auditOf(tool, session, server);
    if (tool === undefined) {
      note('unknown_tool');
      throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    }
    try {
      const input = parseInput(tool.params, params.arguments ?? {});
      const toolCall = { signal: extra.signal, ...notify(extra) };
      const writes = !tool.hints.readOnlyHint;
      const running = tool.run(input, session, toolCall);
      const { structured, text } = await session.serving.ongoing.follow(running, { writes });
      note(outcomeOf(tool, structured));
      if (changesMemory(tool)) await tellMemoryChanged(server);
      return { content: [{ type: 'text' as const, text }], structuredContent: structured };
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

/** A server that only reads does not offer to write. */
function toolsFor({ settings }: Session): readonly Tool[] {
  return settings.readOnly ? tools.filter(({ name }) => name !== 'confirm_api_write') : tools;
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
