import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient, ClientFor, ClientReport, ClientRun } from './api/client.js';
import type { Clock } from './api/clock.js';
import type { Catalog } from './catalog/catalog.js';
import type { CatalogPlaces } from './catalog/locate.js';
import { chooseConnection, type ConnectionChoice } from './config/connection.js';
import type { Paths } from './config/paths.js';
import { logInForce } from './config/settings.js';
import type { Connections } from './connections.js';
import type { LocalData } from './local-data.js';
import type { Log } from './log/log.js';
import type { Memory } from './memory/memory.js';
import type { EndpointUsage } from './memory/usage.js';
import type { SandboxKeeper } from './sandbox/keeper.js';
import type { Report } from './services.js';
import { ownFile } from './own-file.js';
import { lazy } from './text/lazy.js';
import { shellWord, type Shell } from './text/shell-words.js';

/** What a run opens when it first needs it, and keeps open until its end. */
export interface Resources {
  catalog: (report: Report) => Promise<Catalog>;
  releaseCatalog: () => Promise<void>;
  api: (choice: ConnectionChoice, wire: Wire, run: ApiRun) => Promise<ApiClient>;
  /** Clients that were made are not used again: another may have other keys. */
  dropClients: () => void;
  keeper: (report: Report) => Promise<SandboxKeeper>;
  memory: (report: Report) => Promise<Memory>;
  /** Undefined where nothing has been kept yet. */
  memoryIfThere: (report: Report) => Promise<Memory | undefined>;
  usage: () => Promise<EndpointUsage[]>;
  local: () => Promise<LocalData>;
  /** The log file; undefined unless somebody asked for one. */
  log: () => Promise<Log | undefined>;
  /** Requests as --debug shows them and as the log notes them. */
  requestNotes: (report: Report) => Promise<Pick<ClientReport, 'sent'>>;
  /** Adds what is closed at the end, before all that was opened earlier. */
  onClose: (close: Closer['close']) => void;
  close: () => Promise<void>;
}

/** What decides, beside the connection, which client a call gets. */
interface Wire {
  timeout?: number | undefined;
  ca?: string | undefined;
}

type ApiRun = ClientRun & { report: Report };

interface Surroundings {
  env: Record<string, string | undefined>;
  paths: () => Paths;
  now: () => Date;
  remembers: boolean;
  connections: Connections;
  redact: (text: string) => string;
  shell: Shell;
  /** Of this process. */
  pid: number;
  /** Time for waiting; the process's own unless given. */
  clock: Clock | undefined;
  /** Ends the run. */
  signal: AbortSignal;
}

