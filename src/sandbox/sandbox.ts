import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.js';
import { LocalError } from '../errors/errors.js';
import { listen, type Place } from '../http/listen.js';
import { isDatabaseError } from '../sqlite/open.js';
import { firstAccounts, sandboxKeys } from './accounts.js';
import { Faults, noFate, type FaultOptions } from './faults.js';
import { Deliveries, realWait, type Wait } from './deliveries.js';
import type { World } from './handle.js';
import { genericMaker } from './generic.js';
import { newOrigin, type Maker } from './ground.js';
import { Links } from './links.js';
import { logged } from './log.js';
import { makers } from './makers/index.js';
import { References } from './references.js';
import { base, respond, withHost } from './respond.js';
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
  const links = new Links(references);
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
