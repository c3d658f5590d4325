import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Clock } from './api/clock.js';
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
import type {
  AnswerKind,
  AssistantOptions,
  Destination,
  Report,
  Services,
  WritePlan,
} from './services.js';
import { besideSource, openResources } from './resources.js';
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
  const paths = lazy(() => resolvePaths({ platform, env, home: overrides.home ?? homedir() }));
  const redactor = lazy(() => createRedactor(secretsIn(env)));
  const patterns = lazy(() => createRedactor([]));
  // What the patterns alone leave in a text is the secret that is known.
  const holdsSecret = (text: string) => redactor()(text) !== patterns()(text);
  const now = overrides.now ?? (() => new Date());
  const machineZone =
    overrides.machineZone ?? (() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const zone = (flag: string | undefined) =>
    resolveZone({ flag, env: env['CWM_TZ'], machine: machineZone() });

  const remembers =
    env['CWM_NO_MEMORY'] === undefined || /^(?:|0|false)$/i.test(env['CWM_NO_MEMORY']);
  const { signal: ends } = signals;
  const { clock } = overrides;
  const resources = openResources({ env, paths, now, remembers, clock, signal: ends });
  const { catalog, memory, local, usage } = resources;
  resources.onClose(signals.release);

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
      resources.onClose(close);
      return served;
    }
    const { serveStdio } = await import('./mcp/serve.js');
    return { ended: serveStdio(serving, context, context.io.conversation()) };
  };

  const servicesFor = (choices: Choices, whole: AbortSignal): Services => {
    const signal = choices.signal ?? whole;
    return {
      catalog: () => catalog(choices.report),
      releaseCatalog: resources.releaseCatalog,
      api: () => resources.api(choices, signal),
      sandbox: () => resources.keeper(choices.report),
      memory: () => memory(choices.report),
      memoryIfThere: () => resources.memoryIfThere(choices.report),
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
    close: resources.close,
  };
  return context;
}
