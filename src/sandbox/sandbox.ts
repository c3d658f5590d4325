import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Catalog } from '../catalog/catalog.js';
import { LocalError } from '../errors/errors.js';
import { listen, type Place } from '../http/listen.js';
import { isDatabaseError } from '../sqlite/open.js';
import { decodePercent } from '../text/percent.js';
import { firstAccounts, sandboxKeys } from './accounts.js';
import { ApiFault, type Answer } from './answer.js';
import { deliver } from './deliver.js';
import { Faults, noFate, type Fate, type FaultOptions } from './faults.js';
import { Deliveries, realWait, type Wait } from './deliveries.js';
import { admit } from './gate.js';
import { handle, type World } from './handle.js';
import { genericMaker } from './generic.js';
import { newOrigin, type Maker } from './ground.js';
import { Links } from './links.js';
import { logged } from './log.js';
import { makers } from './makers/index.js';
import { outside } from './outside.js';
import { References } from './references.js';
import { SandboxStore } from './store.js';
import { defaultSwitches, type SandboxSwitches } from './switches.js';

export { limitedKeys, sandboxCompany, sandboxKeys } from './accounts.js';

export interface Sandbox {
  connection: { baseUrl: string; username: string; password: string; clientId: string };
  /** Milliseconds that answers under way may take; none unless given. */
  close: (grace?: number) => Promise<void>;
}

export interface SandboxOptions {
  catalog: Catalog;
  /** Folder of the records' database. */
  folder: string;
  now: () => Date;
  /** Where it listens: a free port of the loopback unless given. */
  place?: Place;
  faults?: FaultOptions;
  switches?: Partial<SandboxSwitches>;
  /** Gets a line for each request. */
  log?: ((line: string) => void) | undefined;
  /** Waits before a callback is sent again. */
  wait?: Wait;
}

const base = '/v4_6_release/apis/3.0';

const who = {
  command: 'cwm sandbox serve',
  rival: 'Another sandbox may be running: cwm sandbox status.',
};

/** Starts a ConnectWise on this machine. What one run writes the next one reads. */
export async function startSandbox({
  catalog,
  folder,
  now,
  place = { host: '127.0.0.1', port: 0 },
  faults: faultOptions,
  switches,
  log,
  wait = realWait,
}: SandboxOptions): Promise<Sandbox> {
  const references = new References(catalog);
  const store = openStore({ catalog, folder, now }, references);
  const links = new Links(catalog);
  const world: World = {
    catalog,
    store,
    references,
    links,
    now: () => store.clock(now()),
    switches: { ...defaultSwitches, ...switches },
    accounts: firstAccounts(),
    member: '',
    role: undefined,
    outbox: [],
  };
  const faults =
    faultOptions === undefined ? undefined : new Faults(faultOptions, () => performance.now());
  const listening = await listen(
    (request, response) => {
      if (log !== undefined) logged(request, response, log);
      respond(request, response, world, deliveries, faults?.next() ?? noFate).catch(() =>
        response.destroy(),
      );
    },
    place,
    who,
  ).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const deliveries = new Deliveries({
    store,
    address: `${listening.origin}/v4_6_release`,
    absolute: (json) => withHost(json, `${listening.origin}${base}`),
    wait,
  });
  return {
    connection: { ...sandboxKeys, baseUrl: `${listening.origin}${base}` },
    async close(grace = 0) {
      await listening.close(grace);
      await deliveries.close();
      store.close();
    },
  };
}

/** The records of a data folder. */
export function openStore(
  { catalog, folder, now }: Pick<SandboxOptions, 'catalog' | 'folder' | 'now'>,
  references = new References(catalog),
): SandboxStore {
  const file = join(folder, 'sandbox.db');
  const generic = new Map<string, Maker>();
  const made = (collection: string): Maker => {
    const maker = generic.get(collection) ?? genericMaker(collection, catalog);
    generic.set(collection, maker);
    return maker;
  };
  try {
    return new SandboxStore(
      file,
      (collection) => makers[collection] ?? made(collection),
      references,
      () => newOrigin(now()),
    );
  } catch (error) {
    if (!isDatabaseError(error) || !/NOTADB|CORRUPT/.test(error.code)) throw error;
    throw new LocalError(`The records of the sandbox in ${file} are damaged.`, {
      hint: 'Begin anew: cwm sandbox reset',
      cause: error,
    });
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  deliveries: Deliveries,
  fate: Fate,
): Promise<void> {
  if (fate.delay > 0) await delay(fate.delay);
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
function withHost(json: string, address: string): string {
  return json.replaceAll('_href":"/', `_href":"${address}/`);
}

async function answerTo(
  request: IncomingMessage,
  world: World,
  deliveries: Deliveries,
  fate: Fate,
): Promise<Answer> {
  const origin = originOf(request);
  const url = new URL(request.url ?? '/', origin);
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
      url: `${origin}${url.pathname}`,
    },
    { ...world, member: account.member, role: account.role, outbox },
  );
  deliveries.send(outbox, account.member);
  return failure?.answer ?? answer;
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
