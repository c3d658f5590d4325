import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import { decodePercent } from '../text/percent.js';
import { ApiFault, type Answer } from './answer.js';
import { Deliveries, realWait, type Wait } from './deliveries.js';
import { handle, type Account, type World } from './handle.js';
import { genericMaker } from './generic.js';
import { Links } from './links.js';
import { makers } from './makers/index.js';
import { outside } from './outside.js';
import { References } from './references.js';
import { SandboxStore } from './store.js';

export interface Sandbox {
  connection: { baseUrl: string; username: string; password: string; clientId: string };
  close: () => Promise<void>;
}

export interface SandboxOptions {
  catalog: Catalog;
  /** Folder of the records' database. */
  folder: string;
  now: () => Date;
  /** Waits before a callback is sent again. */
  wait?: Wait;
}

/** The keys of the sandbox's one member. They open nothing but records that this machine made up. */
export const sandboxKeys = {
  username: 'sandbox+sandbox-public',
  password: 'sandbox-private',
  clientId: '00000000-0000-4000-8000-000000000000',
};

const base = '/v4_6_release/apis/3.0';

/** Starts a ConnectWise on a free port of this machine's loopback. What one run writes the next one reads. */
export async function startSandbox({
  catalog,
  folder,
  now,
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
  const { username, password } = sandboxKeys;
  const accounts = new Map<string, Account>([[username, { password, member: 'jdoe' }]]);
  const world: World = {
    ...{ catalog, store, references, links, now, accounts },
    member: 'jdoe',
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
    ...headers,
    'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
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

/** In the server's own order: path and company, credentials, client id, then the request itself. */
async function answerTo(
  request: IncomingMessage,
  world: World,
  deliveries: Deliveries,
): Promise<Answer> {
  const host = request.headers.host ?? '127.0.0.1';
  const url = new URL(request.url ?? '/', `http://${host}`);
  const open = outside(url, world);
  if (open !== undefined) return open;
  if (!url.pathname.startsWith(`${base}/`))
    return { status: 400, body: `Cannot route. Codebase/company is invalid.` };
  const member = memberOf(request.headers.authorization, world);
  if (member === undefined)
    throw new ApiFault(401, 'Unauthorized', 'Please supply valid credentials.');
  if (request.headers['clientid'] !== sandboxKeys.clientId)
    throw new ApiFault(401, 'Unauthorized', 'A valid clientId is required.');
  const path = url.pathname.slice(base.length).split('/').map(decodePercent).join('/');
  const outbox: World['outbox'] = [];
  const answer = handle(
    {
      method: request.method ?? 'GET',
      path,
      query: caseless(url.searchParams),
      headers: request.headers as Record<string, string | undefined>,
      body: await readBody(request),
      url: `http://${host}${url.pathname}`,
    },
    { ...world, member, outbox },
  );
  deliveries.send(outbox, member);
  return answer;
}

/** The member whose keys a request carries; undefined where they open nothing. */
function memberOf(header: string | undefined, { accounts, now }: World): string | undefined {
  const given = Buffer.from(/^Basic (\S+)$/i.exec(header ?? '')?.[1] ?? '', 'base64').toString();
  const colon = given.indexOf(':');
  const account = accounts.get(given.slice(0, Math.max(colon, 0)));
  if (account === undefined || (account.expires !== undefined && account.expires <= now()))
    return undefined;
  const [wanted, password] = [account.password, given.slice(colon + 1)].map((text) =>
    createHash('sha256').update(text).digest(),
  );
  if (wanted === undefined || password === undefined) return undefined;
  return timingSafeEqual(wanted, password) ? account.member : undefined;
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
