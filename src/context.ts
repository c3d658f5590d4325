import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiClient, ClientFor, ClientReport, ClientRun } from './api/client.js';
import type { Clock } from './api/clock.js';
import type { ProbeWire } from './api/probe.js';
import type { Machine } from './assistants/clients.js';
import type { Catalog } from './catalog/catalog.js';
import type { CatalogPlaces } from './catalog/locate.js';
import { namedCatalog, userCatalog } from './catalog/places.js';
import {
  chooseConnection,
  connectionName,
  connectionPlace,
  credentialsOf,
  ownMember,
  profileInForce,
  secretsIn,
  type ConnectionChoice,
  type ConnectionSettings,
  type Credentials,
} from './config/connection.js';
import { openConfig, settingsFileIn } from './config/keeper.js';
import type { KeyStore } from './config/keys.js';
import { profileNames } from './config/profiles.js';
import { resolvePaths, type Paths } from './config/paths.js';
import { logInForce, readSettings, type Profile, type Settings } from './config/settings.js';
import { resolveZone } from './dates/zone.js';
import { ConfigError, RefusedError } from './errors/errors.js';
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
import type { Log } from './log/log.js';
import type { LineSession } from './cli/session.js';
import { givenSignals, listenForSignals, processIo, type Io } from './terminal/io.js';
import { terminalPrompt, type Prompt } from './terminal/prompts.js';
import { lazy } from './text/lazy.js';
import { shellWord, type Shell } from './text/shell-words.js';

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
  /** The zone whose days and times count: a flag's, else CWM_TZ, the profile's, the machine's. Throws UsageError for none. */
  zone: (flag: string | undefined, profile: string | undefined) => string;
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
  /** The log file; undefined unless somebody asked for one. */
  log: () => Promise<Log | undefined>;
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
  /** No write may be sent, whatever the profile says. */
  readOnly?: boolean;
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
  /** Takes the place of the system's keyring. */
  keyring?: KeyStore;
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
  const secrets = new Set(secretsIn(env));
  let redactor = lazy(() => createRedactor([...secrets]));
  const hide = (...found: readonly string[]) => {
    for (const secret of found) secrets.add(secret);
    redactor = lazy(() => createRedactor([...secrets]));
  };
  const patterns = lazy(() => createRedactor([]));
  // What the patterns alone leave in a text is the secret that is known.
  const holdsSecret = (text: string) => redactor()(text) !== patterns()(text);
  const now = overrides.now ?? (() => new Date());
  const machineZone =
    overrides.machineZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  // How often the settings were changed in this process.
  let changes = 0;
  /** Which connection is meant: of the settings as they were when it was first asked, whatever others do to them since. */
  const choose = (profile: string | undefined): ConnectionChoice => {
    let held: { settings: Settings; changes: number } | undefined;
    const settings = () => {
      if (held?.changes !== changes)
        held = { settings: readSettings(settingsFileIn(paths())), changes };
      return held.settings;
    };
    return { profile, env, settings };
  };
  const zone = (flag: string | undefined, profile: string | undefined) =>
    resolveZone({
      flag,
      env: env['CWM_TZ'],
      profile: profileInForce(choose(profile))?.timeZone,
      machine: machineZone(),
    });
  const log = lazy(async (): Promise<Log | undefined> => {
    const settings = logInForce(env, () => readSettings(settingsFileIn(paths())));
    if (settings === undefined) return undefined;
    const { logPlace, openLog } = await import('./log/log.js');
    const redact = (text: string) => redactor()(text);
    return openLog(logPlace(paths().state, settings), { redact, now, pid: process.pid });
  });
  /** Requests as --debug shows them and as the log notes them. */
  const requestNotes = async ({ debug }: Report): Promise<Pick<ClientReport, 'sent'>> => {
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
  const config = lazy(() =>
    openConfig(paths(), {
      keyring: overrides.keyring ?? { node: process.execPath, script: ownFile('bin/keyring.js') },
      changed: () => {
        changes += 1;
        // A client that was made before may have other keys.
        apis.clear();
      },
      platform,
      schema: ownFile('data/settings.schema.json'),
    }),
  );
  const warnOfOpenKeys = async (warn: Report['warn']): Promise<void> => {
    const { whyExposed } = await import('./config/privacy.js');
    const why = whyExposed(config().keysFile, platform);
    if (why !== undefined) warn(why);
  };
  const credentials = async (
    settings: Exclude<ConnectionSettings, { source: 'sandbox' }>,
    { warn }: Report,
  ): Promise<Credentials> => {
    if (settings.source === 'environment') return settings;
    const { name, profile } = settings;
    const keys = await (await config().keys(profile.keys)).read(name);
    if (profile.keys === 'file') await warnOfOpenKeys(warn);
    if (keys === undefined)
      throw new ConfigError(
        `The keys of the profile "${name}" are not in the ${placeOf(profile)}.`,
        {
          hint: `Enter them again: cwm login ${shellWord(name, shell)}`,
        },
      );
    hide(keys.publicKey, keys.privateKey, keys.clientId);
    return credentialsOf(profile, keys);
  };

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

  const api = async (
    choice: ConnectionChoice,
    { timeout, ca }: Choices,
    run: ClientRun & { report: Report },
  ): Promise<ApiClient> => {
    const settings = chooseConnection(choice);
    const { report } = run;
    const clientFor = await remember(apis, JSON.stringify([settings, timeout, ca]), async () => {
      const { createClient } = await import('./api/client.js');
      const { openAgents } = await import('./api/connection-agent.js');
      const { systemClock } = await import('./api/clock.js');
      const found = await catalog(report);
      const connection =
        settings.source === 'sandbox'
          ? await startSandbox(found)
          : await credentials(settings, report);
      const agents = openAgents({ baseUrl: connection.baseUrl, env, ca });
      closers.push({ close: agents.close, needsCatalog: true });
      const clock = overrides.clock ?? systemClock(signals.signal);
      const version = found.meta('version');
      const profile =
        settings.source === 'profile'
          ? { name: settings.name, word: shellWord(settings.name, shell) }
          : undefined;
      return createClient({ ...connection, version, agents, timeout, clock, now, profile });
    });
    return clientFor({ ...run, report: { ...run.report, ...(await requestNotes(run.report)) } });
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
    if (found.recent.isOff()) {
      await config().change((settings) => ({ ...settings, recentCalls: false }));
      found.recent.dropSwitch();
    }
    return found;
  };
  const remembers =
    env['CWM_NO_MEMORY'] === undefined || /^(?:|0|false)$/i.test(env['CWM_NO_MEMORY']);

  const usage = async (): Promise<EndpointUsage[]> => {
    if (!remembers || !existsSync(memoryFile())) return [];
    const { readUsage } = await import('./memory/usage.js');
    return readUsage(memoryFile());
  };

  const profiles = () => profileNames(choose(undefined).settings());
  const local = lazy(async () => {
    const { openLocalData } = await import('./local-data.js');
    const unchanged = () => opened ?? openOnce({ warn: undefined });
    return openLocalData({ memoryFile, usage, now, profiles, catalog: unchanged });
  });

  const wireFor = async (
    { ca, timeout, report }: Choices,
    signal: AbortSignal,
  ): Promise<ProbeWire> => ({ env, ca, timeout, signal, ...(await requestNotes(report)) });

  const destination = async (choice: ConnectionChoice, report: Report): Promise<Destination> => {
    const { describeDestination } = await import('./api/destination.js');
    const found = await catalog(report);
    return describeDestination(choice, {
      server: found.meta('server'),
      version: found.meta('version'),
    });
  };

  /** One profile a server: another that comes into use meanwhile is none of its. */
  const served = (flag: string | undefined, readOnly: boolean) => {
    try {
      const choice = choose(flag);
      const place = connectionPlace(choice);
      return {
        profile: place === undefined || place.by === 'CONNECTWISE_*' ? undefined : place.name,
        readOnly: readOnly || profileInForce(choice)?.readOnly === true,
      };
    } catch (error) {
      // Searches need no settings, and each call tells what is wrong with them.
      if (error instanceof ConfigError) return { profile: flag, readOnly };
      throw error;
    }
  };

  const assistants = async (choices: Choices, options: AssistantOptions) => {
    const { openServing } = await import('./mcp/serving.js');
    const { auditFile, http, ...rest } = options;
    const settings = { ...rest, ...served(choices.profile, rest.readOnly) };
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

  const machine = (): Machine => ({
    platform,
    env,
    home: overrides.home ?? homedir(),
    cwd: overrides.cwd ?? process.cwd(),
    node: process.execPath,
    script: ownFile('bin/cwm.js'),
  });

  /** What came of asking for a write. */
  const noted = async (title: string, ask: () => Promise<void>): Promise<void> => {
    const file = await log();
    try {
      await ask();
      file?.write({ kind: 'write', title, outcome: 'approved' });
    } catch (error) {
      if (error instanceof RefusedError) file?.write({ kind: 'write', title, outcome: 'refused' });
      throw error;
    }
  };

  const servicesFor = (choices: Choices, whole: AbortSignal): Services => {
    const signal = choices.signal ?? whole;
    const choice = choose(choices.profile);
    const whyReadOnly = () => {
      if (choices.readOnly === true) return 'this session writes nothing';
      const isReadOnly = profileInForce(choice)?.readOnly === true;
      return isReadOnly ? `the profile "${connectionName(choice) ?? ''}" is read-only` : undefined;
    };
    const refuseReadOnly = (title: string) => {
      const why = whyReadOnly();
      if (why !== undefined)
        throw new RefusedError(`${title} was not sent: ${why}.`, {
          hint: 'Use a profile or a session that may write.',
        });
    };
    return {
      catalog: () => catalog(choices.report),
      releaseCatalog,
      api: () =>
        api(choice, choices, { report: choices.report, stop: signal, refuseWrite: refuseReadOnly }),
      sandbox: () => keeper(choices.report),
      config,
      async checkConnection(credentials, seen) {
        const { checkConnection } = await import('./api/check-connection.js');
        return await checkConnection(
          credentials,
          { ...(await wireFor(choices, signal)), now },
          seen,
        );
      },
      async probe(credentials) {
        const { openProbe } = await import('./api/probe.js');
        return openProbe(credentials, await wireFor(choices, signal));
      },
      async credentials(profile = choices.profile) {
        const settings = chooseConnection(choose(profile));
        // What else is wrong is told by whoever asks for all of it.
        const report = { ...choices.report, warn: () => undefined };
        return settings.source === 'sandbox' ? undefined : await credentials(settings, report);
      },
      hide,
      redact: (text) => redactor()(text),
      installation: () => ({
        machine: machine(),
        node: { version: process.versions.node, abi: process.versions.modules },
        root: resolve(ownFile('.')),
        paths,
        bundledCatalog: ownFile('data/catalog.db'),
        locale: context.locale,
      }),
      machineZone,
      memory: () => memory(choices.report),
      memoryIfThere: async () =>
        existsSync(memoryFile()) ? await memory(choices.report) : undefined,
      local,
      usage,
      connectionName: () => connectionName(choice),
      profile: choices.profile,
      choice: () => choice,
      holdsSecret,
      reusesMemory: remembers && choices.reusesMemory,
      remembers,
      notesCalls: () => choice.settings().recentCalls !== false,
      surface: choices.surface ?? 'cli',
      shell,
      ownProgram: () => ({ node: process.execPath, script: ownFile('bin/cwm.js') }),
      ask: choices.ask,
      session: choices.session,
      assistants: (options) => assistants(choices, options),
      destination: () => destination(choice, choices.report),
      member: () => ownMember(choice),
      readOnly: () => whyReadOnly() !== undefined,
      async approve(plan) {
        if (plan.local === undefined) refuseReadOnly(plan.title);
        await noted(plan.title, () => choices.approve(plan));
      },
      refuseUnapproved(title) {
        refuseReadOnly(title);
        choices.refuseUnapproved(title);
      },
      expect: choices.expect,
      report: choices.report,
      signal,
      catalogPlace: () => ({ own: userCatalog(paths().data), named: namedCatalog(env) }),
      now,
      clock: () => ({
        now: now(),
        zone: zone(choices.zone, choices.profile),
      }),
      zone: choices.zone,
      machine,
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
    profiles,
    connection(profile) {
      const choice = choose(profile);
      chooseConnection(choice);
      return connectionName(choice) ?? '';
    },
    remembers,
    local,
    log,
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

function placeOf({ keys }: Profile): string {
  return keys === 'keyring' ? 'keyring' : 'file of keys';
}

/** A file of the package: `data/` and `bin/` lie beside `src/` and beside the built `dist/`. */
function ownFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
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
