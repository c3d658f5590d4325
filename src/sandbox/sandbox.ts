import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import { decodePercent } from '../text/percent.js';
import { firstAccounts, sandboxKeys } from './accounts.js';
import { ApiFault, type Answer } from './answer.js';
import { Deliveries, realWait, type Wait } from './deliveries.js';
import { admit } from './gate.js';
import { handle, type World } from './handle.js';
import { genericMaker } from './generic.js';
import { Links } from './links.js';
import { makers } from './makers/index.js';
import { outside } from './outside.js';
import { References } from './references.js';
import { SandboxStore } from './store.js';
import { defaultSwitches, type SandboxSwitches } from './switches.js';

export { limitedKeys, sandboxKeys } from './accounts.js';

export interface Sandbox {
  connection: { baseUrl: string; username: string; password: string; clientId: string };
  close: () => Promise<void>;
}

export interface SandboxOptions {
  catalog: Catalog;
  /** Folder of the records' database. */
  folder: string;
  now: () => Date;
  /** What it does where sources disagree; the rest is as it is unless told. */
  switches?: Partial<SandboxSwitches>;
  /** Asked before each request: seconds to wait where too much was asked. */
  throttle?: () => number | undefined;
  /** Waits before a callback is sent again. */
  wait?: Wait;
}

const base = '/v4_6_release/apis/3.0';

/** Starts a ConnectWise on a free port of this machine's loopback. What one run writes the next one reads. */
export async function startSandbox({
  catalog,
  folder,
  now,
  switches,
  throttle,
  wait = realWait,
}: SandboxOptions): Promise<Sandbox> {
  const references = new References(catalog);
  const store = new SandboxStore(
    join(folder, 'sandbox.db'),
    (collection) => makers[collection] ?? genericMaker(collection, catalog),
    references,
    () => ({ epoch: now(), seed: 1, tickets: 60 }),
  );
  const links = new Links(catalog);
  const world: World = {
    catalog,
    store,
    references,
    links,
    now,
    switches: { ...defaultSwitches, ...switches },
    accounts: firstAccounts(),
    throttle,
    member: '',
    role: undefined,
    outbox: [],
  };
  const server = createServer((request, response) => {
    respond(request, response, world, deliveries).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const absolute = (json: string) => withHost(json, `${origin}${base}`);
  const deliveries = new Deliveries({ store, address: `${origin}/v4_6_release`, absolute, wait });
  return {
    connection: { ...sandboxKeys, baseUrl: `${origin}${base}` },
    close: async () => {
      await deliveries.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  deliveries: Deliveries,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(request, world, deliveries);
  } catch (error) {
    answer =
      error instanceof ApiFault
        ? error.answer
        : new ApiFault(500, 'ConnectWiseApi', String(error)).answer;
  }
  const headers = {
    'x-cw-request-id': randomUUID(),
    'api-current-version': world.catalog.meta('version'),
    'cache-control': 'no-cache',
    ...answer.headers,
  };
  if (answer.body === undefined) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  if (answer.body instanceof Uint8Array) {
    response.writeHead(answer.status, headers).end(answer.body);
    return;
  }
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
    ...headers,
  });
  const host = request.headers.host ?? '127.0.0.1';
  response.end(
    isText ? answer.body : withHost(JSON.stringify(answer.body), `http://${host}${base}`),
  );
}

/** Links are stored without the host, which only the request knows. No value holds this text: its quotes are escaped. */
function withHost(json: string, address: string): string {
  return json.replaceAll('_href":"/', `_href":"${address}/`);
}

async function answerTo(
  request: IncomingMessage,
  world: World,
  deliveries: Deliveries,
): Promise<Answer> {
  const host = request.headers.host ?? '127.0.0.1';
  const url = new URL(request.url ?? '/', `http://${host}`);
  const open = outside(url, world);
  if (open !== undefined) return open;
  const admitted = admit(`${url.pathname}${url.search}`, request.headers, world);
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
      url: `http://${host}${url.pathname}`,
    },
    { ...world, member: account.member, role: account.role, outbox },
  );
  deliveries.send(outbox, account.member);
  return answer;
}

/** Parameter names count without case, as on the server. */
function caseless(query: URLSearchParams): URLSearchParams {
  const names: Record<string, string> = {
    orderby: 'orderBy',
    pagesize: 'pageSize',
    pageid: 'pageId',
  };
  return new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [
      names[name.toLowerCase()] ?? name.toLowerCase(),
      value,
    ]),
  );
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
