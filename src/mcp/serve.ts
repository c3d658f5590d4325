import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Context } from '../context.js';
import type { Conversation } from '../terminal/io.js';
import type { Report } from '../services.js';
import { RefusedError, UsageError } from '../errors/errors.js';
import { Gate } from './gate.js';
import { createServer } from './server.js';
import type { ServerSettings, Session } from './session.js';

/** Serves one client on two streams until the first one ends. */
export async function serveStdio(
  settings: ServerSettings,
  context: Context,
  { input, output }: Conversation,
): Promise<void> {
  const { server, close } = openSession(settings, context);
  const ended = new Promise<void>((resolve) => {
    input
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  await close();
}

/** A server for one client, and what ends it with everything that waits in it. */
export interface OpenSession {
  server: ReturnType<typeof createServer>;
  close: () => Promise<void>;
}

export function openSession(settings: ServerSettings, context: Context): OpenSession {
  const gate = new Gate(context.now);
  const server = createServer(createSession(settings, context, gate), context.redact);
  return {
    server,
    async close() {
      gate.close();
      await server.close();
    },
  };
}

function createSession(settings: ServerSettings, context: Context, gate: Gate): Session {
  return {
    settings,
    gate,
    run({ signal, progress }, choices = {}) {
      const notices: string[] = [];
      const report: Report = {
        warn: (text) => notices.push(text),
        note: () => undefined,
        log: () => undefined,
        progress,
      };
      const services = context.services({
        profile: settings.profile,
        zone: undefined,
        report,
        surface: 'mcp',
        reusesMemory: true,
        ask: undefined,
        signal: AbortSignal.any([context.signal, signal]),
        approve: () => Promise.reject(new RefusedError('Nobody approved it.')),
        refuseUnapproved: () => undefined,
        expect(answer) {
          if (answer === 'document')
            throw new UsageError('Documents do not come over MCP.', {
              hint: 'On the command line: cwm call GET <path> --output-file <file>',
            });
        },
        ...choices,
      });
      return { services, notices };
    },
  };
}
