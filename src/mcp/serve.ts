import type { Context } from '../context.js';
import { cancelledBy, RefusedError } from '../errors/errors.js';
import type { Report } from '../services.js';
import type { Conversation } from '../terminal/io.js';
import { noDocument } from './documents.js';
import { Gate } from './gate.js';
import { createServer } from './server.js';
import type { Serving, Session } from './session.js';
import type { OpenServing } from './serving.js';
import { whenAborted } from '../text/when-aborted.js';
import { StdioTransport } from './stdio.js';

/** Serves one client on two streams until it goes, or the process is told to end. */
export async function serveStdio(
  serving: OpenServing,
  context: Context,
  { input, output }: Conversation,
): Promise<void> {
  const { server, gate } = openSession(serving, context);
  const transport = new StdioTransport(input, output);
  const { signal } = context;
  const stopped = whenAborted(signal);
  await server.connect(transport);
  await Promise.race([transport.gone, stopped]);
  transport.stopReading();
  await serving.finish([gate], { hurried: signal.aborted });
  await server.close();
  if (signal.aborted) throw cancelledBy(signal);
}

/** A server for one client, and the writes that wait in it. */
export interface OpenSession {
  server: ReturnType<typeof createServer>;
  gate: Gate;
}

export function openSession(serving: Serving, context: Context): OpenSession {
  const gate = new Gate(context.now);
  const server = createServer(createSession(serving, context, gate), context.redact);
  server.onerror = ({ message }) => serving.report.debug?.(`MCP: ${message}`);
  return { server, gate };
}

function createSession(serving: Serving, context: Context, gate: Gate): Session {
  const { settings } = serving;
  return {
    settings,
    serving,
    gate,
    now: context.now,
    run({ signal, progress, tell, noteRow }, choices = {}) {
      const notices: string[] = [];
      const report: Report = {
        warn(text) {
          notices.push(text);
          tell('warning', text);
        },
        note: (text) => tell('info', text),
        log: (text) => tell('info', text),
        debug(text) {
          serving.report.debug?.(text);
          tell('debug', text);
        },
        progress,
        ...(noteRow && { row: noteRow }),
      };
      const services = context.services({
        profile: settings.profile,
        zone: undefined,
        report,
        surface: 'mcp',
        reusesMemory: true,
        ask: undefined,
        signal: AbortSignal.any([serving.ending, signal]),
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