/** Opens nothing yet. */
export function openResources({
  env,
  paths,
  now,
  remembers,
  connections,
  redact,
  shell,
  pid,
  clock: given,
  signal: ends,
}: Surroundings): Resources {
  const closers: Closer[] = [];
  const apis = new Map<string, Promise<ClientFor>>();

  let opened: Promise<Catalog> | undefined;
  const catalog = (report: Report): Promise<Catalog> => (opened ??= openOnce(report));
  const openOnce = async ({ warn }: Pick<CatalogPlaces, 'warn'>): Promise<Catalog> => {
    const { openCatalog } = await import('./catalog/locate.js');
    const dataFolder = () => paths().data;
    const found = openCatalog({ env, dataFolder, bundled: ownFile('data/catalog.db'), warn });
    closers.push({ close: () => found.close(), needsCatalog: true });
    return found;
  };
  /** What was made from the catalog goes with it: nothing may read a closed one. */
  const releaseCatalog = async (): Promise<void> => {
    const dependent = closers.filter(({ needsCatalog }) => needsCatalog === true);
    opened = undefined;
    apis.clear();
    for (const one of dependent.toReversed()) {
      closers.splice(closers.indexOf(one), 1);
      await one.close();
    }
  };

  const log = lazy(async (): Promise<Log | undefined> => {
    const settings = logInForce(env, connections.settings);
    if (settings === undefined) return undefined;
    const { logPlace, openLog } = await import('./log/log.js');
    return openLog(logPlace(paths().state, settings), { redact, now, pid });
  });
  const requestNotes: Resources['requestNotes'] = async ({ debug }) => {
    const file = await log();
    if (file === undefined && debug === undefined) return {};
    const { sentLine } = await import('./api/sent-note.js');
    return {
      sent(note) {
        debug?.(sentLine(note));
        file?.write({ kind: 'request', ...note });
      },
    };
  };

  const api: Resources['api'] = async (choice, { timeout, ca }, run) => {
    const settings = chooseConnection(choice);
    const { report } = run;
    const clientFor = await remember(apis, JSON.stringify([settings, timeout, ca]), async () => {
      const { createClient } = await import('./api/client.js');
      const { openAgents } = await import('./api/connection-agent.js');
      const { systemClock } = await import('./api/clock.js');
      const found = await catalog(report);
      const connection =
        (await connections.credentials(settings, report.warn)) ?? (await startSandbox(found));
      const agents = openAgents({ baseUrl: connection.baseUrl, env, ca });
      closers.push({ close: agents.close, needsCatalog: true });
      const clock = given ?? systemClock(ends);
      const version = found.meta('version');
      const profile =
        settings.source === 'profile'
          ? { name: settings.name, word: shellWord(settings.name, shell) }
          : undefined;
      return createClient({ ...connection, version, agents, timeout, clock, now, profile });
    });
    return clientFor({ ...run, report: { ...report, ...(await requestNotes(report)) } });
  };
  const startSandbox = async (found: Catalog) => {
    const { startSandbox: start } = await import('./sandbox/sandbox.js');
    const sandbox = await start({ catalog: found, folder: paths().data, now });
    closers.push({ close: () => sandbox.close(), needsCatalog: true });
    return sandbox.connection;
  };
  const keeper = async (report: Report): Promise<SandboxKeeper> => {
    const { createKeeper } = await import('./sandbox/keeper.js');
    return createKeeper(() => catalog(report), paths().data, now);
  };

  const memoryFile = () => join(paths().data, 'memory.db');
  let remembered: Promise<Memory> | undefined;
  const memory = (report: Report): Promise<Memory> =>
    (remembered ??= openMemoryOnce(report).catch((error: unknown) => {
      // What was in the way may be gone when it is asked for again.
      remembered = undefined;
      throw error;
    }));
  const openMemoryOnce = async ({ warn }: Report): Promise<Memory> => {
    const { openMemory } = await import('./memory/memory.js');
    const found = openMemory(memoryFile(), { warn, now });
    closers.push({
      close() {
        found.close();
      },
    });
    // An older memory kept the switch itself.
    if (found.recent.isOff()) {
      await connections.config().change((settings) => ({ ...settings, recentCalls: false }));
      found.recent.dropSwitch();
    }
    return found;
  };
  const usage = async (): Promise<EndpointUsage[]> => {
    if (!remembers || !existsSync(memoryFile())) return [];
    const { readUsage } = await import('./memory/usage.js');
    return readUsage(memoryFile());
  };

  const local = lazy(async () => {
    const { openLocalData } = await import('./local-data.js');
    const unchanged = () => opened ?? openOnce({ warn: undefined });
    const { profiles } = connections;
    return openLocalData({ memoryFile, usage, now, profiles, catalog: unchanged });
  });

  return {
    catalog,
    releaseCatalog,
    api,
    dropClients: () => apis.clear(),
    keeper,
    memory,
    memoryIfThere: async (report) => (existsSync(memoryFile()) ? await memory(report) : undefined),
    usage,
    local,
    log,
    requestNotes,
    onClose(close) {
      closers.push({ close });
    },
    async close() {
      // The last opened first; one that fails does not keep the others open.
      for (const { close } of closers.toReversed()) {
        try {
          await close();
        } catch {
          // nothing depends on it any more
        }
      }
    },
  };
}

/** Closes what was opened. */
interface Closer {
  close: () => Promise<void> | void;
  /** It reads the catalog, and is closed before that is. */
  needsCatalog?: boolean;
}

function remember<T>(
  made: Map<string, Promise<T>>,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
}
