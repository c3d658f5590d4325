import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest, type RequestId } from '@modelcontextprotocol/sdk/types.js';
import { isLoopback } from '../config/base-url.js';
import type { Context } from '../context.js';
import { listen, type Place } from '../http/listen.js';
import type { AssistantAddress } from '../services.js';
import { isRecord } from '../text/records.js';
import {
  bracketed,
  HttpRefusal,
  invalidRequest,
  refuseForeign,
  refuseForm,
  refuseStranger,
} from './guards.js';
import { readMessage } from './http-body.js';
import { HttpSessions } from './http-sessions.js';
import { bearerToken } from './http-token.js';
import { howToConnect } from './http-welcome.js';
import { openSession } from './serve.js';
import type { OpenServing } from './serving.js';

/** Milliseconds that answers under way may take once the server is to stop. */
const grace = 500;

/** Against clients that send a byte now and then: milliseconds for the headers, for all of a request, between checks. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
};

/** Serves any number of clients over Streamable HTTP until the run ends. */
export async function serveHttp(
  serving: OpenServing,
  place: Place,
  context: Context,
): Promise<{ address: AssistantAddress; ended: Promise<void>; close: () => Promise<void> }> {
  const { token, isNew } = bearerToken(context.env);
  const sessions = new HttpSessions(() => openSession(serving, context), context.now);
  const listening = await listen(
    (request, response) => {
      respond(request, response, { sessions, token, host: place.host }).catch((error: unknown) =>
        refuse(response, error),
      );
    },
    place,
    { command: 'cwm mcp serve --http', rival: 'Another server may be running.', limits },
  );
  const close = async () => {
    await serving.finish(sessions.gates(), { hurried: true });
    await sessions.close();
    await listening.close(grace);
  };
  const url = `${listening.origin}/mcp`;
  if (!isLoopback(bracketed(place.host))) {
    serving.report.warn(
      `Whoever reaches ${place.host} and has the token uses this server, and http hides neither the token nor the records from who listens in. Put it behind a proxy that speaks https.`,
    );
  }
  await context.io.stderr.write(howToConnect(url, isNew ? token : undefined));
  return {
    address: { url, health: `${listening.origin}/health` },
    ended: untilAborted(context.signal).then(close),
    close,
  };
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

interface Door {
  sessions: HttpSessions;
  token: string;
  host: string;
}

/** Throws HttpRefusal for what is not let in; nothing of a request is read before it is. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions, token, host }: Door,
): Promise<void> {
  refuseForeign(request, host);
  const [path] = (request.url ?? '').split('?');
  if (path === '/health') {
    answer(response, 200, { status: 'ok' });
    return;
  }
  if (path !== '/mcp') throw new HttpRefusal(404, 'There is nothing here; the server is at /mcp.');
  refuseStranger(request, token);
  refuseForm(request);
  const id = request.headers['mcp-session-id'];
  if (typeof id === 'string') {
    const transport = sessions.find(id, response);
    const message = request.method === 'POST' ? await readMessage(request) : undefined;
    await pass(request, response, transport, message);
    return;
  }
  const message = request.method === 'POST' ? await readMessage(request) : undefined;
  if (!isInitializeRequest(message)) {
    throw new HttpRefusal(
      400,
      'Begin with initialize, and send the Mcp-Session-Id of its answer.',
      {
        code: invalidRequest,
      },
    );
  }
  await sessions.welcome((transport) => transport.handleRequest(request, response, message));
}

/** Hands a request to its session, and gives up what nobody waits for any more. */
async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  transport: StreamableHTTPServerTransport,
  message: Record<string, unknown> | undefined,
): Promise<void> {
  if (message?.['method'] !== undefined && isRequestId(message['id'])) {
    const params = { requestId: message['id'], reason: 'The connection was closed.' };
    response.once('close', () => {
      if (response.writableFinished) return;
      transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    });
  }
  await transport.handleRequest(request, response, message);
  if (message?.['method'] !== 'notifications/cancelled' || !isRecord(message['params'])) return;
  // What was cancelled is never answered: its stream would stay open for nothing.
  const { requestId } = message['params'];
  if (isRequestId(requestId)) transport.closeSSEStream(requestId);
}

function isRequestId(id: unknown): id is RequestId {
  return typeof id === 'string' || typeof id === 'number';
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || !(error instanceof HttpRefusal)) {
    response.destroy();
    return;
  }
  const { status, code, message, headers } = error;
  answer(response, status, { jsonrpc: '2.0', error: { code, message }, id: null }, headers);
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...headers,
    })
    .end(JSON.stringify(body));
}
