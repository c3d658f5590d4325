import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { decodePercent } from '../text/percent.js';
import { ApiFault, type Answer } from './answer.js';
import { queryName } from './asked.js';
import { deliver } from './deliver.js';
import type { Deliveries } from './deliveries.js';
import type { Fate } from './faults.js';
import { admit } from './gate.js';
import { handle, type World } from './handle.js';
import { outside } from './outside.js';

/** What stands between the server's address and the paths of the catalog. */
export const base = '/v4_6_release/apis/3.0';

/** Answers one request, as its fate has it. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  deliveries: Deliveries,
  fate: Fate,
): Promise<void> {
  if (fate.delay > 0) await delay(fate.delay, undefined, { ref: false });
  if (fate.cut === 'before') {
    response.destroy();
    return;
  }
  let answer: Answer;
  try {
    answer = await answerTo(request, world, deliveries, fate);
  } catch (error) {
    answer =
      error instanceof ApiFault
        ? error.answer
        : new ApiFault(500, 'ConnectWiseApi', String(error)).answer;
  }
  const { status, body } = answer;
  const headers = {
    'x-cw-request-id': randomUUID(),
    'api-current-version': world.catalog.meta('version'),
    'cache-control': 'no-cache',
    ...contentType(body),
    ...answer.headers,
  };
  const isWritten = body === undefined || body instanceof Uint8Array || typeof body === 'string';
  await deliver(
    response,
    {
      status,
      headers,
      body: isWritten ? body : withHost(JSON.stringify(body), `${originOf(request)}${base}`),
    },
    fate,
  );
}

function contentType(body: unknown): Record<string, string> {
  if (body === undefined || body instanceof Uint8Array) return {};
  return {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json; charset=utf-8',
  };
}

/** The server's address as the client wrote it. */
function originOf({ socket, headers }: IncomingMessage): string {
  return `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? '127.0.0.1'}`;
}

/** Links are stored without the host, which only the request knows. No value holds this text: its quotes are escaped. */
export function withHost(json: string, address: string): string {
  return json.replaceAll('_href":"/', `_href":"${address}/`);
}

async function answerTo(
  request: IncomingMessage,
  world: World,
  deliveries: Deliveries,
  fate: Fate,
): Promise<Answer> {
  const url = addressOf(request);
  const open = outside(url, world);
  if (open !== undefined) return open;
  const { failure } = fate;
  const admitted = admit(
    `${url.pathname}${url.search}`,
    request.headers,
    world,
    failure?.worked === false ? failure.answer : undefined,
  );
  if ('status' in admitted) return admitted;
  const { account, path } = admitted;
  const outbox: World['outbox'] = [];
  const answer = handle(
    {
      method: request.method ?? 'GET',
      path: path.split('/').map(decodePercent).join('/'),
      query: caseless(url.searchParams),
      sent: url.searchParams,
      headers: request.headers as Record<string, string | undefined>,
      body: await readBody(request),
      url: `${originOf(request)}${url.pathname}`,
    },
    { ...world, member: account.member, role: account.role, outbox },
  );
  deliveries.send(outbox, account.member);
  return failure?.answer ?? answer;
}

/** Where the request goes. Not resolved against the origin: a path of two slashes would name another host. */
function addressOf(request: IncomingMessage): URL {
  const { url: target = '/' } = request;
  const address = target.startsWith('/') ? `${originOf(request)}${target}` : target;
  if (URL.canParse(address)) return new URL(address);
  throw new ApiFault(400, 'ConnectWiseApi', 'The host or the address of the request is invalid.');
}

/** Parameter names count without case, as on the server. */
function caseless(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [queryName(name), value]),
  );
}

/** What the server's web server takes at the most. */
const largestBody = 30_000_000;

/** The body whole. One that is too large is read to its end and forgotten: a client that still sends hears no answer. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size <= largestBody) return Buffer.concat(chunks);
  throw new ApiFault(413, 'ConnectWiseApi', 'A request has at most 30 MB.');
}
