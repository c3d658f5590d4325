import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  LoggingLevelSchema,
  SetLevelRequestSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { inertText } from '../text/sanitize.js';
import type { ToolCall } from './tool.js';

/** Levels that cwm speaks at. */
export type Level = 'debug' | 'info' | 'warning';

/** What a handler gets beside its request. */
export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** How calls are told: the client's log, and the progress that it asked for. All of it goes with the call that it is about. */
export function notifier(
  server: Server,
  redact: (text: string) => string,
): (extra: Extra) => Pick<ToolCall, 'progress' | 'tell'> {
  // Until the client says what it wants.
  let least = levels.indexOf('warning');
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    least = levels.indexOf(params.level);
    return {};
  });
  return (extra) => ({
    progress: progressOf(extra),
    tell(level, text) {
      if (levels.indexOf(level) < least) return;
      const data = inertText(redact(text));
      const params = { level, logger: 'cwm', data };
      // Who does not listen any more misses nothing.
      extra.sendNotification({ method: 'notifications/message', params }).catch(() => undefined);
    },
  });
}

const levels: readonly string[] = LoggingLevelSchema.options;

/** One step a page; the whole in pages where it is known. */
function progressOf({ _meta, sendNotification }: Extra): ToolCall['progress'] {
  const progressToken = _meta?.progressToken;
  let steps = 0;
  return (message, done) => {
    if (progressToken === undefined) return;
    steps += 1;
    const total =
      done === undefined || done === 0 ? {} : { total: Math.max(steps, Math.round(steps / done)) };
    const params = { progressToken, progress: steps, ...total, message };
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
