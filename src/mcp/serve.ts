import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Context } from '../context.js';
import type { Conversation } from '../terminal/io.js';
import type { Report } from '../services.js';
import { RefusedError } from '../errors/errors.js';
import { noDocument } from './documents.js';
import { Gate } from './gate.js';
import { createServer } from './server.js';
import type { ServerSettings, Session } from './session.js';

/** Serves one client on two streams until the first one ends. */
export async function serveStdio(
  settings: ServerSettings,
  context: Context,
  { input, output }: Conversation,
): Promise<void> {
  const gate = new Gate(context.now);
  const server = createServer(createSession(settings, context, gate), context.redact);
  const ended = new Promise<void>((resolve) => {
    input
      .once('end', resolve)
      .once('close', resolve)
      .once('error', () => resolve());
    context.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  gate.close();
  await server.close();
}

export function createSession(settings: ServerSettings, context: Context, gate: Gate): Session {
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
          if (answer === 'document') throw noDocument();
        },
        ...choices,
      });
      return { services, notices };
    },
  };
}
