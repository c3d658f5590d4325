import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import { decodePercent } from '../text/percent.js';
import { ApiFault, type Answer } from './answer.js';
import { handle, type World } from './handle.js';
import { genericMaker } from './generic.js';
import type { Maker } from './ground.js';
import { Links } from './links.js';
import { makers } from './makers/index.js';
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
}

/** The keys of the sandbox's one member. They open nothing but records that this machine made up. */
export const sandboxKeys = {
  username: 'sandbox+sandbox-public',
  password: 'sandbox-private',
  clientId: '00000000-0000-4000-8000-000000000000',
};

const base = '/v4_6_release/apis/3.0';

/** Starts a ConnectWise on a free port of this machine's loopback. What one run writes the next one reads. */
export async function startSandbox({ catalog, folder, now }: SandboxOptions): Promise<Sandbox> {
  const references = new References(catalog);
  const generic = new Map<string, Maker>();
  const made = (collection: string): Maker => {
    const maker = generic.get(collection) ?? genericMaker(collection, catalog);
    generic.set(collection, maker);
    return maker;
  };
  const store = new SandboxStore(
    join(folder, 'sandbox.db'),
    (collection) => makers[collection] ?? made(collection),
    references,
    () => ({ epoch: now(), seed: 1, tickets: 2000 }),
  );
  const links = new Links(catalog);
  const world: World = { catalog, store, references, links, now, member: 'jdoe' };
  const server = createServer((request, response) => {
    respond(request, response, world).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    connection: { ...sandboxKeys, baseUrl: `http://127.0.0.1:${port}${base}` },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(request, world);
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
async function answerTo(request: IncomingMessage, world: World): Promise<Answer> {
  const host = request.headers.host ?? '127.0.0.1';
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (!url.pathname.startsWith(`${base}/`))
    return { status: 400, body: `Cannot route. Codebase/company is invalid.` };
  if (!isAuthorized(request.headers.authorization))
    throw new ApiFault(401, 'Unauthorized', 'Please supply valid credentials.');
  if (request.headers['clientid'] !== sandboxKeys.clientId)
    throw new ApiFault(401, 'Unauthorized', 'A valid clientId is required.');
  const path = url.pathname.slice(base.length).split('/').map(decodePercent).join('/');
  return handle(
    {
      method: request.method ?? 'GET',
      path,
      query: caseless(url.searchParams),
      headers: request.headers as Record<string, string | undefined>,
      body: await readBody(request),
      url: `http://${host}${url.pathname}`,
    },
    world,
  );
}

function isAuthorized(header: string | undefined): boolean {
  const wanted = Buffer.from(
    `Basic ${Buffer.from(`${sandboxKeys.username}:${sandboxKeys.password}`).toString('base64')}`,
  );
  const given = Buffer.from(header ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
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
