import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiClient, ClientFor } from './api/client.js';
import type { Clock } from './api/clock.js';
import type { Catalog } from './catalog/catalog.js';
import type { CatalogPlaces } from './catalog/locate.js';
import { namedCatalog, userCatalog } from './catalog/places.js';
import {
  chooseConnection,
  connectionName,
  ownMember,
  profileNames,
  secretsIn,
} from './config/connection.js';
import { resolvePaths, type Paths } from './config/paths.js';
import { resolveZone } from './dates/zone.js';
import { createRedactor } from './errors/redact.js';
import type { LocalData } from './local-data.js';
import type { Memory } from './memory/memory.js';
import type { EndpointUsage } from './memory/usage.js';
import type {
  AnswerKind,
  AssistantOptions,
  Destination,
  Report,
  Services,
  WritePlan,
} from './services.js';
import type { SandboxKeeper } from './sandbox/keeper.js';
import type { LineSession } from './cli/session.js';
import { givenSignals, listenForSignals, processIo, type Io } from './terminal/io.js';
import { terminalPrompt, type Prompt } from './terminal/prompts.js';
import { lazy } from './text/lazy.js';
import type { Shell } from './text/shell-words.js';

/** Everything a run may know of the world. Tests replace members; nothing else reads the process. */
export interface Context {
  io: Io;
  env: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  /** The shell that printed commands are written for. */
  shell: Shell;
  cwd: string;
  prompt: Prompt;
  signal: AbortSignal;
  now: () => Date;
  /** The zone whose days and times count: a flag's, else CWM_TZ, else the machine's. Throws UsageError for none. */
  zone: (flag: string | undefined) => string;
  /** The machine's language and country, such as `de-DE`. */
  locale: string;
  redact: (text: string) => string;
  /** cwm's folders. Throws ConfigError where there is no home for them. */
  paths: () => Paths;
  /** The profiles that there are. */
  profiles: () => readonly string[];
  /** What the connection of a profile is known by. Throws where there is no such profile, or nothing is set up. */
  connection: (profile: string | undefined) => string;
  /** Whether what is done is remembered: CWM_NO_MEMORY turns it off. */
  remembers: boolean;
  /** What this machine knows, for who only looks. */
  local: () => Promise<LocalData>;
  /** The services for one action: what was asked for by flags decides about connection and approval. */
  services: (choices: Choices) => Services;
  /** The session that this is a line of; undefined for a command of its own. */
  session: LineSession | undefined;
  /** Runs a line of a session: an interrupt ends that alone, and what was opened stays open. */
  within: <T>(session: LineSession, work: (context: Context) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** What the surface decided for one run of an action. */
export interface Choices {
  profile: string | undefined;
  /** The time zone that a flag named. */
  zone: string | undefined;
  /** Seconds that one try of a request may take. */
  timeout?: number | undefined;
  /** A PEM file with certificates to trust beside the usual ones. */
  ca?: string | undefined;
  report: Report;
  reusesMemory: boolean;
  ask: Services['ask'];
  approve: (plan: WritePlan) => Promise<void>;
  session?: Services['session'];
  refuseUnapproved: (title: string) => void;
  expect: (answer: AnswerKind) => void;
  surface?: Services['surface'];
  /** What stops this one action, beside what ends the process. */
  signal?: AbortSignal | undefined;
}

export type ContextOverrides = Partial<
  Pick<Context, 'io' | 'env' | 'platform' | 'cwd' | 'prompt' | 'signal' | 'now' | 'locale'>
> & {
  /** The time zone that the machine is set to. */
  machineZone?: () => string;
  home?: string;
  /** Time for waiting; the process's own unless given. */
  clock?: Clock;
};

/** The real world, but for what is overridden. Opens nothing. */
export function createContext(overrides: ContextOverrides = {}): Context {
  const env = overrides.env ?? process.env;
  const platform = overrides.platform ?? process.platform;
  const signals =
    overrides.signal === undefined ? listenForSignals() : givenSignals(overrides.signal);
  const closers: Closer[] = [{ close: signals.release }];
  const paths = lazy(() => resolvePaths({ platform, env, home: overrides.home ?? homedir() }));
  const apis = new Map<string, Promise<ClientFor>>();
  const redactor = lazy(() => createRedactor(secretsIn(env)));
  const patterns = lazy(() => createRedactor([]));
  // What the patterns alone leave in a text is the secret that is known.
  const holdsSecret = (text: string) => redactor()(text) !== patterns()(text);
  const now = overrides.now ?? (() => new Date());
  const machineZone =
    overrides.machineZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const zone = (flag: string | undefined) =>
    resolveZone({ flag, env: env['CWM_TZ'], machine: machineZone() });

  let opened: Promise<Catalog> | undefined;
  const catalog = (report: Report): Promise<Catalog> => (opened ??= openOnce(report));
  const openOnce = async ({ warn }: Pick<CatalogPlaces, 'warn'>): Promise<Catalog> => {
    const { openCatalog } = await import('./catalog/locate.js');
    const dataFolder = () => paths().data;
    const found = openCatalog({
      env,
      dataFolder,
      bundled: besideSource('../data/catalog.db'),
      warn,
    });
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

  const api = async (choices: Choices, signal: AbortSignal): Promise<ApiClient> => {
    const settings = chooseConnection({ profile: choices.profile, env });
    const { timeout, ca, report } = choices;
    const clientFor = await remember(apis, JSON.stringify([settings, timeout, ca]), async () => {
      const { createClient } = await import('./api/client.js');
      const { openAgents } = await import('./api/connection-agent.js');
      const { systemClock } = await import('./api/clock.js');
      const found = await catalog(report);
      const connection = settings.source === 'environment' ? settings : await startSandbox(found);
      const agents = openAgents({ baseUrl: connection.baseUrl, env, ca });
      closers.push({ close: agents.close, needsCatalog: true });
      const clock = overrides.clock ?? systemClock(signals.signal);
      const version = found.meta('version');
      return createClient({ ...connection, version, agents, timeout, clock, now });
    });
    return clientFor(report, signal);
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
    return found;
  };
  const remembers =
    env['CWM_NO_MEMORY'] === undefined || /^(?:|0|false)$/i.test(env['CWM_NO_MEMORY']);

  const usage = async (): Promise<EndpointUsage[]> => {
    if (!remembers || !existsSync(memoryFile())) return [];
    const { readUsage } = await import('./memory/usage.js');
    return readUsage(memoryFile());
  };

  const local = lazy(async () => {
    const { openLocalData } = await import('./local-data.js');
    const unchanged = () => opened ?? openOnce({ warn: undefined });
    return openLocalData({ memoryFile, usage, now, catalog: unchanged });
  });

  const destination = async (choices: Choices): Promise<Destination> => {
    const { describeDestination } = await import('./api/destination.js');
    const found = await catalog(choices.report);
    return describeDestination(
      { profile: choices.profile, env },
      { server: found.meta('server'), version: found.meta('version') },
    );
  };

  const assistants = async (choices: Choices, options: AssistantOptions) => {
    const { openServing } = await import('./mcp/serving.js');
    const { auditFile, http, ...rest } = options;
    const settings = { ...rest, profile: choices.profile };
    const serving = openServing(settings, auditFile, choices.report, context);
    if (http !== undefined) {
      const { serveHttp } = await import('./mcp/http.js');
      const { close, ...served } = await serveHttp(serving, http, context);
      closers.push({ close });
      return served;
    }
    const { serveStdio } = await import('./mcp/serve.js');
    return { ended: serveStdio(serving, context, context.io.conversation()) };
  };

  const servicesFor = (choices: Choices, whole: AbortSignal): Services => {
    const signal = choices.signal ?? whole;
    return {
      catalog: () => catalog(choices.report),
      releaseCatalog,
      api: () => api(choices, signal),
      sandbox: () => keeper(choices.report),
      memory: () => memory(choices.report),
      memoryIfThere: async () =>
        existsSync(memoryFile()) ? await memory(choices.report) : undefined,
      local,
      usage,
      connectionName: () => connectionName({ profile: choices.profile, env }),
      profile: choices.profile,
      holdsSecret,
      reusesMemory: remembers && choices.reusesMemory,
      remembers,
      surface: choices.surface ?? 'cli',
      shell,
      ownProgram: () => ({ node: process.execPath, script: besideSource('../bin/cwm.js') }),
      ask: choices.ask,
      session: choices.session,
      assistants: (options) => assistants(choices, options),
      destination: () => destination(choices),
      member: () => ownMember({ profile: choices.profile, env }),
      approve: choices.approve,
      refuseUnapproved: choices.refuseUnapproved,
      expect: choices.expect,
      report: choices.report,
      signal,
      catalogPlace: () => ({ own: userCatalog(paths().data), named: namedCatalog(env) }),
      now,
      clock: () => ({
        now: now(),
        zone: zone(choices.zone),
      }),
      resolvePath: (path) => resolve(overrides.cwd ?? process.cwd(), path),
    };
  };

  const shell: Shell = platform === 'win32' ? 'powershell' : 'sh';
  const promptFor = (signal: AbortSignal) =>
    overrides.prompt ??
    terminalPrompt(
      () => process.stdin,
      () => process.stderr,
      signal,
      env['TERM'] === 'dumb',
    );

  const context: Context = {
    io: overrides.io ?? processIo(),
    env,
    platform,
    shell,
    get cwd() {
      return overrides.cwd ?? process.cwd();
    },
    prompt: promptFor(signals.signal),
    signal: signals.signal,
    now,
    zone,
    get locale() {
      return overrides.locale ?? Intl.DateTimeFormat().resolvedOptions().locale;
    },
    redact: (text) => redactor()(text),
    paths,
    profiles: profileNames,
    connection(profile) {
      chooseConnection({ profile, env });
      return connectionName({ profile, env }) ?? '';
    },
    remembers,
    local,
    services: (choices) => servicesFor(choices, signals.signal),
    session: undefined,
    async within(session, work) {
      const { signal, end } = signals.scope();
      try {
        return await work({
          ...context,
          signal,
          prompt: promptFor(signal),
          services: (choices) => servicesFor(choices, signal),
          session,
        });
      } finally {
        end();
      }
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
  return context;
}

/** Closes what was opened. */
interface Closer {
  close: () => Promise<void> | void;
  /** It reads the catalog, and is closed before that is. */
  needsCatalog?: boolean;
}

/** A path from `src/` as from the built `dist/`: both lie in the project's folder. */
function besideSource(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
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
