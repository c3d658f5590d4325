import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock } from './api/clock.js';
import type { ProbeWire } from './api/probe.js';
import type { Machine } from './assistants/clients.js';
import { namedCatalog, userCatalog } from './catalog/places.js';
import {
  chooseConnection,
  connectionName,
  isReadOnly,
  ownMember,
  profileInForce,
  type ConnectionChoice,
} from './config/connection.js';
import type { KeyStore } from './config/keys.js';
import { resolvePaths, type Paths } from './config/paths.js';
import { openConnections } from './connections.js';
import { resolveZone } from './dates/zone.js';
import { RefusedError } from './errors/errors.js';
import { knownSecrets } from './known-secrets.js';
import type { LocalData } from './local-data.js';
import { ownFile } from './own-file.js';
import { openResources } from './resources.js';
import type {
  AnswerKind,
  AssistantOptions,
  Destination,
  Report,
  Services,
  WritePlan,
} from './services.js';
import type { Log } from './log/log.js';
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
  /** The zone whose days and times count: a flag's, else CWM_TZ, the profile's, the machine's. Throws UsageError for none. */
  zone: (flag: string | undefined, profile: string | undefined) => string;
  /** The machine's language and country, such as `de-DE`. */
  locale: () => string;
  redact: (text: string) => string;
  /** cwm's folders. Throws ConfigError where there is no home for them. */
  paths: () => Paths;
  /** The profiles that there are. */
  profiles: () => readonly string[];
  /** What the connection of a profile is known by. Throws where there is no such profile, or nothing is set up. */
  connection: (profile: string | undefined) => string;
  /** Whether that profile refuses every write. */
  isReadOnly: (profile: string | undefined) => boolean;
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
  /** Everything may be sent without being asked for. */
  preapproved?: boolean;
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
  Pick<Context, 'io' | 'env' | 'platform' | 'cwd' | 'prompt' | 'signal' | 'now'>
> & {
  locale?: string;
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
  const shell: Shell = platform === 'win32' ? 'powershell' : 'sh';
  const paths = lazy(() => resolvePaths({ platform, env, home: overrides.home ?? homedir() }));
  const { redact, holdsOne, hide } = knownSecrets(env);
  const now = overrides.now ?? (() => new Date());
  const machineZone =
    overrides.machineZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const remembers =
    env['CWM_NO_MEMORY'] === undefined || /^(?:|0|false)$/i.test(env['CWM_NO_MEMORY']);
  const { keyring, clock } = overrides;
  const changed = () => {
    resources.dropClients();
  };
  const node = process.execPath;
  const connections = openConnections({
    env,
    platform,
    paths,
    shell,
    keyring,
    node,
    hide,
    changed,
  });
  const { choose, config } = connections;
  const resources = openResources({
    ...{ env, paths, now, remembers, connections, redact, shell, clock },
    pid: process.pid,
    signal: signals.signal,
  });
  const { catalog, memory, local, usage, log } = resources;
  resources.onClose(signals.release);
  const zone = (flag: string | undefined, profile: string | undefined) =>
    resolveZone({
      flag,
      env: env['CWM_TZ'],
      profile: profileInForce(choose(profile))?.timeZone,
      machine: machineZone(),
    });

  const wireFor = async (
    { ca, timeout, report }: Choices,
    signal: AbortSignal,
  ): Promise<ProbeWire> => ({
    env,
    ca,
    timeout,
    signal,
    ...(await resources.requestNotes(report)),
  });

  const destination = async (choice: ConnectionChoice, report: Report): Promise<Destination> => {
    const { describeDestination } = await import('./api/destination.js');
    const found = await catalog(report);
    return describeDestination(choice, {
      server: found.meta('server'),
      version: found.meta('version'),
    });
  };

  const assistants = async (choices: Choices, options: AssistantOptions) => {
    const { openServing } = await import('./mcp/serving.js');
    const { auditFile, http, ...rest } = options;
    const settings = { ...rest, ...connections.served(choices.profile, rest.readOnly) };
    const serving = openServing(settings, auditFile, choices.report, context);
    if (http !== undefined) {
      const { serveHttp } = await import('./mcp/http.js');
      const { close, ...served } = await serveHttp(serving, http, context);
      resources.onClose(close);
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
    node,
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
      return isReadOnly(choice)
        ? `the profile "${connectionName(choice) ?? ''}" is read-only`
        : undefined;
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
      releaseCatalog: resources.releaseCatalog,
      api: (until = signal) =>
        resources.api(choice, choices, {
          report: choices.report,
          stop: until,
          refuseWrite: refuseReadOnly,
        }),
      sandbox: () => resources.keeper(choices.report),
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
        return await connections.credentials(settings, () => undefined);
      },
      hide,
      redact,
      installation: () => ({
        machine: machine(),
        node: { version: process.versions.node, abi: process.versions.modules },
        root: resolve(ownFile('.')),
        paths,
        bundledCatalog: ownFile('data/catalog.db'),
        locale: context.locale(),
      }),
      ca: choices.ca,
      machineZone,
      memory: () => memory(choices.report),
      memoryIfThere: () => resources.memoryIfThere(choices.report),
      local,
      usage,
      connectionName: () => connectionName(choice),
      profile: choices.profile,
      choice: () => choice,
      holdsSecret: holdsOne,
      reusesMemory: remembers && choices.reusesMemory,
      remembers,
      notesCalls: () => choice.settings().recentCalls !== false,
      surface: choices.surface ?? 'cli',
      shell,
      ownProgram: () => ({ node, script: ownFile('bin/cwm.js') }),
      ask: choices.ask,
      session: choices.session,
      assistants: (options) => assistants(choices, options),
      destination: () => destination(choice, choices.report),
      member: () => ownMember(choice),
      readOnly: () => whyReadOnly() !== undefined,
      preapproved: choices.preapproved ?? false,
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
      wait: async (ms) => {
        const { systemClock } = await import('./api/clock.js');
        await (clock ?? systemClock(signal)).wait(ms, signal);
      },
      journalFolder: () => join(paths().data, 'journals'),
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

  const promptFor = (signal: AbortSignal, isOfLine: boolean) =>
    overrides.prompt ??
    terminalPrompt(
      () => process.stdin,
      () => process.stderr,
      signal,
      { isDumb: env['TERM'] === 'dumb', isOfLine },
    );

  const context: Context = {
    io: overrides.io ?? processIo(),
    env,
    platform,
    shell,
    get cwd() {
      return overrides.cwd ?? process.cwd();
    },
    prompt: promptFor(signals.signal, false),
    signal: signals.signal,
    now,
    zone,
    // Asking the machine takes fifteen milliseconds.
    locale: () => overrides.locale ?? Intl.DateTimeFormat().resolvedOptions().locale,
    redact,
    paths,
    profiles: connections.profiles,
    connection: connections.nameOf,
    isReadOnly: connections.isReadOnly,
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
          prompt: promptFor(signal, true),
          services: (choices) => servicesFor(choices, signal),
          session,
        });
      } finally {
        end();
      }
    },
    close: resources.close,
  };
  return context;
}
